"""Values: from an expression in its text to what it means, in news and in histories."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.resolve.times.timeline import timeline

FRIDAY = date(2016, 10, 14)

NEWS = [
    ("The roof fell on Tuesday.", ["2016-10-11"]),
    ("The roof fell on Friday.", ["2016-10-14"]),
    ("They will meet Saturday in Geneva.", ["2016-10-15"]),
    ("The envoys met Saturday in Geneva.", ["2016-10-08"]),
    ("Talks are scheduled for Monday morning.", ["2016-10-17TMO"]),
    ("It burned last Friday and opens next Friday.", ["2016-10-07", "2016-10-21"]),
    ("It burned on October 12, 2015.", ["2015-10-12"]),
    ("It burned on 25 December.", ["2015-12-25"]),
    ("The truce will begin on 25 December.", ["2016-12-25"]),
    ("It burned in August.", ["2016-08"]),
    ("It burned in late August 2013.", ["2013-08"]),
    ("It burned in March last year.", ["2015-03"]),
    ("It burned at the end of 2012.", ["2012"]),
    ("It burned last month and earlier this month.", ["2016-09", "2016-10"]),
    ("It burned this week and last week.", ["2016-W41", "2016-W40"]),
    ("It burned over the weekend.", ["2016-W40-WE"]),
    ("It burned two years ago.", ["2014"]),
    ("It burned six weeks ago.", ["2016-W35"]),
    ("It burned three days ago.", ["2016-10-11"]),
    ("It burned yesterday; it may burn tomorrow.", ["2016-10-13", "2016-10-15"]),
    ("It burned overnight and again this morning.", ["2016-10-13TNI", "2016-10-14TMO"]),
    ("It burned at 10 p.m. on Tuesday.", ["2016-10-11T22:00"]),
    ("It burned at 11:51 PM on Tuesday, 4 October 2016.", ["2016-10-04T23:51"]),
    ("It burned at 4:30 a.m. Thursday.", ["2016-10-13T04:30"]),
    ("It burned for three days and several weeks.", ["P3D", "PXW"]),
    ("It burned for two decades.", ["P20Y"]),
    ("It took a month or two.", ["P1M"]),
    ("It burned in the past 24 hours.", ["PT24H"]),
    ("It burned in recent days.", ["PXD"]),
    ("Profit rose in the third quarter.", ["2016-Q3"]),
    ("Profit rose in the first quarter from a year earlier.", ["2016-Q1", "2015-Q1"]),
    ("Profit fell in the second half of 2014.", ["2014-H2"]),
    ("It burned in the summer of 2012.", ["2012-SU"]),
    ("It burned last winter.", ["2015-WI"]),
    ("It burned in the 1990s and the early '80s.", ["199", "198"]),
    ("It was built in the 19th century.", ["18"]),
    ("It was built in 146 BC.", ["BC0146"]),
    ("The paper comes daily.", ["P1D"]),
    ("They meet every Thursday and each July.", ["XXXX-WXX-4", "XXXX-07"]),
    ("They were recently at work and are now at rest.", ["PAST_REF", "PRESENT_REF"]),
    ("It may happen in the near future.", ["FUTURE_REF"]),
    ("It burned on Christmas Day.", ["2015-12-25"]),
    ("It was Good Friday of 2016.", ["2016-03-25", "2016"]),
    ("It burned in nineteen ninety-six.", ["1996"]),
    ("It burned the day before yesterday.", ["2016-10-12"]),
    ("On the night of 3-4 May 2015 it burned.", ["2015-05-03TNI"]),
    ("They came on Monday; two days later they left.", ["2016-10-10", "2016-10-12"]),
    ("It burned on 3 October. The next day it burned again.", ["2016-10-03", "2016-10-04"]),
    ("In 2003 they fled. Later that year they came back.", ["2003", "2003"]),
    ("It burned between August and September 2015.", ["2015-08", "2015-09"]),
    ("It burned from December to January 2015.", ["2014-12", "2015-01"]),
    ("It burned on 31 February.", [""]),
    ("It burned on 31 June 2015.", [""]),
]


@pytest.mark.parametrize(("sentence", "values"), NEWS)
def test_values_in_news(sentence: str, values: list[str]) -> None:
    assert [t.value for t in timeline(sentence, FRIDAY)] == values


HISTORY = (
    "In 1911 the league was formed. In March 1912 its army crossed the river. In June it took the pass, and on"
    " 3 November the capital. The next day the king fled. In January the army went home. Two years later, in the"
    " spring of 1915, it came back. By the end of the year the war was over, and in 1919 a treaty was signed."
)


def test_a_history_runs_at_its_own_time() -> None:
    found = [t.value for t in timeline(HISTORY, FRIDAY, narrative=True)]
    assert found[:4] == ["1911", "1912-03", "1912-06", "1912-11-03"]
    assert found[4:] == ["1912-11-04", "1913-01", "1915", "1915-SP", "1915", "1919"]


def test_former_tells_a_time_in_a_history_only() -> None:
    sentence = "The former ally crossed the river."
    assert timeline(sentence, FRIDAY, narrative=False) == []
    assert [t.value for t in timeline(sentence, FRIDAY, narrative=True)] == ["PAST_REF"]


def test_without_a_day_of_publication_nothing_is_counted_from_it() -> None:
    sentence = "It burned on Tuesday, last year, yesterday, in August, two days ago and on 3 May 2014."
    values = [t.value for t in timeline(sentence, None)]
    assert [v for v in values if v and "X" not in v] == ["2014-05-03"]


@given(st.text(), st.none() | st.dates())
def test_no_text_raises(text: str, published: date | None) -> None:
    assert all(0 <= t.start < t.end <= len(text) for t in timeline(text, published))


@pytest.mark.parametrize("published", [date.min, date.max, date(2016, 2, 29)])
def test_the_ends_of_the_calendar_break_nothing(published: date) -> None:
    for sentence, _ in NEWS:
        assert timeline(sentence, published)
