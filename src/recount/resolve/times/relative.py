"""Relative: the values of what is counted from a day, and of lengths and sets of times."""

from __future__ import annotations

from recount.lang.loader import lexicon
from recount.lang.timegrammar import Expression
from recount.resolve.times.counts import count_of, unit_of
from recount.resolve.times.point import Point
from recount.resolve.times.said import part_said, way_said
from recount.resolve.times.setting import Setting, Tense


def offset_value(e: Expression, s: Setting) -> str:
    """So many units before or after: "two days later", "six weeks ago", as fine as the unit."""
    unit, count = unit_of(e), count_of(e)
    ago = e.has("ago")
    if count is None:
        if not ago:
            return "XXXX-XX-XX"
        return "PAST_REF" if unit == "Y" else f"P{'T' if unit in _CLOCK else ''}X{unit[0]}"
    if unit == "Y" and count == 1 and s.quarter is not None:
        return f"{s.quarter[0] - 1:04d}-Q{s.quarter[1]}"
    start = s.base if ago else s.event
    if start is None:
        return ""
    sign = 1 if e.has("later", "after") else -1
    if unit in _CLOCK:
        return start.value
    moved = start.shifted(unit, sign * count)
    if moved is None:
        return f"{Point(start.year).value}-XX-XX" if unit in ("D", "W") else ""
    return moved.week if unit == "W" else moved.value


_CLOCK = ("S", "MI", "H")


def named_value(e: Expression, s: Setting) -> str:
    """This, that, the last or the next of a unit: "last week", "that year"."""
    unit, way = unit_of(e), way_said(e)
    base = s.event if way in ("that", "next") and (e.has("the") or way == "that") else s.base
    if e.has("the") and way == "next":
        base = s.event if s.narrative or s.told is not None else s.base
    if base is None:
        return ""
    shift = {"last": -1, "next": 1}.get(way, 0)
    if unit == "D":
        moved = base.shifted("D", shift)
        return moved.value if moved is not None else "XXXX-XX-XX"
    if unit in ("W", "WE"):
        if e.has("earlier") and way == "this" and base.date is not None and base.date.weekday() == 0:
            shift = -1  # said on a Monday, it is the week before
        moved = base.shifted("W", shift) or base
        return moved.week + ("-WE" if unit == "WE" else "")
    if unit == "Q":
        told = (base.year * 4 + (base.quarter or 4) - 1) + shift
        return f"{told // 4:04d}-Q{told % 4 + 1}"
    if unit == "DE":
        return f"{base.year // 10 + shift}" if base.year > 0 else ""
    if unit == "CE":
        return f"{base.year // 100 + shift}" if base.year > 0 else ""
    moved = base.shifted(unit, shift)
    return moved.value if moved is not None else ""


def unit_value(e: Expression, s: Setting) -> str:
    """A unit alone, "the week", "the end of the year": of what is told, in news of the day of publication."""
    base = s.event if s.narrative else s.base
    if base is None:
        return ""
    unit = unit_of(e)
    if unit == "WE":
        day = base.date
        over = day is not None and day.weekday() < 5 and s.tense is not Tense.COMING
        return ((base.shifted("W", -1) or base) if over else base).week + "-WE"
    if unit == "W":
        return base.week
    return base.only(unit).value if unit in ("D", "M", "Y") else ""


def length_value(e: Expression, _: Setting) -> str:
    """How long: ``P3D``, ``PT24H``, ``PXW`` for weeks uncounted."""
    unit, count = unit_of(e), count_of(e)
    shown = "X" if count is None else str(count)
    if unit == "DE" and count is not None:
        return f"P{count * 10}Y"
    if unit == "CE" and count is not None:
        return f"P{count * 100}Y"
    if unit == "2W":
        return f"P{'X' if count is None else count * 2}W"
    if unit in _CLOCK:
        return f"PT{shown}{unit[0]}"
    return f"P{shown}{'D' if unit == 'WE' else unit}"


def set_value(e: Expression, _: Setting) -> str:
    """A word for what comes again and again: "daily"."""
    return str(lexicon("en", "times")["sets"][e.words[0].lower])


def set_unit_value(e: Expression, _: Setting) -> str:
    """Each of a unit: "every day", "per week"."""
    return f"P1{unit_of(e)}"


def set_named_value(e: Expression, _: Setting) -> str:
    """Each of a name: "each July", "every Thursday"."""
    if (month := e.first("months")) is not None:
        return f"XXXX-{lexicon('en', 'times')['months'][month]:02d}"
    if (weekday := e.first("weekdays")) is not None:
        return f"XXXX-WXX-{lexicon('en', 'times')['weekdays'][weekday] + 1}"
    if (season := e.first("seasons")) is not None:
        return f"XXXX-{lexicon('en', 'times')['seasons'][season]}"
    return "XXXX-XX-XX" + part_said(e)


def reference_value(e: Expression, _: Setting) -> str:
    """The present or the past at large: "now", "recently"."""
    if e.has("recent"):
        return "PAST_REF"
    return str(lexicon("en", "times")["references"][e.words[0].lower])
