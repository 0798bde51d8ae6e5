"""What a brief shows of the reports it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recount.model import Release, ReportHead, ReportId
from recount.publish import wording
from recount.publish.brief_claims import link_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One report that the record holds."""

    id: str
    outlet: str
    title: str
    day: str
    url: str | None
    version: int


def about(release: Release) -> str:
    """How many reports of how many outlets, and their days."""
    outlets = {outlet for outlet in outlets_of(release).values() if outlet}
    told = wording.count(len(release.reports), "report")
    told += f" from {wording.count(len(outlets), 'outlet')}" if outlets else ""
    days = sorted(day for day in days_of(release).values() if day)
    if not days:
        return told
    first, last = days[0], days[-1]
    return f"{told}, published {wording.day(first)}" + (f" to {wording.day(last)}" if last != first else "")


def days_of(release: Release) -> dict[str, date | None]:
    """The day each report is dated: by its own dateline, which its claims and statements tell, else by its metadata."""
    told = {one.grounded.claim.report: one.grounded.published for one in release.claims}
    told |= {one.grounded.statement.report: one.grounded.published for one in release.statements}
    days = {ReportId(head.id): head.published for head in release.reports}
    return {report: date.fromisoformat(day) if (day := told.get(report)) else days[report] for report in days}


def outlets_of(release: Release) -> dict[str, str | None]:
    """Each report's outlet: by its metadata, else as its claims and statements tell it from the dateline."""
    told = {one.grounded.claim.report: one.grounded.outlet for one in release.claims}
    told |= {one.grounded.statement.report: one.grounded.outlet for one in release.statements}
    return {head.id: head.outlet or told.get(ReportId(head.id)) for head in release.reports}


def reports_of(release: Release) -> tuple[Read, ...]:
    """Every report of the release, in its order."""
    days, outlets = days_of(release), outlets_of(release)
    return tuple(_read(head, days[head.id], outlets[head.id]) for head in release.reports)


def _read(head: ReportHead, day: date | None, outlet: str | None) -> Read:
    return Read(
        id=head.given_id,
        outlet=outlet or "unnamed outlet",
        title=head.title or "untitled",
        day=wording.day(day) if day else "undated",
        url=link_to(head, head.given_id).url,
        version=head.version,
    )
