"""Cards: one incident in a few words, for a map and for lists beside it."""

from __future__ import annotations

from recount.model import Figure, Grade
from recount.publish import wording
from recount.publish.rows import ALL
from recount.server.record.state import State
from recount.server.shapes.map import Card
from recount.server.tables.points import GRAVITY


def card(state: State, number: int) -> Card:
    """The card of the incident with that number in `State.points`."""
    row = state.tables.points.rows[number]
    incident = row.incident
    figures = _tolls(state, incident.id)
    graded = state.index.grade_of.get(incident.id)
    return Card(
        n=number,
        id=incident.id,
        label=incident.label,
        harm=figures[0].harm.value if figures else "",
        killed=wording.best(figures[0]) if figures else "",
        told=tuple(f"{wording.triple(figure)} {wording.HARMS[figure.harm]}" for figure in figures),
        grade=graded.grade.value if graded else "",
        dots=wording.GRADE_DOTS[Grade(graded.grade)] if graded else "",
        precision=wording.precision(incident.where.point if incident.where else None),
        spot=row.spot,
    )


def _tolls(state: State, incident: str) -> list[Figure]:
    """The figures for everyone, the gravest harm first."""
    of_all = [figure for figure in state.index.figures_of.get(incident, ()) if figure.group == ALL]  # type: ignore[call-overload]
    return sorted(of_all, key=lambda figure: GRAVITY[figure.harm])
