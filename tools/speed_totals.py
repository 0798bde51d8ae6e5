"""The record of the benchmark of totals: incidents and stated totals that meet, nest and limit one another.

Made by arithmetic alone, the same each time.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from recount.figures.totals import total
from recount.model import (
    EVERYONE,
    Asked,
    Bound,
    Claim,
    ClaimId,
    Figure,
    Findings,
    GroundedClaim,
    Harm,
    Incident,
    IncidentId,
    Period,
    PeriodId,
    Place,
    Point,
    Precision,
    Quantity,
    Reason,
    ReportId,
    Scope,
    Span,
    Stated,
    Use,
    When,
)

START = date(2016, 1, 1)
CURVE = (
    (1_000, 50, 500),
    (10_000, 500, 500),
    (10_000, 500, 1_000),
    (10_000, 500, 2_500),
    (10_000, 500, 10_000),
    (30_000, 1_500, 500),
    (100_000, 5_000, 500),
)
"""Incidents, stated totals, and incidents in each component."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A made-up record."""

    findings: Findings
    claims: dict[ClaimId, GroundedClaim]


def measure() -> Iterator[str]:
    """A line for each size: how long a total with all remainders takes."""
    for incidents, totals, component in CURVE:
        made = record(incidents, totals, component)
        start, clock = time.process_time(), time.perf_counter()
        found = total(Asked(), made.findings, made.claims)
        taken, waited = time.process_time() - start, time.perf_counter() - clock
        yield (
            f"{incidents} incidents, {totals} stated totals, components of {component}: {taken:.2f} s of the processor,"
            f" {waited:.2f} s by the clock;"
            f" {found.low:,} to {'open' if found.high is None else f'{found.high:,}'},"
            f" {len(found.remainders)} remainders, {len(found.contradictions)} contradictions"
        )


def record(incidents: int, totals: int, component: int) -> Made:
    """A record of that many incidents and totals, in components of so many incidents.

    Each component is a town over a year. Its totals are of stretches of 8 to 90 days, of the town or one of its
    quarters, so that they meet and nest; each third is said to contain some incidents, each fifth is an exact number.
    """
    groups = max(1, incidents // component)
    claims: dict[ClaimId, GroundedClaim] = {}
    found: list[Incident] = []
    figures: list[Figure] = []
    periods: list[Period] = []
    for group in range(groups):
        own = []
        for at in range(component):
            incident, figure, claim = _incident(group, at)
            found.append(incident)
            own.append((incident, figure.best))
            figures.append(figure)
            claims[claim.claim.id] = claim
        for at in range(totals // groups):
            period, claim = _period(group, at, own)
            periods.append(period)
            claims[claim.claim.id] = claim
    return Made(
        findings=Findings(incidents=tuple(found), periods=tuple(periods), figures=tuple(figures)), claims=claims
    )


def _incident(group: int, at: int) -> tuple[Incident, Figure, GroundedClaim]:
    day = START + timedelta(at * 7 % 365)
    best, bound = 1 + at * 13 % 40, Bound.AT_LEAST if at % 4 == 0 else Bound.EXACT
    when = When(start=day, end=day + timedelta(0 if at % 9 else 3))
    # One in twenty is placed in the town only, which may be any quarter.
    where = _place(group, None if at % 20 == 0 else at % 10)
    claim = _claim(f"{group}-{at}", best, bound, where=where, when=when, scope=Scope.INCIDENT)
    named = IncidentId(f"incident:{group:05d}-{at:05d}")
    use = Use(claim=claim.claim.id, used=True, reason=Reason(rule="made", sentence="Made up."))
    figure = Figure(
        incident=named,
        harm=Harm.KILLED,
        group=EVERYONE,
        low=best,
        best=best,
        high=best,
        open_low=False,
        open_high=bound is Bound.AT_LEAST,
        origins=1,
        estimator="made",
        policy="made",
        reason=use.reason,
        uses=(use,),
    )
    incident = Incident(
        id=named,
        label=f"Incident {at} of town {group}",
        when=when,
        where=where,
        means="airstrike",
        by=(),
        claims=(claim.claim.id,),
        reports=(),
    )
    return incident, figure, claim


def _period(group: int, at: int, own: list[tuple[Incident, int]]) -> tuple[Period, GroundedClaim]:
    first = START + timedelta(at * 37 % 300)
    when = When(start=first, end=first + timedelta(7 + at * 11 % 83))
    quarter = None if at % 2 else at % 10
    where = _place(group, quarter)
    inside = [
        (i, best)
        for i, best in own
        if i.when is not None and when.contains(i.when) and (quarter is None or i.where == where)
    ]
    said = inside[::3] if at % 3 == 0 else []
    people = sum(best for _, best in inside) + at % 17
    claim = _claim(
        f"{group}-p{at}",
        people,
        Bound.EXACT if at % 5 == 0 else Bound.AT_LEAST,
        where=where,
        when=when,
        scope=Scope.PERIOD,
    )
    period = Period(
        id=PeriodId(f"period:{group:05d}-{at:05d}"),
        label=f"Total {at} of town {group}",
        harm=Harm.KILLED,
        when=when,
        where=where,
        claims=(claim.claim.id,),
        contains=tuple(i.id for i, _ in said),
    )
    return period, claim


def _claim(name: str, value: int, bound: Bound, *, where: Place, when: When, scope: Scope) -> GroundedClaim:
    span = Span(start=0, end=1)
    claim = Claim(
        id=ClaimId(f"claim:{name}"),
        report=ReportId(f"report:{name}"),
        span=span,
        text="x",
        context=span,
        stated=Stated(value=value, bound=bound),
        harm=Harm.KILLED,
        scope=scope,
    )
    return GroundedClaim(
        claim=claim,
        published="2017-01-01",
        outlet="made",
        given_id=name,
        quantity=Quantity(low=value, high=None if bound is Bound.AT_LEAST else value),
        policy="made",
        when=when,
        where=where,
        origins=(f"said:{name}",),
    )


def _place(group: int, quarter: int | None) -> Place:
    """A town, 0.2 degrees from the next on a grid, or a quarter of it with a point of its own."""
    north, east = 30 + group // 40 * 0.2, 36 + group % 40 * 0.2
    town = (f"town {group}", "country")
    names = town if quarter is None else (f"quarter {quarter} of {group}", *town)
    off, radius = (0.0, 5_000.0) if quarter is None else (0.008 * quarter, 400.0)
    point = Point(latitude=north + off, longitude=east, radius=radius, precision=Precision.TOWN, gazetteer="made:up")
    return Place(names=names, keys=names, point=point)
