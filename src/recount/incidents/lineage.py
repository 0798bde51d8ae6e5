"""trace(): whose counting each claim is, once all reports are known: copies, quotations and decisions followed back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import overload

from recount.incidents.leads import order, outlet_keys
from recount.incidents.tracing import Tracing
from recount.model import ClaimId, Copy, GroundedClaim, Incident, Period, ReportedIn

__all__ = ["AtFirsts", "at_firsts", "outlet_keys", "trace", "with_copies"]

Pair = tuple[ClaimId, ClaimId]
Pairs = Collection[Pair]
Said = tuple[str, ClaimId, ClaimId]
"""What is said, and of which two: `SAME`, or any other word, which keeps them apart."""

SAME, APART = "same", "apart"


def trace(
    claims: Iterable[GroundedClaim], *, copies: Iterable[Copy] = (), same: Pairs = (), different: Pairs = ()
) -> list[GroundedClaim]:
    """The claims with their origins set anew, and with the claims that they are copies of. Order-free, idempotent.

    Args:
        claims: each with the origins that its own report tells.
        copies: reports that share text.
        same: pairs of claims that a person judged to have one origin.
        different: pairs of claims that a person judged to be of different incidents: neither is a copy of the other.
    """
    tracing = Tracing()
    tracing.update(claims=claims, copies=copies, same=same, apart=different)
    return [tracing.traced(claim.claim.id) for claim in sorted(tracing.claims.values(), key=order)]


def at_firsts(pairs: Pairs, claims: Mapping[ClaimId, GroundedClaim]) -> set[tuple[ClaimId, ClaimId]]:
    """The pairs, with the original in the place of each copy: what is judged of a copy is judged of its words."""
    first = {k: c.copy_of for k, c in claims.items() if c.copy_of is not None}
    moved = ((first.get(a, a), first.get(b, b)) for a, b in pairs)
    return {(min(a, b), max(a, b)) for a, b in moved if a != b}


def with_copies(
    found: Iterable[Incident | Period], *, claims: Iterable[GroundedClaim], rejected: Collection[ClaimId] = ()
) -> Iterator[Incident | Period]:
    """The incidents and totals, each with the copies of its claims and the reports that carry them. Order kept.

    Copies are never grouped by themselves: "on Tuesday", copied a week later, would be another Tuesday.
    """
    copies: dict[ClaimId, list[GroundedClaim]] = defaultdict(list)
    for claim in claims:
        if claim.copy_of is not None and claim.claim.id not in rejected:
            copies[claim.copy_of].append(claim)
    for thing in found:
        more = [c for k in thing.claims for c in copies.get(k, ())]
        yield with_those(thing, more)


@overload
def with_those(thing: Incident, more: Collection[GroundedClaim]) -> Incident: ...


@overload
def with_those(thing: Period, more: Collection[GroundedClaim]) -> Period: ...


def with_those(thing: Incident | Period, more: Collection[GroundedClaim]) -> Incident | Period:
    """The incident or total with these copies of its claims, and the reports that carry them."""
    if not more:
        return thing
    every = tuple(sorted({*thing.claims, *(c.claim.id for c in more)}))
    if isinstance(thing, Incident):
        return replace(thing, claims=every, reports=_with_reports(thing.reports, more))
    return replace(thing, claims=every)


def _with_reports(told: Sequence[ReportedIn], more: Iterable[GroundedClaim]) -> tuple[ReportedIn, ...]:
    shares: dict[str, set[ClaimId]] = {share.id: set(share.claims) for share in told}
    for claim in more:
        shares.setdefault(claim.given_id, set()).add(claim.claim.id)
    return tuple(ReportedIn(id=given, claims=tuple(sorted(shares[given]))) for given in sorted(shares))


class AtFirsts:
    """Pairs of claims as people judged them, with the original in the place of each copy. Kept up to date."""

    def __init__(self) -> None:
        self._moved: dict[Said, Said | None] = {}
        self._of: dict[ClaimId, set[Said]] = {}
        self._times: Counter[Said] = Counter()

    def update(
        self,
        *,
        said: Iterable[Said] = (),
        unsaid: Iterable[Said] = (),
        again: Iterable[ClaimId] = (),
        first: Callable[[ClaimId], ClaimId],
    ) -> tuple[set[Said], set[Said]]:
        """Take in what is said and no longer said; answers the pairs that are new, and those that are no more.

        Each as `SAME` or as `APART`.

        Args:
            said: further pairs.
            unsaid: those said no longer.
            again: claims that may have another original than before.
            first: of a claim the original, itself where it is none's copy.
        """
        stays = {one for id_ in again for one in self._of.get(id_, ())}
        before: dict[Said, int] = {}
        for one in {*unsaid, *stays}:
            if (pair := self._moved.pop(one, None)) is not None:
                before.setdefault(pair, self._times[pair])
                self._times[pair] -= 1
        for one in unsaid:
            for id_ in (one[1], one[2]):
                self._of.get(id_, set()).discard(one)
        for one in (stays - set(unsaid)) | set(said):
            a, b = sorted((first(one[1]), first(one[2])))
            pair = (SAME if one[0] == SAME else APART, a, b) if a != b else None
            self._moved[one] = pair
            for id_ in (one[1], one[2]):
                self._of.setdefault(id_, set()).add(one)
            if pair is not None:
                before.setdefault(pair, self._times[pair])
                self._times[pair] += 1
        new = {pair for pair, times in before.items() if not times and self._times[pair]}
        gone = {pair for pair, times in before.items() if times and not self._times[pair]}
        for pair in gone:
            del self._times[pair]
        return new, gone
