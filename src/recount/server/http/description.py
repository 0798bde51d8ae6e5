"""Description: the interface as OpenAPI has it, made from the views, with every problem they may answer."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from recount.server.http.answers import AS_PAGE, EXAMPLES, HTML, JSON
from recount.server.http.problems import MEDIA_TYPE, title_of

DESCRIPTION = """\
The record behind the desk, for programs on the same machine. Every page can be had as JSON: at its own address where
`Accept` does not ask for HTML, and with `.json` behind the address whoever asks.

- **Lists** come in parts. `next` of an answer, handed back as `cursor`, goes on behind the last one that was shown,
  whatever was added meanwhile; an empty `next` is the end. `limit` says how many at most.
- **Offsets** are code points of a report's canonical text: its title, two line feeds, its text. `[start, end)`.
- **Days** are ISO 8601; a time is `{start, end}`, both included.
- **Problems** are `application/problem+json` (RFC 9457): `detail` says what happened and what to do.
- **Tags**: every answer to GET has an `ETag`; send it back as `If-None-Match`, and what did not change is a 304.
- **Changes** are POSTs to `/decisions`. There is nothing else to change: claims and reports are never edited.

The desk listens on this machine alone and has no accounts: whoever can open the record can read all of it, names of
victims among it. Give none of it away that `recount export --profile public` would have taken out.
"""

TAGS = {
    "claims": "What reports say of people harmed, each claim with its words and what became of it.",
    "statements": "What reports say besides: attacks, talks, denials, sieges, aid.",
    "incidents": "What the claims speak of, with figures, grades and reasons.",
    "figures": "Low, best and high, with every claim used or set aside.",
    "outlets": "Who published what was read.",
    "failures": "What could not be read, and why.",
    "reports": "What was read, and what could not be.",
    "totals": "Sums over a place and days.",
    "decisions": "The log of what people decided. Only ever added to.",
    "editions": "Published states of the record.",
    "pages": "What the desk's pages show besides.",
}
"""What stands under each heading of the description."""

PROBLEMS = {
    400: ("The body can't be read.", "There was an error parsing the body."),
    403: (
        "It comes from another site's page.",
        "This came from another site's page. Only the desk's own pages may change a record.",
    ),
    404: (
        "The record has nothing of that identifier.",
        "There is no claim 'claim:0' in this record: see the list of claims.",
    ),
    409: (
        "Somebody else decided on the same claims meanwhile, the record has moved on, or it is open for reading only.",
        "This record is open for reading only: nothing can be decided here.",
    ),
    413: (
        "It is more than one request may bring.",
        "That is more than one request may bring: send it in parts.",
    ),
    421: (
        "The Host header names another address than the one that the desk was opened at.",
        "This is not the address the desk was opened at. Use the one `recount serve` printed.",
    ),
    422: (
        "It can't be meant as it was asked: a parameter has no such value, or the cursor is of another list.",
        "limit can't be used as it is: Input should be less than or equal to 500.",
    ),
    500: (
        "Something that the desk was not made for. The answer tells nothing of the record.",
        "The desk came upon something it was not made for. Nothing was changed by this request.",
    ),
    503: ("The record can't be read now.", "The record is locked by another program: try again."),
    507: ("The disk is full.", "The disk is full: nothing of this was kept."),
}
"""What each status means, and what its problem may say."""

OF_CHANGES = frozenset({400, 403, 413, 507})
"""Problems that only requests have which change something."""

PROBLEM = {
    "title": "Problem",
    "type": "object",
    "description": "What happened and what to do (RFC 9457). May have further members, such as `field` or `clashes`.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "const": "about:blank"},
        "title": {"type": "string", "examples": ["Not Found"]},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "One or two sentences. Never report text."},
    },
}


def operation_id(route: APIRoute) -> str:
    """What programs call an operation: its view's name, which does not change when its address does."""
    return route.name


def describe(app: FastAPI) -> None:
    """Give the application its description, made when it is first asked for."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _made(app)
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _made(app: FastAPI) -> dict[str, Any]:
    made = get_openapi(
        title="Recount", version=app.version, summary="A record, as JSON.", description=DESCRIPTION, routes=app.routes
    )
    used: set[str] = set()
    for path, operations in made["paths"].items():
        for method, operation in operations.items():
            used.update(operation.setdefault("tags", ["pages"]))
            _complete(method, operation)
            if method == "get" and path in EXAMPLES:
                operation["responses"]["200"]["content"][JSON]["example"] = EXAMPLES[path]
    schemas = made.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):  # the web framework's own, which no answer has
        schemas.pop(name, None)
    schemas["Problem"] = PROBLEM
    made["components"] = {"schemas": dict(sorted(schemas.items())), "responses": RESPONSES}
    made["paths"] = dict(sorted(made["paths"].items()))
    made["tags"] = [{"name": name, "description": told} for name, told in TAGS.items() if name in used]
    return made


def _complete(method: str, operation: dict[str, Any]) -> None:
    """Tell of every status that an operation may answer with."""
    answers = {code: told for code, told in operation["responses"].items() if int(code) not in PROBLEMS}
    if method == "get":
        answers["304"] = {"description": "Nothing has changed since the answer of that tag."}
    for status in PROBLEMS:
        if status not in (OF_CHANGES if method == "get" else ()):
            answers[str(status)] = {"$ref": f"#/components/responses/{_name(status)}"}
    operation["responses"] = dict(sorted(answers.items()))


def _name(status: int) -> str:
    return title_of(status).replace(" ", "")


def _response(status: int, told: str, example: str) -> dict[str, Any]:
    shown = {"type": "about:blank", "title": title_of(status), "status": status, "detail": example}
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": told, "content": {MEDIA_TYPE: {"schema": schema, "example": shown}, HTML: AS_PAGE}}


RESPONSES = {_name(status): _response(status, *told) for status, told in PROBLEMS.items()}
"""The problems, as operations refer to them."""
