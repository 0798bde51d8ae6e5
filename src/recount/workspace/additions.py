"""Additions: the claims of a record, those among them that people added and that stand in the log alone.

What was read in a report is kept with it and never changes. A claim that somebody added is part of their decision: it
belongs to the record from that decision on, and to the version of the report that it was added to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from recount.model import ClaimId, Decision, DecisionKind, Extent, GroundedClaim, ReportId
from recount.review.votes import in_force
from recount.store import Store


def added_in(decisions: Iterable[Decision]) -> dict[ClaimId, GroundedClaim]:
    """The claims that additions among these bring, taken back or not, each once."""
    found: dict[ClaimId, GroundedClaim] = {}
    for decision in decisions:
        if decision.kind is DecisionKind.ADD and decision.added is not None:
            found.setdefault(decision.added.claim.id, decision.added)
    return found


def standing_in(store: Store, decisions: Iterable[Decision], extent: Extent | None = None) -> list[GroundedClaim]:
    """Those of them that were added to what is the latest version of their report.

    Args:
        store: the record.
        decisions: the log.
        extent: how far the record reached, where it is told of an earlier state.
    """
    added = added_in(decisions).values()
    latest = {given: _latest(store, given, extent) for given in {claim.given_id for claim in added}}
    return [claim for claim in added if latest[claim.given_id] == claim.claim.report]


def claims_of_record(store: Store, decisions: Iterable[Decision]) -> list[GroundedClaim]:
    """What was read in the latest versions, and what people added there and did not take back.

    Ordered as a store orders claims.
    """
    log = list(decisions)
    gone = taken_back(log)
    return [claim for claim in claims_to_judge(store, log) if claim.claim.id not in gone]


def taken_back(decisions: Iterable[Decision]) -> frozenset[ClaimId]:
    """The claims whose every addition was taken back: no claims of the record any more."""
    log = list(decisions)
    added = added_in(log)
    return frozenset(added.keys() - added_in(in_force(log)).keys()) if added else frozenset()


def claims_to_judge(store: Store, decisions: Iterable[Decision], extent: Extent | None = None) -> list[GroundedClaim]:
    """The same with those that were taken back, which judging leaves out: what findings are derived from.

    Args:
        store: the record.
        decisions: the log.
        extent: how far the record reached, where it is told of an earlier state.
    """
    claims = list(store.claims(extent.reports if extent else None))
    added = standing_in(store, decisions, extent)
    if not added:
        return claims
    read = {claim.claim.id for claim in claims}
    return sorted([*claims, *(one for one in added if one.claim.id not in read)], key=_order)


def find_claims(
    store: Store, decisions: Iterable[Decision] | Mapping[ClaimId, GroundedClaim], ids: Iterable[ClaimId]
) -> dict[ClaimId, GroundedClaim]:
    """The claims of those ids, of any version, whether they were read or added."""
    wanted = set(ids)
    added = decisions if isinstance(decisions, Mapping) else added_in(decisions)
    return {id_: added[id_] for id_ in wanted & added.keys()} | store.find_claims(sorted(wanted))


def _latest(store: Store, given_id: str, extent: Extent | None) -> ReportId | None:
    versions = [v for v in store.versions(given_id) if extent is None or v.number <= extent.reports]
    return ReportId(versions[-1].head.id) if versions else None


def _order(claim: GroundedClaim) -> tuple[str, int, int, str]:
    return claim.given_id, claim.claim.span.start, claim.claim.span.end, claim.claim.id
