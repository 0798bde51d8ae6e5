"""Holidays: the day of a feast in a year."""

from __future__ import annotations

from datetime import date, timedelta

from recount.lang.loader import lexicon


def holiday(name: str, year: int) -> str:
    """The day as TIMEX writes it; empty where the name or the year has none."""
    told = lexicon("en", "times")["holidays"].get(name, "")
    if not 1 <= year <= 9999 or not told:
        return ""
    if told[0].isdigit():
        return f"{year:04d}-{told}"
    return _moving(told, year).isoformat()


def _moving(name: str, year: int) -> date:
    if name in ("easter", "good_friday"):
        return easter(year) - timedelta(days=2 if name == "good_friday" else 0)
    if name == "thanksgiving":
        return _nth_weekday(year, 11, 3, 4)
    if name == "labor":
        return _nth_weekday(year, 9, 0, 1)
    if name == "election":
        return _nth_weekday(year, 11, 0, 1) + timedelta(days=1)
    last = date(year, 5, 31)  # Memorial Day
    return last - timedelta(days=last.weekday())


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)
