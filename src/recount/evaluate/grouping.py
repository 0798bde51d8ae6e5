"""Grouping: how well reports were put together, where each mainly tells of one incident."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from recount.model import ClaimId, GroundedClaim, Harm, Incident, IncidentId

Cover = Mapping[str, frozenset[str]]
"""Incidents by report. Every report has one at least: its own, where it tells of none."""


HARMED = frozenset({Harm.KILLED, Harm.INJURED, Harm.CASUALTIES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How pure the group of one report is, and how much of its own incidents was found; fractions."""

    precision: float
    recall: float


def main_incidents(
    claims: Mapping[str, Sequence[GroundedClaim]], incidents: Iterable[Incident]
) -> dict[str, IncidentId]:
    """The incident that each report mainly tells; a report that tells of none is left out.

    The one with most claims of killed and injured that are not told as background; of equals, the one told first. Where
    people were only arrested or went missing, that is no incident here.
    """
    of_claim: dict[ClaimId, IncidentId] = {c: i.id for i in incidents for c in i.claims}
    found = {report: _main(own, of_claim) for report, own in claims.items()}
    return {report: incident for report, incident in found.items() if incident is not None}


def _main(claims: Sequence[GroundedClaim], of_claim: Mapping[ClaimId, IncidentId]) -> IncidentId | None:
    weight: Counter[IncidentId] = Counter()
    first: dict[IncidentId, int] = {}
    for claim in sorted(claims, key=lambda c: (c.claim.span.start, c.claim.id)):
        incident = of_claim.get(claim.claim.id)
        if incident is not None and claim.claim.harm in HARMED:
            weight[incident] += not claim.claim.background
            first.setdefault(incident, claim.claim.span.start)
    return min(first, key=lambda i: (-weight[i], first[i], i), default=None)


def b_cubed(gold: Cover, found: Cover) -> Iterator[tuple[str, Shares]]:
    """The shares of each report, by extended B³ (Amigó et al. 2009); both covers are of the same reports.

    Where every report has one incident on either side, this is the ordinary B³ (Bagga and Baldwin 1998).
    """
    together_in_gold, together_in_found = _by_incident(gold), _by_incident(found)
    for report in gold:
        beside = {other for incident in found[report] for other in together_in_found[incident]}
        pure = [_matched(gold, found, report, other) / _shared(found, report, other) for other in beside]
        beside = {other for incident in gold[report] for other in together_in_gold[incident]}
        whole = [_matched(gold, found, report, other) / _shared(gold, report, other) for other in beside]
        yield report, Shares(precision=fsum(pure) / len(pure), recall=fsum(whole) / len(whole))


def aligned(gold: Cover, found: Cover) -> dict[str, str]:
    """For each gold incident the found one that shares most reports with it, one to one.

    Of equals the one with fewer reports besides; tolls have no say.
    """
    shared = Counter((g, f) for report in gold.keys() & found.keys() for g in gold[report] for f in found[report])
    size = Counter(f for incidents in found.values() for f in incidents)
    out: dict[str, str] = {}
    taken: set[str] = set()
    for g, f in sorted(shared, key=lambda pair: (-shared[pair], size[pair[1]], pair)):
        if g not in out and f not in taken:
            out[g] = f
            taken.add(f)
    return out


def _by_incident(cover: Cover) -> dict[str, list[str]]:
    reports: dict[str, list[str]] = defaultdict(list)
    for report, incidents in cover.items():
        for incident in incidents:
            reports[incident].append(report)
    return reports


def _shared(cover: Cover, one: str, other: str) -> int:
    return len(cover[one] & cover[other])


def _matched(gold: Cover, found: Cover, one: str, other: str) -> int:
    return min(_shared(gold, one, other), _shared(found, one, other))
