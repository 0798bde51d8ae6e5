"""Values: what an expression of time means where it stands, as a TIMEX3 value.

``1998-02-27``, ``1998-W08``, ``1998-Q3``, ``199`` (a decade), ``1998-SU``, ``1998-02-27TMO``, ``P3D`` (a length),
``PRESENT_REF``. An empty value means that it can't be told: no year 0, no 31 February, nothing counted from a day that
is not known.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from recount.lang.loader import lexicon
from recount.lang.timegrammar import Expression
from recount.resolve.times.counts import count_of, number_of, ordinal_of, unit_of
from recount.resolve.times.holidays import holiday
from recount.resolve.times.point import Point
from recount.resolve.times.setting import Setting, Tense

Rule = Callable[[Expression, Setting], str]


def value_of(expression: Expression, setting: Setting) -> str:
    """The TIMEX3 value of an expression; empty where it can't be told."""
    try:
        return _RULES[expression.rule](expression, setting)
    except (ValueError, OverflowError):
        return ""


def _iso(e: Expression, _: Setting) -> str:
    shown = e.words[0].text
    if shown[:4].isdigit():
        year, month, day = (int(x) for x in shown.split("-"))
        return Point(year, month, day).value
    parts = [int(x) for x in shown.replace("/", ".").split(".")]
    day, month = (parts[0], parts[1]) if "." in shown or parts[0] > 12 else (parts[1], parts[0])
    return Point(parts[2] if parts[2] > 99 else _full_year(parts[2], None), month, day).value


def _date(e: Expression, s: Setting) -> str:
    return _day_named(e, s).value


def _day_named(e: Expression, s: Setting) -> Point:
    month, day = _month_number(e), _day_number(e)
    year = _year_said(e, s)
    if year is None:
        year = year_for(month, day, s)
    return Point(year, month, day)


def _month(e: Expression, s: Setting) -> str:
    month, year = _month_number(e), _year_said(e, s)
    if year is None:
        named, base = _way(e), s.base
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


BACK = 10
"""Months by which a history may step back within a year; a month further back is one of the next year."""

NEAREST, SURELY = 300, 30
"""Days back from which on the next year's day is meant, where days ahead are looked at so far at least."""


def _weekday(e: Expression, s: Setting) -> str:
    number = int(lexicon("en", "times")["weekdays"][e.every("weekdays")[0]])
    many = e.every("weekdays")[0].endswith("days") and e.before == "on" or (e.first("parts_of_day") or "").endswith("s")
    day = None if many else _on_weekday(number, _way(e), s)
    return f"XXXX-WXX-{number + 1}{_part(e)}" if day is None else Point.of(day).value + _part(e)


def _on_weekday(number: int, way: str, s: Setting) -> date | None:
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


def _deictic(e: Expression, s: Setting) -> str:
    shift = lexicon("en", "times")["deictic"][e.first("deictic")]
    days, _, part = shift.partition("T")
    base = s.base
    if base is None:
        return ""
    if base.date is None:
        return "PRESENT_REF" if days == "0" and not part else ""
    day = Point.of(base.date + timedelta(days=int(days))).value
    return day + (_part(e) or ("T" + part if part else ""))


def _clock(e: Expression, s: Setting) -> str:
    said = e.first("clock") or e.first("small") or ""
    hour, _, minute = said.partition(":")
    part = e.first("ampm") or ("pm" if e.first("parts_of_day") in ("afternoon", "evening", "night") else "am")
    late = part.startswith("p") and int(hour) < 12
    clock = f"T{int(hour) % 24 + 12 * late:02d}:{(minute or '00')[:2]}"
    if e.has("months"):
        month, small = _month_number(e), [w for w in e.every("small") if w != said]
        day = int(small[0]) if small else _day_number(e)
        year = _year_said(e, s)
        return Point(year_for(month, day, s) if year is None else year, month, day).value + clock
    return _day_of(e, s) + clock


def _day_of(e: Expression, s: Setting) -> str:
    """The day that the expression names beside an hour or a part of day; else the one told last."""
    if e.has("weekdays"):
        return _weekday(e, s)[:10]
    if e.has("deictic"):
        return _deictic(e, s)[:10]
    base = s.base
    return base.value if base is not None and base.date is not None else "XXXX-XX-XX"


def _part_of(e: Expression, s: Setting) -> str:
    day = _day_named(e, s).value if e.has("months") else _day_of(e, s)
    return day + _part(e) if day else ""


def _noon(e: Expression, s: Setting) -> str:
    return _day_of(e, s) + _part(e)


