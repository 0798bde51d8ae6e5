"""Dates: the values of days and months that are named, whole or in part, and of weekdays."""

from __future__ import annotations

from datetime import date, timedelta

from recount.lang.loader import lexicon
from recount.lang.timegrammar import Expression
from recount.resolve.times.holidays import holiday
from recount.resolve.times.point import Point
from recount.resolve.times.said import day_said, full_year, month_said, part_said, way_said, year_said
from recount.resolve.times.setting import Setting, Tense


def iso_value(e: Expression, _: Setting) -> str:
    """A date in figures: ``2016-10-12``, ``12.10.2016``; with slashes the month comes first unless it can't."""
    shown = e.words[0].text
    if shown[:4].isdigit():
        year, month, day = (int(x) for x in shown.split("-"))
        return Point(year, month, day).value
    parts = [int(x) for x in shown.replace("/", ".").split(".")]
    day, month = (parts[0], parts[1]) if "." in shown or parts[0] > 12 else (parts[1], parts[0])
    return Point(parts[2] if parts[2] > 99 else full_year(parts[2], None), month, day).value


def date_value(e: Expression, s: Setting) -> str:
    """A day of a month, with or without its year."""
    return day_named(e, s).value


def day_named(e: Expression, s: Setting) -> Point:
    """The day that an expression names by month and day."""
    month, day = month_said(e), day_said(e)
    year = year_said(e, s)
    if year is None:
        year = year_for(month, day, s)
    return Point(year, month, day)


def month_value(e: Expression, s: Setting) -> str:
    """A month, with or without its year."""
    month, year = month_said(e), year_said(e, s)
    if year is None:
        named, base = way_said(e), s.base
        if named == "last" and base is not None:
            year = base.year - (month >= (base.month or 13))
        elif named == "next" and base is not None:
            year = base.year + (month <= (base.month or 0))
        elif named == "this" and base is not None:
            year = base.year
        else:
            year = year_for(month, None, s)
    return Point(year, month).value


def year_for(month: int, day: int | None, s: Setting) -> int:
    """The year of a month or day told without one.

    Raises:
        ValueError: there is nothing to tell it from.
    """
    if s.narrative and s.told is not None:
        told = s.told
        later = told.month is not None and month < told.month - BACK
        return told.year + later
    if s.published is None:
        raise ValueError("no day to count from")
    published = s.published
    if s.tense is Tense.COMING:
        return published.year + ((month, day or 31) < (published.month, published.day))
    ahead = (month - published.month) * 30 + ((day or 1) - published.day)
    if ahead < -NEAREST and s.ahead > SURELY:  # in December of January
        return published.year + 1
    if day is None and s.tense is Tense.PAST:
        return published.year - (month > published.month)
    return published.year - (ahead > s.ahead)


BACK = 9
"""Months by which a history may step back within a year; a month further back is one of the next year."""

NEAREST, SURELY = 300, 30
"""Days back from which on the next year's day is meant, where days ahead are looked at so far at least."""


def weekday_value(e: Expression, s: Setting) -> str:
    """A weekday: the day it falls on; for "on Tuesdays" a set."""
    number = int(lexicon("en", "times")["weekdays"][e.every("weekdays")[0]])
    nights = (e.first("parts_of_day") or "").endswith("s")
    many = nights or (e.before == "on" and e.every("weekdays")[0].endswith("days"))
    day = None if many else on_weekday(number, way_said(e), s)
    return f"XXXX-WXX-{number + 1}{part_said(e)}" if day is None else Point.of(day).value + part_said(e)


def on_weekday(number: int, way: str, s: Setting) -> date | None:
    """The last such weekday up to publication, the next one for what is to come; in a history the next one told."""
    if s.narrative and s.told is not None:
        day = s.told.date
        return None if day is None else day + timedelta(days=(number - day.weekday()) % 7)
    if s.published is None:
        return None
    back, ahead = (s.published.weekday() - number) % 7, (number - s.published.weekday()) % 7
    if way == "next":
        return s.published + timedelta(days=ahead or 7)
    if way == "last":
        return s.published - timedelta(days=back or 7)
    return s.published + timedelta(days=ahead) if s.tense is Tense.COMING else s.published - timedelta(days=back)


def nth_value(e: Expression, s: Setting) -> str:
    """A day told by its number alone, "the 20th": of the month told last."""
    told = s.event
    if told is None or told.month is None:
        return ""
    return Point(told.year, told.month, int((e.first("ordinal") or "0")[:-2])).value


def holiday_value(e: Expression, s: Setting) -> str:
    """A feast, of the year said or of the one nearest before publication."""
    name, year = (e.first("holidays") or ""), year_said(e, s)
    if year is None:
        base = s.base
        if base is None:
            return ""
        year, month = base.year, int(holiday(name, base.year)[5:7] or 12)
        if not s.narrative and base.month is not None:
            ahead = month - base.month
            year -= ahead > (10 if s.tense is Tense.COMING else 1)
            year -= way_said(e) == "last" and ahead == 0
    return holiday(name, year)
