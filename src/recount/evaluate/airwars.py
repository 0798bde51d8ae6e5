"""Suite airwars: one narrative that names many sources → how many civilians were killed, when and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from statistics import median

from recount.evaluate.reading import findings, read, report_of
from recount.evaluate.suite import Row, Suite, share
from recount.model import Figure, Findings, GroundedClaim, Harm, Incident, Reading, Scope

FINE = ("Exact location (via Airwars)", "Exact location (other)", "Nearby landmark", "Street")
"""Stated precisions of a street or a landmark, or finer."""

EARTH = 6371.0
"""Kilometres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One narrative: what was right, `None` where the gold does not say."""

    low: bool | None
    high: bool | None
    contained: bool | None
    extracted: bool | None
    day: bool | None
    near: bool | None
    """Within 2 km, of narratives placed in a neighbourhood or finer."""

    close: bool | None
    """Within 5 km, of narratives placed in a street or at a landmark."""

    km: float | None
    """From the gold's point; `None` where either has none."""


def measure(row: Row) -> Counted:
    """Read one narrative and compare its main incident with the gold."""
    reading = read(report_of(row))
    found = findings(reading)
    main = _main(found, reading)
    low, high = _killed(found, reading, main)
    gold = row["gold"].get("civilians_killed")
    wanted = None if gold is None or None in (gold["min"], gold["max"]) else (gold["min"], gold["max"])
    km = _distance(row, main)
    values = _told(found, reading, main)
    precision = row.get("geo_precision")
    day = row.get("incident_date")
    return Counted(
        low=None if wanted is None else low == wanted[0],
        high=None if wanted is None else high == wanted[1],
        contained=None if wanted is None else low is not None and low <= wanted[0] and wanted[1] <= (high or 0),
        extracted=None if wanted is None else wanted[1] in values,
        day=None if day is None else _days(main) == (day, row.get("incident_date_end") or day),
        near=(km is not None and km <= 2) if precision in (*FINE, "Neighbourhood/area") else None,
        close=(km is not None and km <= 5) if precision in FINE else None,
        km=km,
    )


def metrics(results: Sequence[Counted]) -> dict[str, float]:
    """Shares of narratives where the range of killed, the day and the place are right; median distance."""
    killed = [r for r in results if r.low is not None]
    return {
        "killed_min_exact": _share([r.low for r in killed]),
        "killed_max_exact": _share([r.high for r in killed]),
        "killed_both_exact": _share([r.low and r.high for r in killed]),
        "killed_contained": _share([r.contained for r in killed]),
        "max_extracted": _share([r.extracted for r in killed]),
        "date_exact": _share([r.day for r in results]),
        "within_2km": _share([r.near for r in results]),
        "within_5km": _share([r.close for r in results]),
        "median_km": float(median([r.km for r in results if r.km is not None] or [0.0])),
    }


def _share(found: Sequence[bool | None]) -> float:
    judged = [x for x in found if x is not None]
    return share(sum(judged), len(judged))


def _main(found: Findings, reading: Reading) -> Incident | None:
    """The incident that is told first, of those with people killed: a narrative opens with what it is about."""
    order = {c.claim.id: k for k, c in enumerate(reading.claims)}
    killed = {f.incident for f in found.figures if _all_killed(f)}
    told = [i for i in found.incidents if i.id in killed] or found.incidents
    return min(told, key=lambda i: min(order[c] for c in i.claims), default=None)


def _killed(found: Findings, reading: Reading, main: Incident | None) -> tuple[int | None, int | None]:
    """The range of killed in the main incident; where nothing could be grouped, that of its figures by themselves."""
    for figure in found.figures:
        if main is not None and figure.incident == main.id and _all_killed(figure):
            return figure.low, figure.high
    told = [q for c in reading.claims if _counts(c) and (q := c.quantity) is not None]
    return (min(q.low for q in told), max(q.high or q.low for q in told)) if told else (None, None)


def _told(found: Findings, reading: Reading, main: Incident | None) -> set[int | None]:
    """Numbers of killed that the narrative tells: those stated, and what victims told of one by one come to."""
    stated = [c.claim.stated for c in reading.claims if c.claim.harm is Harm.KILLED]
    ends = {n for s in stated for n in (s.value, s.value_max)}  # "between 65 and 73" tells of 73 as well
    own = [f for f in found.figures if main is not None and f.incident == main.id and _all_killed(f)]
    return ends | {f.implied for f in own} | {f.high for f in own}


def _all_killed(figure: Figure) -> bool:
    return figure.harm is Harm.KILLED and figure.group == "all"


def _counts(claim: GroundedClaim) -> bool:
    return claim.claim.harm is Harm.KILLED and claim.claim.scope is Scope.INCIDENT and not claim.claim.background


def _days(main: Incident | None) -> tuple[str, str] | None:
    if main is None or main.when is None:
        return None
    return main.when.start.isoformat(), main.when.end.isoformat()


def _distance(row: Row, main: Incident | None) -> float | None:
    """Kilometres between the main incident and the gold's point, on a sphere."""
    point = main.where.point if main is not None and main.where is not None else None
    if point is None or row.get("lat") is None:
        return None
    a, b, c, d = (radians(x) for x in (row["lat"], row["lon"], point.latitude, point.longitude))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


SUITE = Suite(
    name="airwars",
    sets=("airwars_gaza",),
    measure=measure,
    metrics=metrics,
    about="Narratives that name many sources: civilians killed, day and place of the strike.",
)