def _part_day(e: Expression, s: Setting) -> str:
    way, base = _way(e), s.base if _way(e) == "this" else s.event
    if way == "last" and s.base is not None:
        base = s.base
    day = base.date if base is not None else None
    if day is None:
        return "XXXX-XX-XX" + _part(e)
    return Point.of(day + timedelta(days={"last": -1, "next": 1}.get(way, 0))).value + _part(e)


def _quarter(e: Expression, s: Setting) -> str:
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
            year = base.year + {"last": -1, "next": 1}.get(_way(e), 0)
        else:
            now = (base.quarter or 4) if letter == "Q" else (2 if (base.month or 12) > 6 else 1)
            year = base.year - (number > now and s.tense is not Tense.COMING)
    return f"{year:04d}-{letter}{number}" if year is not None else f"XXXX-{letter}{number}"


def _same_quarter(e: Expression, s: Setting) -> str:
    told = s.quarter or _latest_quarter(s)
    if told is None:
        return ""
    year = int(y) if (y := e.first("year")) else told[0] - (e.has("ago", "earlier") or _way(e) == "last")
    return f"{year:04d}-Q{told[1]}"


def _the_quarter(e: Expression, s: Setting) -> str:
    if e.has("period") and s.quarter is None:
        return ""
    told = _latest_quarter(s) if e.first("fiscal") == "latest" else s.quarter or _latest_quarter(s)
    if e.has("this") and s.base is not None and s.base.quarter is not None:
        told = (s.base.year, s.base.quarter)
    return f"{told[0]:04d}-Q{told[1]}" if told else ""


def _latest_quarter(s: Setting) -> tuple[int, int] | None:
    """The last quarter that had ended."""
    base = s.base
    if base is None or base.quarter is None:
        return None
    return (base.year, base.quarter - 1) if base.quarter > 1 else (base.year - 1, 4)


def _year_ago(_: Expression, s: Setting) -> str:
    if s.quarter is not None:
        return f"{s.quarter[0] - 1:04d}-Q{s.quarter[1]}"
    return Point(s.base.year - 1).value if s.base is not None else ""


def _season(e: Expression, s: Setting) -> str:
    season = lexicon("en", "times")["seasons"][e.first("seasons")]
    year, way = _year_said(e, s), _way(e)
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


def _decade(e: Expression, s: Setting) -> str:
    if (word := e.first("decades")) is not None:
        return _of_decade(lexicon("en", "times")["decades"][word], s)
    digits = "".join(c for c in e.first("decade") or "" if c.isdigit())
    if len(digits) == 2:
        return _of_decade(int(digits[0]), s)
    return f"BC{int(digits) // 10:03d}" if e.has("era") else digits[:3]


def _of_decade(number: int, s: Setting) -> str:
    base = s.base
    century = base.year // 100 if base is not None and base.year > 0 else 19
    return f"{century if base is not None and number * 10 <= base.year % 100 else 19:02d}{number}"


def _century(e: Expression, _: Setting) -> str:
    nth = e.first("ordinal") or e.first("ordinals") or ""
    number = number_of(e.first("numbers") or "") if e.has("numbers") else 0
    number += ordinal_of(nth)
    return f"BC{number - 1:02d}" if e.has("era") else f"{number - 1:02d}"


def _year(e: Expression, s: Setting) -> str:
    year = _year_said(e, s)
    return "" if year is None else Point(year).value


def _year_span(e: Expression, _: Setting) -> str:
    first, last = (int(y) for y in e.every("year"))
    return f"P{last - first + 1}Y" if last >= first else ""


def _spoken_year(e: Expression, _: Setting) -> str:
    numbers = [number_of(w) for w in e.every("numbers")]
    if e.has("hundreds"):
        return Point(numbers[0] * 1000).value
    tens = numbers[0]
    if not (10 <= tens <= 20 and len(numbers) >= 2 and numbers[1] >= 10):
        return ""
    return Point(tens * 100 + sum(numbers[1:])).value


def _short_year(e: Expression, s: Setting) -> str:
    return Point(_full_year(int(e.words[0].text[1:]), s)).value


def _offset(e: Expression, s: Setting) -> str:
    unit, count = unit_of(e), count_of(e)
    ago = e.has("ago")
    if count is None:
        return "PAST_REF" if ago and unit == "Y" else f"P{'T' if unit in _CLOCK else ''}X{unit[0]}" if ago else "XXXX-XX-XX"
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


def _named(e: Expression, s: Setting) -> str:
    unit, way = unit_of(e), _way(e)
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


def _the_unit(e: Expression, s: Setting) -> str:
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


def _day_offset(e: Expression, s: Setting) -> str:
    day = _deictic(e, s) if e.has("deictic") else _weekday(e, s)
    start = date.fromisoformat(day[:10])
    return Point.of(start + timedelta(days=1 if e.has("after") else -1)).value


def _length(e: Expression, _: Setting) -> str:
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


