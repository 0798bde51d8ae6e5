"""Decisions: taking one into the log, and the log itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Form, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from recount.errors import UsageError
from recount.publish import wording
from recount.publish.brief_incidents import moved
from recount.publish.changes import Changes
from recount.review import Standing
from recount.server.http.answers import Views, to_json, wants_html
from recount.server.http.problems import MEDIA_TYPE
from recount.server.pages.judging import COOKIE, asked_in, from_cookie, local_path, order_of, read_json, to_cookie
from recount.server.shapes.decisions import AskedDecision, Entry, Log, Made
from recount.server.views.given import Cursor, Limit, Reviewer, TheDesk
from recount.workspace import Decided

views = Views()

About = Annotated[str, Query(max_length=60, description="A claim or a decision.")]

A_YEAR = 365 * 24 * 3600


@views.page("/decisions", "decisions.html.j2", tags=["decisions"])
def decisions(desk: TheDesk, cursor: Cursor = "", limit: Limit = 50, about: About = "") -> Log:
    """The log of what people decided, the newest first; with `about` only what concerns that claim or decision."""
    standing = list(enumerate(desk.state().about.log, start=1))
    if about:
        standing = [(n, one) for n, one in standing if about in _names(one)]
    before = _number(cursor)
    older = [(n, one) for n, one in reversed(standing) if before is None or n < before]
    shown = older[:limit]
    return Log(
        entries=tuple(_entry(n, one) for n, one in shown),
        total=len(standing),
        next=str(shown[-1][0]) if len(older) > limit else "",
    )


@views.post(
    "/decisions",
    tags=["decisions"],
    status_code=201,
    response_model=Made,
    response_class=Response,
    responses={
        303: {"description": "Decided by a form: the page to go on with"},
        409: {"description": "Somebody else decided on the same claims meanwhile", "content": {MEDIA_TYPE: {}}},
        413: {"description": "Too large", "content": {MEDIA_TYPE: {}}},
        422: {"description": "Can't be meant as it was asked", "content": {MEDIA_TYPE: {}}},
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": AskedDecision.model_json_schema()}},
        }
    },
)
async def decide(request: Request, desk: TheDesk, reviewer: Reviewer = "") -> Response:
    """Take a judgement into the log and bring the figures up to date."""
    who = from_cookie(reviewer) or desk.workspace.settings.reviewer
    if request.headers.get("content-type", "").startswith("application/json"):
        asked, path = read_json(AskedDecision, await request.body()), ""
    else:
        form = await request.form()
        asked, path = asked_in(form), local_path(form, "/decisions")
    made = await run_in_threadpool(desk.decide, order_of(asked, reviewer=who), seen=asked.seen)
    if path and wants_html(request):
        return RedirectResponse(path, status_code=303)
    return Response(to_json(made_of(made)), status_code=201, media_type="application/json")


@views.post("/reviewer", include_in_schema=False)
async def name_reviewer(request: Request, name: Annotated[str, Form(max_length=100)]) -> Response:
    """Say who sits at the desk."""
    path = local_path(await request.form(), "/")
    answer = RedirectResponse(path, status_code=303)
    answer.set_cookie(COOKIE, to_cookie(name), max_age=A_YEAR, httponly=True, samesite="strict")
    return answer


def _number(cursor: str) -> int | None:
    if not cursor:
        return None
    if not cursor.isdecimal() or len(cursor) > 18:
        raise UsageError("That is no place in this list: take `next` of the answer before.")
    return int(cursor)


def _names(one: Standing) -> set[str]:
    decision = one.decision
    return {decision.id, *decision.claims, *decision.others, *((decision.undoes,) if decision.undoes else ())}


def _entry(number: int, one: Standing) -> Entry:
    decision = one.decision
    correction = decision.correction
    return Entry(
        id=decision.id,
        number=number,
        kind=decision.kind.value,
        by=decision.by,
        at=decision.at,
        why=decision.why,
        claims=decision.claims,
        others=decision.others,
        field=correction.field.value if correction else "",
        to=correction.to if correction else "",
        undoes=decision.undoes or "",
        state=one.state.value,
    )


def made_of(decided: Decided) -> Made:
    """What a judgement did, as it is told."""
    return Made(
        decisions=tuple(d.id for d in decided.decisions),
        added=decided.added,
        changed=tuple(_sentences(decided.changes)),
        disputed=len(decided.disputes),
        notes=decided.notes,
    )


def _sentences(changes: Changes) -> Iterator[str]:
    """What changed, in a sentence each."""
    for move in changes.moves:
        then, now = (wording.triple(side) if side else "nothing" for side in (move.before, move.after))
        yield f"{move.label}: {moved(move)} {then} → {now}."
    for merged in changes.merged:
        yield f"{merged.into.label}: {wording.count(len(merged.of), 'incident')} of before are one now."
    for split in changes.split:
        yield f"{split.of.label}: now {wording.count(len(split.into), 'incident')}."
    for gone in changes.gone:
        yield f"{gone.label}: no claim of it is left."
