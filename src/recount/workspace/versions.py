"""Versions: what outlets changed in their reports after those had come in."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from recount.model import (
    ClaimId,
    Extent,
    GroundedClaim,
    QuotedClaim,
    ReportId,
    Rewritten,
    Snapshot,
    Version,
)
from recount.publish.revised import revised
from recount.store import Store


def rewritten_since(
    store: Store,
    before: Snapshot | None,
    *,
    extent: Extent | None,
    upto: str,
    corrected: Mapping[ClaimId, GroundedClaim],
) -> tuple[Rewritten, ...]:
    """The reports of which a later version came in since a snapshot, with what that changed, ordered by given id.

    Args:
        store: the record.
        before: the snapshot; without one nothing is later.
        extent: how far the record reached then, where that is known: of an edition.
        upto: when the snapshot was made that is told of. What came later is left out.
        corrected: claims as reviewers corrected them.
    """
    if before is None:
        return ()
    known = {claim for incident in before.findings.incidents for claim in incident.claims}
    found = []
    for _, group in groupby(store.versions(), key=lambda version: version.head.given_id):
        versions = [version for version in group if version.added <= upto]
        then = [v for v in versions if _was_there(v, before, extent) or _was_used(store, v, before, known)]
        if then and then[-1] is not versions[-1]:
            found.append(rewritten(store, then[-1], versions[-1], corrected=corrected))
    return tuple(found)


def rewritten(
    store: Store, before: Version, after: Version, *, corrected: Mapping[ClaimId, GroundedClaim] | None = None
) -> Rewritten:
    """What the later of two versions of a report changed in its claims."""
    ids = [ReportId(version.head.id) for version in (before, after)]
    texts = {id_: report.canonical for id_, report in store.texts(ids).items()}
    old, new = (
        [_quoted((corrected or {}).get(one.claim.id, one), texts[id_]) for one in store.claims_of([id_])] for id_ in ids
    )
    return Rewritten(
        before=before.head,
        after=after.head,
        at=after.added,
        claims=revised(old, new, texts=(texts[ids[0]], texts[ids[1]])),
    )


def _was_there(version: Version, before: Snapshot, extent: Extent | None) -> bool:
    # Where only the time is known, what came in the second of the snapshot is looked for among its claims.
    return version.number <= extent.reports if extent else version.added < before.made


def _was_used(store: Store, version: Version, before: Snapshot, known: set[ClaimId]) -> bool:
    if version.added != before.made:
        return False
    return any(one.claim.id in known for one in store.claims_of([ReportId(version.head.id)]))


def _quoted(claim: GroundedClaim, canonical: str) -> QuotedClaim:
    return QuotedClaim(grounded=claim, sentence=claim.claim.context.of(canonical))
