"""Writes where the desk's map names countries, from the borders that it draws.

    python -m tools.countries

A name is written along a parallel: it goes where the country is wide, and near the middle of its largest part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, radians

from recount.server.pages.borders import Position, Ring, rings
from recount.server.pages.countries import PATH, Country

PARALLELS = 40
"""Parallels across a country that are looked at."""

BREAK = 180
"""Degrees between neighbours of an outline that only the 180th meridian explains."""


def countries() -> str:
    """Name, latitude, longitude, width a line, the widest first."""
    of: defaultdict[str, list[Ring]] = defaultdict(list)
    for ring in rings():
        of[ring.country].append(ring)
    named = sorted((_named(name, own) for name, own in of.items()), key=lambda one: (-one.across, one.name))
    return "".join(f"{c.name}\t{c.latitude:.3f}\t{c.longitude:.3f}\t{c.across:.3f}\n" for c in named)


def _named(name: str, outlines: Sequence[Ring]) -> Country:
    largest = max((_unbroken(ring.line) for ring in outlines if not ring.hole), key=_area)
    holes = [_unbroken(ring.line) for ring in outlines if ring.hole]
    south = min(y for _, y in largest)
    high = max(y for _, y in largest) - south
    found = []
    for number in range(1, PARALLELS):
        share = number / PARALLELS
        latitude = south + share * high
        for west, east in _inside(latitude, [largest, *holes]):
            room = (east - west) * cos(radians(latitude)) * (1 - abs(share - 0.5))
            found.append((room, latitude, (west + east) / 2, east - west))
    _, latitude, longitude, across = max(found)
    return Country(name=name, latitude=latitude, longitude=(longitude + 180) % 360 - 180, across=across)


def _unbroken(line: Sequence[Position]) -> list[Position]:
    """The line without its jumps over the 180th meridian: from there on it goes on beyond it."""
    found, turns = [line[0]], 0
    for (before, _), (x, y) in pairwise(line):
        turns += (before - x > BREAK) - (x - before > BREAK)
        found.append((x + 360 * turns, y))
    return found


def _area(line: Sequence[Position]) -> float:
    """In square degrees of the equator, about."""
    closed = pairwise([*line, line[0]])
    return abs(sum((c - a) * (b + d) / 2 * cos(radians((b + d) / 2)) for (a, b), (c, d) in closed))


def _inside(latitude: float, outlines: Sequence[Sequence[Position]]) -> Iterator[tuple[float, float]]:
    """The stretches of a parallel that lie within the outlines."""
    crossed = [
        a + (latitude - b) / (d - b) * (c - a)
        for line in outlines
        for (a, b), (c, d) in pairwise([*line, line[0]])
        if (b <= latitude) != (d <= latitude)
    ]
    crossed.sort()
    yield from zip(crossed[::2], crossed[1::2], strict=True)


if __name__ == "__main__":
    PATH.write_text(countries(), encoding="utf-8")
