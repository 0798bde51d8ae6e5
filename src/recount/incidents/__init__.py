"""group(): GroundedClaim → Incident and Period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from recount.incidents.clusters import Cluster
from recount.incidents.grouping import Grouping
from recount.incidents.labels import incident_label, spell_days, spell_place
from recount.incidents.periods import find_periods
from recount.incidents.tellings import Telling, most_common
from recount.model import (
    Actor,
    ClaimId,
    GroundedClaim,
    Incident,
    IncidentId,
    Period,
    Reason,
    ReportedIn,
    content_id,
)

__all__ = ["Grouping", "group", "make_incident", "spell_days", "spell_place"]

MOST_REASONS = 6
"""Reasons kept with an incident: enough to read, the strongest first."""


def group(
    claims: Iterable[GroundedClaim],
    *,
    rejected: Collection[ClaimId] = (),
    same: Collection[tuple[ClaimId, ClaimId]] = (),
    different: Collection[tuple[ClaimId, ClaimId]] = (),
    elsewhere: Collection[tuple[ClaimId, ClaimId]] = (),
) -> Iterator[Incident | Period]:
    """The incidents, by id, then the periods, by id. A pure function of the claims and the judgements.

    Neither the order of the claims nor adding one twice changes the result. To add to a record what is new, and look at
    nothing else, keep a `Grouping`.

    Args:
        claims: of all reports.
        rejected: claims that count for nothing.
        same: pairs of claims that a person said are of one incident.
        different: pairs of claims that a person said are of different incidents.
        elsewhere: pairs of claims that a person said are not of one place.
    """
    left_out = set(rejected)
    kept = {c.claim.id: c for c in claims if c.claim.id not in left_out}
    grouping = Grouping(same=same, different=different, elsewhere=elsewhere)
    grouping.add(kept.values())
    incidents = sorted(map(make_incident, grouping.clusters()), key=lambda i: i.id)
    yield from incidents
    yield from find_periods([kept[k] for k in sorted(kept)], incidents)


def make_incident(found: Cluster) -> Incident:
    """The incident that a cluster of tellings is."""
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