def _set(e: Expression, _: Setting) -> str:
    return str(lexicon("en", "times")["sets"][e.words[0].lower])


def _set_unit(e: Expression, _: Setting) -> str:
    return f"P1{unit_of(e)}"


def _set_named(e: Expression, _: Setting) -> str:
    if (month := e.first("months")) is not None:
        return f"XXXX-{lexicon('en', 'times')['months'][month]:02d}"
    if (weekday := e.first("weekdays")) is not None:
        return f"XXXX-WXX-{lexicon('en', 'times')['weekdays'][weekday] + 1}"
    if (season := e.first("seasons")) is not None:
        return f"XXXX-{lexicon('en', 'times')['seasons'][season]}"
    return "XXXX-XX-XX" + _part(e)


def _day_of_month(e: Expression, s: Setting) -> str:
    told = s.event
    if told is None or told.month is None:
        return ""
    return Point(told.year, told.month, int((e.first("ordinal") or "0")[:-2])).value


def _holiday(e: Expression, s: Setting) -> str:
    name, year = (e.first("holidays") or ""), _year_said(e, s)
    if year is None:
        base = s.base
        if base is None:
            return ""
        year, month = base.year, int(holiday(name, base.year)[5:7] or 12)
        if not s.narrative and base.month is not None:
            ahead = month - base.month
            year -= ahead > (10 if s.tense is Tense.COMING else 1)
            year -= _way(e) == "last" and ahead == 0
    return holiday(name, year)


def _reference(e: Expression, _: Setting) -> str:
    if e.has("recent"):
        return "PAST_REF"
    return str(lexicon("en", "times")["references"][e.words[0].lower])


def _always(value: str) -> Rule:
    return lambda e, s: value


def _part(e: Expression) -> str:
    """The part of day as TIMEX writes it; empty where none is said."""
    word = e.first("parts_of_day")
    return f"T{lexicon('en', 'times')['parts_of_day'][word]}" if word else ""


def _way(e: Expression) -> str:
    """Which of a kind is meant: the last, the next, this one, that one; empty where it is not said."""
    return next((way for way in ("last", "next", "that", "this") if e.has(way)), "")


def _month_number(e: Expression) -> int:
    return int(lexicon("en", "times")["months"][e.every("months")[0]])


def _day_number(e: Expression) -> int:
    if (nth := e.first("ordinal")) is not None:
        return int(nth[:-2])
    if (small := e.first("small")) is not None:
        return int(small)
    return ordinal_of(e.first("ordinals"))


def _year_said(e: Expression, s: Setting) -> int | None:
    """The year that the expression names, or says by "last year", "of that year"."""
    if e.has("era"):
        return -int(e.first("year") or e.first("number") or e.every("small")[-1])
    if (year := e.first("year")) is not None:
        return int(year)
    if e.has("months", "seasons") and e.has("numbers"):
        return int(_spoken_year(e, s) or 0) or None
    if e.has("units") and e.has("last", "next", "this", "that"):
        base = s.event if e.has("that") else s.base
        return None if base is None else base.year + {"last": -1, "next": 1}.get(_way(e), 0)
    return None


def _full_year(short: int, s: Setting | None) -> int:
    base = s.base if s is not None else None
    if base is not None and s is not None and s.narrative and base.year > 0:
        return base.year // 100 * 100 + short
    latest = base.year if base is not None else 2029
    return 2000 + short if 2000 + short <= latest + 1 else 1900 + short


_RULES: dict[str, Rule] = {
    "iso": _iso,
    "clock": _clock,
    "partof": _part_of,
    "date": _date,
    "monthyear": _month,
    "month": _month,
    "setmonth": _set_named,
    "weekday": _weekday,
    "noon": _noon,
    "deictic": _deictic,
    "dayoffset": _day_offset,
    "quarter": _quarter,
    "samequarter": _same_quarter,
    "thequarter": _the_quarter,
    "yearago": _year_ago,
    "season": _season,
    "decade": _decade,
    "century": _century,
    "spokenyear": _spoken_year,
    "fiscal": _year,
    "yearspan": _year_span,
    "year": _year,
    "shortyear": _short_year,
    "offset": _offset,
    "ofthat": _named,
    "named": _named,
    "span": _length,
    "same": _named,
    "partday": _part_day,
    "partbare": _part_day,
    "per": _set_unit,
    "each": _set_unit,
    "nthday": _always(""),
    "theunit": _the_unit,
    "endof": _the_unit,
    "duration": _length,
    "bareunits": _length,
    "dayofmonth": _day_of_month,
    "holiday": _holiday,
    "set": _set,
    "reference": _reference,
    "future": _always("FUTURE_REF"),
    "thepast": _always("PAST_REF"),
}
