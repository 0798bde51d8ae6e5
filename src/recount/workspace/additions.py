"""Additions: the claims of a record, those among them that people added and that stand in the log alone.

What was read in a report is kept with it and never changes. A claim that somebody added is part of their decision: it
belongs to the record from that decision on, and to the version of the report that it was added to. In a later version
it stands where the same sentence does, as what was judged of a claim goes over to the one with the same words there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from recount.model import ClaimId, Decision, DecisionKind, Extent, GroundedClaim, ReportId, Span, content_id
from recount.review import successors
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
    """Those of them that stand in what is the latest version of their report.

    Args:
        store: the record.
        decisions: the log.
        extent: how far the record reached, where it is told of an earlier state.
    """
    found: list[GroundedClaim] = []
    for claim in added_in(decisions).values():
        versions = _versions(store, claim.given_id, extent)
        stood = _through(store, claim, versions)
        if versions and stood[-1].claim.report == versions[-1]:
            found.append(stood[-1])
    return found


def claims_of_record(store: Store, decisions: Iterable[Decision]) -> list[GroundedClaim]:
    """What was read in the latest versions, and what people added there and did not take back.

    Ordered as a store orders claims.
    """
    log = list(decisions)
    gone = taken_back(store, log)
    return [claim for claim in claims_to_judge(store, log) if claim.claim.id not in gone]


def taken_back(store: Store, decisions: Iterable[Decision]) -> frozenset[ClaimId]:
    """The claims whose every addition was taken back: no claims of the record any more, in no version."""
    log = list(decisions)
    added = added_in(log)
    gone = added.keys() - added_in(in_force(log)).keys() if added else set()
    return frozenset(stood.claim.id for id_ in gone for stood in through_versions(store, added[id_]))


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
    found = {id_: added[id_] for id_ in wanted & added.keys()} | store.find_claims(sorted(wanted))
    if len(found) < len(wanted):  # one that was added, as it stands in a later version
        stood = (later for claim in added.values() for later in through_versions(store, claim))
        found |= {later.claim.id: later for later in stood if later.claim.id in wanted}
    return found


def through_versions(store: Store, added: GroundedClaim) -> list[GroundedClaim]:
    """An added claim as it was added, then as it stands in each later version of its report that has its sentence."""
    return _through(store, added, _versions(store, added.given_id, None))


def _versions(store: Store, given_id: str, extent: Extent | None) -> list[ReportId]:
    versions = store.versions(given_id)
    return [ReportId(v.head.id) for v in versions if extent is None or v.number <= extent.reports]


def _through(store: Store, added: GroundedClaim, versions: Sequence[ReportId]) -> list[GroundedClaim]:
    found = [added]
    first = versions.index(added.claim.report) if added.claim.report in versions else len(versions)
    texts = store.texts(versions[first:]) if len(versions) > first + 1 else {}
    for report in versions[first + 1 :]:
        now = _moved(store, found[-1], texts[found[-1].claim.report].canonical, report, texts[report].canonical)
        if now is not None:
            found.append(now)
    return found


def _moved(store: Store, old: GroundedClaim, before: str, report: ReportId, after: str) -> GroundedClaim | None:
    """The claim where its sentence stands in another version; ``None`` unless that is one place, and was not read."""
    claim = old.claim
    sentence = claim.context.of(before)
    at = after.find(sentence)
    if at < 0 or after.find(sentence, at + 1) >= 0:
        return None
    by = at - claim.context.start
    span = Span(start=claim.span.start + by, end=claim.span.end + by)
    read = store.claims_of([report])
    if any(one.claim.span.overlaps(span) and one.claim.harm is claim.harm for one in read):
        return None
    whole = claim.part_of
    if whole is not None:
        whole = successors(store.find_claims([whole]).values(), read).get(whole)
        if whole is None:
            return None
    moved = replace(
        claim,
        id=ClaimId(content_id("claim", report, span.start, span.end, claim.harm)),
        report=report,
        span=span,
        context=Span(start=at, end=at + len(sentence)),
        part_of=whole,
    )
    return replace(old, claim=moved)


def _order(claim: GroundedClaim) -> tuple[str, int, int, str]:
    return claim.given_id, claim.claim.span.start, claim.claim.span.end, claim.claim.id
