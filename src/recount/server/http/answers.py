"""Answers: one view function gives a page to a person and JSON to a program.

A view returns a frozen dataclass. `Views.page` serves it as HTML where the browser asks for HTML, as JSON to everyone
else, and as JSON at the same address with ``.json`` behind it, whoever asks.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from recount.server.http.rendering import render
from recount.server.http.tags import is_known, tag_of

View = Callable[..., Any]

JSON = "application/json"
HTML = "text/html"
VARY = "accept, hx-request, cookie"
"""Headers by which the answers of one address differ."""


AS_PAGE = {"schema": {"type": "string", "description": "The same as a page, where HTML is accepted."}}

EXAMPLES: dict[str, Any] = {}
"""Answers by path, for the description: what makes it leaves out whatever is null, which an answer has."""


class Answer(JSONResponse):
    """A shape: of a class by which the description of the interface takes what a view returns for JSON."""


class Views(APIRouter):
    """Routes whose answers have two forms."""

    def page(
        self,
        path: str,
        template: str,
        *,
        tags: list[str] | None = None,
        example: object = None,
        of_state: bool = False,
    ) -> Callable[[View], View]:
        """Serve what the view returns at this path, with that template for people.

        The view may take whatever FastAPI gives; its docstring is what the description of the interface says of it.

        Args:
            path: the address.
            template: for people.
            tags: what it is listed under in the description.
            example: an answer, for the description.
            of_state: whether the answer follows from the address and `Desk.state` alone: what was seen already is
                then known without making it again.
        """

        def register(view: View) -> View:
            made, returned = _endpoint(view, template, of_state=of_state)
            if example is not None:
                EXAMPLES[path] = json.loads(to_json(example))
            # First the address that ends in .json: an identifier that may hold anything would else swallow it.
            twin = "/index.json" if path == "/" else f"{path}.json"
            self.add_api_route(twin, made, methods=["GET"], include_in_schema=False, name=f"{view.__name__}.json")
            self.add_api_route(
                path,
                made,
                methods=["GET"],
                response_model=returned,
                response_class=Answer,
                responses={200: {"description": "As asked for", "content": {JSON: {}, HTML: AS_PAGE}}},
                tags=list(tags or ()),
                name=view.__name__,
            )
            return view

        return register


def _endpoint(view: View, template: str, *, of_state: bool) -> tuple[View, Any]:
    """The function that FastAPI calls, and what the view returns."""
    signature = inspect.signature(view, eval_str=True)
    asked = inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)

    @wraps(view)
    def endpoint(**given: Any) -> Response:  # noqa: ANN401 - whatever the view takes
        request: Request = given["request"] if "request" in signature.parameters else given.pop("request")
        if not of_state:
            return answer(request, view(**given), template)
        tag = _tag_of_state(request)
        return _seen(request, tag) or answer(request, view(**given), template, headers={"etag": tag})

    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in signature.parameters.values()]
    if "request" not in signature.parameters:
        parameters.append(asked)
    endpoint.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=parameters, return_annotation=Response
    )
    endpoint.__annotations__ = {p.name: p.annotation for p in parameters}
    return endpoint, signature.return_annotation


def answer(
    request: Request, shown: object, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """What is shown, as a page or as JSON, whichever was asked for; nothing but a 304 where the asker has it."""
    if wants_html(request):
        body, media = render(template, request, shown).encode("utf-8"), f"{HTML}; charset=utf-8"
    else:
        body, media = to_json(shown), JSON
    return tagged(request, body, media, status=status, headers=headers)


def tagged(
    request: Request, body: bytes, media: str, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """An answer with a tag by which the asker knows it again, a digest unless `headers` have one."""
    told = {"etag": tag_of(body), **(headers or {})}
    seen = _seen(request, told["etag"], told) if status == HTTPStatus.OK else None
    return seen or Response(body, status_code=status, media_type=media, headers={"vary": VARY, **told})


def _seen(request: Request, tag: str, headers: Mapping[str, str] | None = None) -> Response | None:
    """The answer to whoever has it already; ``None`` for others."""
    if not is_known(tag, request.headers.get("if-none-match", "")):
        return None
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"vary": VARY, "etag": tag, **(headers or {})})


def _tag_of_state(request: Request) -> str:
    """Of a page that follows from the state: differs wherever the page could."""
    asked = (request.url.path, request.url.query, *(request.headers.get(name, "") for name in VARY.split(", ")))
    return tag_of("\0".join((request.app.state.desk.stand(), *asked)).encode("utf-8", "surrogatepass"))


def wants_html(request: Request) -> bool:
    """Whether a person's browser asks."""
    by_script = request.headers.get("hx-request") == "true"  # htmx accepts anything, and swaps pages
    return not request.url.path.endswith(".json") and (by_script or HTML in request.headers.get("accept", ""))


def to_json(shown: object) -> bytes:
    """A shape as JSON, as the description of the interface has it."""
    kind = shown.__class__
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    try:
        return _ADAPTERS[kind].dump_json(shown)
    except PydanticSerializationError:  # half a character, of which JSON has an escape and UTF-8 has nothing
        return json.dumps(_ADAPTERS[kind].dump_python(shown, mode="json")).encode("ascii")


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}
"""What writes each kind of shape; making one takes milliseconds."""
