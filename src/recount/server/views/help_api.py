"""The interface, told to people: made from its description."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from fastapi import Request

from recount.server.http.answers import Views
from recount.server.shapes.help_api import Group, InterfaceHelp, Operation, Rule

views = Views()

RULES = (
    Rule(name="Lists", told="go on where next of an answer is handed back as cursor; limit says how many at most."),
    Rule(name="Places in a text", told="are code points of title, two line feeds and text, the end not included."),
    Rule(name="What did not change", told="is a 304 without a body, where If-None-Match brings the ETag back."),
    Rule(name="Problems", told="are application/problem+json: detail says what happened and what to do."),
    Rule(name="What must not leave", told="is here too: names of victims, private sources. recount export redacts."),
)


@views.page("/help/api", "help_api.html.j2", tags=["pages"])
def help_api(request: Request) -> InterfaceHelp:
    """The interface in short: every address with what it answers."""
    described = request.app.openapi()
    told = {tag["name"]: tag["description"] for tag in described["tags"]}
    found: defaultdict[str, list[Operation]] = defaultdict(list)
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            found[operation["tags"][0]].append(_operation(method, path, operation))
    order = [*(name for name in told if name in found), *(name for name in sorted(found) if name not in told)]
    return InterfaceHelp(
        address=str(request.base_url).rstrip("/"),
        rules=RULES,
        groups=tuple(Group(name=name, told=told.get(name, ""), operations=tuple(found[name])) for name in order),
    )


def _operation(method: str, path: str, operation: dict[str, Any]) -> Operation:
    asked = (one["name"] for one in operation.get("parameters", ()) if one["in"] == "query")
    told = operation.get("description", "").partition("\n\n")[0]
    return Operation(method=method.upper(), path=path, told=told, parameters=tuple(asked))
