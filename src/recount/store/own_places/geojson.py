"""Plain GeoJSON: points, and outlines by their middle. Properties are read as columns of a table are."""

from __future__ import annotations

from typing import Any

from recount.store.own_places.areas import Areas
from recount.store.own_places.columns import Columns, entry, recognise
from recount.store.own_places.entry import Entry, Refused, Why, metres, number, point

MOST_DEEP = 4
"""Levels of a MultiPolygon's coordinates."""


class Features:
    """Reads features; what their properties mean is worked out once for all that have the same ones."""

    def __init__(self, areas: Areas, country: str | None) -> None:
        self._areas = areas
        self._country = country
        self._columns: dict[tuple[str, ...], Columns] = {}

    def entry(self, feature: dict[str, Any]) -> Entry:
        """The place of a feature.

        Raises:
            Refused: it can't be used.
        """
        tags = feature.get("properties")
        if feature.get("type") != "Feature" or not isinstance(tags, dict):
            raise Refused(Why.MALFORMED)
        at, radius = middle(feature.get("geometry"))
        # A feature's own number is that of one file: two files both have a feature 1.
        return entry(tags, self._recognised(tags), self._areas, self._country, at=at, radius=radius)

    def _recognised(self, tags: dict[str, Any]) -> Columns:
        headings = tuple(tags)
        if headings not in self._columns:
            if len(self._columns) > 1_000:
                self._columns.clear()
            self._columns[headings] = recognise(headings)
        return self._columns[headings]


def middle(geometry: object) -> tuple[tuple[float, float], float | None]:
    """The point of a geometry, and metres from there to its farthest corner; ``None`` for a point.

    Of an outline it is the middle of its largest ring, by area.

    Raises:
        Refused: there is none, or not on earth.
    """
    if not isinstance(geometry, dict):
        raise Refused(Why.NO_POINT)
    rings = list(_rings(geometry.get("coordinates"), MOST_DEEP))
    if geometry.get("type") == "Point":
        rings = [[geometry.get("coordinates")]]
    checked = [[_corner(c) for c in ring] for ring in rings]
    if not checked:
        raise Refused(Why.NO_POINT)
    if len(checked) == 1 and len(checked[0]) == 1:
        return checked[0][0], None
    north, east, _ = max((_centre(ring) for ring in checked), key=lambda found: found[2])
    return (north, east), max(metres((north, east), corner) for ring in checked for corner in ring)


def _rings(found: object, deep: int) -> list[list[Any]]:
    """Lists of corners, however deep they lie."""
    if not isinstance(found, list) or not found or deep == 0:
        return []
    if isinstance(found[0], list) and found[0] and not isinstance(found[0][0], list):
        return [found]
    return [ring for inner in found for ring in _rings(inner, deep - 1)]


def _corner(found: object) -> tuple[float, float]:
    if not isinstance(found, list) or len(found) < 2:
        raise Refused(Why.NO_POINT)
    if isinstance(found[0], str) or isinstance(found[1], str):
        raise Refused(Why.NO_POINT)
    east, north = number(found[0]), number(found[1])
    return point(north, east)


def _centre(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    """The middle of a ring and its area in square degrees. Where it has none, the middle of its box."""
    norths, easts = [n for n, _ in ring], [e for _, e in ring]
    north, east = (min(norths) + max(norths)) / 2, (min(easts) + max(easts)) / 2
    twice = up = over = 0.0
    # Counted from the box's middle: far from zero, differences of large products lose their digits.
    for (n, e), (m, f) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = (e - east) * (m - north) - (f - east) * (n - north)
        twice += cross
        up += (n + m - 2 * north) * cross
        over += (e + f - 2 * east) * cross
    if abs(twice) < 1e-12:
        return north, east, 0.0
    return north + up / (3 * twice), east + over / (3 * twice), abs(twice) / 2
