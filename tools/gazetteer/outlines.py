"""Outlines of countries and regions out of a GeoPackage: centre, area, and whether a point lies inside."""

from __future__ import annotations

import itertools
import math
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

Ring = list[tuple[float, float]]
"""(longitude, latitude) pairs, the first repeated at the end."""

OVERSEAS = 0.2
"""Parts under this share of the largest part's area are left out of centre and extent: a country's far islands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The outer rings of one country or region. Holes are ignored."""

    country: str
    names: tuple[str, ...]
    rings: tuple[Ring, ...]
    """The largest part first, without small far parts."""

    box: tuple[float, float, float, float]
    """West, south, east, north."""

    area: float
    """Square degrees, scaled by the cosine of the latitude: for comparing, not for stating."""

    centre: tuple[float, float]
    """Latitude, longitude."""

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether the (latitude, longitude) lies inside one of the parts."""
        y, x = point
        west, south, east, north = self.box
        return west <= x <= east and south <= y <= north and any(_inside(ring, x, y) for ring in self.rings)

    def corners(self) -> Iterator[tuple[float, float]]:
        """Every corner as (latitude, longitude)."""
        return ((y, x) for ring in self.rings for x, y in ring)


def read_outlines(path: Path, layer: str) -> list[Outline]:
    """The outlines of one layer of a GeoPackage, in the file's order."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        columns = [row[1] for row in file.execute(f"pragma table_info({layer})")]  # a layer named in this package
        named = [c for c in ("name", "NAME", "woe_name", "gn_name") if c in columns]
        rows = file.execute(f"select iso_a2, geom, {', '.join(named)} from {layer} order by fid")  # noqa: S608
        made = [_outline(country or "", geometry, names) for country, geometry, *names in rows]
    return [outline for outline in made if outline is not None]


def _outline(country: str, geometry: bytes, names: list[str | None]) -> Outline | None:
    rings = sorted(_rings(geometry), key=_area, reverse=True)
    if not rings or not (largest := _area(rings[0])):
        return None
    kept = tuple(ring for ring in rings if _area(ring) >= OVERSEAS * largest)
    xs, ys = [x for ring in kept for x, _ in ring], [y for ring in kept for _, y in ring]
    area = sum(map(_area, kept))
    return Outline(
        country=country,
        names=tuple(dict.fromkeys(n for n in names if n)),
        rings=kept,
        box=(min(xs), min(ys), max(xs), max(ys)),
        area=area,
        centre=_centre(kept, area),
    )


def _centre(rings: tuple[Ring, ...], area: float) -> tuple[float, float]:
    latitude = longitude = 0.0
    for ring in rings:
        x, y = middle(ring)
        latitude += y * _area(ring) / area
        longitude += x * _area(ring) / area
    return latitude, longitude


def middle(ring: Ring) -> tuple[float, float]:
    """Centre of mass of a ring, as (longitude, latitude)."""
    double = x = y = 0.0
    x0, y0 = ring[0]
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        cross = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        double += cross
        x += cross * (x1 + x2 - 2 * x0)
        y += cross * (y1 + y2 - 2 * y0)
    return x0 + x / (3 * double), y0 + y / (3 * double)


def _area(ring: Ring) -> float:
    double = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring))
    return abs(double) / 2 * math.cos(math.radians(ring[0][1]))


def _inside(ring: Ring, x: float, y: float) -> bool:
    """By the number of edges that a ray to the east crosses."""
    inside = False
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            inside = not inside
    return inside


def _rings(geometry: bytes) -> Iterator[Ring]:
    """The outer rings in a GeoPackage geometry: a header, an optional envelope, then well-known binary."""
    envelope = (0, 32, 48, 48, 64)[(geometry[3] >> 1) & 7]
    yield from _polygons(geometry, 8 + envelope)[0]


def _polygons(data: bytes, at: int) -> tuple[list[Ring], int]:
    order = "<" if data[at] else ">"
    kind, count = struct.unpack_from(order + "II", data, at + 1)
    at += 9
    if kind % 1000 == 6:
        rings: list[Ring] = []
        for _ in range(count):
            more, at = _polygons(data, at)
            rings += more
        return rings, at
    if kind % 1000 != 3:
        raise ValueError(f"not a polygon: well-known binary type {kind}")
    outer: list[Ring] = []
    width = 2 + (kind // 1000 in (1, 3)) + (kind // 1000 in (2, 3))
    for index in range(count):
        (points,) = struct.unpack_from(order + "I", data, at)
        flat = struct.unpack_from(f"{order}{points * width}d", data, at + 4)
        at += 4 + points * width * 8
        if index == 0:
            outer.append(list(zip(flat[::width], flat[1::width], strict=True)))
    return outer, at
