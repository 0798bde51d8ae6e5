"""Files of streets for tests: a town of parallel streets, in real vector tiles within a real PMTiles archive."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import asinh, pi, radians, tan
from pathlib import Path
from typing import Any

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

EXTENT = 4096
"""Units across a tile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    """A line across a tile, from and to a point in its units."""

    line: tuple[tuple[int, int], tuple[int, int]]
    name: str
    kind: str = "major_road"


STREETS = [
    *(Street(line=((0, y), (EXTENT, y)), name=f"Plane Tree Street {y}") for y in range(256, EXTENT, 512)),
    *(Street(line=((x, 0), (x, EXTENT)), name="شارع الزيتون", kind="highway") for x in range(512, EXTENT, 1024)),
]


def write_streets(
    path: Path,
    *,
    around: tuple[float, float],
    packing: Compression = Compression.GZIP,
    kind: TileType = TileType.MVT,
    layer: str = "roads",
    zooms: Iterable[int] = range(8, 15),
    credit: str = '<a href="https://example.org">© Mapmakers</a>',
) -> Path:
    """A file with the same streets in the nine tiles around a point, at each zoom."""
    tile = _tile(layer, STREETS)
    tile = gzip.compress(tile) if packing is Compression.GZIP else tile
    with path.open("wb") as file:
        writer: Any = Writer(file)  # type: ignore[no-untyped-call]
        ids = {id_ for zoom in zooms for id_ in _around(zoom, *around)}
        for id_ in sorted(ids):
            writer.write_tile(id_, tile)
        latitude, longitude = around
        header = {
            "tile_type": kind,
            "tile_compression": packing,
            "min_lon_e7": round((longitude - 5) * 1e7),
            "min_lat_e7": round((latitude - 5) * 1e7),
            "max_lon_e7": round((longitude + 5) * 1e7),
            "max_lat_e7": round((latitude + 5) * 1e7),
        }
        writer.finalize(header, {"vector_layers": [{"id": layer, "fields": {}}], "attribution": credit})
    return path


def tile_at(zoom: int, latitude: float, longitude: float) -> tuple[int, int]:
    """Column and row of the tile that holds a point."""
    across, down = (longitude + 180) / 360, (1 - asinh(tan(radians(latitude))) / pi) / 2
    return int(across * 2**zoom), int(down * 2**zoom)


def _around(zoom: int, latitude: float, longitude: float) -> Iterator[int]:
    column, row = tile_at(zoom, latitude, longitude)
    for x in (column - 1, column, column + 1):
        for y in (row - 1, row, row + 1):
            yield zxy_to_tileid(zoom, x, y)


def _tile(layer: str, streets: Sequence[Street]) -> bytes:
    """A vector tile with one layer: https://github.com/mapbox/vector-tile-spec/tree/master/2.1"""
    values: list[str] = []
    features = b""
    for street in streets:
        tags: list[int] = []
        for key, value in enumerate((street.kind, street.name)):
            values.append(value)
            tags += [key, len(values) - 1]
        (x, y), (to_x, to_y) = street.line
        geometry = [9, _zigzag(x), _zigzag(y), 10, _zigzag(to_x - x), _zigzag(to_y - y)]  # move one, line one
        features += _field(2, _field(2, _packed(tags)) + _number(3, 2) + _field(4, _packed(geometry)))
    keys = b"".join(_field(3, key.encode()) for key in ("kind", "name"))
    words = b"".join(_field(4, _field(1, value.encode())) for value in values)
    return _field(3, _number(15, 2) + _field(1, layer.encode()) + features + keys + words + _number(5, EXTENT))


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])


def _zigzag(number: int) -> int:
    return number << 1 if number >= 0 else (-number << 1) - 1


def _packed(numbers: Iterable[int]) -> bytes:
    return b"".join(map(_varint, numbers))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _field(field: int, body: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(body)) + body
