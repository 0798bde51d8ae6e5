"""Days: the interval that a value covers."""

from __future__ import annotations

from datetime import date

import pytest

from recount.resolve.times.days import days_of
from recount.resolve.times.holidays import easter, holiday

VALUES = [
    ("2016-02-29", "2016-02-29", "2016-02-29"),
    ("2016-10-14TMO", "2016-10-14", "2016-10-14"),
    ("2016-02", "2016-02-01", "2016-02-29"),
    ("2015", "2015-01-01", "2015-12-31"),
    ("2015-W53", "2015-12-28", "2016-01-03"),
    ("2016-W40-WE", "2016-10-08", "2016-10-09"),
    ("2016-Q3", "2016-07-01", "2016-09-30"),
    ("2016-H2", "2016-07-01", "2016-12-31"),
    ("2015-WI", "2015-12-01", "2016-02-29"),
    ("199", "1990-01-01", "1999-12-31"),
]


@pytest.mark.parametrize(("value", "start", "end"), VALUES)
def test_a_value_covers_its_days(value: str, start: str, end: str) -> None:
    when = days_of(value)
    assert when is not None
    assert (when.start.isoformat(), when.end.isoformat()) == (start, end)


@pytest.mark.parametrize("value", ["P3D", "PXW", "PRESENT_REF", "XXXX-WXX-2", "BC0146", "18", "", "2016-W40-3"])
def test_what_names_no_days_has_none(value: str) -> None:
    assert days_of(value) is None


def test_moving_feasts() -> None:
    assert [easter(y) for y in (2000, 2016, 2024)] == [date(2000, 4, 23), date(2016, 3, 27), date(2024, 3, 31)]
    assert holiday("thanksgiving", 2016) == "2016-11-24"
    assert holiday("election day", 2016) == "2016-11-08"
    assert holiday("labor day", 2016) == "2016-09-05"
    assert holiday("memorial day", 2017) == "2017-05-29"
    assert holiday("no such day", 2016) == ""
