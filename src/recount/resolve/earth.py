"""Earth: how far apart two points are, on a sphere."""

from __future__ import annotations

from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

RADIUS = 6371.0
"""Kilometres."""

Direction = tuple[float, float, float]
"""From the middle of the earth to a point: a vector of length 1."""


def distance(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Kilometres between two points, in degrees."""
    a, b, c, d = (radians(x) for x in (latitude, longitude, other_latitude, other_longitude))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * RADIUS * asin(min(1.0, sqrt(half)))


@lru_cache(maxsize=1 << 14)
def direction(latitude: float, longitude: float) -> Direction:
    """Where a point in degrees lies from the middle of the earth.

    The sum of products of two of them falls as the distance grows (`cosine_of`): a tenth of the work of `distance`.
    """
    a, b = radians(latitude), radians(longitude)
    return cos(a) * cos(b), cos(a) * sin(b), sin(a)


def cosine_of(km: float) -> float:
    """The sum of products of two directions that many kilometres apart."""
    return cos(km / RADIUS)
