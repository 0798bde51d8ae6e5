"""Outlets: the list."""

from __future__ import annotations

from recount.lang.folding import fold_text
from recount.server.http import examples
from recount.server.http.answers import Views
from recount.server.http.cursors import At, part_of
from recount.server.shapes.outlets import Outlet, Outlets
from recount.server.views.given import Cursor, Limit, TheDesk, Words

views = Views()

PAGE = 100


@views.page("/outlets", "list.html.j2", tags=["outlets"], example=examples.OUTLETS, of_state=True)
def outlets(desk: TheDesk, name: Words = "", cursor: Cursor = "", limit: Limit = PAGE) -> Outlets:
    """The outlets, by name, with how many reports and claims are from each."""
    found = desk.state().tables.publishers
    if words := fold_text(name):
        found = tuple(one for one in found if words in fold_text(one.name or ""))
    part = part_of(found, _at, order="outlets", cursor=cursor, limit=limit)
    return Outlets(outlets=part.rows, first=part.first, total=part.total, next=part.next, before=part.before)


def _at(outlet: Outlet) -> At:
    return (outlet.name or "",)
