"""Findings that nobody reported, to be put on a map."""

from __future__ import annotations

import random
from datetime import date, timedelta

from recount.model import (
    Figure,
    Findings,
    Grade,
    Graded,
    Harm,
    Incident,
    IncidentId,
    Place,
    Point,
    Precision,
    Reason,
    When,
)
from recount.server import Desk
from recount.server.record.state import State, state_of

REASON = Reason(rule="made_up", sentence="Made up.")
MEANS = ("airstrike", "shelling", "gunfire", "bombing", "clash", "landmine")
KNOWN_TO = (
    (Precision.NEIGHBOURHOOD, 1000.0),
    (Precision.VILLAGE, 3000.0),
    (Precision.TOWN, 8000.0),
    (Precision.CITY, 15_400.0),
)


def incident(number: int, *, where: Place | None, when: When | None, means: str = "airstrike") -> Incident:
    return Incident(
        id=IncidentId(f"incident:{number:016x}"),
        label=f"{means.capitalize()}, {where.names[0] if where else 'place not known'}",
        when=when,
        where=where,
        means=means,
        by=(),
        claims=(),
        reports=(),
    )


def figure(of: Incident, harm: Harm, low: int, best: int, high: int, *, open_high: bool = False) -> Figure:
    return Figure(
        incident=of.id,
        harm=harm,
        group="all",
        low=low,
        best=best,
        high=high,
        open_low=False,
        open_high=open_high,
        origins=1,
        estimator="agreed-1",
        policy="strict",
        reason=REASON,
        uses=(),
    )


def place(name: str, latitude: float, longitude: float, *, radius: float, precision: Precision) -> Place:
    point = Point(latitude=latitude, longitude=longitude, radius=radius, precision=precision, gazetteer=f"made:{name}")
    return Place(names=(name, "Syria"), keys=(name.casefold(), "siria"), point=point, country="SY")


def findings(count: int, towns: int) -> Findings:
    """So many incidents in so many towns over ten years; the same each time."""
    dice = random.Random(7)
    places = [_town(dice, number) for number in range(towns)]
    made = [_one(dice, number, places) for number in range(count)]
    return Findings(
        incidents=tuple(one for one, _ in made),
        periods=(),
        figures=tuple(figure for _, figures in made for figure in figures),
        grades=tuple(
            Graded(incident=one.id, grade=dice.choice(list(Grade)), reason=REASON, raise_by="") for one, _ in made
        ),
        unaccounted=(),
        origins=(),
    )


def show(desk: Desk, made: Findings) -> State:
    """Let the desk show these findings until its record changes."""
    state = desk.state()
    desk._made = state_of(
        made, state.claims, extent=state.extent, snapshot=state.snapshot, heads=state.heads, about=state.about
    )
    return desk._made


def _town(dice: random.Random, number: int) -> Place:
    precision, radius = dice.choice(KNOWN_TO)
    latitude, longitude = round(dice.uniform(32.5, 37), 4), round(dice.uniform(35.9, 42), 4)
    return place(f"Town {number}", latitude, longitude, radius=radius, precision=precision)


def _one(dice: random.Random, number: int, places: list[Place]) -> tuple[Incident, list[Figure]]:
    start = date(2012, 1, 1) + timedelta(days=int(dice.triangular(0, 3650, 1700)))
    when = When(start=start, end=start + timedelta(days=dice.choice([0] * 19 + [4])))
    busy = min(len(places) - 1, int(dice.expovariate(8 / len(places))))
    one = incident(
        number,
        where=places[busy] if dice.random() > 0.04 else None,
        when=when if dice.random() > 0.03 else None,
        means=dice.choice(MEANS),
    )
    best = int(dice.paretovariate(1.1))
    figures = [figure(one, Harm.KILLED, best - best // 3, best, best + dice.choice([0, 0, best // 2]))]
    if dice.random() < 0.5:
        figures.append(figure(one, Harm.INJURED, best, 2 * best, 3 * best, open_high=True))
    return one, figures[dice.random() < 0.1 :]
