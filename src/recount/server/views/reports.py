"""Reports: the list, the reading room, and the originals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

from fastapi import Path, Query, Response

from recount.model import ClaimId, GroundedClaim, Report, ReportHead, ReportId
from recount.publish import wording
from recount.publish.brief_claims import link_to
from recount.publish.passages import Passage, passages
from recount.server.http.answers import Views
from recount.server.http.cursors import part_of
from recount.server.http.problems import NotFound
from recount.server.pages.claim_cards import card_of
from recount.server.pages.drafts import draft_of
from recount.server.pages.marking import paragraphs, ticks
from recount.server.record.desk import Desk
from recount.server.record.state import State
from recount.server.shapes.addresses import PAGE, reading
from recount.server.shapes.reading import Card, Linked, Reading, Reports, Row, Stated, Unread
from recount.server.tables import report_at
from recount.server.views.given import Cursor, Limit, TheDesk
from recount.text.dateline import find_dateline
from recount.text.language import other_language
from recount.text.segments import find_segments

views = Views()

MOST_FAILURES = 200
_DIGEST = re.compile(r"[0-9a-f]{64}")

AS_DOCUMENT = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'"
"""Policy of an original that is shown: it runs nothing and reaches nothing, whatever it holds."""


@views.page("/reports", "reports.html.j2", tags=["reports"])
def reports(
    desk: TheDesk,
    outlet: Annotated[str, Query(max_length=300, description="Only of this outlet.")] = "",
    unreviewed: Annotated[bool, Query(description="Only those with claims that nobody has judged.")] = False,
    failed: Annotated[bool, Query(description="List what could not be read.")] = False,
    cursor: Cursor = "",
    limit: Limit = 100,
) -> Reports:
    """The reports, the newest first."""
    state = desk.state()
    heads: Sequence[ReportHead] = state.tables.newest
    if outlet:
        heads = [h for h in heads if h.outlet == outlet]
    if unreviewed:
        heads = [h for h in heads if _reviewed(state, h) < len(state.by_report.get(ReportId(h.id), ()))]
    part = part_of(heads, report_at, order="reports", cursor=cursor, limit=limit)
    return Reports(
        rows=tuple(_row(state, head) for head in part.rows),
        total=part.total,
        outlets=state.reports.outlets,
        failures=tuple(_unread(desk)) if failed or not heads else (),
        next=part.next,
    )


@views.page("/reports/{key:path}", "reading.html.j2", tags=["reports"])
def report(
    desk: TheDesk,
    key: Annotated[str, Path(min_length=1, max_length=2000, description="The id that its input gave, or its own.")],
    claim: Annotated[str, Query(max_length=40, description="The claim to show.")] = "",
    original: Annotated[bool, Query(description="Show the original beside the text.")] = False,
    new: Annotated[
        str, Query(pattern=r"^(\d{1,9}-\d{1,9})?$", description="Words chosen for a new claim: start-end.")
    ] = "",
) -> Reading:
    """One report: its text with the claims in it, one of them with all that is known of it."""
    find = desk.workspace.store.find_report
    found = find(key) or (find(key.removesuffix(PAGE)) if key.endswith(PAGE) else None)
    if found is None:
        raise NotFound(f"There is no report {key!r} in this record: see the list of reports.")
    return _reading(desk, found, claim, beside=original, new=new)


@views.get("/originals/{digest}", tags=["reports"], response_class=Response)
def original(desk: TheDesk, digest: Annotated[str, Path(max_length=64)]) -> Response:
    """An original as it came in, byte for byte. A page of the web is shown without its scripts and pictures."""
    kept = desk.workspace.originals
    captures = desk.workspace.store.captures_of(digest) if _DIGEST.fullmatch(digest) else []
    if kept is None or not captures or not kept.path(digest).is_file():
        raise NotFound("There is no such original in the record's folder: `recount verify` tells more.")
    with kept.open(digest) as stream:
        body = stream.read(desk.workspace.settings.max_report_bytes)
    start = body[:2000].lstrip().lower()
    capture = captures[0]
    charset = capture.charset or "utf-8"
    if start.startswith((b"<!doctype html", b"<html")) or "html" in capture.media_type:
        return Response(body, media_type=f"text/html; charset={charset}", headers=_as_document())
    if b"\0" not in body[:8000]:
        return Response(body, media_type=f"text/plain; charset={charset}", headers=_as_document())
    name = f'attachment; filename="{digest[:16]}"'
    return Response(body, media_type="application/octet-stream", headers={"content-disposition": name})


def _as_document() -> dict[str, str]:
    return {"content-security-policy": AS_DOCUMENT, "content-disposition": "inline"}


def _row(state: State, head: ReportHead) -> Row:
    return Row(
        id=head.id,
        given_id=head.given_id,
        title=head.title or "untitled",
        outlet=head.outlet or "",
        published=wording.day(head.published) if head.published else "undated",
        version=head.version,
        claims=len(state.by_report.get(ReportId(head.id), ())),
        reviewed=_reviewed(state, head),
    )


def _reviewed(state: State, head: ReportHead) -> int:
    claims = state.by_report.get(ReportId(head.id), ())
    return sum(state.about.is_judged(c.claim.id) for c in claims)


def _unread(desk: Desk) -> Iterator[Unread]:
    for failure in desk.workspace.store.failures()[-MOST_FAILURES:]:
        yield Unread(report=failure.report, stage=failure.stage, error=failure.error)


def _reading(desk: Desk, report: Report, chosen: str, *, beside: bool, new: str) -> Reading:
    state, store = desk.state(), desk.workspace.store
    canonical = report.canonical
    claims = _claims(desk, state, report)
    statements = store.statements_of([report.id])
    versions = [v.head for v in store.versions(report.given_id)]
    head = next(h for h in versions if h.id == report.id)
    foreign = other_language(canonical)
    return Reading(
        id=report.id,
        given_id=report.given_id,
        title=report.title,
        outlet=report.outlet or next((c.outlet for c in claims if c.outlet), "") or "unnamed outlet",
        published=_published(report, claims),
        dated=_dated(report),
        url=link_to(head, report.given_id).url or "",
        version=head.version,
        versions=tuple(_version(h) for h in versions) if len(versions) > 1 else (),
        changed=_changed(desk, versions, head, canonical),
        copies=tuple(_copies(desk, state, report, claims)),
        language=f"It is in another language ({foreign}), which is kept and not yet read." if foreign else "",
        claims=len(claims),
        reviewed=sum(state.about.is_judged(c.claim.id) for c in claims),
        paragraphs=paragraphs(canonical, find_segments(report), claims, statements),
        ticks=ticks(canonical, claims),
        card=_card(desk, state, claims, canonical, chosen),
        draft=draft_of(canonical, claims, new),
        statements=tuple(
            Stated(
                kind=wording.words(s.statement.kind),
                sentence=s.statement.context.of(canonical),
                told=s.statement.modality.value,
            )
            for s in statements
        ),
        refusals=tuple(dict.fromkeys(r.sentence for c in claims for r in c.refusals if r.kind == "undated")),
        original=report.original or "",
        beside=beside and report.original is not None,
    )


def _claims(desk: Desk, state: State, report: Report) -> list[GroundedClaim]:
    """Its claims in the order of the text: as they count now, or as they were read in a version that was replaced."""
    now = state.by_report.get(report.id)
    found = list(now) if now is not None else desk.workspace.store.claims_of([report.id])
    return sorted(found, key=lambda c: (c.claim.span.start, c.claim.span.end, c.claim.id))


def _card(desk: Desk, state: State, claims: Sequence[GroundedClaim], canonical: str, chosen: str) -> Card | None:
    if not claims:
        return None
    claim = next((c for c in claims if c.claim.id == chosen), claims[0])
    return card_of(claim, claims, canonical, state, state.about.of(claim.claim.id))


def _published(report: Report, claims: Sequence[GroundedClaim]) -> str:
    dateline = find_dateline(report)
    day = dateline[0] if dateline else report.published
    told = wording.day(day) if day else wording.iso_day(next((c.published for c in claims if c.published), None))
    if dateline and report.published:
        told += " · dateline agrees" if dateline[0] == report.published else " · by its dateline"
    return told


def _dated(report: Report) -> tuple[str, ...]:
    """Every day it is given with where, if they are not all the same."""
    found = [("the dateline of the text", d[0])] if (d := find_dateline(report)) else []
    days: list[tuple[str, date]] = [*found, *([("its metadata", report.published)] if report.published else [])]
    told = [f"{wording.day(day)}: {where}" for where, day in days]
    told += [f"{s.value}: {s.origin}" for s in report.said if s.field in {"published", "modified"}]
    return tuple(dict.fromkeys(told)) if len({day for _, day in days}) > 1 or len(told) > 2 else ()


def _version(head: ReportHead) -> Linked:
    return Linked(id=head.id, label=f"version {head.version}", address=reading(head.id))


def _changed(desk: Desk, versions: Sequence[ReportHead], head: ReportHead, canonical: str) -> tuple[Passage, ...]:
    at = versions.index(head)
    if at == 0:
        return ()
    before = ReportId(versions[at - 1].id)
    return passages(desk.workspace.store.texts([before])[before].canonical, canonical)


def _copies(desk: Desk, state: State, report: Report, claims: Sequence[GroundedClaim]) -> Iterator[Linked]:
    """Reports with the same words, then such as share claims with this one, word for word."""
    same = desk.workspace.store.same_text(report)
    own = {c.claim.id for c in claims}
    firsts = {c.copy_of for c in claims if c.copy_of} | own
    near = {c.given_id for first in firsts for c in state.tables.copies_of.get(first, ())}
    near |= {state.claims[ClaimId(first)].given_id for first in firsts if first in state.claims}
    for given in dict.fromkeys([*same, *sorted(near)]):
        if given != report.given_id:
            label = "the same words" if given in same else "shares claims word for word"
            yield Linked(id=given, label=label, address=reading(given))
