"""One place as a file tells it, checked before anything is kept; or why it can't be used."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from recount.lang.names import fold_name
from recount.model import Precision

LONGEST = 200
"""Code points of a name that is kept. What is longer is a remark or a fault, never a name in a report."""

MOST_NAMES = 500
"""Spellings of one place. The best known city of GeoNames has under 400."""

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\xad]")
_CODE = re.compile(r"[A-Z]{2,4}|[a-z]{0,2}")
_COUNTRY = re.compile(r"[A-Z]{2}")

MOST_PEOPLE = 2_000_000_000


class Why(StrEnum):
    """Why a row gives no place. The value is what a user is told."""

    NO_NAME = "no name"
    LONG_NAME = f"a name over {LONGEST} characters"
    NO_POINT = "no coordinates"
    OUT_OF_RANGE = "coordinates out of range"
    NO_COUNTRY = "no country known: name it with --country"
    DUPLICATE = "the same entry again"
    OTHER_KIND = "no populated place, district or known landmark"
    OUTDATED = "marked there as replaced or gone"
    MALFORMED = "not built like the others"


class Refused(Exception):
    """This row gives no place."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place as one row of a file tells it."""

    source: str
    """Its identifier: ``geonames:170063``, ``wof:85678359``, ``pcode:SY0100``, or ``own:`` and a digest of the row."""

    name: str
    names: tuple[str, ...]
    """All spellings to find it by, each folding to another key; never empty."""

    precision: Precision
    country: str
    """ISO 3166-1 alpha-2, upper case."""

    latitude: float
    longitude: float
    radius: float
    population: int = 0
    parents: tuple[str, ...] = ()
    """Names of what contains it, nearest first, the country last."""

    geonames: int | None = None
    wikidata: str | None = None

    @property
    def digest(self) -> str:
        """Equal for rows that tell the same."""
        return hashlib.sha256(repr(self).encode("utf-8", "replace")).hexdigest()


def tidy(name: object) -> str:
    """The name on one line, without marks that are not seen and without control characters."""
    words = _INVISIBLE.sub("", name).split() if isinstance(name, str) else []
    return "".join(c for c in " ".join(words) if c.isprintable())


def spellings(names: Iterable[object]) -> tuple[str, ...]:
    """The names that can serve to find a place, each folding to another key, the first first.

    Raises:
        Refused: there is none, or the first is too long to be one.
    """
    kept: dict[str, str] = {}
    first = True
    for name in map(tidy, names):
        if name and first and len(name) > LONGEST:
            raise Refused(Why.LONG_NAME)
        first = first and not name
        if name and len(name) <= LONGEST and len(kept) < MOST_NAMES and (not kept or not _CODE.fullmatch(name)):
            kept.setdefault(fold_name(name), name)
    kept.pop("", None)
    if not kept:
        raise Refused(Why.NO_NAME)
    return tuple(kept.values())


def point(latitude: object, longitude: object) -> tuple[float, float]:
    """Degrees, WGS 84.

    Raises:
        Refused: they are missing (0, 0 counts as that: it is what faulty exports write), or not on earth.
    """
    north, east = number(latitude), number(longitude)
    if north is None or east is None or north == east == 0:
        raise Refused(Why.NO_POINT)
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise Refused(Why.OUT_OF_RANGE)
    return north, east


def number(said: object) -> float | None:
    """A finite number, however it is written; ``None`` where there is none. A decimal comma is read."""
    if isinstance(said, bool) or not isinstance(said, str | int | float):
        return None
    try:
        found = float(said.strip().replace(",", ".") if isinstance(said, str) else said)
    except (ValueError, OverflowError):
        return None
    return found if not math.isnan(found) else None


def people(said: object) -> int:
    """A number of people; 0 where it is unknown or can't be meant."""
    found = number(said.replace(",", "").replace(" ", "") if isinstance(said, str) else said)
    return int(found) if found is not None and 0 < found < MOST_PEOPLE else 0


def country_code(said: object) -> str | None:
    """A code of two letters, upper case; ``None`` where it is none."""
    code = said.strip().upper() if isinstance(said, str) else ""
    return code if _COUNTRY.fullmatch(code) else None


def metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The distance of two points on a sphere."""
    (north, east), (other_north, other_east) = a, b
    up, over = math.radians(other_north - north) / 2, math.radians(other_east - east) / 2
    cosines = math.cos(math.radians(north)) * math.cos(math.radians(other_north))
    return 12_742_000 * math.asin(math.sqrt(min(1.0, math.sin(up) ** 2 + cosines * math.sin(over) ** 2)))


def own_key(*parts: object) -> str:
    """An identifier for a row that bears none: the same row has the same."""
    return "own:" + hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()[:16]
