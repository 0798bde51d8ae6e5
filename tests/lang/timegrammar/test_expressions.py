"""Expressions of time: where they stand, and what only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.lang.timegrammar import find_expressions
from recount.lang.timegrammar.rules import NAMES
from recount.resolve.times.values import RULES
from tests.text.growth import grows_linearly, repeated

EXPRESSIONS = [
    ("The roof fell on Tuesday morning.", "weekday", ["Tuesday morning"]),
    ("It was early last Tuesday.", "weekday", ["early last Tuesday"]),
    ("It burned on Saturday, June 24, 1950.", "date", ["Saturday, June 24, 1950"]),
    ("It burned on the 3rd of May 2014.", "date", ["the 3rd of May 2014"]),
    ("It burned on last Oct. 23 at home.", "date", ["last Oct. 23"]),
    ("It burned from 10 to 12 October.", "date", ["10", "12 October"]),
    ("It burned in the beginning of October.", "month", ["the beginning of October"]),
    ("It burned in mid-January 1945.", "monthyear", ["mid-January 1945"]),
    ("It burned in May.", "month", ["May"]),
    ("It burned in March of that year.", "monthyear", ["March of that year"]),
    ("Sales rose in the second quarter of 1990.", "quarter", ["the second quarter of 1990"]),
    ("Sales rose against the year-ago quarter.", "samequarter", ["the year-ago quarter"]),
    ("It burned earlier this year.", "named", ["earlier this year"]),
    ("It burned a few days ago.", "offset", ["a few days ago"]),
    ("It lasted more than four hours.", "duration", ["more than four hours"]),
    ("It was a five-hour visit.", "duration", ["five-hour"]),
    ("It lasted at least the past 18 months.", "span", ["at least the past 18 months"]),
    ("It is wet in the spring of 1776.", "season", ["the spring of 1776"]),
    ("It was dry in the late 1960s.", "decade", ["the late 1960s"]),
    ("It was built in the eighteenth century.", "century", ["the eighteenth century"]),
    ("It fell in about 241 B.C. or so.", "year", ["about 241 B.C."]),
    ("It fell in '89.", "shortyear", ["'89"]),
    ("They came on the night of 10 August 1792.", "partof", ["the night of 10 August 1792"]),
    ("They came the day after tomorrow.", "dayoffset", ["the day after tomorrow"]),
    ("They come every day.", "each", ["every day"]),
    ("They are here right now.", "reference", ["right now"]),
    ("It goes on in the foreseeable future.", "future", ["the foreseeable future"]),
    ("They fell at 5 p.m. EST Thursday.", "clock", ["5 p.m. EST Thursday"]),
]

LOOK_ALIKES = [
    "They may die of thirst.",
    "May I go in?",
    "The crowds march on the capital.",
    "Theresa May spoke.",
    "A second round fell.",
    "He reads the Sunday Times.",
    "Some 1,990 people came.",
    "He counted 1990 people.",
    "It cost $1990.",
    "Flight 1990 landed.",
    "The 6-year-old and the 37-year-old left.",
    "The fall of the town was near.",
    "He sat in the sun.",
    "Three quarters of them left.",
    "1 January 0000 is no day.",
    "Room 2016 is empty.",
    "",
]


@pytest.mark.parametrize(("sentence", "rule", "words"), EXPRESSIONS)
def test_an_expression_is_taken_whole(sentence: str, rule: str, words: list[str]) -> None:
    found = find_expressions(sentence)
    assert [sentence[e.start : e.end] for e in found] == words
    assert {e.rule for e in found} == {rule}


@pytest.mark.parametrize("sentence", LOOK_ALIKES)
def test_what_only_looks_like_a_time_is_none(sentence: str) -> None:
    assert [sentence[e.start : e.end] for e in find_expressions(sentence)] == []


def test_every_rule_has_a_value() -> None:
    assert set(NAMES) - {"old", "dayspan"} == set(RULES)


WORDS = (
    "the last early 12 May 2014 , . - Tuesday night of in two days ago third quarter 1990s '89 a next year BC".split()
)


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_expressions_stand_apart_and_slice_back(text: str) -> None:
    found = find_expressions(text)
    assert all(0 <= e.start < e.end <= len(text) for e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[w.start : w.end] == w.text for e in found for w in e.words)


HOSTILE = ["one ", "the last ", "12 to ", "early the ", "third ", "May ", "'", "2011-", "a few ", "of "]


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_text(unit: str) -> None:
    assert grows_linearly(find_expressions, repeated(unit), 12_000)
