"""Adding a claim that the reading missed."""

from __future__ import annotations

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from pydantic import ValidationError
from starlette.datastructures import FormData

from recount.errors import UsageError
from recount.model import Field
from recount.review import NONE
from recount.server.http.answers import Views, to_json, wants_html
from recount.server.http.problems import MEDIA_TYPE
from recount.server.pages.judging import field_named, from_cookie, local_path, not_meant, read_json
from recount.server.shapes.adding import AskedClaim
from recount.server.shapes.decisions import Made
from recount.server.views.decisions import made_of
from recount.server.views.given import Reviewer, TheDesk
from recount.workspace.adding import Addition

views = Views()


@views.post(
    "/claims",
    tags=["claims"],
    status_code=201,
    response_model=Made,
    response_class=Response,
    responses={
        303: {"description": "Added by a form: the page to go on with"},
        409: {"description": "The record is open for reading only", "content": {MEDIA_TYPE: {}}},
        422: {"description": "Can't be meant as it was asked", "content": {MEDIA_TYPE: {}}},
    },
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/json": {"schema": AskedClaim.model_json_schema()}}}
    },
)
async def add_claim(request: Request, desk: TheDesk, reviewer: Reviewer = "") -> Response:
    """Add a claim that the reading missed: words of a report, and what they say."""
    who = from_cookie(reviewer) or desk.workspace.settings.reviewer
    if request.headers.get("content-type", "").startswith("application/json"):
        asked, path = read_json(AskedClaim, await request.body()), ""
    else:
        form = await request.form()
        asked, path = _asked_in(form), local_path(form, "/reports")
    made = await run_in_threadpool(desk.add, _addition(asked, who))
    if path and wants_html(request):
        return RedirectResponse(f"{path}?claim={made.decisions[0].claims[0]}", status_code=303)
    return Response(to_json(made_of(made)), status_code=201, media_type="application/json")


def _addition(asked: AskedClaim, who: str) -> Addition:
    by = asked.by or who
    if not by.strip():
        raise UsageError("Say who adds it: give your name, or `by` in the request.")
    fields = tuple((field_named(name), value) for name, value in asked.fields.items())
    return Addition(report=asked.report, start=asked.start, end=asked.end, by=by, why=asked.why, fields=fields)


def _asked_in(form: FormData) -> AskedClaim:
    fields = {f.value: str(form.get(f"set-{f}") or "").strip() for f in Field}
    # What a field says of nothing need not be said, but for the number: "families were buried" is a claim without one.
    told = {name: words for name, words in fields.items() if words and (words != NONE or name == Field.VALUE)}
    try:
        return AskedClaim(
            report=str(form.get("report") or ""),
            start=str(form.get("start") or ""),  # type: ignore[arg-type] # read by pydantic
            end=str(form.get("end") or ""),  # type: ignore[arg-type]
            by="",
            why=str(form.get("why") or "").strip() or "Read: the report says so.",
            fields=told,
        )
    except ValidationError as error:
        raise not_meant(error) from error
