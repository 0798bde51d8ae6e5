"""Related: the statements of an incident's reports that speak of the incident.

A statement is read by itself: nothing in the record ties it to an incident. So what is shown beside one is what stands
in the same sentence as one of its claims, or speaks of its place about its days, or follows upon its claims in the
text. The page says where each stands, so that a reader can see for themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from recount.model import GroundedClaim, GroundedStatement, Incident, ReportId, Span

SAID = frozenset({"denial", "allegation", "call", "statement", "agreement"})
"""Kinds in which somebody speaks, of which the day is when they spoke."""

AFTER = 31
"""Days after an incident on which what is said of its place may still be said of it."""


NEAR = 500
"""Code points after a claim of an incident within which what names no place may still be about it."""


def related(
    incident: Incident,
    statements: Iterable[GroundedStatement],
    claims_of: Mapping[ReportId, Sequence[GroundedClaim]],
) -> list[GroundedStatement]:
    """Those of the statements that speak of the incident, in their order.

    Args:
        incident: the incident.
        statements: of the reports that tell of it.
        claims_of: the claims of those reports.
    """
    of_report: defaultdict[ReportId, list[GroundedStatement]] = defaultdict(list)
    for one in statements:
        of_report[one.statement.report].append(one)
    return [
        one for report, found in of_report.items() for one in _of_report(incident, found, claims_of.get(report, ()))
    ]


def _of_report(
    incident: Incident, statements: Sequence[GroundedStatement], claims: Sequence[GroundedClaim]
) -> Iterator[GroundedStatement]:
    inside = set(incident.claims)
    own = [c.claim.context for c in claims if c.claim.id in inside]
    others = [c.claim.context for c in claims if c.claim.id not in inside and c.where is not None]
    for one in statements:
        context = one.statement.context
        if one.where is not None and one.where.keys:
            if _same_place(incident, one) and _about_then(incident, one):
                yield one
        elif any(context.overlaps(span) for span in own) or _follows(context, own, others, statements):
            yield one


def _same_place(incident: Incident, one: GroundedStatement) -> bool:
    if incident.where is None or one.where is None:
        return False
    return bool(incident.where.keys) and incident.where.keys[0] in one.where.keys


def _about_then(incident: Incident, one: GroundedStatement) -> bool:
    if incident.when is None or one.when is None:
        return True
    room = AFTER if one.statement.kind in SAID else 1
    return (one.when.start - incident.when.end).days <= room and (incident.when.start - one.when.end).days <= 1


def _follows(
    context: Span, own: Sequence[Span], others: Sequence[Span], statements: Sequence[GroundedStatement]
) -> bool:
    """Whether it stands close behind a claim of the incident, with nothing of another place between."""
    before = max((span.end for span in own if span.end <= context.start), default=-1)
    elsewhere = [s.statement.context for s in statements if s.where is not None and s.statement.context not in own]
    other = max((span.end for span in (*others, *elsewhere) if span.end <= context.start), default=-1)
    return max(other, context.start - NEAR) < before
