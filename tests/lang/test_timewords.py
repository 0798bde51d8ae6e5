"""Expressions of time: which are known, how far they reach, what only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.lang.timewords import find_times
from tests.text.growth import grows_linearly, repeated

KNOWN = [
    ("The roof fell on Tuesday.", "weekday", "Tuesday"),
    ("The roof fell late on Sunday evening.", "weekday", "late on Sunday evening"),
    ("It burned last Friday.", "weekday", "last Friday"),
    ("It burned from Monday to Wednesday.", "weekdayspan", "from Monday to Wednesday"),
    ("It burned on 12 October.", "dmy", "12 October"),
    ("It burned on the 3rd of May 2014.", "dmy", "the 3rd of May 2014"),
    ("It burned on October 12, 2016.", "dmy", "October 12, 2016"),
    ("It burned on Oct. 12.", "dmy", "Oct. 12"),
    ("It burned on 2016-10-12.", "iso", "2016-10-12"),
    ("It burned from 10 to 12 October.", "dayspan", "from 10 to 12 October"),
    ("It burned in August 2013.", "my", "in August 2013"),
    ("It burned in August.", "month", "in August"),
    ("It burned in 2013.", "year", "in 2013"),
    ("It burned in May.", "month", "in May"),
    ("It burned yesterday.", "day", "yesterday"),
    ("It burned overnight.", "day", "overnight"),
    ("It burned this morning.", "day", "this morning"),
    ("It burned earlier this week.", "thisunit", "earlier this week"),
    ("It burned last month.", "thisunit", "last month"),
    ("It burned again a day later.", "later", "a day later"),
    ("It burned again the next day.", "later", "the next day"),
    ("It burned three days ago.", "ago", "three days ago"),
    ("It burned in the past 24 hours.", "past", "in the past 24 hours"),
    ("It burned in recent days.", "recent", "in recent days"),
    ("It burned for two weeks.", "bare", "for two weeks"),
    ("It burns every day.", "daily", "every day"),
    ("It burned in three days of raids that resumed Tuesday.", "run", "in three days of raids that resumed Tuesday"),
    ("It has burned since March 2011.", "since", "since March 2011"),
    ("It has burned since 3 March 2015.", "since", "since 3 March 2015"),
    ("It has burned since Tuesday.", "since", "since Tuesday"),
    ("It has burned since the war began in March 2011.", "sinceevent", "since the war began in March 2011"),
    ("It burned in the five-year war.", "warage", "five-year war"),
    ("It burned on 12 October 1850.", "dmy", "12 October 1850"),
    ("It burned on the 7th or 8th of October, 2016.", "dayspan", "the 7th or 8th of October, 2016"),
    ("It burned on the night of 3-4 May.", "dmy", "the night of 3-4 May"),
    ("It burned between August and September 2015.", "span", "between August and September 2015"),
    ("They fell in the fighting that began on Thursday.", "since", "that began on Thursday"),
    ("They fell in the war, which began in March 2011.", "sinceevent", "war, which began in March 2011"),
    (
        "It has burned since the war started with the raids of 2011.",
        "sinceevent",
        "since the war started with the raids of 2011",
    ),
    ("It has burned since mid-September.", "since", "since mid-September"),
    (
        "It has burned since the start of the operation in 2013.",
        "since",
        "since the start of the operation in 2013",
    ),
    ("It burned on Christmas Day.", "holiday", "Christmas Day"),
    ("It burned at 4:30 a.m. on Thursday.", "clock", "4:30 a.m. on Thursday"),
]

LOOK_ALIKES = [
    "They may die of thirst.",
    "Some 5 may have been hurt.",
    "Between 10 and 12 may be dead.",
    "The crowds march on the capital.",
    "The 12 march on.",
    "It was a sunny day.",
    "He sat down in the sun.",
    "A second round fell.",
    "It took two seconds.",
    "Version 2.0.1 was built.",
    "Release 2016.1 is out.",
    "The school year-end feast was held.",
    "A satellite saw it.",
    "In 2,016 villages nobody slept.",
    "He reads the Sunday Times.",
    "The three-day truce held.",
    "It was 10 p.m. by the clock.",
    "The number is 20161.",
    "A decade of drought.",
    "A 6-year-old boy ran.",
    "The fall of the town was near.",
    "Weekdays are busy.",
    "Augustus ruled.",
    "The month-long fast.",
    "Todays of old.",
    "",
]


@pytest.mark.parametrize(("sentence", "rule", "words"), KNOWN)
def test_an_expression_is_known_and_taken_whole(sentence: str, rule: str, words: str) -> None:
    assert [(t.rule, sentence[t.start : t.end]) for t in find_times(sentence)] == [(rule, words)]


@pytest.mark.parametrize("sentence", LOOK_ALIKES)
def test_what_only_looks_like_a_time_is_none(sentence: str) -> None:
    assert [sentence[t.start : t.end] for t in find_times(sentence)] == []


def test_parts_are_named_after_what_they_say() -> None:
    (time,) = find_times("since 3 March 2015")
    assert time.parts == {"name": "march", "month": "march", "day": "3", "year": "2015"}


def test_several_expressions_come_in_text_order() -> None:
    text = "On Monday and again a day later, as in August 2013, it burned."
    assert [t.rule for t in find_times(text)] == ["weekday", "later", "my"]


def test_only_the_stretch_asked_for_is_searched() -> None:
    text = "On Monday it burned, on Tuesday it did not."
    assert [text[t.start : t.end] for t in find_times(text, 10)] == ["Tuesday"]
    assert [text[t.start : t.end] for t in find_times(text, 0, 10)] == ["Monday"]
    assert find_times(text, 0, 7) == []


@given(st.text() | st.lists(st.sampled_from([k[2] for k in KNOWN] + ["\u200f", "31", "–", "²", "May"])).map(" ".join))
def test_expressions_stand_apart_within_the_text(text: str) -> None:
    times = find_times(text)
    assert all(0 <= t.start < t.end <= len(text) for t in times)
    assert all(a.end <= b.start for a, b in pairwise(times))
    assert all(part in text[t.start : t.end].lower() for t in times for part in t.parts.values())


HOSTILE = [
    "since ",
    "in three days of aaaa ",
    "1 ",
    "1",
    "-",
    "2016-",
    "12 to ",
    "two-year ",
    "since a a a ",
    "early on ",
    " ",
    "May ",
    "a",
    "one ",
    "one hundred ",
    "the last ",
    "third ",
    "early late ",
    "2011 ",
]
TAILS = ["in three days of {}", "since {}", "two-year {}", "since the {} began"]


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_text_whatever_is_said_over_and_over(unit: str) -> None:
    assert grows_linearly(find_times, repeated(unit), 12_000)


@pytest.mark.parametrize("frame", TAILS)
@pytest.mark.parametrize("unit", ["a", "a-", "aa "])
def test_time_grows_with_the_text_after_a_promising_start(frame: str, unit: str) -> None:
    assert grows_linearly(find_times, lambda size: frame.format(repeated(unit)(size)), 12_000)


def test_a_hostile_line_of_200_000_characters_is_read_at_once() -> None:
    text = "since " * 33_334
    assert len(find_times(text)) == 0
    assert len(find_times("12 to 12 " * 22_223)) == 0
