from __future__ import annotations

from datetime import date

import pytest

from recount.model import Bound, Quantity, Stated, When
from recount.publish import wording
from recount.publish.wording import Sides


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2016, 10, 11), date(2016, 10, 11), "Tue 11 Oct 2016"),
        (date(2016, 10, 11), date(2016, 10, 13), "11–13 Oct 2016"),
        (date(2016, 9, 30), date(2016, 10, 2), "30 Sep – 2 Oct 2016"),
        (date(2016, 12, 30), date(2017, 1, 2), "30 Dec 2016 – 2 Jan 2017"),
    ],
)
def test_days_are_said_as_shortly_as_they_stay_clear(start: date, end: date, words: str) -> None:
    assert wording.days(When(start=start, end=end)) == words


def test_an_unknown_day_is_said_in_its_place() -> None:
    assert wording.days(None) == "day not told"
    assert wording.iso_day(None) == "undated"


@pytest.mark.parametrize(
    ("stated", "words", "signs"),
    [
        (Stated(value=160, bound=Bound.AT_LEAST), "at least 160", "≥ 160"),
        (Stated(value=1200, bound=Bound.EXACT), "1,200", "1,200"),
        (Stated(value=10, value_max=15, bound=Bound.EXACT), "10 to 15", "10 to 15"),
        (Stated(value=24, bound=Bound.VAGUE, word="dozens"), "dozens", "dozens"),
        (Stated(value=5, bound=Bound.LESS_THAN), "fewer than 5", "< 5"),
        (Stated(value=None, bound=Bound.VAGUE), "no number given", "no number given"),
    ],
)
def test_a_number_is_said_as_its_source_put_it(stated: Stated, words: str, signs: str) -> None:
    assert wording.stated(stated) == words
    assert wording.stated(stated, signs=True) == signs


@pytest.mark.parametrize(
    ("sides", "words"),
    [
        (Sides(low=72, high=86, open_low=False, open_high=False), "between 72 and 86"),
        (Sides(low=72, high=86, open_low=True, open_high=True), "between 72 or fewer and 86 or more"),
        (Sides(low=4, high=4, open_low=False, open_high=False), "no standing source says otherwise"),
        (Sides(low=4, high=4, open_low=False, open_high=True), "no upper bound stated"),
        (Sides(low=4, high=4, open_low=True, open_high=False), "no lower bound stated"),
        (Sides(low=4, high=4, open_low=True, open_high=True), "no bound stated on either side"),
    ],
)
def test_a_range_says_which_sides_are_open(sides: Sides, words: str) -> None:
    assert wording.span(sides) == words


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity(low=0, high=None), "0 to open"),
        (Quantity(low=3, high=12), "3 to 12"),
        (Quantity(low=3, high=3), "3"),
    ],
)
def test_an_interval_without_an_upper_bound_is_open(quantity: Quantity, words: str) -> None:
    assert wording.interval(quantity) == words


def test_lists_and_counts_read_as_english() -> None:
    assert wording.listed([]) == ""
    assert wording.listed(["a"]) == "a"
    assert wording.listed(["a", "b", "c"], "or") == "a, b or c"
    assert wording.count(1, "report") == "1 report"
    assert wording.count(2, "name of a person", "names of persons") == "2 names of persons"
    assert (wording.spelled(8), wording.spelled(13)) == ("Eight", "13")
