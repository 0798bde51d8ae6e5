"""Plain English for numbers, days, bounds and codes, the same in every brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from recount.model import Bound, Figure, Grade, Harm, Place, Point, Quantity, Stated, When

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")

_BOUND = {
    Bound.EXACT: "{}",
    Bound.AT_LEAST: "at least {}",
    Bound.MORE_THAN: "more than {}",
    Bound.ABOUT: "about {}",
    Bound.AT_MOST: "at most {}",
    Bound.LESS_THAN: "fewer than {}",
    Bound.VAGUE: "about {}",
}
_SIGN = {
    Bound.EXACT: "{}",
    Bound.AT_LEAST: "≥ {}",
    Bound.MORE_THAN: "> {}",
    Bound.ABOUT: "≈ {}",
    Bound.AT_MOST: "≤ {}",
    Bound.LESS_THAN: "< {}",
    Bound.VAGUE: "≈ {}",
}

HARMS = {
    Harm.KILLED: "killed",
    Harm.INJURED: "injured",
    Harm.CASUALTIES: "killed or injured",
    Harm.MISSING: "missing",
    Harm.CAPTURED: "captured",
    Harm.DISPLACED: "displaced",
    Harm.BESIEGED: "besieged",
    Harm.AFFECTED: "affected",
}

GRADE_DOTS = {
    Grade.CONFIRMED: "●●●",
    Grade.FAIR: "●●○",
    Grade.WEAK: "●○○",
    Grade.CONTESTED: "◐",
    Grade.DISCOUNTED: "○○○",
}

REFUSALS = {
    "no_day": "No day given",
    "no_place": "No place given",
    "ambiguous_place": "More than one place fits",
    "ambiguous_day": "More than one day fits",
    "no_publication_date": "The report has no date, so its days can't be told",
    "no_number": "No number given",
    "pooled": "Killed and wounded counted together",
    "undated": "The report has no date, so words such as “Tuesday” stay open",
    "dateline_differs": "The report's own dateline and its metadata name different days",
    "other_language": "The report is in another language, which is not read",
    "unknown_place": "Place not found in the gazetteer",
}


def number(value: int) -> str:
    """The number with thousands parted: ``1,200``."""
    return f"{value:,}"


def count(value: int, noun: str, plural: str | None = None) -> str:
    """The number with its noun: ``1 report``, ``9 reports``."""
    return f"{number(value)} {noun if value == 1 else plural or noun + 's'}"


def spelled(value: int) -> str:
    """Small numbers in words, for the start of a sentence."""
    return _COUNTS[value] if value < len(_COUNTS) else number(value)


def day(value: date) -> str:
    """``Tue 11 Oct 2016``."""
    return f"{_WEEKDAYS[value.weekday()]} {short_day(value)} {value.year}"


def short_day(value: date) -> str:
    """``11 Oct``."""
    return f"{value.day} {_MONTHS[value.month - 1]}"


def month(value: date) -> str:
    """``Oct 2016``."""
    return f"{_MONTHS[value.month - 1]} {value.year}"


def days(when: When | None, unknown: str = "day not told") -> str:
    """A day or a range of days: ``11–13 Oct 2016``."""
    if when is None:
        return unknown
    first, last = when.start, when.end
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short_day(last)} {last.year}"
    start = short_day(first) if first.year == last.year else f"{short_day(first)} {first.year}"
    return f"{start} – {short_day(last)} {last.year}"


def iso_day(value: str | None, unknown: str = "undated") -> str:
    """A day given as ISO 8601, in words; as it is where it is no day."""
    if value is None:
        return unknown
    try:
        return day(date.fromisoformat(value[:10]))
    except ValueError:
        return value


def moment(value: str) -> str:
    """A UTC time given as ISO 8601, in words."""
    return f"{iso_day(value)}, {value[11:16]} UTC" if len(value) >= 16 else iso_day(value)


def stated(value: Stated, *, signs: bool = False) -> str:
    """The number as its source put it: "at least 160", or with `signs` "≥ 160"."""
    if value.word is not None and value.bound is Bound.VAGUE:
        return value.word
    if value.value is None:
        return value.word or "no number given"
    told = number(value.value) if value.value_max is None else f"{number(value.value)} to {number(value.value_max)}"
    return (_SIGN if signs else _BOUND)[value.bound].format(told)


def best(figure: Figure) -> str:
    """The figure's best number, with a sign where nothing limits it on that side."""
    if figure.open_high and figure.best == figure.high:
        return f"≥ {number(figure.best)}"
    if figure.open_low and figure.best == figure.low:
        return f"≤ {number(figure.best)}"
    return number(figure.best)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What limits a number: of a figure, or of a sum of figures."""

    low: int
    high: int
    open_low: bool
    open_high: bool


def span(figure: Figure | Sides) -> str:
    """What the standing sources allow: "between 72 and 86 or more"."""
    if figure.low < figure.high:
        return f"between {low(figure)} and {high(figure)}"
    if figure.open_high:
        return "no bound stated on either side" if figure.open_low else "no upper bound stated"
    return "no lower bound stated" if figure.open_low else "no standing source says otherwise"


def low(figure: Figure | Sides) -> str:
    """The lowest number stated: ``72``, ``72 or fewer``."""
    return number(figure.low) + (" or fewer" if figure.open_low else "")


def high(figure: Figure | Sides) -> str:
    """The highest number stated: ``86``, ``86 or more``."""
    return number(figure.high) + (" or more" if figure.open_high else "")


def triple(figure: Figure) -> str:
    """Low, best and high on one line, ``72 – 81 – 86 or more``; one number where all three are the same."""
    if figure.low == figure.high and not figure.open_low:
        return high(figure)
    return f"{low(figure)} – {number(figure.best)} – {high(figure)}"


def interval(quantity: Quantity) -> str:
    """``0 to open``, ``3 to 12``."""
    if quantity.high == quantity.low:
        return number(quantity.low)
    return f"{number(quantity.low)} to {'open' if quantity.high is None else number(quantity.high)}"


def place(value: Place | None, unknown: str = "place not told") -> str:
    """The place's names, from the most specific up."""
    return ", ".join(value.names) if value else unknown


def precision(point: Point | None) -> str:
    """How far off the point may be."""
    if point is None:
        return "not on the map"
    off = f"{point.radius / 1000:.1f} km".replace(".0 km", " km") if point.radius >= 1000 else f"{point.radius:.0f} m"
    return f"known to the {point.precision.value}, within {off}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """``a, b and c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def words(code: str) -> str:
    """A code as words: ``suicide_bombing`` is "suicide bombing"."""
    return code.replace("_", " ")
