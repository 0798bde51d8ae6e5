"""Decisions on claims of an earlier version of a report: carried over where the same words stand, else stale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from recount.model import ClaimId, Correction, Decision, Field, GroundedClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The log on today's claims."""

    decisions: tuple[Decision, ...]
    """In the log's order, identifiers unchanged; claims that are gone are left out."""

    stale: Mapping[str, tuple[ClaimId, ...]]
    """By decision, its claims that no longer stand in the latest version of their report."""


def carry(
    decisions: Iterable[Decision], *, claims: Iterable[GroundedClaim], earlier: Iterable[GroundedClaim]
) -> Carried:
    """The decisions, on the claims that now stand in the place of those of earlier versions.

    Args:
        decisions: the log.
        claims: of the latest version of every report.
        earlier: claims of other versions that the log names.
    """
    now = list(claims)
    current = {c.claim.id for c in now}
    log = list(decisions)
    if current.issuperset(id_ for d in log for id_ in named(d)):
        return Carried(decisions=tuple(log), stale={})
    moved = successors([c for c in earlier if c.claim.id not in current], now)
    gone = {d.id: tuple(id_ for id_ in named(d) if id_ not in current and id_ not in moved) for d in log}
    return Carried(
        decisions=tuple(on(d, current, moved) for d in log), stale={id_: lost for id_, lost in gone.items() if lost}
    )


def named(decision: Decision) -> tuple[ClaimId, ...]:
    """All claims that a decision names."""
    of_correction = decision.correction
    if of_correction is not None and of_correction.field is Field.PART_OF and of_correction.to.startswith("claim:"):
        return (*decision.claims, ClaimId(of_correction.to))
    return (*decision.claims, *decision.others)


def successors(earlier: Iterable[GroundedClaim], claims: Iterable[GroundedClaim]) -> dict[ClaimId, ClaimId]:
    """Earlier claims, each with the claim that took its place in the latest version of its report.

    That is the one with the same words in the same sentence on the same harm, where there is just one on either side.
    """
    now, then = _by_words(claims), _by_words(earlier)
    return {
        old.claim.id: now[words][0].claim.id
        for words, found in then.items()
        for old in found
        if len(now.get(words, ())) == 1 and len({c.claim.id for c in found if c.claim.report == old.claim.report}) == 1
    }


def _by_words(claims: Iterable[GroundedClaim]) -> dict[tuple[str, ...], list[GroundedClaim]]:
    found: dict[tuple[str, ...], list[GroundedClaim]] = defaultdict(list)
    for one in claims:
        if one.sentence:
            found[(one.given_id, one.sentence, " ".join(one.claim.text.split()), one.claim.harm)].append(one)
    return found


def on(decision: Decision, current: Collection[ClaimId], moved: Mapping[ClaimId, ClaimId]) -> Decision:
    """The decision on today's claims; itself where it names no other.

    Args:
        decision: as it stands in the log.
        current: claims of the latest versions.
        moved: earlier claims, each with the one that took its place.
    """
    if all(id_ in current for id_ in named(decision)):
        return decision
    if decision.others:
        claims, others = _now(decision.claims, current, moved), _now(decision.others, current, moved)
        # Without the others the claims would be kept apart from one another.
        return replace(decision, claims=claims if others else (), others=others)
    correction = _moved_correction(decision.correction, current, moved)
    if correction is None and decision.correction is not None:
        return replace(decision, claims=())
    return replace(decision, claims=_now(decision.claims, current, moved), correction=correction)


def _moved_correction(
    correction: Correction | None, current: Collection[ClaimId], moved: Mapping[ClaimId, ClaimId]
) -> Correction | None:
    if correction is None or correction.field is not Field.PART_OF or ClaimId(correction.to) in current:
        return correction
    if not correction.to.startswith("claim:"):
        return correction
    whole = moved.get(ClaimId(correction.to))
    return None if whole is None else replace(correction, to=whole)


def _now(ids: Iterable[ClaimId], current: Collection[ClaimId], moved: Mapping[ClaimId, ClaimId]) -> tuple[ClaimId, ...]:
    found = (id_ if id_ in current else moved.get(id_) for id_ in ids)
    return tuple(sorted({id_ for id_ in found if id_ is not None}))
