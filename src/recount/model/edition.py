"""Snapshot: a numbered, frozen copy of a record's figures. Editions are made of them."""

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
    """SHA-256 of the findings' JSON."""

    findings: Findings
