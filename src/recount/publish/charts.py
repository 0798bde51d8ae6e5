"""Geometry of the brief's charts: where bars, marks and points go. Drawing is the template's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from recount.model import (
    Bound,
    ClaimId,
    Figure,
    Harm,
    Incident,
    Modality,
    Period,
    QuotedClaim,
    Scope,
    Unaccounted,
    When,
)
from recount.publish import wording

LONGEST = timedelta(days=62)
"""A chart by day over more than two months would be a smear."""

_LABELS = 12
"""Days that find room under a chart."""

_STEPS = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A range on a track from 0 to `scale`, in percent of the track."""

    low: float
    best: float
    high: float
    open_low: bool
    open_high: bool
    scale: int
    """Persons at the right end of the track."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One day of the chart by day, in percent of its height and width."""

    label: str
    middle: float
    low: float | None
    """None where no incident of that day has a figure."""

    best: float
    high: float
    open_high: bool
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """A total over the days it covers, in percent of the width."""

    start: float
    end: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ByDay:
    """Killed by day, with the brackets of the totals over several days."""

    columns: tuple[Column, ...]
    brackets: tuple[Bracket, ...]
    ticks: tuple[tuple[int, float], ...]
    """Numbers on the scale and their height in percent."""

    roomy: bool
    """Whether there is room to say "none" under a day without an incident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """What one origin said, and when, in percent of the width and height."""

    x: float
    y: float
    number: str
    open_high: bool
    denied: bool
    open_low: bool = False
    used: bool = True
    """Whether the figure stands on it."""

    claim: str = ""
    day: int = 0
    """Days after the first one of the ladder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One origin's claims in order of publication."""

    name: str
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Who said how many, when."""

    lines: tuple[Line, ...]
    days: tuple[tuple[str, float], ...]
    ticks: tuple[tuple[int, float], ...]
    low: float
    best: float
    high: float
    denied: bool
    """Whether some point is a denial."""

    start: date = date.min
    """The first day of publication."""

    length: int = 1
    """Days from the first to the last, both included."""


def round_up(value: int) -> int:
    """The next round number at or over the value, for the end of a scale."""
    power = 1
    while power * 10 < value:
        power *= 10
    return next(int(step * power) for step in _STEPS if step * power >= value and step * power == int(step * power))


def bar(figure: Figure, scale: int) -> Bar:
    """The figure's bar on a track of that scale."""
    low, best, high = (100 * value / scale for value in (figure.low, figure.best, figure.high))
    return Bar(low=low, best=best, high=high, open_low=figure.open_low, open_high=figure.open_high, scale=scale)


def by_day(incidents: Iterable[tuple[Incident, Figure]], periods: Sequence[tuple[Period, Unaccounted]]) -> ByDay | None:
    """Killed by day; None where there are not two days to compare, or too many to draw.

    Only incidents of one day have a column: what is told of several days is not shared out among them.
    """
    daily: defaultdict[date, list[Figure]] = defaultdict(list)
    first, last = date.max, date.min
    for incident, figure in incidents:
        when = incident.when
        if when is not None and when.start == when.end:
            daily[when.start].append(figure)
            first, last = min(first, when.start), max(last, when.start)
            if last - first > LONGEST:
                return None  # of a wide question, all others need not be looked at
    spans = [(period.when, left) for period, left in periods if period.when and not period.war]
    days = _day_range([*daily, *(when.start for when, _ in spans), *(when.end for when, _ in spans)])
    if len(days) < 2 or not daily:
        return None
    top = round_up(max(1, *(sum(figure.high for figure in figures) for figures in daily.values())))
    return ByDay(
        columns=tuple(_column(day, at, days=days, figures=daily.get(day, []), top=top) for at, day in enumerate(days)),
        brackets=tuple(_bracket(when, left, days) for when, left in spans),
        ticks=ticks_of(top),
        roomy=len(days) <= _LABELS,
    )


