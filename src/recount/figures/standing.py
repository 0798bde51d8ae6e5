"""Standing: which claims of an incident count for a figure, and why each other is set aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from recount.model import (
    Bound,
    ClaimId,
    GroundedClaim,
    Modality,
    Reason,
    Scope,
    Use,
    Victims,
)

GROUPS = frozenset({"children", "women", "elderly", "medical", "aid_worker", "rescuer", "journalist", "prisoner"})
"""Victim groups that get a figure of their own within an incident."""

COMBATANTS = "combatants"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The claims that stand, one for each origin, and what became of every other."""

    claims: tuple[GroundedClaim, ...]
    uses: tuple[Use, ...]
    origins: int


def wholes(claims: Sequence[GroundedClaim], by_id: Mapping[ClaimId, GroundedClaim]) -> list[GroundedClaim]:
    """Claims that count everybody harmed: no breakdown of another claim of the same event."""
    ids = {c.claim.id for c in claims}
    return [c for c in claims if not (c.claim.scope is Scope.PART and c.claim.part_of in ids)]


def stand(candidates: Sequence[GroundedClaim], rejected: Collection[ClaimId] = ()) -> Standing:
    """Of these claims about one harm and group, the latest of each origin. Order-free."""
    uses: list[Use] = []
    usable: list[GroundedClaim] = []
    for claim in sorted(candidates, key=lambda c: c.claim.id):
        why = _set_aside(claim, rejected)
        if why is None:
            usable.append(claim)
        else:
            uses.append(Use(claim=claim.claim.id, used=False, reason=why))
    usable = _without_vague_repeats(usable, uses)
    kept = _latest_of_each_origin(usable, uses)
    for claim in kept:
        uses.append(Use(claim=claim.claim.id, used=True, reason=_why_used(claim)))
    origins = {o for c in kept for o in c.origins}
    return Standing(claims=tuple(kept), uses=tuple(sorted(uses, key=lambda u: u.claim)), origins=len(origins))


def _set_aside(claim: GroundedClaim, rejected: Collection[ClaimId]) -> Reason | None:
    if claim.claim.id in rejected:
        return Reason(rule="rejected", sentence="A reviewer rejected it.")
    if claim.copy_of is not None:
        return Reason(rule="copied", sentence="Its words are copied from an earlier report, whose claim counts.")
    if claim.claim.modality is Modality.DENIED:
        return Reason(rule="denied", sentence="It is told only to be denied.")
    if claim.claim.modality in (Modality.EXPECTED, Modality.HYPOTHETICAL):
        return Reason(rule="not_told_as_fact", sentence="It is expected or supposed, not told as having happened.")
    if claim.quantity is None or claim.claim.stated.value is None:
        return Reason(rule="no_number", sentence="Its words give no number.")
    if claim.claim.repeat_of is not None:
        return Reason(rule="repeated", sentence="The same report says it twice; it counts once.")
    return None


def _without_vague_repeats(usable: Sequence[GroundedClaim], uses: list[Use]) -> list[GroundedClaim]:
    """A report's "dozens" gives way to the numbers that the same report goes on to give."""
    counted = {c.claim.report for c in usable if c.claim.stated.word is None}
    kept = []
    for claim in usable:
        if claim.claim.stated.word is not None and claim.claim.report in counted:
            why = Reason(rule="vague_beside_a_number", sentence="A number word; the same report also gives numbers.")
            uses.append(Use(claim=claim.claim.id, used=False, reason=why))
        else:
            kept.append(claim)
    return kept


def _latest_of_each_origin(usable: Sequence[GroundedClaim], uses: list[Use]) -> list[GroundedClaim]:
    """A source's later toll replaces its earlier one; copies of one origin count once."""
    by_origin: dict[tuple[str, ...], list[GroundedClaim]] = defaultdict(list)
    for claim in usable:
        by_origin[_one_origin(claim, usable)].append(claim)
    kept = []
    for origin in sorted(by_origin):
        ranked = sorted(by_origin[origin], key=_recency, reverse=True)
        kept.append(ranked[0])
        uses.extend(Use(claim=c.claim.id, used=False, reason=_replaced(c, ranked[0])) for c in ranked[1:])
    return kept


def _one_origin(claim: GroundedClaim, usable: Sequence[GroundedClaim]) -> tuple[str, ...]:
    """The claim's origins; a text copied word for word takes those of the first copy."""
    copies = [c for c in usable if c.sentence and c.sentence == claim.sentence and c.claim.stated == claim.claim.stated]
    first = min(copies, key=lambda c: (c.published or "9999", c.origins, c.claim.id), default=claim)
    return tuple(sorted(first.origins))


def _recency(claim: GroundedClaim) -> tuple[str, bool, int, int, str]:
    """Later first; of one day a number before a vague word, then the larger, then the one told first."""
    definite = claim.claim.stated.bound is not Bound.VAGUE
    return claim.published or "", definite, claim.claim.stated.value or 0, -claim.claim.span.start, claim.claim.id


def _replaced(claim: GroundedClaim, by: GroundedClaim) -> Reason:
    number = by.claim.stated.value
    if claim.claim.stated == by.claim.stated:
        return Reason(rule="same_origin", sentence=f"The same origin as {by.given_id}, which gives the same figure.")
    if (claim.published or "") < (by.published or ""):
        return Reason(rule="replaced", sentence=f"Replaced by the same origin's later {number} ({by.given_id}).")
    return Reason(rule="replaced", sentence=f"The same origin gives {number} on the same day ({by.given_id}).")


def _why_used(claim: GroundedClaim) -> Reason:
    if claim.claim.modality is Modality.ALLEGED:
        return Reason(rule="latest_of_its_origin", sentence="The latest figure of its origin, told with a reservation.")
    return Reason(rule="latest_of_its_origin", sentence="The latest figure of its origin.")


def is_combatant(claim: GroundedClaim) -> bool:
    """Whether it counts fighters."""
    return claim.claim.victims is Victims.COMBATANT
