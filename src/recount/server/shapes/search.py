"""What was found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words, and whether they are those that were asked for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHit:
    """A report that holds the words."""

    given_id: str
    title: str
    outlet: str
    published: str
    excerpt: tuple[Run, ...]
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimHitLine:
    """A claim in whose sentence the words stand."""

    id: str
    given_id: str
    harm: str
    words: str
    """"at least 20 killed"."""

    sentence: tuple[Run, ...]
    voices: tuple[str, ...]
    reported: str
    incident: str
    incident_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentHit:
    """An incident whose label, place or accused hold the words."""

    id: str
    label: str
    killed: str
    range: str
    dots: str
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One value by which the reports found can be narrowed, and how many they then are."""

    words: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Reports, claims and incidents that hold the words asked for."""

    q: str
    group: str
    """``reports``, ``claims`` or ``incidents`` where only one kind is shown; else empty."""

    outlet: str
    start: str
    end: str
    harm: str
    told: str
    """Why nothing was looked for; empty where something was."""

    reports: tuple[ReportHit, ...]
    claims: tuple[ClaimHitLine, ...]
    incidents: tuple[IncidentHit, ...]
    report_count: int
    claim_count: int
    all_claims: bool
    """Whether `claim_count` is of all reports found; else only of the best of them."""

    incident_count: int
    meant: tuple[str, ...]
    """Places that the words are a name of, in another spelling or script."""

    outlets: tuple[Facet, ...]
    spans: tuple[Facet, ...]
    harms: tuple[Facet, ...]
    unfiltered: str
    """The same words, asked of everything; empty where nothing is filtered."""

    next: str
    before: str | None
    not_indexed: int
    """Reports that an older version read and that are not searched yet."""
