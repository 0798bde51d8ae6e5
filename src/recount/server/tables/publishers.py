"""Publishers: the outlets of a state, with how much is from each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from recount.model import GroundedClaim, ReportHead, ReportId
from recount.server.shapes.outlets import Outlet


def publishers_of(heads: Iterable[ReportHead], claims: Iterable[GroundedClaim]) -> tuple[Outlet, ...]:
    """The outlets by name, those that name none first.

    Args:
        heads: the latest version of each report.
        claims: of those.
    """
    told = Counter(claim.claim.report for claim in claims)
    reports: Counter[str | None] = Counter()
    counts: Counter[str | None] = Counter()
    days: defaultdict[str | None, list[date]] = defaultdict(list)
    for head in heads:
        reports[head.outlet] += 1
        counts[head.outlet] += told[ReportId(head.id)]
        if head.published:
            days[head.outlet].append(head.published)
    return tuple(
        Outlet(
            name=name,
            reports=reports[name],
            claims=counts[name],
            first=min(days[name], default=None),
            last=max(days[name], default=None),
        )
        for name in sorted(reports, key=lambda name: name or "")
    )
