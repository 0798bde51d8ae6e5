"""Snapshot: a numbered, frozen copy of a record's figures; Edition: a snapshot with all that it follows from."""

from __future__ import annotations

from dataclasses import dataclass

from recount.model.figure import Figure, Graded, Unaccounted
from recount.model.incident import Incident, Period
from recount.model.lineage import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything derived from the claims and the decisions, in a fixed order. Equal inputs give equal findings."""

    incidents: tuple[Incident, ...] = ()
    periods: tuple[Period, ...] = ()
    figures: tuple[Figure, ...] = ()
    grades: tuple[Graded, ...] = ()
    unaccounted: tuple[Unaccounted, ...] = ()
    origins: tuple[Origin, ...] = ()
    """The independent voices behind each incident, by incident, then those that most claims go back to first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The findings as they stood at the end of one run."""

    number: int
    """1 for the first."""

    made: str
    """UTC, ISO 8601 with seconds."""

    digest: str
    """Equal for equal findings; ``2-`` and 64 hexadecimal digits. Of snapshots of an earlier version of Recount: the
    SHA-256 of the findings' JSON."""

    findings: Findings


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotHead:
    """A snapshot without its findings."""

    number: int
    made: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How far a record reaches: the numbers of its last report and its last decision; 0 where there is none."""

    reports: int
    decisions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """SHA-256 digests of what figures follow from, in hexadecimal."""

    reports: str
    """Every version of every report, word for word, in order of arrival."""

    claims: str
    """What was read in the latest versions."""

    decisions: str
    """The log, in its order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A published state of a record: what it stood on and what came of it. Never changed once made."""

    number: int
    """1 for the first; 0 for one that is not in a record yet."""

    made: str
    """UTC, ISO 8601 with seconds."""

    note: str
    extent: Extent
    inputs: Inputs
    version: str
    """Version of Recount."""

    code: str
    """SHA-256 of Recount's own code and tables, gazetteer and parser apart."""

    policy: str
    """Name and version of the policy."""

    settings: tuple[tuple[str, str], ...]
    """The settings that figures depend on: names, sorted, with their values as JSON."""

    findings: str
    """SHA-256 of the findings' JSON."""

    snapshot: int = 0
    """The number of the snapshot that holds the findings; 0 for one that is not in a record yet."""
