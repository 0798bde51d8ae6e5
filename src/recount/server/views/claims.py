"""Claims: the list, and each alone."""

from __future__ import annotations

from recount.errors import UsageError
from recount.model import ClaimId
from recount.server.http import examples
from recount.server.http.answers import Views
from recount.server.http.cursors import part_of
from recount.server.http.filters import AnyHarm, AnyMeans, AtPlace, OfIncident, OfOutlet, OfReport, WhetherUsed
from recount.server.http.problems import NotFound
from recount.server.pages.entries import claim_entries, one_claim
from recount.server.shapes.claims import Claims, OneClaim
from recount.server.tables.ledger import Wanted
from recount.server.views.given import Cursor, Day, From, Key, Limit, TheDesk

views = Views()

PAGE = 50


@views.page("/claims", "list.html.j2", tags=["claims"], example=examples.CLAIMS, of_state=True)
def claims(
    desk: TheDesk,
    report: OfReport = "",
    incident: OfIncident = "",
    harm: AnyHarm = None,
    means: AnyMeans = "",
    place: AtPlace = "",
    outlet: OfOutlet = "",
    start: From = None,
    to: Day = None,
    used: WhetherUsed = None,
    cursor: Cursor = "",
    limit: Limit = PAGE,
) -> Claims:
    """The claims, by report and place in its text.

    Several filters at once must all fit. With days, claims of no known day are left out.
    """
    if start and to and to < start:
        raise UsageError(f"The last day, {to}, is before the first, {start}: swap them.")
    wanted = Wanted(
        report=report,
        incident=incident,
        harm=harm,
        means=means,
        place=place,
        outlet=outlet,
        start=start,
        end=to,
        used=used,
    )
    state = desk.state()
    ledger = state.tables.ledger
    part = part_of(ledger.find(wanted), ledger.at, order="claims", cursor=cursor, limit=limit)
    return Claims(
        claims=claim_entries(desk, state, [ledger.claims[row] for row in part.rows]),
        first=part.first,
        total=part.total,
        next=part.next,
        before=part.before,
    )


@views.page("/claims/{id}", "sheet.html.j2", tags=["claims"], example=examples.CLAIM, of_state=True)
def claim(desk: TheDesk, id: Key) -> OneClaim:  # noqa: A002 - as the address has it
    """One claim: its words and their place, who says so, what became of it and why.

    A claim of a replaced version of its report is found too, as it was read; it counts nowhere.
    """
    state = desk.state()
    found = state.claims.get(ClaimId(id)) or desk.workspace.store.find_claim(ClaimId(id))
    if found is None:
        raise NotFound(f"There is no claim {id!r} in this record: see the list of claims.")
    return one_claim(desk, state, found)
