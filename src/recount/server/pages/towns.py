"""Towns that maps name for orientation, the most populous first. `tools/towns.py` takes them from the gazetteer."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import floor
from pathlib import Path

PATH = Path(str(files("recount.server"))) / "data" / "towns.tsv.gz"

MOST_CELLS = 400
"""Square degrees that are looked through cell by cell; for a wider box the list of all towns is shorter work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town, village or city."""

    name: str
    latitude: float
    longitude: float
    """Degrees, WGS 84."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A part of the map between two meridians and two parallels, in degrees. Never over the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether the point lies in it."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


def towns_in(box: Box, most: int) -> list[Town]:
    """The most populous towns of that part of the map, the largest first."""
    found: list[Town] = []
    for number in _candidates(box):
        town = _towns()[number]
        if box.holds(town.latitude, town.longitude):
            found.append(town)
            if len(found) == most:
                break
    return found


def _candidates(box: Box) -> Iterator[int]:
    west, south, east, north = (floor(side) for side in (box.west, box.south, box.east, box.north))
    if (east - west + 1) * (north - south + 1) > MOST_CELLS:
        return iter(range(len(_towns())))
    cells = ((lat, lon) for lat in range(south, north + 1) for lon in range(west, east + 1))
    return iter(sorted(number for cell in cells for number in _by_degree().get(cell, ())))


@lru_cache(maxsize=1)
def _towns() -> tuple[Town, ...]:
    lines = gzip.decompress(PATH.read_bytes()).decode("utf-8").splitlines()
    parts = (line.split("\t") for line in lines)
    return tuple(Town(name=name, latitude=float(lat), longitude=float(lon)) for name, lat, lon in parts)


@lru_cache(maxsize=1)
def _by_degree() -> dict[tuple[int, int], list[int]]:
    """The towns of each square degree, by their number in the order of population."""
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, town in enumerate(_towns()):
        cells[floor(town.latitude), floor(town.longitude)].append(number)
    return dict(cells)