def ladder(figure: Figure, claims: Iterable[QuotedClaim]) -> Ladder | None:
    """Who said how many, when; None where fewer than two different numbers or days are told."""
    used = {use.claim for use in figure.uses if use.used}
    said = [one for one in claims if _on_ladder(one, used)]
    if len({(one.grounded.published, one.grounded.claim.stated.value) for one in said}) < 2:
        return None
    days = _day_range([date.fromisoformat(one.grounded.published[:10]) for one in said if one.grounded.published])
    if not days:
        return None
    top = round_up(max(1, figure.high, *(one.grounded.claim.stated.value or 0 for one in said)))
    origins: defaultdict[tuple[str, ...], list[QuotedClaim]] = defaultdict(list)
    for one in sorted(said, key=lambda one: (one.grounded.published or "", one.grounded.claim.id)):
        origins[one.grounded.origins].append(one)
    lines = (Line(name=_origin_name(ones), rungs=_rungs(ones, days, top, used)) for ones in origins.values())
    low, best, high = (100 * value / top for value in (figure.low, figure.best, figure.high))
    every = max(1, -(-len(days) // _LABELS))
    labels = tuple(
        (_day_label(day, first=at == 0), _across(at, days)) for at, day in enumerate(days) if at % every == 0
    )
    denied = any(one.grounded.claim.modality is Modality.DENIED for one in said)
    return Ladder(
        lines=tuple(lines),
        days=labels,
        ticks=ticks_of(top),
        low=low,
        best=best,
        high=high,
        denied=denied,
        start=days[0],
        length=len(days),
    )


def _on_ladder(one: QuotedClaim, used: set[ClaimId]) -> bool:
    """Whether it is a dated toll: a breakdown or a repetition that was set aside is a step of no one's count."""
    claim = one.grounded.claim
    whole = (claim.scope is not Scope.PART and claim.repeat_of is None) or claim.id in used
    return whole and one.grounded.published is not None and claim.stated.value is not None


def killed(figures: Iterable[Figure]) -> dict[str, Figure]:
    """The figures for all killed, by incident."""
    return {figure.incident: figure for figure in figures if figure.harm is Harm.KILLED and figure.group == "all"}


def _column(day: date, at: int, *, days: Sequence[date], figures: Sequence[Figure], top: int) -> Column:
    low, best, high = (sum(getattr(figure, side) for figure in figures) for side in ("low", "best", "high"))
    open_high = any(figure.open_high for figure in figures)
    told = f"{wording.day(day)}: {low} to {high}{' or more' if open_high else ''} killed, best {best}"
    every = max(1, -(-len(days) // _LABELS))
    return Column(
        label=_day_label(day, first=at == 0) if at % every == 0 else "",
        middle=100 * (at + 0.5) / len(days),
        low=100 * low / top if figures else None,
        best=100 * best / top,
        high=100 * high / top,
        open_high=open_high,
        told=told if figures else f"{wording.day(day)}: no incident recorded",
    )


def _day_label(day: date, *, first: bool) -> str:
    return wording.short_day(day) if first or day.day == 1 else str(day.day)


def _bracket(when: When, left: Unaccounted, days: Sequence[date]) -> Bracket:
    start, end = ((day - days[0]).days for day in (when.start, when.end))
    rest = f", {wording.number(left.left)} not tied to an incident" if left.left else ""
    words = f"{wording.number(left.stated)} over {wording.count(when.days, 'day')}{rest}"
    return Bracket(start=100 * start / len(days), end=100 * (end + 1) / len(days), words=words)


def _rungs(said: Sequence[QuotedClaim], days: Sequence[date], top: int, used: Collection[ClaimId]) -> tuple[Rung, ...]:
    rungs = []
    for one in said:
        claim = one.grounded.claim
        published = date.fromisoformat((one.grounded.published or "")[:10])
        rungs.append(
            Rung(
                x=_across((published - days[0]).days, days),
                y=100 * (claim.stated.value or 0) / top,
                number=wording.stated(claim.stated, signs=True),
                open_high=claim.stated.bound in {Bound.AT_LEAST, Bound.MORE_THAN},
                denied=claim.modality is Modality.DENIED,
                open_low=claim.stated.bound in {Bound.AT_MOST, Bound.LESS_THAN},
                used=claim.id in used,
                claim=claim.id,
                day=(published - days[0]).days,
            )
        )
    return tuple(rungs)


def _origin_name(said: Sequence[QuotedClaim]) -> str:
    first = said[0].grounded
    return first.source.name if first.source else first.outlet or first.origins[0]


def _across(at: int, days: Sequence[date]) -> float:
    return 100 * (at + 0.5) / len(days)


def _day_range(days: Sequence[date]) -> list[date]:
    if not days or max(days) - min(days) > LONGEST:
        return []
    return [min(days) + timedelta(days=at) for at in range((max(days) - min(days)).days + 1)]


def ticks_of(top: int) -> tuple[tuple[int, float], ...]:
    """Nothing, half and all of a scale, each with its height in percent."""
    return ((0, 0.0), (top // 2, 100 * (top // 2) / top), (top, 100.0)) if top > 1 else ((0, 0.0), (1, 100.0))
