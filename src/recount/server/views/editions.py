"""Editions: what was published, kept, and computed again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated

from fastapi import Form, Path, Query, Response
from fastapi.responses import RedirectResponse

from recount.errors import RecordReadOnly
from recount.model import Edition
from recount.publish import wording
from recount.server.http.answers import Views
from recount.server.http.problems import NotFound
from recount.server.record.desk import Desk
from recount.server.shapes.briefs import Differs, EditionPage, Editions, Kept, Listed, Verified
from recount.server.views.given import TheDesk
from recount.workspace.editions import Verification

views = Views()

AT_ONCE = 20
"""Editions of one page."""

Number = Annotated[int, Path(ge=1, le=2**31, description="The edition's number.")]


@views.page("/editions", "editions.html.j2", tags=["editions"])
def editions(
    desk: TheDesk, before: Annotated[int, Query(ge=1, description="Only editions of a lower number.")] = 2**31
) -> Editions:
    """The editions, the latest first: what was published of the record, and when."""
    every = desk.workspace.editions()
    older = [one for one in reversed(every) if one.number < before]
    shown = older[:AT_ONCE]
    return Editions(
        editions=tuple(_listed(desk, one) for one in shown),
        total=len(every),
        older=f"/editions?before={shown[-1].number}" if len(older) > AT_ONCE else "",
        changed=not every or every[-1].extent != desk.state().extent,
        empty=not desk.state().heads,
    )


@views.post("/editions", tags=["editions"], status_code=303, response_class=Response)
def make_edition(
    desk: TheDesk, note: Annotated[str, Form(max_length=500, description="What it is for.")] = ""
) -> Response:
    """Keep the record as it stands as its next edition."""
    if desk.read_only:
        raise RecordReadOnly("This record is open for reading only: no edition can be made here.")
    made = desk.workspace.create_edition(" ".join(note.split()))
    return RedirectResponse(f"/editions/{made.number}", status_code=303)


@views.page("/editions/{number}", "edition.html.j2", tags=["editions"])
def edition(desk: TheDesk, number: Number) -> EditionPage:
    """One edition: what it was made of and with."""
    return _page(desk, _edition(desk, number), None)


@views.page("/editions/{number}/verification", "edition.html.j2", tags=["editions"])
def verification(desk: TheDesk, number: Number) -> EditionPage:
    """The edition, computed again from the record as it stood then, and what differs. It may take minutes."""
    found = desk.workspace.verify_edition(_edition(desk, number).number)
    return _page(desk, found.edition, found)


def _edition(desk: Desk, number: int) -> Edition:
    found = desk.workspace.store.edition(number)
    if found is None:
        raise NotFound(f"There is no edition {number}: the list of editions says which there are.")
    return found


def _page(desk: Desk, one: Edition, found: Verification | None) -> EditionPage:
    latest = desk.workspace.store.edition()
    return EditionPage(
        edition=_listed(desk, one),
        kept=tuple(_kept(one)),
        latest=latest is None or latest.number == one.number,
        verified=_verified(found) if found else None,
    )


def _verified(found: Verification) -> Verified:
    told = (Differs(kind=d.kind, sentence=d.sentence, fault=d.fault) for d in found.differences)
    return Verified(holds=found.holds, differences=tuple(told))


def _listed(desk: Desk, one: Edition) -> Listed:
    return Listed(
        number=one.number,
        made=one.made,
        note=one.note,
        incidents=_incidents(desk, one),
        reports=one.extent.reports,
        decisions=one.extent.decisions,
        digest=one.findings,
    )


def _incidents(desk: Desk, one: Edition) -> int:
    """How many it tells of. Of the snapshot that the pages are made from, that is known already."""
    state = desk.state()
    if state.snapshot is not None and state.snapshot.number == one.snapshot:
        return len(state.incidents)
    return desk.publishing.incidents_of(one)


def _setting(line: str) -> str:
    value = json.loads(line)
    return "; ".join(map(str, value)) or "nobody" if isinstance(value, list) else str(value)


def _kept(one: Edition) -> Iterator[Kept]:
    yield Kept(words="Policy", value=one.policy)
    for name, value in one.settings:
        if name != "policy":  # which stands above with its version
            yield Kept(words=wording.words(name).capitalize(), value=_setting(value))
    yield Kept(words="Made with", value=f"Recount {one.version}")
    digests = (
        ("Reports", one.inputs.reports),
        ("Claims", one.inputs.claims),
        ("Decisions", one.inputs.decisions),
        ("Figures", one.findings),
        ("Recount's code", one.code),
    )
    yield from (Kept(words=words, value=value, code=True) for words, value in digests)
