"""Judged claims: every claim as the whole record has it, kept up to date by looking only at what is new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from recount.incidents.tracing import Tracing
from recount.model import ClaimId, Copy, Correction, Decision, Fingerprint, GroundedClaim, ReportId
from recount.ontology import Policy
from recount.review import Judgements, Judging, Turned, without_loops
from recount.review.corrections import correct

Changed = dict[ClaimId, tuple[GroundedClaim | None, GroundedClaim | None]]
"""Claims that are told otherwise: as they were told, and as they are; ``None`` where they were not, or are no more."""

Said = tuple[str, ClaimId, ClaimId]

_PAIRS = ("same", "different", "elsewhere", "same_origin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stirred:
    """What an update changed."""

    changed: Changed
    ruled: set[ClaimId]
    """Claims that are rejected or set aside since, or no longer are."""

    said: set[Said]
    """Pairs that are judged so since: how, and which."""

    unsaid: set[Said]
    """Pairs that are judged so no longer."""


class JudgedClaims:
    """What counts of the decisions, and every claim as the whole record has it.

    That is under the policy, as reviewers corrected it, with its origins followed back through copies and quotations.
    """

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.read: dict[ClaimId, GroundedClaim] = {}
        """As their reports say it, under the policy."""

        self.told: dict[ClaimId, GroundedClaim] = {}
        """As the whole record has it."""

        self.reports: dict[ReportId, list[ClaimId]] = {}
        self.rejected: set[ClaimId] = set()
        self.set_aside: set[ClaimId] = set()
        self._given: dict[str, list[ReportId]] = {}
        self._prints: dict[ReportId, Fingerprint] = {}
        self._corrections: dict[ClaimId, tuple[Correction, ...]] = {}
        self._corrected: dict[ClaimId, GroundedClaim] = {}
        self._wholes: dict[ClaimId, ClaimId] = {}
        """What claims are part of, as corrected."""

        self._parts: dict[ClaimId, list[ClaimId]] = {}
        self.log = Judging(self.read, self._of_given)
        self._tracing = Tracing()

    def update(
        self,
        *,
        claims: Iterable[GroundedClaim] = (),
        gone: Iterable[ReportId] = (),
        prints: Iterable[Fingerprint] = (),
        decisions: Iterable[Decision] = (),
        earlier: Iterable[GroundedClaim] = (),
    ) -> Stirred:
        """Take in what is new; as `Derivation.update`."""
        went = set(gone)
        left = [self._take_out(id_) for report in went for id_ in list(self.reports.get(report, ()))]
        came = []
        for claim in claims:
            now, before = under(claim, self.policy), self.read.get(claim.claim.id)
            if now != before:
                if before is not None:
                    left.append(self._take_out(claim.claim.id))
                self._put_in(now)
                came.append(now)
        touched = {c.claim.id for c in (*left, *came)}
        turned = self.log.update(decisions=decisions, earlier=earlier, came=came, left=left)
        touched |= self._turn(turned)
        kept = self._correct(touched)
        said, unsaid = _pairs(turned)
        apart, rejoined = said - unsaid, unsaid - said
        moved = self._tracing.update(
            claims=[c for id_, c in kept.items() if self._tracing.claims.get(id_) is not c],
            gone=[id_ for id_ in touched if id_ not in self.read],
            copies=self._copies(prints, went),
            same=[(a, b) for how, a, b in apart if how == "same_origin"],
            unsaid=[(a, b) for how, a, b in rejoined if how == "same_origin"],
            apart=[(a, b) for how, a, b in apart if how == "different"],
            rejoined=[(a, b) for how, a, b in rejoined if how == "different"],
        )
        return Stirred(changed=self._tell(moved), ruled=_ruled(turned), said=apart, unsaid=rejoined)

    def judgements(self) -> Judgements:
        """What counts of the decisions. Computed now, in time that grows with the log."""
        return self.log.judgements()

    def sharing_text(self, reports: Iterable[ReportId]) -> set[ReportId]:
        """Those of the reports that share much of their text with another."""
        return {report for report in reports if self._tracing.shares_text(report)}

    def _put_in(self, claim: GroundedClaim) -> None:
        report = claim.claim.report
        self.read[claim.claim.id] = claim
        if report not in self.reports:
            self.reports[report] = []
            self._given.setdefault(claim.given_id, []).append(report)
        self.reports[report].append(claim.claim.id)

    def _take_out(self, id_: ClaimId) -> GroundedClaim:
        claim = self.read.pop(id_)
        report = claim.claim.report
        self.reports[report].remove(id_)
        if not self.reports[report]:
            del self.reports[report]
            self._given[claim.given_id].remove(report)
        return claim

    def _of_given(self, given_id: str) -> list[GroundedClaim]:
        return [self.read[id_] for report in self._given.get(given_id, ()) for id_ in self.reports[report]]

    def _turn(self, turned: Iterable[Turned]) -> set[ClaimId]:
        """Take in what is judged otherwise; answers the claims that are corrected otherwise."""
        moved: set[ClaimId] = set()
        for one in turned:
            self.rejected -= one.before.rejected
            self.set_aside -= one.before.set_aside
        for one in turned:
            self.rejected |= one.after.rejected
            self.set_aside |= one.after.set_aside
            for id_ in one.before.corrections.keys() | one.after.corrections.keys():
                if one.before.corrections.get(id_) != one.after.corrections.get(id_):
                    moved.add(id_)
        for id_ in moved:
            self._corrections.pop(id_, None)
        for one in turned:
            self._corrections |= {id_: made for id_, made in one.after.corrections.items() if id_ in moved}
        return moved

    def _correct(self, touched: Iterable[ClaimId]) -> dict[ClaimId, GroundedClaim]:
        """These as corrected, with those that stand in a ring of wholes and parts with them. None is part of itself."""
        ring = set(touched)
        for id_ in touched:
            if (before := self._wholes.pop(id_, None)) is not None:
                ring.add(before)
                self._parts[before].remove(id_)
            self._corrected.pop(id_, None)
            claim = self.read.get(id_)
            if claim is None:
                continue
            if own := self._corrections.get(id_):
                claim = self._corrected[id_] = correct(claim, own, self.policy)
            if claim.claim.part_of is not None:
                self._wholes[id_] = claim.claim.part_of
                self._parts.setdefault(claim.claim.part_of, []).append(id_)
        if not self._corrections:
            return {id_: self.read[id_] for id_ in touched if id_ in self.read}
        fringe = list(ring)
        while fringe:
            at = fringe.pop()
            near = {*self._parts.get(at, ()), *((self._wholes[at],) if at in self._wholes else ())} - ring
            ring |= near
            fringe += near
        found = {id_: self._corrected.get(id_, self.read[id_]) for id_ in ring if id_ in self.read}
        return without_loops(found, self._corrections.keys() & found.keys())

    def _copies(self, prints: Iterable[Fingerprint], gone: set[ReportId]) -> list[Copy] | None:
        """All reports that share text; ``None`` where they are as before."""
        from recount.text.duplicates import find_copies  # numpy: what derives nothing need not wait for it

        fresh = {p.report: p for p in prints if self._prints.get(p.report) != p}
        if not fresh and self._prints.keys().isdisjoint(gone):
            return None
        for report in gone:
            self._prints.pop(report, None)
        self._prints |= fresh
        return find_copies(self._prints.values())

    def _tell(self, moved: Iterable[ClaimId]) -> Changed:
        changed: Changed = {}
        for id_ in moved:
            before = self.told.get(id_)
            now = self._tracing.traced(id_) if id_ in self.read else None
            if now is before or now == before:
                continue
            changed[id_] = before, now
            if now is None:
                del self.told[id_]
            else:
                self.told[id_] = now
        return changed


def under(claim: GroundedClaim, policy: Policy) -> GroundedClaim:
    """The claim with its interval under this policy: a record may have been made under another."""
    name = f"{policy.name}-{policy.version}"
    if claim.policy == name:
        return claim
    return replace(claim, quantity=policy.interval(claim.claim.stated), policy=name)


def _pairs(turned: Iterable[Turned]) -> tuple[set[Said], set[Said]]:
    """The pairs as they are judged in what was touched, and as they were."""
    now, then = set[Said](), set[Said]()
    for one in turned:
        for how in _PAIRS:
            now.update((how, a, b) for a, b in getattr(one.after, how))
            then.update((how, a, b) for a, b in getattr(one.before, how))
    return now, then


def _ruled(turned: Iterable[Turned]) -> set[ClaimId]:
    found: set[ClaimId] = set()
    for one in turned:
        found |= (one.before.rejected ^ one.after.rejected) | (one.before.set_aside ^ one.after.set_aside)
    return found
