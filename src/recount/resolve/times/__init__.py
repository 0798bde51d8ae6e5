"""Times: datings become intervals of days, or stay unresolved; never a guess, never today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from recount.lang.timegrammar import Expression
from recount.lang.timewords import TimeWords, times_in
from recount.model import Granularity, When
from recount.resolve.times.counts import count_of, number_of, unit_of
from recount.resolve.times.days import days_of
from recount.resolve.times.point import Point
from recount.resolve.times.setting import Setting, Tense
from recount.resolve.times.values import value_of

RECENT = {"D": 3, "W": 21, "M": 90, "Y": 730}
"""Days that "in recent days", "weeks" … reach back. The first is what the claims gold's readers took it for."""

FEW = 3
"""How many "several" and "a few" are taken for where days are counted."""

_UNIT_DAYS = {"D": 1, "WE": 2, "W": 7, "2W": 14, "M": 30, "Q": 91, "Y": 365, "DE": 3650, "CE": 36500}

_AHEAD = 7
"""Days after its publication that a report may date an event without a year: it was dated before its last change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What expressions of time are counted from."""

    published: date | None
    """The day the report is dated; without it relative expressions stay unresolved."""

    before: When | None = None
    """The event told last: "a day later" counts from it."""

    coming: bool = False
    """Whether the words speak of something to come: "will meet Saturday"."""

    year: int | None = None
    """The year of which the passage tells, where it is told as background: "In 2003 …, and in April"."""

    @property
    def setting(self) -> Setting:
        """Where its expressions stand, for their values."""
        told = Point.of(self.before.end) if self.before is not None else None
        return Setting(
            published=self.published,
            told=told if self.year is None else Point(self.year),
            tense=Tense.COMING if self.coming else Tense.PAST,
            narrative=self.year is not None,
            ahead=_AHEAD,
        )


def resolve_time(words: str, anchor: Anchor) -> When | None:
    """The days that the words mean; ``None`` where they can't be told."""
    found = times_in(words)
    if not found:
        return None
    try:
        return _RULES.get(found[0].rule, _of_value)(found[0], anchor)
    except (ValueError, OverflowError):  # 31 February, year 0
        return None


def _published(anchor: Anchor) -> date:
    if anchor.published is None:
        raise ValueError("no publication date to count from")
    return anchor.published


def _of_value(time: TimeWords, anchor: Anchor) -> When | None:
    """The days of the value of its expression, as far as they had come when the report was published."""
    (one,) = time.inner
    found = days_of(value_of(one, anchor.setting))
    if found is None:
        return None
    return _until_publication(_third_of(one, found) if one.rule in _DIVIDED else found, anchor)


_DIVIDED = frozenset({"month", "monthyear", "year"})
_THIRDS = {
    **dict.fromkeys(("early", "beginning", "start", "outset"), 0),
    **dict.fromkeys(("mid", "middle"), 1),
    **dict.fromkeys(("late", "end", "close"), 2),
}


def _third_of(one: Expression, days: When) -> When:
    """The first, second or last third of a month or year, where it is said early, mid or late; else all of it."""
    third = _THIRDS.get(one.first("early") or one.first("edge") or "")
    if third is None:
        return days
    step = 10 if days.granularity is Granularity.MONTH else 122
    start = days.start + timedelta(step * third)
    end = days.end if third == 2 else start + timedelta(step - 1)
    return When(start=start, end=end, granularity=Granularity.SPAN)


def _until_publication(found: When, anchor: Anchor) -> When:
    published = anchor.published
    if anchor.coming or published is None or not found.start <= published < found.end:
        return found
    return replace(found, end=published)


def _nights(time: TimeWords, anchor: Anchor) -> When | None:
    """A word such as "yesterday"; a night has two days."""
    (one,) = time.inner
    value = value_of(one, anchor.setting)
    found = days_of(value)
    if found is not None and value.endswith("TNI") and (one.has("last") or one.first("deictic") == "overnight"):
        return When(start=found.start, end=found.start + timedelta(1), granularity=Granularity.NIGHT)
    return found


def _dated(time: TimeWords, anchor: Anchor) -> When | None:
    """A date; "the night of 3-4 May" has two days."""
    (one,) = time.inner
    found = _of_value(time, anchor)
    if found is None or one.rule != "partof" or len([*one.every("small"), *one.every("ordinal")]) < 2:
        return found
    return When(start=found.start, end=found.start + timedelta(1), granularity=Granularity.NIGHT)


def _span(time: TimeWords, anchor: Anchor) -> When | None:
    """From the first expression's days to the second's."""
    one, other = time.inner
    end = days_of(value_of(other, anchor.setting))
    if end is None:
        return None
    year = anchor.year
    if one.rule != "weekday" and not one.has("year") and other.has("year"):
        year = end.start.year
    before = replace(anchor, published=end.end, coming=False, year=year)
    start = days_of(value_of(one, before.setting))
    if start is None:
        return None
    end = _until_publication(end, anchor)
    return When(start=start.start, end=end.end, granularity=Granularity.SPAN)


