"""Making: the figures of one incident, harm by harm and group by group, before they are fitted to one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from recount.figures.estimators import Estimate, Estimator, estimate
from recount.figures.implied import implied
from recount.figures.sorting import ALL, COMBATANTS, is_combatant, is_one_victim, sort
from recount.figures.standing import Standing, not_usable, stand
from recount.figures.tolls import Toll
from recount.model import ClaimId, Figure, GroundedClaim, Harm, Incident, Quantity, Reason, Use

_COUNTS_SOME = Reason(
    rule="counts_some",
    sentence="It counts some of those harmed, and no claim counts everybody: they are at least these.",
)
_ONE_OF_THEM = Reason(rule="one_of_them", sentence="It tells of one victim; other claims count this group.")
_FEWER = Reason(rule="told_with_others", sentence="It counts some of those harmed; other claims together tell of more.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What figures are made by."""

    claims: Mapping[ClaimId, GroundedClaim]
    ruled_out: Mapping[ClaimId, Reason]
    estimator: Estimator
    trusted: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A figure and the tolls behind it."""

    figure: Figure
    tolls: tuple[Toll, ...]

    def interval(self, best: int) -> Quantity:
        """What the bounds of the tolls behind `best` allow."""
        behind = [t for t in self.tolls if t.number == best]
        if not behind:
            return Quantity(low=best, high=None if self.figure.open_high and not self.tolls else best)
        tops = [t.most for t in behind if t.most is not None]
        low = max(t.least for t in behind)
        return Quantity(low=low, high=max(low, min(tops)) if tops else None)


def figures_of(incident: Incident, making: Making) -> Iterator[Made]:
    """The figures of an incident: of everybody by harm, then of each group within."""
    own = told_here([making.claims[c] for c in incident.claims if c in making.claims])
    for harm in Harm:
        of_harm = [c for c in own if c.claim.harm is harm]
        if of_harm:
            yield from _of_harm(incident, of_harm, making)


def told_here(claims: Sequence[GroundedClaim]) -> list[GroundedClaim]:
    """The claims of an incident, a repeat of what is told in another one as the first of its own here. Order-free.

    "Four children" of one event and "four people" of another may be taken for one figure told twice. Where grouping
    tells them apart, each counts where it is.
    """
    here = {c.claim.id for c in claims}
    first: dict[ClaimId, ClaimId] = {}
    out = {c.claim.id: c for c in claims}
    for claim in sorted(claims, key=lambda c: (c.claim.span.start, c.claim.id)):
        told = claim.claim.repeat_of
        if told is not None and told not in here:
            stands = first.setdefault(told, claim.claim.id)
            again = None if stands == claim.claim.id else stands
            out[claim.claim.id] = replace(claim, claim=replace(claim.claim, repeat_of=again))
    return list(out.values())


def _of_harm(incident: Incident, of_harm: Sequence[GroundedClaim], making: Making) -> Iterator[Made]:
    sorted_ = sort(of_harm, making.claims)
    some = [c for c in of_harm if c.claim.id in sorted_.some and not is_combatant(c)]
    standing = stand(sorted_.everybody, making.ruled_out)
    _set_some_aside(standing, of_harm, sorted_.some, making)
    whole = _made(incident, ALL, standing, _usable(some, making), making)
    if whole is not None:
        yield whole
    for group, members in sorted_.groups.items():
        counted = [c for c in members if not is_one_victim(c)]
        single = [c for c in members if is_one_victim(c)]
        standing = stand(counted, making.ruled_out)
        within = {c.claim.id for c in members}
        nested = [c for c in counted if c.claim.part_of in within and group != COMBATANTS]
        if nested and len(nested) < len(counted):
            inner = {c.claim.id for c in nested}
            standing = stand([c for c in counted if c.claim.id not in inner], making.ruled_out)
            standing.aside(nested, Reason(rule="breakdown", sentence="It breaks down another figure of this group."))
        if standing.tolls:
            standing.aside(single, _ONE_OF_THEM)
        made = _made(incident, group, standing, _usable(single, making), making)
        if made is not None:
            yield made


def _set_some_aside(
    standing: Standing, of_harm: Sequence[GroundedClaim], some: Mapping[ClaimId, Reason], making: Making
) -> None:
    """Note why each claim that counts only some is set aside."""
    for claim in of_harm:
        if claim.claim.id in some and claim.claim.id not in standing.uses:
            standing.aside([claim], not_usable(claim, making.ruled_out) or some[claim.claim.id])


def _usable(claims: Iterable[GroundedClaim], making: Making) -> list[GroundedClaim]:
    return [c for c in claims if not_usable(c, making.ruled_out) is None]


def _made(
    incident: Incident, group: str, standing: Standing, some: Sequence[GroundedClaim], making: Making
) -> Made | None:
    """The figure of the tolls that stand; without any, of what those told of one by one come to; else ``None``."""
    least, behind = implied(some)
    if standing.tolls:
        tolls = [_at_least_its_parts(t, some) for t in standing.tolls]
        chosen = estimate(tolls, making.estimator, making.trusted)
        chosen = _raised(chosen, least, standing)
    elif behind:
        tolls = []
        chosen = _from_parts(least, behind)
        standing.aside(some, _FEWER)
        standing.uses.update({c.claim.id: Use(claim=c.claim.id, used=True, reason=_COUNTS_SOME) for c in behind})
    else:
        return None
    first = standing.tolls[0].first if standing.tolls else behind[0]
    figure = Figure(
        incident=incident.id,
        harm=first.claim.harm,
        group=group,
        low=chosen.low,
        best=chosen.best,
        high=chosen.high,
        open_low=chosen.open_low,
        open_high=chosen.open_high,
        origins=standing.origins or len({o for c in behind for o in c.origins}),
        estimator=making.estimator.label(making.trusted),
        policy=first.policy,
        reason=chosen.reason,
        uses=tuple(sorted(standing.uses.values(), key=lambda u: u.claim)),
        notes=tuple(standing.notes),
        implied=least if behind else None,
    )
    return Made(figure=figure, tolls=tuple(tolls))


def _from_parts(least: int, behind: Sequence[GroundedClaim]) -> Estimate:
    """What those told of one by one come to, or more; one person alone, of no group, is one."""
    if least == 1 and not any(c.claim.who for c in behind):
        reason = Reason(rule="one_victim", sentence="One victim is told of, and nobody besides.")
        return Estimate(low=1, best=1, high=1, open_low=False, open_high=False, reason=reason)
    said = "No claim counts everybody; those told of one by one and in groups come to this, or more."
    reason = Reason(rule="implied", sentence=said)
    return Estimate(low=least, best=least, high=least, open_low=False, open_high=True, reason=reason)


def _at_least_its_parts(toll: Toll, some: Sequence[GroundedClaim]) -> Toll:
    """The toll with a low end: "up to ten, among them five children and three women" is eight at least.

    Only parts of its own sentence count: what is told further on may be of some of them.
    """
    if not toll.open_low:
        return toll
    ids = {c.claim.id for c in toll.claims}
    parts = [c for c in some if c.claim.part_of in ids and c.claim.context == toll.first.claim.context]
    least, _ = implied(parts)
    return replace(toll, low=least, number=least, least=least, open_low=False) if 0 < least <= toll.high else toll


def _raised(chosen: Estimate, least: int, standing: Standing) -> Estimate:
    """The estimate, its upper side open where those told of one by one are more than anybody counts."""
    if least <= chosen.high:
        return chosen
    said = f"Those told of one by one and in groups come to {least}, more than any source counts."
    standing.notes.append(Reason(rule="implied_is_more", sentence=said))
    return replace(chosen, high=least, open_high=True)
