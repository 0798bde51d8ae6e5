"""Sharing: mentions of one fact tell one place, the finest that any of them names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recount.model import ClaimId, GroundedClaim, Place, Reason


def share_places(claims: Sequence[GroundedClaim]) -> list[GroundedClaim]:
    """The claims of one report, in order; of two that tell one fact the coarser place gives way to the finer within it.

    A breakdown takes the place of its whole likewise. Places that contradict each other stay as they are.
    """
    by_id = {c.claim.id: c for c in claims}
    for claim in claims:
        for linked in (claim.claim.repeat_of, _whole_in_its_sentence(claim, by_id)):
            if linked is not None and linked in by_id:
                _share(by_id, claim.claim.id, linked)
    return [by_id[c.claim.id] for c in claims]


def _whole_in_its_sentence(claim: GroundedClaim, by_id: dict[ClaimId, GroundedClaim]) -> ClaimId | None:
    whole = by_id.get(claim.claim.part_of) if claim.claim.part_of else None
    return whole.claim.id if whole is not None and whole.claim.context == claim.claim.context else None


def _share(by_id: dict[ClaimId, GroundedClaim], one: ClaimId, other: ClaimId) -> None:
    for taker, giver in ((one, other), (other, one)):
        if _finer(by_id[giver].where, by_id[taker].where):
            sentence = "Another mention of the same fact names the place more closely."
            reason = Reason(rule="place_of_the_same_fact", sentence=sentence)
            kept = tuple(r for r in by_id[taker].refusals if r.kind not in ("no_place", "ambiguous_place"))
            by_id[taker] = replace(
                by_id[taker], where=by_id[giver].where, refusals=kept, reasons=(*by_id[taker].reasons, reason)
            )


def _finer(giver: Place | None, taker: Place | None) -> bool:
    """Whether the first place lies within the second, or the second is not told."""
    if giver is None:
        return False
    return taker is None or taker.keys[0] in giver.keys[1:]
