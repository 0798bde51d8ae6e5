"""The upper end: the most people that the incidents and stated totals can mean, each taken as far as it goes.

A stated total limits only the incidents that a report counts in it. What else lies within its place and days its
source may not have known.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from recount.figures.totals.laid import Laid
from recount.figures.totals.linear import Programme
from recount.figures.totals.spans import Spans
from recount.figures.totals.stated import Stated
from recount.model import IncidentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Most:
    """An upper end, and what it rests on."""

    value: int | None
    """``None`` where it is open."""

    totals: tuple[int, ...] = ()
    """Numbers of the totals that leave it open; where it is not, of those that limit it or add to it."""

    incidents: tuple[IncidentId, ...] = ()
    """Incidents that leave it open; where it is not, all that add to it."""


def most(laid: Laid, spans: Spans, *, loose: Collection[int] = ()) -> Most:
    """The upper end. Never less than what some whole assignment of people gives.

    Args:
        laid: what bears on the total.
        spans: spans of incidents, for other kinds of people than the one asked.
        loose: numbers of totals that can't hold; they limit nothing, and count no one beyond the incidents in them.
    """
    held = [t for t in laid.every if t.at not in loose]
    own = {t.at for t in held}
    outer = [t for t in held if not t.parents & own]
    limits = [t for t in held if t.high is not None and t.kind == laid.kind]
    limited = {i for t in limits for i in t.said}
    every = [*laid.inside, *laid.partly]
    opening = [t.at for t in outer if t.high is None]
    unlimited = [i.id for i in every if laid.spans[i.id].high is None and i.id not in limited]
    if opening or unlimited:
        return Most(value=None, totals=tuple(opening), incidents=tuple(unlimited))
    alone = sum(laid.spans[i.id].high or 0 for i in every if i.id not in limited)
    beside = sum(_beyond(t, spans) for t in outer if t.kind != laid.kind)
    within = _limited(laid, limits, [t for t in outer if t.kind == laid.kind], limited=limited)
    adding = tuple(i.id for i in every if laid.spans[i.id].high != 0)
    return Most(
        value=alone + beside + within, totals=tuple(sorted({t.at for t in (*outer, *limits)})), incidents=adding
    )


def _beyond(total: Stated, spans: Spans) -> int:
    """The most that a total of another kind counts beyond the incidents in it."""
    inside = [span.low for i in total.said if (span := spans.of(i, total.kind)) is not None]
    return max(0, (total.high or 0) - sum(inside))


def _limited(laid: Laid, limits: list[Stated], outer: list[Stated], *, limited: set[IncidentId]) -> int:
    """The most people in incidents that totals limit, and beyond them in the totals."""
    if not limits:
        return 0
    programme = Programme()
    people = {
        i.id: programme.variable(laid.spans[i.id].low, laid.spans[i.id].high, cost=-1)
        for i in (*laid.inside, *laid.partly)
        if i.id in limited
    }
    counted = {t.at for t in outer}
    beyond = {t.at: programme.variable(cost=-1 if t.at in counted else 0) for t in limits}
    for total in limits:
        inside = [people[i] for i in sorted(total.said) if i in people]
        programme.row([*inside, beyond[total.at]], high=total.high)
        for parent in total.parents & beyond.keys():
            programme.row([beyond[parent]], [beyond[total.at]], low=0)
    solved = programme.solve()
    # Without a solution the totals contradict one another in a way that `loose` did not name: none of them limits.
    return -solved.bound if solved else sum(laid.spans[i].high or 0 for i in people) + sum(t.high or 0 for t in outer)
