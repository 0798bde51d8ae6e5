"""Hours: the values of days that are named by a word, and of hours and parts of a day."""

from __future__ import annotations

from datetime import date, timedelta

from recount.lang.loader import lexicon
from recount.lang.timegrammar import Expression
from recount.resolve.times.dates import day_named, weekday_value, year_for
from recount.resolve.times.point import Point
from recount.resolve.times.said import day_said, month_said, part_said, way_said, year_said
from recount.resolve.times.setting import Setting


def deictic_value(e: Expression, s: Setting) -> str:
    """A word for a day: "today", "yesterday", "overnight"."""
    shift = lexicon("en", "times")["deictic"][e.first("deictic")]
    days, _, part = shift.partition("T")
    base = s.base
    if base is None:
        return ""
    if base.date is None:
        return "PRESENT_REF" if days == "0" and not part else ""
    day = Point.of(base.date + timedelta(days=int(days))).value
    return day + (part_said(e) or ("T" + part if part else ""))


def clock_value(e: Expression, s: Setting) -> str:
    """An hour, with its day."""
    said = e.first("clock") or e.first("small") or ""
    hour, _, minute = said.partition(":")
    part = e.first("ampm") or ("pm" if e.first("parts_of_day") in ("afternoon", "evening", "night") else "am")
    late = part.startswith("p") and int(hour) < 12
    clock = f"T{int(hour) % 24 + 12 * late:02d}:{(minute or '00')[:2]}"
    if e.has("months"):
        month, small = month_said(e), [w for w in e.every("small") if w != said]
        day = int(small[0]) if small else day_said(e)
        year = year_said(e, s)
        return Point(year_for(month, day, s) if year is None else year, month, day).value + clock
    return day_beside(e, s) + clock


def day_beside(e: Expression, s: Setting) -> str:
    """The day that the expression names beside an hour or a part of day; else the one told last."""
    if e.has("weekdays"):
        return weekday_value(e, s)[:10]
    if e.has("deictic"):
        return deictic_value(e, s)[:10]
    base = s.base
    return base.value if base is not None and base.date is not None else "XXXX-XX-XX"


def part_of_value(e: Expression, s: Setting) -> str:
    """A part of a day that is named: "the night of 10 August"."""
    day = day_named(e, s).value if e.has("months") else day_beside(e, s)
    return day + part_said(e) if day else ""


def noon_value(e: Expression, s: Setting) -> str:
    """A part of a day before its day: "noon Saturday"."""
    return day_beside(e, s) + part_said(e)


def part_value(e: Expression, s: Setting) -> str:
    """A part of a day: of this one, the last, the next, or the one told last."""
    way, base = way_said(e), s.base if way_said(e) == "this" else s.event
    if way == "last" and s.base is not None:
        base = s.base
    day = base.date if base is not None else None
    if day is None:
        return "XXXX-XX-XX" + part_said(e)
    return Point.of(day + timedelta(days={"last": -1, "next": 1}.get(way, 0))).value + part_said(e)


def beside_value(e: Expression, s: Setting) -> str:
    """The day before or after another: "the day before yesterday"."""
    day = deictic_value(e, s) if e.has("deictic") else weekday_value(e, s)
    start = date.fromisoformat(day[:10])
    return Point.of(start + timedelta(days=1 if e.has("after") else -1)).value
