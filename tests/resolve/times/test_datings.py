"""Times: from words to days, counted from the day of publication and the event told last."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model import Granularity, When
from recount.resolve.times import Anchor, resolve_time

G = Granularity

FRIDAY = Anchor(published=date(2016, 10, 14))
UNDATED = Anchor(published=None)
TUESDAY = When(start=date(2016, 10, 11), end=date(2016, 10, 11))
AFTER_TUESDAY = Anchor(published=date(2016, 10, 14), before=TUESDAY)
COMING = Anchor(published=date(2016, 10, 14), coming=True)


def days(when: When | None) -> tuple[str, str] | None:
    return None if when is None else (when.start.isoformat(), when.end.isoformat())


ONE_DAY = [
    ("Tuesday", "2016-10-11"),
    ("on Thursday evening", "2016-10-13"),
    ("Friday", "2016-10-14"),
    ("early on Friday", "2016-10-14"),
    ("Saturday", "2016-10-08"),
    ("last Tuesday", "2016-10-11"),
    ("last Friday", "2016-10-07"),
    ("next Monday", "2016-10-17"),
    ("next Friday", "2016-10-21"),
    ("yesterday", "2016-10-13"),
    ("today", "2016-10-14"),
    ("this morning", "2016-10-14"),
    ("tomorrow", "2016-10-15"),
    ("12 October", "2016-10-12"),
    ("October 12", "2016-10-12"),
    ("Oct. 12", "2016-10-12"),
    ("12th of October 2015", "2015-10-12"),
    ("October 12, 2015", "2015-10-12"),
    ("2016-10-12", "2016-10-12"),
    ("25 December", "2015-12-25"),
    ("29 February 2016", "2016-02-29"),
    ("three days ago", "2016-10-11"),
    ("an hour ago", "2016-10-14"),
]


@pytest.mark.parametrize(("words", "day"), ONE_DAY)
def test_words_for_one_day(words: str, day: str) -> None:
    when = resolve_time(words, FRIDAY)
    assert days(when) == (day, day)
    assert when is not None
    assert when.granularity is G.DAY


SEVERAL_DAYS = [
    ("overnight", "2016-10-13", "2016-10-14", G.NIGHT),
    ("last night", "2016-10-13", "2016-10-14", G.NIGHT),
    ("this week", "2016-10-10", "2016-10-14", G.WEEK),
    ("earlier this week", "2016-10-10", "2016-10-14", G.WEEK),
    ("last week", "2016-10-03", "2016-10-09", G.WEEK),
    ("next week", "2016-10-17", "2016-10-23", G.WEEK),
    ("last weekend", "2016-10-08", "2016-10-09", G.SPAN),
    ("this month", "2016-10-01", "2016-10-14", G.MONTH),
    ("last month", "2016-09-01", "2016-09-30", G.MONTH),
    ("this year", "2016-01-01", "2016-10-14", G.YEAR),
    ("last year", "2015-01-01", "2015-12-31", G.YEAR),
    ("in August 2013", "2013-08-01", "2013-08-31", G.MONTH),
    ("in February 2016", "2016-02-01", "2016-02-29", G.MONTH),
    ("in August", "2016-08-01", "2016-08-31", G.MONTH),
    ("in November", "2015-11-01", "2015-11-30", G.MONTH),
    ("in October", "2016-10-01", "2016-10-14", G.MONTH),
    ("in 2013", "2013-01-01", "2013-12-31", G.YEAR),
    ("in 2016", "2016-01-01", "2016-10-14", G.YEAR),
    ("10 to 12 October", "2016-10-10", "2016-10-12", G.SPAN),
    ("10-12 October 2015", "2015-10-10", "2015-10-12", G.SPAN),
    ("from Monday to Wednesday", "2016-10-10", "2016-10-12", G.SPAN),
    ("between Sunday and Tuesday", "2016-10-09", "2016-10-11", G.SPAN),
    ("in three days of airstrikes that resumed Tuesday", "2016-10-11", "2016-10-13", G.SPAN),
    ("in ten days of raids that began on Tuesday", "2016-10-11", "2016-10-14", G.SPAN),
    ("since Tuesday", "2016-10-11", "2016-10-14", G.SPAN),
    ("since yesterday", "2016-10-13", "2016-10-14", G.SPAN),
    ("since 2011", "2011-01-01", "2016-10-14", G.SPAN),
    ("since March 2011", "2011-03-01", "2016-10-14", G.SPAN),
    ("since 3 March 2015", "2015-03-03", "2016-10-14", G.SPAN),
    ("since March 3 2015", "2015-03-03", "2016-10-14", G.SPAN),
    ("since late September", "2016-09-21", "2016-10-14", G.SPAN),
    ("since the conflict began in March 2011", "2011-03-01", "2016-10-14", G.SPAN),
    ("five-year war", "2011-01-01", "2016-10-14", G.YEAR),
    ("in the past 24 hours", "2016-10-13", "2016-10-14", G.SPAN),
    ("over the past week", "2016-10-07", "2016-10-14", G.SPAN),
    ("in four days", "2016-10-11", "2016-10-14", G.SPAN),
    ("five years ago", "2011-01-01", "2011-12-31", G.YEAR),
]


@pytest.mark.parametrize(("words", "start", "end", "granularity"), SEVERAL_DAYS)
def test_words_for_several_days(words: str, start: str, end: str, granularity: Granularity) -> None:
    when = resolve_time(words, FRIDAY)
    assert days(when) == (start, end)
    assert when is not None
    assert when.granularity is granularity


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("a day later", "2016-10-12"),
        ("the next day", "2016-10-12"),
        ("the following day", "2016-10-12"),
        ("the same day", "2016-10-11"),
        ("the previous day", "2016-10-10"),
        ("two days later", "2016-10-13"),
        ("three days earlier", "2016-10-08"),
        ("a week later", "2016-10-18"),
    ],
)
def test_later_is_counted_from_the_event_told_last(words: str, day: str) -> None:
    assert days(resolve_time(words, AFTER_TUESDAY)) == (day, day)
    assert resolve_time(words, FRIDAY) is None


def test_later_than_several_days_is_counted_from_their_last() -> None:
    before = When(start=date(2016, 10, 3), end=date(2016, 10, 5))
    anchor = Anchor(published=date(2016, 10, 14), before=before)
    assert days(resolve_time("a day later", anchor)) == ("2016-10-06", "2016-10-06")
    assert days(resolve_time("a day earlier", anchor)) == ("2016-10-02", "2016-10-02")


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Saturday", "2016-10-15", "2016-10-15"),
        ("Friday", "2016-10-14", "2016-10-14"),
        ("this week", "2016-10-10", "2016-10-16"),
        ("25 December", "2016-12-25", "2016-12-25"),
        ("since Tuesday", "2016-10-11", "2016-10-14"),
        ("next Friday", "2016-10-21", "2016-10-21"),
    ],
)
def test_what_is_to_come_lies_ahead(words: str, start: str, end: str) -> None:
    assert days(resolve_time(words, COMING)) == (start, end)


@pytest.mark.parametrize(
    "words",
    [
        "31 February",
        "31 February 2016",
        "29 February 2015",
        "June 31",
        "2016-02-30",
        "2016-13-01",
        "0000-01-01",
        "1 January 0000",
        "12 to 10 October",
        "40 October 2016",
        "daily",
        "every day",
        "since the war began",
        "since the uprising",
        "at some point",
        "",
    ],
)
def test_what_is_no_day_stays_unresolved(words: str) -> None:
    assert resolve_time(words, FRIDAY) is None


ALL_WORDS = [words for words, *_ in (*ONE_DAY, *SEVERAL_DAYS)]
FULL_DATES = {"12th of October 2015", "October 12, 2015", "2016-10-12", "29 February 2016", "10-12 October 2015"}
FULL_DATES |= {"in August 2013", "in February 2016", "in 2013", "in 2016"}


@pytest.mark.parametrize("words", ["a day later", *ALL_WORDS])
def test_without_a_day_of_publication_only_full_dates_resolve(words: str) -> None:
    assert (resolve_time(words, UNDATED) is not None) == (words in FULL_DATES)


@pytest.mark.parametrize("published", [date.min, date.max, date(2016, 2, 29), date(2015, 12, 31), date(2016, 1, 1)])
@pytest.mark.parametrize("words", ["a week later", *ALL_WORDS])
def test_the_ends_of_the_calendar_break_nothing(published: date, words: str) -> None:
    before = When(start=published, end=published)
    for coming in (False, True):
        when = resolve_time(words, Anchor(published=published, before=before, coming=coming))
        assert when is None or when.start <= when.end


@given(
    st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.sampled_from("Monday Tuesday Wednesday Thursday Friday".split())
)
def test_a_weekday_is_the_last_one_up_to_the_day_of_publication(published: date, weekday: str) -> None:
    when = resolve_time(f"on {weekday}", Anchor(published=published))
    assert when is not None
    assert when.start == when.end
    assert when.start.strftime("%A") == weekday
    assert 0 <= (published - when.start).days < 7


@given(st.text())
def test_no_words_at_all_raise(words: str) -> None:
    when = resolve_time(words, AFTER_TUESDAY)
    assert when is None or when.days >= 1
