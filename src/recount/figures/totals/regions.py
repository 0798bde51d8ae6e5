"""Regions: whether a place and days lie within others, certainly, perhaps, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import asin, cos, radians, sin, sqrt

from recount.model import Place, Point, When

EARTH = 6_371_000
"""Mean radius in metres."""


class Side(Enum):
    """How one region lies to another."""

    INSIDE = "inside"
    PARTLY = "partly"
    """Perhaps within it, or a part of it: a city told of where a quarter is asked for, a week where a day is."""

    APART = "apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A place and days. ``None`` is what is not known."""

    where: Place | None
    when: When | None

    def apart(self, other: Region) -> bool:
        """Whether nothing can have happened in both."""
        if self.when is not None and other.when is not None and not self.when.overlaps(other.when):
            return True
        return self.where is not None and other.where is not None and places_apart(self.where, other.where)

    def side(self, asked: Region) -> Side:
        """How it lies to what is asked, where ``None`` does not limit."""
        return both(side_of_days(self.when, asked.when), side_of_place(self.where, asked.where))


def side_of_days(when: When | None, asked: When | None) -> Side:
    """How days lie to those asked for."""
    if asked is None:
        return Side.INSIDE
    if when is None:
        return Side.PARTLY
    if not when.overlaps(asked):
        return Side.APART
    return Side.INSIDE if asked.contains(when) else Side.PARTLY


def side_of_place(where: Place | None, asked: Place | None) -> Side:
    """How a place lies to the one asked for."""
    if asked is None:
        return Side.INSIDE
    if where is None:
        return Side.PARTLY
    if places_apart(where, asked):
        return Side.APART
    return Side.INSIDE if place_within(where, asked) else Side.PARTLY


def both(days: Side, place: Side) -> Side:
    """How days and place together lie: inside if both do, apart if either is."""
    if Side.APART in (days, place):
        return Side.APART
    return Side.INSIDE if days is place is Side.INSIDE else Side.PARTLY


def place_within(place: Place, other: Place) -> bool:
    """Whether the names say that the place is, or lies in, the other: both in the same order, whatever is left out."""
    if place.country and other.country and place.country != other.country:
        return False
    own, others = names_of(place), names_of(other)
    if others[0] not in own:
        return False
    rest = iter(own)
    return all(name in rest for name in others)


def places_apart(place: Place, other: Place) -> bool:
    """Whether the places certainly share no ground: other countries, or farther apart than both reach.

    Two names alone are no proof: "the east of the city" and "opposition districts" may be one ground. A place that
    lies in the other by its names is not apart from it, wherever the points are.
    """
    if place.country and other.country and place.country != other.country:
        return True
    if place.point is None or other.point is None:
        return False
    if metres(place.point, other.point) <= place.point.radius + other.point.radius:
        return False
    return not (place_within(place, other) or place_within(other, place))


def names_of(place: Place) -> tuple[str, ...]:
    """The folded names by which it is compared."""
    return place.keys or place.names


def metres(one: Point, other: Point) -> float:
    """Great-circle distance, by the haversine formula."""
    lat, lat2 = radians(one.latitude), radians(other.latitude)
    across = radians(other.longitude - one.longitude)
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin(across / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, half)))
