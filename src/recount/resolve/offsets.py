"""Offsets: places told by others: "20 km north of Homs", "between Hama and Homs".

Such a place has a name of its own, made of the words, lies in what holds the places named, and is as uncertain as the
words: a wind of eight is meant within 22.5° to either side, and of a stretch between two towns any part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import cos, radians, sin

from recount.lang.loader import lexicon
from recount.lang.names import fold_name
from recount.model import Place, Point, Precision, Text
from recount.resolve.earth import distance
from recount.resolve.options import Named

REACH = 70
"""Code points before a name in which the words of a distance stand."""

FARTHEST = 200_000.0
"""Metres: what is farther from a place is not told by it."""

WIND = sin(radians(22.5))
"""Of the distance: how far off the point lies at most if the wind named is the nearest of eight."""

MIDDLE = 2_000.0
"""Metres between the middles of a town that two maps give, as a rule at most."""

APART = 100.0
"""Kilometres between two places at most for something to lie between them: not "between Moscow and Washington"."""

DEGREE = 111_195.0
"""Metres of a degree of latitude on a sphere."""

_NAMEABLE = frozenset({Precision.COUNTRY, Precision.REGION, Precision.UNKNOWN})
"""What is too wide for a place to be told by its middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """How far from a place, and where to."""

    words: str
    """As written: "20 km north of"."""

    metres: float
    bearing: float
    """Degrees, clockwise from north."""


def find_offset(before: str) -> Offset | None:
    """The offset that the text before a name ends in; ``None`` where it ends in none, or in one that is too far."""
    found = _offset_words().search(before)
    if found is None:
        return None
    metres = float(found["number"].replace(",", ".")) * _lengths()[found["unit"].lower()]
    wind = found["wind"].lower().replace("-", "").replace(" ", "")
    if not 0 < metres <= FARTHEST:
        return None
    return Offset(words=" ".join(found["words"].split()), metres=metres, bearing=float(_winds()[wind]))


def moved(place: Place, offset: Offset) -> Place:
    """The place at an offset from another; that one itself where it has no point, or one too wide to measure from."""
    point = place.point
    if point is None or point.precision in _NAMEABLE or abs(point.latitude) > 80:
        return place
    north, east = offset.metres * cos(radians(offset.bearing)), offset.metres * sin(radians(offset.bearing))
    at = replace(
        point,
        latitude=round(point.latitude + north / DEGREE, 4),
        longitude=round((point.longitude + east / (DEGREE * cos(radians(point.latitude))) + 180) % 360 - 180, 4),
        radius=round(WIND * offset.metres + MIDDLE),
        precision=Precision.DISTRICT,
    )
    return _named(f"{offset.words} {place.names[0]}", place, at)


def between(one: Place, other: Place) -> Place | None:
    """What lies between two places; ``None`` where they have no points, are too wide, too far apart or the same."""
    a, b = one.point, other.point
    if a is None or b is None or one.country != other.country or {a.precision, b.precision} & _NAMEABLE:
        return None
    apart = distance(a.latitude, a.longitude, b.latitude, b.longitude)
    if not 0 < apart <= APART:
        return None
    at = replace(
        a,
        latitude=round((a.latitude + b.latitude) / 2, 4),
        longitude=round((a.longitude + b.longitude) / 2, 4),
        radius=round(apart * 500 + MIDDLE),
        precision=Precision.DISTRICT,
    )
    common = [name for name, key in zip(one.names[1:], one.keys[1:], strict=False) if key in other.keys[1:]]
    names = (f"between {one.names[0]} and {other.names[0]}", *common)
    return Place(names=names, keys=tuple(fold_name(n) for n in names), point=at, country=one.country)


def with_offsets(named: Sequence[Named], text: Text) -> list[Named]:
    """The names, in the order given, with the places that the words before them tell by theirs."""
    found = list(named)
    for k, one in enumerate(found):
        before = text.canonical[max(0, one.mention.span.start - REACH) : one.mention.span.start]
        offset = find_offset(before)
        if offset is not None:
            found[k] = replace(one, place=moved(one.place, offset))
        elif k + 1 < len(found) and _BETWEEN.search(before) and _are_joined(one, found[k + 1], text):
            place = between(one.place, found[k + 1].place)
            if place is not None:
                found[k], found[k + 1] = (replace(n, place=place) for n in (one, found[k + 1]))
    return found


_OF = r"(?:the )?(?:(?:city|town|village|camp|district) of )?"
_BETWEEN = re.compile(rf"\bbetween (?:the )?(?:(?:cities|towns|villages) of )?{_OF}\Z", re.IGNORECASE)
_AND = re.compile(rf"\A\s+and\s+{_OF}\Z", re.IGNORECASE)


def _are_joined(one: Named, other: Named, text: Text) -> bool:
    return bool(_AND.match(text.canonical[one.mention.span.end : other.mention.span.start]))


def _named(name: str, holder: Place, at: Point) -> Place:
    names = (name, *holder.names)
    return Place(names=names, keys=tuple(fold_name(n) for n in names), point=at, country=holder.country)


@cache
def _offset_words() -> re.Pattern[str]:
    units = "|".join(sorted(map(re.escape, _lengths()), key=lambda w: (-len(w), w)))
    spelled = sorted(_winds(), key=lambda w: (-len(w), w))
    winds = "|".join(re.sub("(north|south)(east|west)", r"\1[- ]?\2", wind) for wind in spelled)
    return re.compile(
        rf"(?<![\d.,])(?P<words>(?P<number>\d{{1,3}}(?:[.,]\d{{1,2}})?)[ -]?(?P<unit>{units})\.? "
        rf"(?:\([^()]{{1,20}}\) )?(?:to the )?(?P<wind>{winds}) (?:of|from)) {_OF}\Z",
        re.IGNORECASE,
    )


@cache
def _lengths() -> dict[str, float]:
    table: dict[str, float] = lexicon("en", "places")["lengths"]
    return table


@cache
def _winds() -> dict[str, float]:
    table: dict[str, float] = lexicon("en", "places")["winds"]
    return table
