"""Values: what an expression of time means where it stands, as a TIMEX3 value.

``1998-02-27``, ``1998-W08``, ``1998-Q3``, ``199`` (a decade), ``1998-SU``, ``1998-02-27TMO``, ``P3D`` (a length),
``PRESENT_REF``. An empty value means that it can't be told: no year 0, no 31 February, nothing counted from a day that
is not known.
"""

from __future__ import annotations

from collections.abc import Callable

from recount.lang.timegrammar import Expression
from recount.resolve.times import dates, hours, periods, relative, said
from recount.resolve.times.setting import Setting

Rule = Callable[[Expression, Setting], str]


def value_of(expression: Expression, setting: Setting) -> str:
    """The TIMEX3 value of an expression; empty where it can't be told."""
    try:
        return RULES[expression.rule](expression, setting)
    except (ValueError, OverflowError):
        return ""


def _always(value: str) -> Rule:
    return lambda e, s: value


RULES: dict[str, Rule] = {
    "iso": dates.iso_value,
    "clock": hours.clock_value,
    "partof": hours.part_of_value,
    "date": dates.date_value,
    "monthyear": dates.month_value,
    "month": dates.month_value,
    "setmonth": relative.set_named_value,
    "weekday": dates.weekday_value,
    "noon": hours.noon_value,
    "deictic": hours.deictic_value,
    "dayoffset": hours.beside_value,
    "quarter": periods.quarter_value,
    "samequarter": periods.like_quarter_value,
    "thequarter": periods.this_quarter_value,
    "yearago": periods.year_ago_value,
    "season": periods.season_value,
    "decade": periods.decade_value,
    "century": periods.century_value,
    "spokenyear": said.spoken_year,
    "fiscal": periods.year_value,
    "yearspan": periods.year_span_value,
    "year": periods.year_value,
    "shortyear": periods.short_year_value,
    "offset": relative.offset_value,
    "ofthat": relative.named_value,
    "named": relative.named_value,
    "span": relative.length_value,
    "same": relative.named_value,
    "partday": hours.part_value,
    "partbare": hours.part_value,
    "per": relative.set_unit_value,
    "each": relative.set_unit_value,
    "nthday": _always(""),
    "theunit": relative.unit_value,
    "endof": relative.unit_value,
    "duration": relative.length_value,
    "bareunits": relative.length_value,
    "dayofmonth": dates.nth_value,
    "holiday": dates.holiday_value,
    "set": relative.set_value,
    "reference": relative.reference_value,
    "former": _always("PAST_REF"),
    "future": _always("FUTURE_REF"),
    "thepast": _always("PAST_REF"),
}