def _run(time: TimeWords, anchor: Anchor) -> When | None:
    """For "in three days of airstrikes that resumed Tuesday": three days from that Tuesday."""
    length, weekday = time.inner
    first = days_of(value_of(weekday, replace(anchor, coming=False).setting))
    if first is None:
        return None
    end = first.start + timedelta(days=max(1, count_of(length) or FEW) - 1)
    return When(start=first.start, end=max(first.start, min(end, _published(anchor))), granularity=Granularity.SPAN)


def _later(time: TimeWords, anchor: Anchor) -> When | None:
    """Counted from the event told last."""
    (one,) = time.inner
    if anchor.before is None:
        return None
    if one.rule in ("named", "same"):
        if unit_of(one) != "D":
            return days_of(value_of(one, anchor.setting))
        days = {"next": 1, "last": -1}.get("next" if one.has("next") else "last" if one.has("last") else "", 0)
    else:
        unit = unit_of(one)
        if unit not in ("D", "W", "2W") or count_of(one) is None:
            return None if unit in ("D", "W", "2W") else days_of(value_of(one, anchor.setting))
        days = (count_of(one) or 0) * _UNIT_DAYS[unit] * (1 if one.has("later", "after") else -1)
    return _day((anchor.before.end if days > 0 else anchor.before.start) + timedelta(days=days))


def _ago(time: TimeWords, anchor: Anchor) -> When | None:
    (one,) = time.inner
    unit, count = unit_of(one), count_of(one)
    if unit in _HOURS:
        return _day(_published(anchor))
    if unit not in ("D", "W", "2W", "M"):
        return _of_value(time, anchor)
    day = _published(anchor) - timedelta(days=(FEW if count is None else count) * _UNIT_DAYS[unit])
    slack = timedelta(days=(0 if count is not None else 1) if unit == "D" else _UNIT_DAYS[unit] // 4)
    return When(start=day - slack, end=day + slack, granularity=Granularity.SPAN if slack else Granularity.DAY)


def _past(time: TimeWords, anchor: Anchor) -> When:
    """The days that lead up to publication: "in the past 24 hours", "over the past week"."""
    (one,) = time.inner
    unit, count = unit_of(one), count_of(one)
    count = FEW if count is None else count
    return _back(_in_days(unit, count), anchor)


def _recent(time: TimeWords, anchor: Anchor) -> When:
    unit = unit_of(time.inner[0])
    return _back(RECENT.get(unit) or _in_days(unit, FEW), anchor)


def _bare(time: TimeWords, anchor: Anchor) -> When:
    """A length alone, "in four days": the days that end with publication."""
    (one,) = time.inner
    unit, count = unit_of(one), count_of(one)
    count = FEW if count is None else count
    return _back(max(0, _in_days(unit, count) - (unit not in _HOURS)), anchor)


_HOURS = ("H", "MI", "S")


def _in_days(unit: str, count: int) -> int:
    """How many days, hours rounded up.

    Raises:
        ValueError: nobody knows how long a season or a period is.
    """
    if unit in _HOURS:
        return -(-count // 24) if unit == "H" else 1
    if unit not in _UNIT_DAYS:
        raise ValueError(f"no number of days: {unit}")
    return count * _UNIT_DAYS[unit]


def _back(days: int, anchor: Anchor) -> When:
    published = _published(anchor)
    return When(start=published - timedelta(days=days), end=published, granularity=Granularity.SPAN)


def _since(time: TimeWords, anchor: Anchor) -> When | None:
    """From the start of the expression's days, or later where it says "mid" or "late", to publication."""
    if not time.inner:
        return None
    (one,) = time.inner
    published, start = _published(anchor), days_of(value_of(one, replace(anchor, coming=False).setting))
    if start is None:
        return None
    first = (_third_of(one, start) if one.rule in _DIVIDED else start).start
    return When(start=first, end=max(first, published), granularity=Granularity.SPAN)


def _war_age(time: TimeWords, anchor: Anchor) -> When:
    """For "the five-year war": from the first day of the year so many years back."""
    published, years = _published(anchor), time.parts["years"].lower()
    start = date(published.year - (int(years) if years.isdigit() else number_of(years)), 1, 1)
    return When(start=start, end=published, granularity=Granularity.YEAR)


def _day(day: date) -> When:
    return When(start=day, end=day, granularity=Granularity.DAY)


def _never(time: TimeWords, anchor: Anchor) -> When | None:
    return None


_RULES: dict[str, Callable[[TimeWords, Anchor], When | None]] = {
    "run": _run,
    "sinceevent": _since,
    "warage": _war_age,
    "since": _since,
    "dayspan": _span,
    "weekdayspan": _span,
    "span": _span,
    "later": _later,
    "ago": _ago,
    "past": _past,
    "recent": _recent,
    "day": _nights,
    "dmy": _dated,
    "bare": _bare,
    "daily": _never,
}
