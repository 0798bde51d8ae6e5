"""Figures: the list."""

from __future__ import annotations

from collections.abc import Sequence

from recount.model import Figure, IncidentId
from recount.publish import wording
from recount.server.http import examples
from recount.server.http.answers import Views
from recount.server.http.cursors import part_of
from recount.server.http.filters import AnyHarm, OfIncident
from recount.server.record.state import State
from recount.server.shapes.figures import Figures, OneFigure
from recount.server.tables import figure_at
from recount.server.views.given import Code, Cursor, Limit, TheDesk

views = Views()

PAGE = 50


@views.page("/figures", "list.html.j2", tags=["figures"], example=examples.FIGURES, of_state=True)
def figures(
    desk: TheDesk,
    incident: OfIncident = "",
    harm: AnyHarm = None,
    group: Code = "",
    cursor: Cursor = "",
    limit: Limit = PAGE,
) -> Figures:
    """The figures, by incident, harm and group, each with every claim that it uses or sets aside."""
    state = desk.state()
    found: Sequence[Figure] = state.tables.figures
    if incident:
        found = sorted(state.index.figures_of.get(IncidentId(incident), ()), key=figure_at)
    if harm or group:
        found = [f for f in found if (harm is None or f.harm is harm) and (not group or f.group == group)]
    part = part_of(found, figure_at, order="figures", cursor=cursor, limit=limit)
    return Figures(
        figures=tuple(_shown(figure, state) for figure in part.rows),
        first=part.first,
        total=part.total,
        next=part.next,
        before=part.before,
        groups=state.tables.groups,
    )


def _shown(figure: Figure, state: State) -> OneFigure:
    incident = state.incidents[figure.incident]
    return OneFigure(label=incident.label, when=incident.when, told=wording.triple(figure), figure=figure)
