"""Periods: totals over several events, and which incidents each contains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from recount.incidents.labels import period_label
from recount.incidents.tellings import is_total, most_common
from recount.model import (
    ClaimId,
    GroundedClaim,
    Incident,
    IncidentId,
    Modality,
    Period,
    PeriodId,
    Reason,
    Scope,
    content_id,
)


def find_periods(claims: Sequence[GroundedClaim], incidents: Sequence[Incident]) -> list[Period]:
    """The totals that the claims state, by id. Claims of one total are those of one harm, number, days and place.

    A total contains the incidents of which some report says so. Incidents that merely lie within its days and place are
    not taken off it: "in opposition districts" or "of whom we know the names" may leave them out.
    """
    groups: dict[tuple[object, ...], list[GroundedClaim]] = defaultdict(list)
    for claim in claims:
        if (key := total_key(claim)) is not None:
            groups[key].append(claim)
    parts = _incidents_of_parts(claims, incidents)
    made = (make_period(group, parts) for group in groups.values())
    return sorted(made, key=lambda p: p.id)


def total_key(claim: GroundedClaim) -> tuple[object, ...] | None:
    """What all claims of one total have in common; ``None`` for a claim that states none."""
    told = claim.claim.modality not in (Modality.EXPECTED, Modality.HYPOTHETICAL)
    if not told or claim.claim.stated.value is None or not is_total(claim):
        return None
    days = (claim.when.start, claim.when.end) if claim.when else claim.given_id
    place = claim.where.keys if claim.where else None
    war = claim.claim.scope is Scope.WAR
    return claim.claim.harm, claim.claim.stated.value, None if war else days, place, war


def _incidents_of_parts(
    claims: Iterable[GroundedClaim], incidents: Iterable[Incident]
) -> Mapping[ClaimId, set[IncidentId]]:
    """Incidents that hold a part of each total, as the reports themselves say."""
    home = {claim: incident.id for incident in incidents for claim in incident.claims}
    parts: dict[ClaimId, set[IncidentId]] = defaultdict(set)
    for claim in claims:
        if claim.claim.part_of is not None and claim.claim.id in home:
            parts[claim.claim.part_of].add(home[claim.claim.id])
    return parts


def make_period(group: Sequence[GroundedClaim], parts: Mapping[ClaimId, Collection[IncidentId]]) -> Period:
    """The total that these claims state.

    Args:
        group: all of one key, by id.
        parts: for each claim the incidents that hold a part of it.
    """
    first = min(group, key=lambda c: (c.published or "9999", c.given_id, c.claim.span.start))
    war = first.claim.scope is Scope.WAR
    when = most_common([c.when for c in group], lambda w: (w.start, w.end))
    said = {i for c in group for i in parts.get(c.claim.id, ())}
    reasons = [Reason(rule="said_to_be_part", sentence="A report counts it within this total.")] if said else []
    return Period(
        id=PeriodId(content_id("period", first.claim.id)),
        label=period_label(first.claim.harm, when, first.where),
        harm=first.claim.harm,
        when=when,
        where=first.where,
        claims=tuple(sorted(c.claim.id for c in group)),
        contains=tuple(sorted(said)),
        war=war,
        reasons=tuple(reasons),
    )
