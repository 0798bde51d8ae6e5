"""Borders: the outlines of countries, unpacked from the map data that the browser gets too.

The file is TopoJSON: outlines are made of arcs that neighbours share, each arc a row of small steps on a grid.
``https://github.com/topojson/topojson-specification``
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

import msgspec

from recount.server.pages.towns import Box

Position = tuple[float, float]
"""Longitude and latitude, degrees WGS 84."""

Arcs = Sequence[Sequence[Position]]


class _Transform(msgspec.Struct):
    scale: tuple[float, float]
    translate: tuple[float, float]


class _Properties(msgspec.Struct):
    name: str


class _Country(msgspec.Struct):
    type: str
    properties: _Properties
    arcs: msgspec.Raw = msgspec.Raw(b"[]")
    """Numbers of arcs, one level deeper where there are several polygons."""


class _Countries(msgspec.Struct):
    geometries: list[_Country]


class _Objects(msgspec.Struct):
    countries: _Countries


class _Topology(msgspec.Struct):
    transform: _Transform
    objects: _Objects
    arcs: list[list[tuple[int, int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """One closed line of a country's outline: a coast, a border, an island or a hole."""

    country: str
    """Its name in English."""

    line: tuple[Position, ...]
    box: Box
    hole: bool


@lru_cache(maxsize=1)
def rings() -> tuple[Ring, ...]:
    """Every outline of every country. Takes a fifth of a second the first time."""
    file = files("recount.server") / "static" / "vendor" / "world-atlas" / "countries-50m.json"
    topology = msgspec.json.decode(file.read_bytes(), type=_Topology)
    arcs = [_positions(arc, topology.transform) for arc in topology.arcs]
    return tuple(ring for country in topology.objects.countries.geometries for ring in _rings_of(country, arcs))


def near(box: Box) -> list[Ring]:
    """The outlines that may be seen in that part of the map."""
    return [ring for ring in rings() if _meet(ring.box, box)]


def clipped(line: Iterable[Position], box: Box) -> list[Position]:
    """What of a closed line lies in the box, closed along the box's sides; empty if nothing does.

    Sutherland and Hodgman's way: one side after the other.
    """
    found = list(line)
    for axis, limit, sign in ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1)):
        found = list(_cut(found, axis=axis, limit=limit, sign=sign))
    return found


def _cut(line: Sequence[Position], *, axis: int, limit: float, sign: int) -> Iterator[Position]:
    for at, there in enumerate(line):
        before = line[at - 1]
        inside, was_inside = sign * (there[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
        if inside != was_inside:
            share = (limit - before[axis]) / (there[axis] - before[axis])
            yield before[0] + share * (there[0] - before[0]), before[1] + share * (there[1] - before[1])
        if inside:
            yield there


def _positions(arc: Sequence[tuple[int, int]], transform: _Transform) -> list[Position]:
    across, up = accumulate(x for x, _ in arc), accumulate(y for _, y in arc)
    (wide, high), (west, south) = transform.scale, transform.translate
    return [(x * wide + west, y * high + south) for x, y in zip(across, up, strict=True)]


def _rings_of(country: _Country, arcs: Arcs) -> Iterator[Ring]:
    for polygon in _polygons_of(country):
        for at, numbers in enumerate(polygon):
            line = _joined(numbers, arcs)
            yield Ring(country=country.properties.name, line=line, box=_box(line), hole=at > 0)


def _polygons_of(country: _Country) -> list[list[list[int]]]:
    if country.type == "Polygon":
        return [msgspec.json.decode(country.arcs, type=list[list[int]])]
    return msgspec.json.decode(country.arcs, type=list[list[list[int]]])


def _joined(numbers: Iterable[int], arcs: Arcs) -> tuple[Position, ...]:
    """The arcs one behind the other; a negative number means the arc backwards. They share their ends."""
    line: list[Position] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        line.extend(arc if not line else arc[1:])
    return tuple(line)


def _box(line: Sequence[Position]) -> Box:
    across, up = [x for x, _ in line], [y for _, y in line]
    return Box(west=min(across), south=min(up), east=max(across), north=max(up))


def _meet(one: Box, other: Box) -> bool:
    return one.west <= other.east and other.west <= one.east and one.south <= other.north and other.south <= one.north
