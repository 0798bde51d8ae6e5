"""The map: where and when, with filters; as a list for whoever can't use a map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

from fastapi import Path, Query, Request, Response

from recount.errors import UsageError
from recount.model import Grade, Harm
from recount.publish import wording
from recount.server.http.answers import JSON, Views
from recount.server.http.problems import Conflict
from recount.server.pages.asked import NOWHERE, Asked, Codes, Day, a_day, pick
from recount.server.pages.countries import Country
from recount.server.pages.countries import countries as every_country
from recount.server.pages.map_cards import card
from recount.server.pages.streets import StreetMap
from recount.server.pages.towns import Box, Town, towns_in
from recount.server.record.state import State
from recount.server.shapes.map import Cards, Choice, Filter, MapPage, Pager
from recount.server.tables.points import Points
from recount.server.views.given import TheDesk, TheStreets

views = Views()

A_PAGE = 100
MOST_CARDS = 200
MOST_TOWNS = 60
_DOTS = {grade.value: dots for grade, dots in wording.GRADE_DOTS.items()}

Degrees = Annotated[float, Query(ge=-180, le=180)]


@views.page("/map", "map.html.j2", tags=["pages"])
def the_map(
    desk: TheDesk,
    start: Annotated[Day, Query(alias="from")] = "",
    end: Annotated[Day, Query(alias="to")] = "",
    means: Annotated[Codes, Query()] = [],  # noqa: B006 - FastAPI copies it
    harm: Annotated[Codes, Query()] = [],  # noqa: B006
    grade: Annotated[Codes, Query()] = [],  # noqa: B006
    where: Annotated[str, Query(max_length=10, description="`none` for incidents without a place on the map.")] = "",
    see: Annotated[str, Query(max_length=300, description="An incident whose card stands open.")] = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> MapPage:
    """Incidents by place and day, filtered by days, means, harm and grade; the latest first."""
    state = desk.state()
    asked = Asked(
        start=a_day(start, "from"),
        end=a_day(end, "to"),
        means=tuple(means),
        harms=tuple(harm),
        grades=tuple(grade),
        nowhere=where == NOWHERE,
    )
    return _page(state, asked, see=see, page=page)


@views.get("/map/points.json", response_class=Response, tags=["pages"], responses={200: {"content": {JSON: {}}}})
def points(desk: TheDesk, request: Request) -> Response:
    """Every incident as columns of short numbers, for the browser to filter. Cards have the words."""
    found = desk.state().tables.points
    told = {"etag": f'"{found.tag}"', "vary": "accept-encoding"}
    if f'"{found.tag}"' in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=told)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.packed, media_type=JSON, headers={**told, "content-encoding": "gzip"})
    return Response(found.payload, media_type=JSON, headers=told)


@views.page("/map/cards", "map_cards.html.j2", tags=["pages"])
def cards(
    desk: TheDesk,
    tag: Annotated[str, Query(max_length=40, description="Of the points that the numbers are from.")],
    n: Annotated[str, Query(max_length=2000, pattern=r"^\d{1,7}(,\d{1,7})*$", description="Numbers of incidents.")],
) -> Cards:
    """A few incidents in words, by their numbers in the points."""
    state = desk.state()
    if tag != state.tables.points.tag:
        raise Conflict("The record has moved on since the map was loaded: load the page again.")
    numbers = [int(number) for number in n.split(",")][:MOST_CARDS]
    if max(numbers) >= len(state.tables.points.rows):
        raise UsageError(f"there are {len(state.tables.points.rows)} incidents, numbered from 0: ask for those")
    return Cards(tag=tag, cards=tuple(card(state, number) for number in numbers))


@views.get("/map/towns.json", tags=["pages"])
def towns(west: Degrees, south: Degrees, east: Degrees, north: Degrees) -> tuple[Town, ...]:
    """The most populous towns of a part of the world, to be named on a map."""
    return tuple(towns_in(Box(west=west, south=south, east=east, north=north), MOST_TOWNS))


@views.get("/map/countries.json", tags=["pages"])
def countries() -> tuple[Country, ...]:
    """Every country, with the room for its name on a map, the widest first."""
    return every_country()


@views.get("/map/streets.json", tags=["pages"])
def streets(found: TheStreets) -> StreetMap | None:
    """What is known of the file of streets that the desk was given; `null` without one."""
    return found.told() if found else None


@views.get("/map/streets/{zoom}/{x}/{y}", include_in_schema=False)
def street_tile(
    found: TheStreets,
    zoom: Annotated[int, Path(ge=0, le=30)],
    x: Annotated[int, Path(ge=0, lt=1 << 30)],
    y: Annotated[int, Path(ge=0, lt=1 << 30)],
) -> Response:
    """One vector tile of that file; nothing where it has none."""
    tile = found.tile(zoom, x, y) if found else None
    if found is None or tile is None:
        return Response(status_code=204)
    packed = {"content-encoding": "gzip"} if found.packed else {}
    return Response(tile, media_type="application/vnd.mapbox-vector-tile", headers=packed)


def _page(state: State, asked: Asked, *, see: str, page: int) -> MapPage:
    found = pick(state.tables.points, asked)
    listed = found.nowhere if asked.nowhere else found.placed
    seen = state.tables.points.number_of.get(see)
    first, last = state.tables.points.days
    return MapPage(
        start=asked.start.isoformat() if asked.start else "",
        end=asked.end.isoformat() if asked.end else "",
        first=first.isoformat() if first else "",
        last=last.isoformat() if last else "",
        filters=_filters(state.tables.points, asked),
        filtered=bool(asked.pairs),
        total=len(state.tables.points.rows),
        found=len(found.placed) + len(found.nowhere),
        nowhere=len(found.nowhere),
        only_nowhere=asked.nowhere,
        to_nowhere=asked.address(nowhere=True),
        to_placed=asked.address(),
        undated=found.undated,
        cards=tuple(card(state, number) for number in listed[(page - 1) * A_PAGE : page * A_PAGE]),
        pager=_pager(asked, len(listed), page),
        seen=None if seen is None else card(state, seen),
        tag=state.tables.points.tag,
    )


def _pager(asked: Asked, listed: int, page: int) -> Pager:
    pages = max(1, -(-listed // A_PAGE))
    return Pager(
        page=page,
        pages=pages,
        before=asked.address(nowhere=asked.nowhere, page=min(page - 1, pages)) if page > 1 else "",
        after=asked.address(nowhere=asked.nowhere, page=page + 1) if page < pages else "",
    )


def _filters(points: Points, asked: Asked) -> tuple[Filter, ...]:
    means, harms, grades = points.counts
    return (
        _filter("means", "Means", means, {code: wording.words(code) or "not told" for code in means}, asked.means),
        _filter(
            "harm",
            "Harm",
            {h.value: n for h, n in harms.items()},
            {h.value: wording.HARMS[h] for h in Harm},
            asked.harms,
        ),
        _filter("grade", "Grade", grades, {g.value: g.value for g in Grade}, asked.grades, _DOTS),
    )


def _filter(
    name: str,
    words: str,
    counts: Mapping[str, int],
    known: Mapping[str, str],
    chosen: Sequence[str],
    marks: Mapping[str, str] | None = None,
) -> Filter:
    codes: Iterable[str] = known if name == "grade" else sorted(known, key=lambda code: (-counts.get(code, 0), code))
    return Filter(
        name=name,
        words=words,
        choices=tuple(
            Choice(
                code=code,
                words=known[code],
                count=counts.get(code, 0),
                chosen=code in chosen,
                mark=(marks or {}).get(code, ""),
            )
            for code in codes
            if counts.get(code) or code in chosen
        ),
    )
