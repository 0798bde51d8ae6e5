"""Corrections: the claim stays as it was read; a copy says what a reviewer found its words to mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from recount.model import (
    Bound,
    ClaimId,
    Correction,
    Field,
    Granularity,
    GroundedClaim,
    Harm,
    Modality,
    Reason,
    Scope,
    Victims,
)
from recount.ontology import Policy
from recount.review.fields import NONE, days_of, number_of, told

NAMES = {
    Field.VALUE: "number",
    Field.WHO: "victims' group",
    Field.VICTIMS: "standing of the victims",
    Field.WHEN: "day",
    Field.WHERE: "place",
    Field.BY: "accused",
    Field.BACKGROUND: "background mark",
    Field.PART_OF: "whole it is part of",
}
"""What a field is called in a sentence, where its own name would not do."""

_NAMELESS = frozenset({Field.BY, Field.SOURCE, Field.WHERE, Field.PART_OF})
"""Fields whose content stands in no reason: it may name a person, or a house."""

_NO_DAY = frozenset({"no_day", "ambiguous_day", "no_publication_date"})
_NO_PLACE = frozenset({"no_place", "ambiguous_place", "unknown_place"})


def correct(claim: GroundedClaim, corrections: Iterable[Correction], policy: Policy) -> GroundedClaim:
    """The claim as corrected, with a reason for each field that changed. Its identifier stays.

    The corrections are put in the order of `Field`, whatever their own. A changed number gets its interval anew.
    """
    order = list(Field)
    made = claim
    for correction in sorted(corrections, key=lambda c: order.index(c.field)):
        before = told(made, correction.field)
        changed = _PUT[correction.field](made, correction)
        if changed != made:
            reason = _reason(correction, before)
            made = replace(changed, reasons=(*changed.reasons, reason))
    if made.claim.stated != claim.claim.stated:
        made = replace(made, quantity=policy.interval(made.claim.stated), policy=f"{policy.name}-{policy.version}")
    return made


def without_loops(
    claims: Mapping[ClaimId, GroundedClaim], corrected: Iterable[ClaimId]
) -> dict[ClaimId, GroundedClaim]:
    """The claims, of which none is part of itself: where corrections close such a ring, they don't count.

    Two reviewers can close one without knowing of each other; what a claim is part of must end somewhere.
    """
    found = dict(claims)
    for id_ in sorted(set(corrected)):
        if id_ in found and _comes_back(id_, found):
            claim = found[id_].claim
            whole = replace(claim, part_of=None, scope=Scope.INCIDENT if claim.scope is Scope.PART else claim.scope)
            found[id_] = replace(found[id_], claim=whole)
    return found


def _comes_back(start: ClaimId, claims: Mapping[ClaimId, GroundedClaim]) -> bool:
    seen, at = {start}, claims[start].claim.part_of
    while at is not None and at in claims:
        if at in seen:
            return at == start
        seen.add(at)
        at = claims[at].claim.part_of
    return at == start


def _reason(correction: Correction, before: str) -> Reason:
    name = NAMES.get(correction.field, correction.field.value)
    change = "" if correction.field in _NAMELESS else f" from {before} to {correction.to}".replace("_", " ")
    return Reason(rule=f"corrected_{correction.field}", sentence=f"A reviewer corrected the {name}{change}.")


def _number(claim: GroundedClaim, correction: Correction) -> GroundedClaim:
    return replace(claim, claim=replace(claim.claim, stated=number_of(correction.to, claim.claim.stated.bound)))


def _bound(claim: GroundedClaim, correction: Correction) -> GroundedClaim:
    stated = replace(claim.claim.stated, bound=Bound(correction.to))
    return replace(claim, claim=replace(claim.claim, stated=stated))


def _who(claim: GroundedClaim, correction: Correction) -> GroundedClaim:
    who = () if correction.to == NONE else tuple(correction.to.split(", "))
    return replace(claim, claim=replace(claim.claim, who=who)) if set(who) != set(claim.claim.who) else claim


def _when(claim: GroundedClaim, correction: Correction) -> GroundedClaim:
    when = days_of(correction.to)
    if when is not None and when.days > 1:
        when = replace(when, granularity=Granularity.SPAN)
    return _without_refusals(replace(claim, when=when), _NO_DAY if when else frozenset())


def _where(claim: GroundedClaim, correction: Correction) -> GroundedClaim:
    place = correction.place if correction.to != NONE else None
    return _without_refusals(replace(claim, where=place), _NO_PLACE if place else frozenset())


def _without_refusals(claim: GroundedClaim, kinds: frozenset[str]) -> GroundedClaim:
    return replace(claim, refusals=tuple(r for r in claim.refusals if r.kind not in kinds))


def _by(claim: GroundedClaim, correction: Correction) -> GroundedClaim:
    return replace(claim, by=correction.actors)


def _source(claim: GroundedClaim, correction: Correction) -> GroundedClaim:
    actors = correction.actors
    source = actors[0] if actors else None
    return replace(claim, source=source, others=actors[1:], origins=correction.origins or claim.origins)


def _scope(claim: GroundedClaim, correction: Correction) -> GroundedClaim:
    scope = Scope(correction.to)
    part_of = claim.claim.part_of if scope is Scope.PART else None
    return replace(claim, claim=replace(claim.claim, scope=scope, part_of=part_of))


def _part_of(claim: GroundedClaim, correction: Correction) -> GroundedClaim:
    if correction.to == NONE:
        scope = Scope.INCIDENT if claim.claim.scope is Scope.PART else claim.claim.scope
        return replace(claim, claim=replace(claim.claim, part_of=None, scope=scope))
    return replace(claim, claim=replace(claim.claim, part_of=ClaimId(correction.to), scope=Scope.PART))


Put = Callable[[GroundedClaim, Correction], GroundedClaim]

_PUT: dict[Field, Put] = {
    Field.VALUE: _number,
    Field.BOUND: _bound,
    Field.HARM: lambda c, x: replace(c, claim=replace(c.claim, harm=Harm(x.to))),
    Field.VICTIMS: lambda c, x: replace(c, claim=replace(c.claim, victims=Victims(x.to))),
    Field.WHO: _who,
    Field.WHEN: _when,
    Field.WHERE: _where,
    Field.MEANS: lambda c, x: replace(c, claim=replace(c.claim, means=x.to)),
    Field.BY: _by,
    Field.SOURCE: _source,
    Field.MODALITY: lambda c, x: replace(c, claim=replace(c.claim, modality=Modality(x.to))),
    Field.BACKGROUND: lambda c, x: replace(c, claim=replace(c.claim, background=x.to == "yes")),
    Field.SCOPE: _scope,
    Field.PART_OF: _part_of,
}
