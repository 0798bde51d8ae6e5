"""Statements: the list, and each alone."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from recount.model import GroundedStatement, ReportHead, ReportId, StatementId
from recount.ontology import events
from recount.server.http import examples
from recount.server.http.answers import Views
from recount.server.http.cursors import At, BadCursor, read_cursor, write_cursor
from recount.server.http.filters import AnyKind, OfReport
from recount.server.http.problems import NotFound
from recount.server.pages.entries import statement_entries
from recount.server.record.desk import Desk
from recount.server.shapes.statements import OneStatement, Statements
from recount.server.views.given import Cursor, Key, Limit, TheDesk

views = Views()

ORDER = "statements"
PAGE = 50
AT_ONCE = 50
"""Reports whose statements are read together."""

MOST_LOOKED = 1000
"""Reports that one request looks through. A kind that is rare in a large record takes several requests: statements
are not held in memory, as there are as many of them as of claims."""


@views.page("/statements", "list.html.j2", tags=["statements"], example=examples.STATEMENTS, of_state=True)
def statements(
    desk: TheDesk, report: OfReport = "", kind: AnyKind = "", cursor: Cursor = "", limit: Limit = PAGE
) -> Statements:
    """The statements, by report and place in its text.

    A part may hold fewer than `limit`, even none, and yet have a `next`: no request looks through more than a thousand
    reports.
    """
    state = desk.state()
    after = _after(cursor) if cursor else None
    if report:
        heads: Sequence[ReportHead] = [state.latest[report]] if report in state.latest else []
    else:
        heads = state.tables.by_given_id
    walk = _walk(desk, heads, kind=kind, after=after, limit=limit)
    return Statements(
        statements=statement_entries(desk, walk.found),
        looked=walk.looked,
        next=write_cursor(ORDER, walk.next) if walk.next else "",
        kinds=tuple(sorted(events())),
    )


@views.page("/statements/{id}", "sheet.html.j2", tags=["statements"], example=examples.STATEMENT, of_state=True)
def statement(desk: TheDesk, id: Key) -> OneStatement:  # noqa: A002 - as the address has it
    """One statement: its words and their place, and who says so. Also of a replaced version of its report."""
    found = desk.workspace.store.find_statement(StatementId(id))
    if found is None:
        raise NotFound(f"There is no statement {id!r} in this record: see the list of statements.")
    (entry,) = statement_entries(desk, [found])
    return entry


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    """What was found on the way through the reports."""

    found: list[GroundedStatement]
    looked: int
    next: At | None


def _walk(desk: Desk, heads: Sequence[ReportHead], *, kind: str, after: At | None, limit: int) -> _Walk:
    """Go through the reports from behind a place, until there is enough."""
    start = bisect_left(heads, after[0], key=lambda head: head.given_id) if after else 0
    found: list[GroundedStatement] = []
    looked = 0
    for first in range(start, min(len(heads), start + MOST_LOOKED), AT_ONCE):
        some = heads[first : first + AT_ONCE]
        said = desk.workspace.store.statements_of([ReportId(head.id) for head in some])
        looked += len(some)
        found += (one for one in sorted(said, key=_at) if _fits(one, kind, after))
        if len(found) > limit:
            return _Walk(found=found[:limit], looked=looked, next=_at(found[limit - 1]))
    if start + looked >= len(heads):
        return _Walk(found=found, looked=looked, next=None)
    return _Walk(found=found, looked=looked, next=(heads[start + looked - 1].given_id, sys.maxsize, 0, ""))


def _fits(one: GroundedStatement, kind: str, after: At | None) -> bool:
    return (not kind or one.statement.kind == kind) and (after is None or _at(one) > after)


def _at(one: GroundedStatement) -> At:
    return one.given_id, one.statement.span.start, one.statement.span.end, one.statement.id


def _after(cursor: str) -> At:
    after = read_cursor(cursor, ORDER)
    if [type(one) for one in after] != [str, int, int, str]:
        raise BadCursor("This list can't go on there: the cursor is not one of its own. Start from its beginning.")
    return after
