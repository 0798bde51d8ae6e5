"""Failures: the list."""

from __future__ import annotations

from recount.server.http import examples
from recount.server.http.answers import Views
from recount.server.http.cursors import part_of
from recount.server.shapes.failures import Failures
from recount.server.views.given import Code, Cursor, Limit, TheDesk

views = Views()

PAGE = 100


@views.page("/failures", "list.html.j2", tags=["failures"], example=examples.FAILURES)
def failures(desk: TheDesk, stage: Code = "", cursor: Cursor = "", limit: Limit = PAGE) -> Failures:
    """What could not be read, in order of first sight, and what to do about it."""
    every = desk.workspace.store.failures()
    found = [number for number, one in enumerate(every) if not stage or one.stage == stage]
    part = part_of(found, lambda number: (number,), order="failures", cursor=cursor, limit=limit)
    return Failures(
        failures=tuple(every[number] for number in part.rows),
        first=part.first,
        total=part.total,
        next=part.next,
        before=part.before,
        stages=tuple(sorted({one.stage for one in every})),
    )
