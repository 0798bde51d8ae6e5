"""Rows: one flat record per claim and per incident, from which every export is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from recount.model import (
    ClaimId,
    Figure,
    Findings,
    Graded,
    Harm,
    Incident,
    IncidentId,
    Origin,
    Place,
    QuotedClaim,
    Release,
    ReportedIn,
    Use,
    When,
)

ALL = "all"
"""The group of a figure that counts everyone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place, as far as it is told."""

    names: tuple[str, ...] = ()
    """From the most specific up."""

    latitude: float | None = None
    longitude: float | None = None
    """Degrees, WGS 84."""

    precision: str | None = None
    """What the point stands for: ``neighbourhood``, ``city``, …"""

    radius_m: float | None = None
    """Metres around the point within which the place lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A figure for all the people of one harm."""

    low: int
    best: int
    high: int
    open_low: bool
    """Whether the words leave room below `low`."""

    open_high: bool
    """Whether the words leave room above `high`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One claim: what is said, by whom, and what became of it."""

    id: ClaimId
    report: str
    """The id that the input gave the report."""

    outlet: str | None
    published: str | None
    text: str
    sentence: str
    value: int | None
    value_max: int | None
    bound: str
    low: int | None
    high: int | None
    """The interval of the value under the snapshot's policy. No `high` where the words leave it open."""

    harm: str
    victims: str
    who: tuple[str, ...]
    when: When | None
    where: Where
    means: str
    by: tuple[str, ...]
    """Alleged perpetrators, as the source has it."""

    source: str | None
    """Whoever is nearest the facts, two joined by ";"; empty where the outlet speaks in its own voice."""

    via: tuple[str, ...]
    scope: str
    part_of: ClaimId | None
    repeat_of: ClaimId | None
    modality: str
    background: bool
    incident: IncidentId | None
    used: bool | None
    """Whether a figure stands on it; empty where no figure weighs it."""

    reason: str | None
    """Why it is used or set aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """One incident with its tolls and its grade."""

    incident: IncidentId
    label: str
    when: When | None
    where: Where
    means: str
    by: tuple[str, ...]
    killed: Toll | None
    injured: Toll | None
    grade: str | None
    reports: tuple[ReportedIn, ...]
    origins: int
    """Independent origins behind its figures, together."""

    reason: str | None
    """Why it has this grade."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A release's findings by what they belong to."""

    incident_of: Mapping[ClaimId, Incident]
    uses_of: Mapping[ClaimId, tuple[Use, ...]]
    figures_of: Mapping[IncidentId, tuple[Figure, ...]]
    grade_of: Mapping[IncidentId, Graded]
    origins_of: Mapping[IncidentId, tuple[Origin, ...]]

    def origins(self, incident: IncidentId) -> int:
        """How many origins are behind an incident; in snapshots that kept none, as many as are behind a figure."""
        of_figures = (figure.origins for figure in self.figures_of.get(incident, ()))
        return len(self.origins_of.get(incident, ())) or max(of_figures, default=0)


def index_of(findings: Findings) -> Index:
    """The index of those findings."""
    uses: dict[ClaimId, tuple[Use, ...]] = {}
    figures: dict[IncidentId, tuple[Figure, ...]] = {}
    for figure in findings.figures:
        figures[figure.incident] = (*figures.get(figure.incident, ()), figure)
        for use in figure.uses:
            uses[use.claim] = (*uses.get(use.claim, ()), use)
    origins: dict[IncidentId, tuple[Origin, ...]] = {}
    for origin in findings.origins:
        origins[origin.incident] = (*origins.get(origin.incident, ()), origin)
    return Index(
        incident_of={claim: incident for incident in findings.incidents for claim in incident.claims},
        uses_of=uses,
        figures_of=figures,
        grade_of={graded.incident: graded for graded in findings.grades},
        origins_of=origins,
    )


def claim_rows(release: Release) -> Iterator[ClaimRow]:
    """One row per claim, in the release's order."""
    index = index_of(release.snapshot.findings)
    for quoted in release.claims:
        yield claim_row(quoted, index)


def claim_row(quoted: QuotedClaim, index: Index) -> ClaimRow:
    """The row of one claim."""
    grounded, claim = quoted.grounded, quoted.grounded.claim
    use = verdict(index.uses_of.get(claim.id, ()))
    incident = index.incident_of.get(claim.id)
    return ClaimRow(
        id=claim.id,
        report=grounded.given_id,
        outlet=grounded.outlet,
        published=grounded.published,
        text=claim.text,
        sentence=quoted.sentence,
        value=claim.stated.value,
        value_max=claim.stated.value_max,
        bound=claim.stated.bound.value,
        low=grounded.quantity.low if grounded.quantity else None,
        high=grounded.quantity.high if grounded.quantity else None,
        harm=claim.harm.value,
        victims=claim.victims.value,
        who=claim.who,
        when=grounded.when,
        where=where_of(grounded.where),
        means=claim.means,
        by=tuple(actor.name for actor in grounded.by),
        source="; ".join(actor.name for actor in (grounded.source, *grounded.others) if actor) or None,
        via=tuple(actor.name for actor in grounded.via),
        scope=claim.scope.value,
        part_of=claim.part_of,
        repeat_of=claim.repeat_of,
        modality=claim.modality.value,
        background=claim.background,
        incident=incident.id if incident else None,
        used=use.used if use else None,
        reason=use.reason.sentence if use else None,
    )


def incident_rows(release: Release) -> Iterator[IncidentRow]:
    """One row per incident, in the findings' order."""
    index = index_of(release.snapshot.findings)
    for incident in release.snapshot.findings.incidents:
        graded = index.grade_of.get(incident.id)
        figures = index.figures_of.get(incident.id, ())
        yield IncidentRow(
            incident=incident.id,
            label=incident.label,
            when=incident.when,
            where=where_of(incident.where),
            means=incident.means,
            by=tuple(actor.name for actor in incident.by),
            killed=toll_of(figures, Harm.KILLED),
            injured=toll_of(figures, Harm.INJURED),
            grade=graded.grade.value if graded else None,
            reports=incident.reports,
            origins=index.origins(incident.id),
            reason=graded.reason.sentence if graded else None,
        )


def where_of(place: Place | None) -> Where:
    """The place for a row; all empty where none is told."""
    if place is None:
        return Where()
    if place.point is None:
        return Where(names=place.names)
    point = place.point
    return Where(
        names=place.names,
        latitude=point.latitude,
        longitude=point.longitude,
        precision=point.precision.value,
        radius_m=point.radius,
    )


def toll_of(figures: tuple[Figure, ...], harm: Harm) -> Toll | None:
    """The figure for everyone of that harm, if there is one."""
    found = (figure for figure in figures if figure.harm is harm and figure.group == ALL)
    figure = next(found, None)
    if figure is None:
        return None
    return Toll(
        low=figure.low,
        best=figure.best,
        high=figure.high,
        open_low=figure.open_low,
        open_high=figure.open_high,
    )


def verdict(uses: tuple[Use, ...]) -> Use | None:
    """What became of a claim over all figures that weigh it: used if any of them uses it."""
    return next((use for use in uses if use.used), uses[0] if uses else None)
