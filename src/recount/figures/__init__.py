"""reconcile(): Incident → Figure, with every claim used or set aside and the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from recount.figures.estimators import AGREED, agreed, stated_number
from recount.figures.grades import grade
from recount.figures.standing import COMBATANTS, GROUPS, Standing, is_combatant, stand, wholes
from recount.figures.unaccounted import unaccounted
from recount.model import (
    ClaimId,
    Figure,
    Graded,
    GroundedClaim,
    Harm,
    Incident,
    IncidentId,
    Period,
    Quantity,
    Reason,
    Unaccounted,
    Use,
)

__all__ = ["reconcile"]

ALL = "all"


def reconcile(
    found: Iterable[Incident | Period],
    *,
    claims: Mapping[ClaimId, GroundedClaim],
    rejected: Collection[ClaimId] = (),
) -> Iterator[Figure | Graded | Unaccounted]:
    """Figures and grade of each incident, then what each period leaves over. A pure function of its arguments.

    ``low <= best <= high`` in every figure; every claim of the incident on that harm is among its uses.
    """
    periods: list[Period] = []
    figures: dict[tuple[IncidentId, str], Figure] = {}
    intervals: dict[tuple[IncidentId, str], Quantity] = {}
    for thing in found:
        if isinstance(thing, Period):
            periods.append(thing)
            continue
        own = [claims[c] for c in thing.claims if c in claims]
        standing: list[Standing] = []
        for harm in Harm:
            of_harm = [c for c in own if c.claim.harm is harm]
            for group, members in _groups(of_harm, claims).items():
                stood = stand(members, rejected)
                if not stood.claims:
                    continue
                figure = _figure(thing, harm, group, stood, _aside(of_harm, members) if group == ALL else ())
                yield figure
                if group == ALL:
                    standing.append(stood)
                    figures[(thing.id, harm.value)] = figure
                    intervals[(thing.id, harm.value)] = _interval(stood, figure.best)
        every = [c for s in standing for c in s.claims]
        yield grade(thing, every, len({o for c in every for o in c.origins}))
    for period in periods:
        left = unaccounted(period, claims, figures, intervals)
        if left is not None:
            yield left


def _groups(
    of_harm: Sequence[GroundedClaim], claims: Mapping[ClaimId, GroundedClaim]
) -> dict[str, list[GroundedClaim]]:
    """The claims that count everybody, and those that count each group within."""
    whole = wholes(of_harm, claims)
    fighters = [c for c in whole if is_combatant(c)]
    others = [c for c in whole if not is_combatant(c)]
    groups = {ALL: others or fighters}
    if others and fighters:
        groups[COMBATANTS] = fighters
    whole_ids = {c.claim.id for c in whole}
    for claim in of_harm:
        for who in claim.claim.who:
            if who in GROUPS:
                groups.setdefault(who, []).append(claim)
        if claim.claim.id not in whole_ids and is_combatant(claim):
            groups.setdefault(COMBATANTS, []).append(claim)
    return groups


def _aside(of_harm: Sequence[GroundedClaim], members: Sequence[GroundedClaim]) -> tuple[Use, ...]:
    """Claims on this harm that count only some of those harmed."""
    ids = {c.claim.id for c in members}
    return tuple(Use(claim=c.claim.id, used=False, reason=_counts_some(c)) for c in of_harm if c.claim.id not in ids)


def _counts_some(claim: GroundedClaim) -> Reason:
    if claim.claim.part_of is not None:
        return Reason(rule="breakdown", sentence="It breaks down another figure, which already counts these people.")
    return Reason(rule="fighters_apart", sentence="It counts fighters, who are counted apart from civilians.")


def _figure(incident: Incident, harm: Harm, group: str, stood: Standing, aside: Sequence[Use]) -> Figure:
    estimate = agreed(stood.claims)
    return Figure(
        incident=incident.id,
        harm=harm,
        group=group,
        low=estimate.low,
        best=estimate.best,
        high=estimate.high,
        open_low=estimate.open_low,
        open_high=estimate.open_high,
        origins=stood.origins,
        estimator=AGREED,
        policy=stood.claims[0].policy,
        reason=estimate.reason,
        uses=tuple(sorted((*stood.uses, *aside), key=lambda u: u.claim)),
    )


def _interval(stood: Standing, best: int) -> Quantity:
    """What the bounds of the claims behind `best` allow."""
    behind = [c.quantity for c in stood.claims if stated_number(c) == best and c.quantity is not None]
    if not behind:
        return Quantity(low=best, high=best)
    tops = [q.high for q in behind if q.high is not None]
    low = max(q.low for q in behind)
    return Quantity(low=low, high=max(low, min(tops)) if tops else None)
