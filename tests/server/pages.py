"""Every address that the desk answers to GET, with what stands for its parameters taken from the record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from fastapi.routing import APIRoute

from recount.server import Desk
from recount.server.views import ROUTERS

PARAMETER = re.compile(r"\{(\w+)(?::path)?\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address."""

    route: str
    """As the application has it, with its parameters."""

    path: str
    filled: bool
    """Whether everything in it is in the record, so that it must be answered with 200."""


def get_routes() -> list[APIRoute]:
    """Every route that answers GET, those outside the description among them."""
    every = (route for router in ROUTERS for route in router.routes)
    return [route for route in every if isinstance(route, APIRoute) and "GET" in (route.methods or ())]


def addresses(desk: Desk) -> list[Address]:
    """Each route once for each thing that the record has to fill it; once with a word that fits nothing else."""
    return [address for route in get_routes() for address in _of(route, desk)]


def pages(desk: Desk, *, each: int = 3) -> list[str]:
    """Addresses of pages for people, at most so many of each kind."""
    found: dict[str, list[str]] = {}
    for address in addresses(desk):
        if address.filled and ".json" not in address.route:
            found.setdefault(address.route, []).append(address.path)
    return [path for paths in found.values() for path in paths[:each]]


def _of(made: APIRoute, desk: Desk) -> Iterator[Address]:
    route = made.path
    asked = _asked(route, desk)
    if not PARAMETER.search(route):
        needs = any(parameter.field_info.is_required() for parameter in made.dependant.query_params)
        yield Address(route=route, path=route + asked, filled=bool(asked) or not needs)
        return
    values = list(_values(route.split("/")[1], desk))
    if not values or len(PARAMETER.findall(route)) > 1:
        yield Address(route=route, path=PARAMETER.sub("1", route), filled=False)
        return
    for value in values:
        start, _, end = PARAMETER.split(route, maxsplit=1)
        yield Address(route=route, path=start + quote(value, safe="") + end, filled=True)


def _values(noun: str, desk: Desk) -> Iterator[str]:
    """What may stand behind a noun: a few of each kind, the oddest ids of reports among them."""
    state, store = desk.state(), desk.workspace.store
    if noun == "claims":
        yield from [str(claim) for claim in sorted(state.claims)][:2]
    elif noun == "statements":
        yield from [one.statement.id for one in store.statements()][:2]
    elif noun == "incidents":
        yield from list(state.incidents)[:2]
    elif noun == "reports":
        yield from sorted(state.latest, key=lambda given: (given.isalnum(), given))[:3]
    elif noun == "editions":
        yield from [str(edition.number) for edition in store.editions()][-1:]
    elif noun == "originals":
        kept = desk.workspace.originals
        yield from [digest for digest in store.originals() if kept and kept.path(digest).is_file()][:1]


def _asked(route: str, desk: Desk) -> str:
    """What must or may as well be asked for."""
    if route.startswith("/map/cards"):
        return f"?tag={desk.state().tables.points.tag}&n=0"
    if route == "/map/towns.json":
        return "?west=30&south=30&east=40&north=40"
    return "?q=homs" if route.startswith("/search") else ""
