"""The application: the record's views behind their guards."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Collection
from importlib.resources import files

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from recount import __version__
from recount.errors import RecountError
from recount.server.http.answers import JSON, tagged, wants_html
from recount.server.http.description import describe, operation_id
from recount.server.http.guards import Guards, TooLarge
from recount.server.http.problems import Opening, problem, status_of, title_of
from recount.server.http.rendering import environment, render
from recount.server.http.tags import Tags
from recount.server.http.unexpected import Unexpected
from recount.server.pages.streets import Streets
from recount.server.record.desk import Desk, Taken
from recount.server.shapes.problem import ProblemPage
from recount.server.views import ROUTERS

HTTP_DETAILS = {
    404: "There is no page at this address. The overview leads to everything.",
    405: "This address does not take requests of that method. The description at /openapi.json tells which it takes.",
}
"""What is told where the web framework itself refuses."""


# The map's modules. What a system calls them is in its own tables, and a browser runs no script of another type.
mimetypes.add_type("text/javascript", ".mjs")


def create_app(desk: Desk, *, streets: Streets | None = None) -> FastAPI:
    """The application over an open record, without its guards.

    Args:
        desk: the open record.
        streets: what the map draws besides borders.
    """
    app = FastAPI(
        title="Recount",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,  # the description has a route of its own, with a tag
        generate_unique_id_function=operation_id,
        separate_input_output_schemas=False,
    )
    app.state.desk, app.state.streets = desk, streets
    for router in ROUTERS:
        app.include_router(router)
    app.add_api_route("/openapi.json", _description, include_in_schema=False)
    app.add_api_route("/static/house.css", _house_style, include_in_schema=False)
    app.add_api_route("/favicon.ico", _icon, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=str(files("recount.server") / "static")), name="static")
    app.add_middleware(Tags)
    app.add_middleware(GZipMiddleware, minimum_size=1500)
    app.add_middleware(Unexpected, told=_unexpected)
    app.add_exception_handler(RecountError, _refused)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(TooLarge, _too_large)
    describe(app)
    return app


def guarded(desk: Desk, *, hosts: Collection[str], streets: Streets | None = None) -> ASGIApp:
    """The application as a server runs it.

    Args:
        desk: the open record.
        hosts: what the Host header may say.
        streets: what the map draws besides borders.
    """
    # Uploads come in parts of one report's size and a little more, for the form around it.
    app = create_app(desk, streets=streets)
    return Guards(app, hosts=hosts, most=desk.workspace.settings.max_report_bytes + 1_000_000)


async def _house_style(request: Request) -> Response:
    """The brief's style, which the desk shares."""
    style = (files("recount.publish") / "templates" / "brief.css").read_bytes()
    return tagged(request, style, "text/css; charset=utf-8")


async def _icon(request: Request) -> Response:
    """The desk's sign, where browsers look for one beside files that name none."""
    icon = (files("recount.server") / "static" / "icon.svg").read_bytes()
    return tagged(request, icon, "image/svg+xml")


async def _description(request: Request) -> Response:
    """The description of the interface."""
    return tagged(request, json.dumps(request.app.openapi()).encode("utf-8"), JSON)


async def _refused(request: Request, error: Exception) -> Response:
    status = status_of(error) if isinstance(error, RecountError) else 500
    if isinstance(error, Opening):
        return _opening(request, str(error))
    more: dict[str, object] = {"clashes": [vars_of(c) for c in error.clashes]} if isinstance(error, Taken) else {}
    return _told(request, status, str(error), more)


def _opening(request: Request, told: str) -> Response:
    """What is answered until the record is open: a page that looks again by itself."""
    if not wants_html(request):
        return problem(503, told)
    body = environment().get_template("opening.html.j2").render(told=told)
    return Response(body, status_code=503, media_type="text/html; charset=utf-8", headers={"retry-after": "3"})


async def _not_valid(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        return _told(request, 422, "This can't be meant as it was asked.", {})
    first = error.errors()[0]
    name = str(first["loc"][-1])
    return _told(request, 422, f"{name} can't be used as it is: {first['msg']!s}.", {"field": name})


async def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    answer = _told(request, status, HTTP_DETAILS.get(status, title_of(status)), {})
    answer.headers.update(getattr(error, "headers", None) or {})  # such as which methods are allowed
    return answer


def _unexpected(request: Request, status: int, detail: str) -> Response:
    try:
        return _told(request, status, detail, {})
    except Exception:  # noqa: BLE001 - what failed may be what every page shows around its own matter
        return problem(status, detail)


async def _too_large(request: Request, error: Exception) -> Response:
    del error
    return _told(request, 413, "That is more than one request may bring: send it in parts.", {})


def _told(request: Request, status: int, detail: str, more: dict[str, object]) -> Response:
    if not wants_html(request):
        return problem(status, detail, **more)
    clashes = more.get("clashes", [])
    page = ProblemPage(
        status=status,
        title=title_of(status),
        detail=detail,
        clashes=tuple(clashes) if isinstance(clashes, list) else (),
    )
    try:
        body = render("problem.html.j2", request, page)
    except RecountError:  # the record itself can't be read: there is nothing to put around the page
        return problem(status, detail, **more)
    return Response(body, status_code=status, media_type="text/html; charset=utf-8")


def vars_of(clash: object) -> dict[str, str]:
    """A slotted dataclass's fields as they are."""
    return {name: str(getattr(clash, name)) for name in getattr(clash, "__dataclass_fields__", {})}
