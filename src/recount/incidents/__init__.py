"""group(): GroundedClaim → Incident and Period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from recount.incidents.clusters import Cluster, cluster
from recount.incidents.labels import incident_label, spell_days, spell_place
from recount.incidents.periods import find_periods
from recount.incidents.tellings import Telling, find_tellings, most_common
from recount.model import (
    Actor,
    ClaimId,
    GroundedClaim,
    Incident,
    IncidentId,
    Period,
    Reason,
    ReportedIn,
    ReportId,
    content_id,
)

__all__ = ["group", "spell_days", "spell_place"]

MOST_REASONS = 6
"""Reasons kept with an incident: enough to read, the strongest first."""


def group(
    claims: Iterable[GroundedClaim],
    *,
    rejected: Collection[ClaimId] = (),
    same: Collection[tuple[ClaimId, ClaimId]] = (),
    different: Collection[tuple[ClaimId, ClaimId]] = (),
) -> Iterator[Incident | Period]:
    """The incidents, by id, then the periods, by id. A pure function of the claims and the judgements.

    Neither the order of the claims nor adding one twice changes the result.
    """
    kept = {c.claim.id: c for c in claims if c.claim.id not in set(rejected)}
    by_report: dict[ReportId, list[GroundedClaim]] = defaultdict(list)
    for claim_id in sorted(kept):
        by_report[kept[claim_id].claim.report].append(kept[claim_id])
    tellings = [t for report in sorted(by_report) for t in find_tellings(_in_text_order(by_report[report]))]
    incidents = sorted(map(_incident, cluster(tellings, same=same, different=different)), key=lambda i: i.id)
    yield from incidents
    yield from find_periods([kept[k] for k in sorted(kept)], incidents)


def _in_text_order(claims: Iterable[GroundedClaim]) -> list[GroundedClaim]:
    return sorted(claims, key=lambda c: (c.claim.span.start, c.claim.span.end, c.claim.id))


def _incident(found: Cluster) -> Incident:
    claims = [c for t in found.tellings for c in t.claims]
    when = most_common([t.when for t in found.tellings], lambda w: (w.days, w.start))
    where = most_common([t.where for t in found.tellings], lambda p: (-len(p.keys), p.keys))
    means = most_common([t.means for t in found.tellings if t.means != "unknown"], lambda m: m) or "unknown"
    anchor = min(claims, key=lambda c: (c.published or "9999", c.given_id, c.claim.span.start, c.claim.id))
    return Incident(
        id=IncidentId(content_id("incident", anchor.claim.id)),
        label=incident_label(when, where, means),
        when=when,
        where=where,
        means=means,
        by=_accused(claims),
        claims=tuple(sorted(c.claim.id for c in claims)),
        reports=_reports(found.tellings),
        reasons=_strongest(found.reasons),
    )


def _accused(claims: Iterable[GroundedClaim]) -> tuple[Actor, ...]:
    by_key = {a.key: a for c in sorted(claims, key=lambda c: c.claim.id) for a in c.by}
    return tuple(by_key[key] for key in sorted(by_key))


def _reports(tellings: Sequence[Telling]) -> tuple[ReportedIn, ...]:
    claims: dict[str, list[ClaimId]] = defaultdict(list)
    for telling in tellings:
        for claim in telling.claims:
            claims[claim.given_id].append(claim.claim.id)
    return tuple(ReportedIn(id=given, claims=tuple(sorted(claims[given]))) for given in sorted(claims))


def _strongest(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    unique = {(r.rule, r.sentence): r for r in reasons}
    return tuple(sorted(unique.values(), key=lambda r: (-(r.score or 0), r.rule, r.sentence))[:MOST_REASONS])
