"""Place: a name as said, and where on earth that is, as far as it can be told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Precision(StrEnum):
    """How closely the point stands for the place, finest first. ACLED, UCDP and Airwars codes follow from it."""

    EXACT = "exact"
    LANDMARK = "landmark"
    STREET = "street"
    NEIGHBOURHOOD = "neighbourhood"
    VILLAGE = "village"
    TOWN = "town"
    CITY = "city"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """One entry of a gazetteer."""

    key: str
    """The gazetteer's identifier: ``wof:85678359``, ``geonames:170063``."""

    name: str
    precision: Precision
    country: str
    """ISO 3166-1 alpha-2, upper case."""

    latitude: float
    longitude: float
    """Degrees, WGS 84."""

    radius: float
    """Metres around the point within which the place lies."""

    population: int = 0
    parents: tuple[str, ...] = ()
    """Names of what contains it, nearest first, the country last."""

    geonames: int | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Where to put it on a map, with how far off it may be."""

    latitude: float
    longitude: float
    """Degrees, WGS 84."""

    radius: float
    """Metres."""

    precision: Precision
    gazetteer: str
    """The gazetteer entry the point is taken from; the named place's own, or that of what contains it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of harm: its names from the most specific to the country, and a point where that is known."""

    names: tuple[str, ...]
    """``("Bustan al-Qasr", "Aleppo", "Syria")``. Never empty; the first is the smallest thing named, as said."""

    keys: tuple[str, ...] = ()
    """Folded forms of `names`, one for one, by which places are compared."""

    point: Point | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2, upper case."""
