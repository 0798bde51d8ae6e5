"""Incident: one event at one place in one continuous action; and Period, a total over several."""

from __future__ import annotations

from dataclasses import dataclass

from recount.model.actor import Actor
from recount.model.claim import Harm
from recount.model.ids import ClaimId, IncidentId, PeriodId
from recount.model.place import Place
from recount.model.reason import Reason
from recount.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedIn:
    """One report's share in an incident."""

    id: str
    """The report's given id."""

    claims: tuple[ClaimId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Claims that speak of one event. A pure function of the grounded claims and the decisions."""

    id: IncidentId
    label: str
    when: When | None
    where: Place | None
    means: str
    by: tuple[Actor, ...]
    """Everyone accused by some claim. Always *alleged*."""

    claims: tuple[ClaimId, ...]
    """Sorted."""

    reports: tuple[ReportedIn, ...]
    reasons: tuple[Reason, ...] = ()
    """Why its claims stand together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A total over several events, days or places, as one or more claims state it."""

    id: PeriodId
    label: str
    harm: Harm
    when: When | None
    where: Place | None
    claims: tuple[ClaimId, ...]
    """The claims that state this total, sorted."""

    contains: tuple[IncidentId, ...]
    """Incidents whose victims the total counts, sorted."""

    war: bool = False
    """Whether it sums up the conflict, or a large phase of it."""

    reasons: tuple[Reason, ...] = ()
    """Why each incident is contained."""
