"""Said: what the words of an expression name: its month, day, year, part of day, and which of a kind it means."""

from __future__ import annotations

from recount.lang.loader import lexicon
from recount.lang.timegrammar import Expression
from recount.resolve.times.counts import number_of, ordinal_of
from recount.resolve.times.point import Point
from recount.resolve.times.setting import Setting


def part_said(e: Expression) -> str:
    """The part of day as TIMEX writes it; empty where none is said."""
    word = e.first("parts_of_day")
    return f"T{lexicon('en', 'times')['parts_of_day'][word]}" if word else ""


def way_said(e: Expression) -> str:
    """Which of a kind is meant: the last, the next, this one, that one; empty where it is not said."""
    return next((way for way in ("last", "next", "that", "this") if e.has(way)), "")


def month_said(e: Expression) -> int:
    """The number of its month."""
    return int(lexicon("en", "times")["months"][e.every("months")[0]])


def day_said(e: Expression) -> int:
    """The number of its day."""
    if (nth := e.first("ordinal")) is not None:
        return int(nth[:-2])
    if (small := e.first("small")) is not None:
        return int(small)
    return ordinal_of(e.first("ordinals"))


def year_said(e: Expression, s: Setting) -> int | None:
    """The year that the expression names, or says by "last year", "of that year"."""
    if e.has("era"):
        return -int(e.first("year") or e.first("number") or e.every("small")[-1])
    if (year := e.first("year")) is not None:
        return int(year)
    if e.has("months", "seasons") and e.has("numbers"):
        return int(spoken_year(e, s) or 0) or None
    if e.has("units") and e.has("last", "next", "this", "that"):
        base = s.event if e.has("that") else s.base
        return None if base is None else base.year + {"last": -1, "next": 1}.get(way_said(e), 0)
    return None


def full_year(short: int, s: Setting | None) -> int:
    """A year of two digits with its century: in a history that of what is told, else the latest that has come."""
    base = s.base if s is not None else None
    if base is not None and s is not None and s.narrative and base.year > 0:
        return base.year // 100 * 100 + short
    latest = base.year if base is not None else 2029
    return 2000 + short if 2000 + short <= latest + 1 else 1900 + short


def spoken_year(e: Expression, _: Setting) -> str:
    """A year in words: "nineteen ninety-six"."""
    numbers = [number_of(w) for w in e.every("numbers")]
    if e.has("hundreds"):
        return Point(numbers[0] * 1000).value
    tens = numbers[0]
    if not (10 <= tens <= 20 and len(numbers) >= 2 and numbers[1] >= 10):
        return ""
    return Point(tens * 100 + sum(numbers[1:])).value
