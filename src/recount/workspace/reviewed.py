"""Reviewed: which reports of a record a person has gone through, and what their claims are then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from recount.model import ClaimId, GroundedClaim, ReportId
from recount.publish.as_gold import Reviewed
from recount.review import Judgements
from recount.review.votes import INCIDENT, ORIGIN
from recount.store import Store


def reviewed(
    store: Store, claims: Iterable[GroundedClaim], judgements: Judgements, *, partly: bool
) -> Iterator[Reviewed]:
    """The reports whose every claim was judged, by given id; with `partly` those of which some claim was.

    Args:
        store: where their texts are.
        claims: of the latest version of every report, as corrected, in order.
        judgements: what counts of the log on them.
        partly: whether one claim that was judged is enough.
    """
    judged = judged_claims(judgements)
    for report, own in _by_report(claims).items():
        unjudged = {claim.claim.id for claim in own if not _added(claim)} - judged
        if len(unjudged) == len(own) or (unjudged and not partly):
            continue
        kept = tuple(claim for claim in own if claim.claim.id not in judgements.rejected)
        text = store.texts([report])[report]
        published = own[0].published or (text.published.isoformat() if text.published else None)
        yield Reviewed(report=text, published=published, claims=kept, unjudged=unjudged)


def judged_claims(judgements: Judgements) -> set[ClaimId]:
    """The claims of which a person said how they are to be read, and no other person says otherwise.

    That two claims speak of one incident says nothing of how either is read.
    """
    said = {*judgements.accepted, *judgements.rejected, *judgements.set_aside, *judgements.corrections}
    torn = (d.claims for d in judgements.disputes if d.about not in (INCIDENT, ORIGIN))
    return said - {claim for claims in torn for claim in claims}


def _added(claim: GroundedClaim) -> bool:
    """Whether a person added it, and so said how it is to be read."""
    return any(reason.rule == "added" for reason in claim.reasons)


def _by_report(claims: Iterable[GroundedClaim]) -> Mapping[ReportId, list[GroundedClaim]]:
    found: defaultdict[ReportId, list[GroundedClaim]] = defaultdict(list)
    for claim in claims:
        found[claim.claim.report].append(claim)
    return found
