"""Periods: the values of years, decades and centuries, and of seasons and quarters."""

from __future__ import annotations

from recount.lang.loader import lexicon
from recount.lang.timegrammar import Expression
from recount.resolve.times.counts import number_of, ordinal_of
from recount.resolve.times.point import Point
from recount.resolve.times.said import full_year, way_said, year_said
from recount.resolve.times.setting import Setting, Tense


def quarter_value(e: Expression, s: Setting) -> str:
    """A quarter or half of a year; without its year the last that had begun."""
    if e.has("half"):
        letter, number = "H", 2 if e.first("last") or e.first("later") else ordinal_of(e.first("ordinals"))
        limit = 2
    else:
        letter, number, limit = "Q", ordinal_of(e.first("ordinals")), 4
    if number > limit:
        return ""
    base = s.base
    year = int(y) if (y := e.first("year")) else None
    if year is None and base is not None:
        if e.has("ago", "earlier"):
            year = base.year - 1
        elif e.has("units"):
            year = base.year + {"last": -1, "next": 1}.get(way_said(e), 0)
        else:
            now = (base.quarter or 4) if letter == "Q" else (2 if (base.month or 12) > 6 else 1)
            year = base.year - (number > now and s.tense is not Tense.COMING)
    return f"{year:04d}-{letter}{number}" if year is not None else f"XXXX-{letter}{number}"


def like_quarter_value(e: Expression, s: Setting) -> str:
    """The like of the quarter told: "the year-ago quarter", "the 1988 period"."""
    told = s.quarter or latest_quarter(s)
    if told is None:
        return ""
    year = int(y) if (y := e.first("year")) else told[0] - (e.has("ago", "earlier") or way_said(e) == "last")
    return f"{year:04d}-Q{told[1]}"


def this_quarter_value(e: Expression, s: Setting) -> str:
    """What "the quarter" is: the one told last, else the last that had ended."""
    if e.has("period") and s.quarter is None:
        return ""
    told = latest_quarter(s) if e.first("fiscal") == "latest" else s.quarter or latest_quarter(s)
    if e.has("this") and s.base is not None and s.base.quarter is not None:
        told = (s.base.year, s.base.quarter)
    return f"{told[0]:04d}-Q{told[1]}" if told else ""


def latest_quarter(s: Setting) -> tuple[int, int] | None:
    """The last quarter that had ended."""
    base = s.base
    if base is None or base.quarter is None:
        return None
    return (base.year, base.quarter - 1) if base.quarter > 1 else (base.year - 1, 4)


def year_ago_value(_: Expression, s: Setting) -> str:
    """What "year-earlier" means: of the quarter told, else of the year."""
    if s.quarter is not None:
        return f"{s.quarter[0] - 1:04d}-Q{s.quarter[1]}"
    return Point(s.base.year - 1).value if s.base is not None else ""


def season_value(e: Expression, s: Setting) -> str:
    """A season, with or without its year."""
    season = lexicon("en", "times")["seasons"][e.first("seasons")]
    year, way = year_said(e, s), way_said(e)
    if year is None:
        base = s.base
        if base is None:
            return f"XXXX-{season}"
        starts = {"WI": 12, "SP": 3, "SU": 6, "FA": 9}[season]
        year = base.year
        if way == "last":
            year -= 1 if season == "WI" or starts + 2 >= (base.month or 12) else 0
        elif way == "next":
            year += starts <= (base.month or 0)
        elif not s.narrative and s.tense is not Tense.COMING and starts > (base.month or 12) + 1 and way != "this":
            year -= 1
    return f"{Point(year).value}-{season}"


def decade_value(e: Expression, s: Setting) -> str:
    """A decade, by its first three digits."""
    if (word := e.first("decades")) is not None:
        return of_decade(lexicon("en", "times")["decades"][word], s)
    digits = "".join(c for c in e.first("decade") or "" if c.isdigit())
    if len(digits) == 2:
        return of_decade(int(digits[0]), s)
    return f"BC{int(digits) // 10:03d}" if e.has("era") else digits[:3]


def of_decade(number: int, s: Setting) -> str:
    """A decade named without its century: the last one so called."""
    base = s.base
    century = base.year // 100 if base is not None and base.year > 0 else 19
    return f"{century if base is not None and number * 10 <= base.year % 100 else 19:02d}{number}"


def century_value(e: Expression, _: Setting) -> str:
    """A century, by its first two digits."""
    nth = e.first("ordinal") or e.first("ordinals") or ""
    number = number_of(e.first("numbers") or "") if e.has("numbers") else 0
    number += ordinal_of(nth)
    return f"BC{number - 1:02d}" if e.has("era") else f"{number - 1:02d}"


def year_value(e: Expression, s: Setting) -> str:
    """A year."""
    year = year_said(e, s)
    return "" if year is None else Point(year).value


def year_span_value(e: Expression, _: Setting) -> str:
    """The length of "the years 1955-1957"."""
    first, last = (int(y) for y in e.every("year"))
    return f"P{last - first + 1}Y" if last >= first else ""


def short_year_value(e: Expression, s: Setting) -> str:
    """A year of two digits."""
    return Point(full_year(int(e.words[0].text[1:]), s)).value
