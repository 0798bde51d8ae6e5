"""Entry: one place on its way into the gazetteer, and distances between entries."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from recount.model import Precision

EARTH_RADIUS = 6_371_008.8
"""Metres, the mean radius of the WGS 84 ellipsoid."""

SETTLEMENTS = frozenset({Precision.VILLAGE, Precision.TOWN, Precision.CITY})
AREAS = frozenset({Precision.DISTRICT, Precision.REGION, Precision.COUNTRY})


@dataclass(slots=True, kw_only=True)
class Entry:
    """A place as its sources give it. Grows while sources are merged; written once at the end."""

    key: str
    name: str
    precision: Precision
    country: str
    latitude: float
    longitude: float
    radius: float | None = None
    """Metres, measured; ``None`` where only a rule of thumb will do."""

    population: int = 0
    region: str | None = None
    """GeoNames code of the first-level region: ``SY.09``."""

    parents: tuple[str, ...] = ()
    """Keys of what contains it by its source, nearest first."""

    geonames: int | None = None
    wikidata: str | None = None
    names: list[str] = field(default_factory=list)
    """Other names worth finding it by, best first."""

    @property
    def settled(self) -> bool:
        """Whether it is a village, town or city."""
        return self.precision in SETTLEMENTS


def distance(one: Entry, other: Entry) -> float:
    """Metres between two entries on a sphere."""
    return metres((one.latitude, one.longitude), (other.latitude, other.longitude))


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres between two (latitude, longitude) pairs on a sphere, by the haversine formula."""
    north, south = math.radians(one[0]), math.radians(other[0])
    half_lat, half_lon = (north - south) / 2, math.radians(one[1] - other[1]) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(north) * math.cos(south) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, chord)))


class Nearby:
    """Entries by cells of a tenth of a degree, so that those near a point are found without looking at all."""

    CELL = 0.1

    def __init__(self, entries: list[Entry]) -> None:
        self._cells: dict[tuple[int, int], list[Entry]] = defaultdict(list)
        for entry in entries:
            self._cells[self._cell(entry)].append(entry)

    def within(self, centre: Entry, reach: float) -> Iterator[tuple[float, Entry]]:
        """(metres, entry) for every other entry within `reach` metres, in no order that means anything."""
        row, column = self._cell(centre)
        rows = math.ceil(reach / 111_000 / self.CELL)
        columns = math.ceil(rows / max(0.05, math.cos(math.radians(centre.latitude))))
        for y in range(row - rows, row + rows + 1):
            for x in range(column - columns, column + columns + 1):
                for entry in self._cells.get((y, x), ()):
                    if entry is not centre and (apart := distance(centre, entry)) <= reach:
                        yield apart, entry

    def _cell(self, entry: Entry) -> tuple[int, int]:
        return math.floor(entry.latitude / self.CELL), math.floor(entry.longitude / self.CELL)
