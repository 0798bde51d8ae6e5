"""Answers: one view function gives a page to a person and JSON to a program.

A view returns a frozen dataclass. `Views.page` serves it as HTML where the browser asks for HTML, as JSON to everyone
else, and as JSON at the same address with ``.json`` behind it, whoever asks.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import TypeAdapter

from recount.server.problems import MEDIA_TYPE
from recount.server.rendering import render

View = Callable[..., Any]

JSON = "application/json"
HTML = "text/html"


class Views(APIRouter):
    """Routes whose answers have two forms."""

    def page(self, path: str, template: str, *, tags: list[str] | None = None) -> Callable[[View], View]:
        """Serve what the view returns at this path, with that template for people.

        The view may take whatever FastAPI gives; its docstring is what the description of the interface says of it.
        """

        def register(view: View) -> View:
            made, returned = _endpoint(view, template)
            problems: dict[int | str, dict[str, Any]] = {
                code: {"description": told, "content": {MEDIA_TYPE: {}}}
                for code, told in ((404, "Not in the record"), (422, "Can't be meant as it was asked"))
            }
            self.add_api_route(
                path,
                made,
                methods=["GET"],
                response_model=returned,
                response_class=Response,
                responses={200: {"content": {JSON: {}, HTML: {}}}, **problems},
                tags=list(tags or ()),
                name=view.__name__,
            )
            twin = "/index.json" if path == "/" else f"{path}.json"
            self.add_api_route(twin, made, methods=["GET"], include_in_schema=False, name=f"{view.__name__}.json")
            return view

        return register


def _endpoint(view: View, template: str) -> tuple[View, Any]:
    """The function that FastAPI calls, and what the view returns."""
    signature = inspect.signature(view, eval_str=True)
    asked = inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)

    @wraps(view)
    def endpoint(**given: Any) -> Response:  # noqa: ANN401 - whatever the view takes
        request: Request = given["request"] if "request" in signature.parameters else given.pop("request")
        return answer(request, view(**given), template)

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
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    told = {"etag": tag, "vary": "accept, cookie", **(headers or {})}
    if status == 200 and tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=told)
    return Response(body, status_code=status, media_type=media, headers=told)


def wants_html(request: Request) -> bool:
    """Whether a person's browser asks."""
    return not request.url.path.endswith(".json") and HTML in request.headers.get("accept", "")


def to_json(shown: object) -> bytes:
    """A shape as JSON, as the description of the interface has it."""
    kind = shown.__class__
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind].dump_json(shown)


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}
"""What writes each kind of shape; making one takes milliseconds."""
