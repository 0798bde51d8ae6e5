"""Days: the interval of days that a TIMEX value covers."""

from __future__ import annotations

import re
from datetime import date, timedelta

from recount.model import Granularity, When
from recount.resolve.times.point import Point

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T.*)?$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_YEAR = re.compile(r"(\d{4})$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])$")
_DECADE = re.compile(r"(\d{3})$")

_MONTHS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3), "H1": (1, 6), "H2": (7, 6)}
"""First month and number of months; seasons as meteorologists count them in the north."""


def days_of(value: str) -> When | None:
    """The days of a value; ``None`` for lengths, sets, what is not told as far as its year, and years before Christ.

    Raises:
        ValueError: there is no such day.
    """
    if found := _DAY.match(value):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return When(start=day, end=day)
    if found := _MONTH.match(value):
        return _months(int(found[1]), int(found[2]), 1, Granularity.MONTH)
    if found := _YEAR.match(value):
        year = int(found[1])
        return When(start=date(year, 1, 1), end=date(year, 12, 31), granularity=Granularity.YEAR)
    if found := _WEEK.match(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        if found[3]:
            return When(start=monday + timedelta(5), end=monday + timedelta(6), granularity=Granularity.SPAN)
        return When(start=monday, end=monday + timedelta(6), granularity=Granularity.WEEK)
    if found := _SEASON.match(value):
        first, count = _MONTHS.get(found[2]) or (int(found[2][1]) * 3 - 2, 3)
        return _months(int(found[1]), first, count, Granularity.SPAN)
    if found := _DECADE.match(value):
        year = int(found[1]) * 10
        return When(start=date(year, 1, 1), end=date(year + 9, 12, 31), granularity=Granularity.SPAN)
    return None


def _months(year: int, first: int, count: int, granularity: Granularity) -> When:
    after = Point(year, first).shifted("M", count) or Point(year, first)
    start = date(year, first, 1)
    return When(start=start, end=date(after.year, after.month or 1, 1) - timedelta(1), granularity=granularity)
