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
    return [address for route in get_routes() for address in _of(route.path, desk)]


def pages(desk: Desk) -> list[str]:
    """Addresses of pages for people."""
    found = {address.path: None for address in addresses(desk) if address.filled and ".json" not in address.route}
    return list(found)


def _of(route: str, desk: Desk) -> Iterator[Address]:
    if not PARAMETER.search(route):
        yield Address(route=route, path=route, filled=True)
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
