"""The lower end: the fewest people that all the incidents and stated totals inside can mean together.

A stated total counts at least so many people within its place and days. They may be those of recorded incidents there,
and those of any other total whose place and days meet its own. What lies apart adds up; what meets does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recount.figures.totals.cover import Cover, Covered, covered
from recount.figures.totals.laid import Laid, linked
from recount.figures.totals.regions import Region
from recount.model import Incident, IncidentId, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Least:
    """A lower end, and what it rests on."""

    value: int
    totals: tuple[int, ...] = ()
    """Numbers (`Stated.at`) of the totals that hold it up."""

    incidents: tuple[IncidentId, ...] = ()
    """Incidents that add to it."""


def least(laid: Laid, *, as_stated: bool = False) -> Least:
    """The lower end. Never more than what some whole assignment of people gives.

    Args:
        laid: what bears on the total.
        as_stated: whether to take each figure's best and each total's number instead of their lowest.
    """
    spans = laid.spans
    amounts = {i.id: spans[i.id].best if as_stated else spans[i.id].low for i in laid.inside}
    counting = [t for t in laid.totals if (t.number if as_stated else t.low) > 0]
    groups = linked(counting, near=laid.near)
    covers = [Cover(totals=tuple(group), as_stated=as_stated) for group in groups]
    group_of = {t.at: number for number, group in enumerate(groups) for t in group}
    holder = {i: (number, t) for number, cover in enumerate(covers) for t in cover.totals for i in t.said}
    if not groups:  # most questions: no stated total bears on them
        return Least(value=sum(amounts.values()), incidents=tuple(i for i, amount in amounts.items() if amount))
    free: list[IncidentId] = []
    roaming = 0
    for incident in laid.inside:
        amount = amounts[incident.id]
        if not amount:
            continue
        region = Region(where=incident.where, when=incident.when)
        if incident.id in holder:
            number, total = holder[incident.id]
            region = Region(where=incident.where, when=_meeting(incident.when, total.region.when))
            covers[number].add(incident.id, region, amount)
            continue
        touched = {group_of[at] for at in laid.near.incident(incident) if at in group_of}
        if not touched:
            free.append(incident.id)
        elif len(touched) == 1:
            covers[touched.pop()].add(incident.id, region, amount)
        else:
            roaming += amount
    return _added_up([covered(c) for c in covers], free=free, roaming=roaming, amounts=amounts, inside=laid.inside)


def _meeting(own: When | None, total: When | None) -> When | None:
    """The days left to an incident that a report counts in a total."""
    if own is None or total is None or not own.overlaps(total):
        return own or total
    return When(start=max(own.start, total.start), end=min(own.end, total.end))


def _added_up(
    found: Sequence[Covered],
    *,
    free: Sequence[IncidentId],
    roaming: int,
    amounts: dict[IncidentId, int],
    inside: Sequence[Incident],
) -> Least:
    """The sum of what lies apart; or, if that is more, of all incidents: some may lie in several groups."""
    alone = sum(amounts[i] for i in free)
    top_down = sum(c.value for c in found)
    bottom_up = sum(c.incidents_alone for c in found) + roaming
    if bottom_up > top_down or not found:
        return Least(value=alone + bottom_up, incidents=tuple(i.id for i in inside if amounts[i.id]))
    binding = {i for c in found for i in c.incidents} | set(free)
    return Least(
        value=alone + top_down,
        totals=tuple(sorted(at for c in found for at in c.totals)),
        incidents=tuple(i.id for i in inside if i.id in binding),
    )
