"""Streets: a PMTiles file that the user brings, with vector tiles of streets, buildings and water for the map.

``https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md``
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from pmtiles.tile import (
    Compression,
    Entry,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_directory,
    deserialize_header,
    find_tile,
    zxy_to_tileid,
)

from recount.errors import UsageError

HEADER = 127
"""Bytes of an archive's header."""

DEEPEST = 4
"""Directories that lead from the root to a tile, at most."""

LARGEST = 5_000_000
"""Bytes of one tile or directory. Those in use have some tens of thousands."""

_TAG = re.compile(r"<[^>]*>")
_BAD = (EOFError, OSError, ValueError, TypeError, IndexError, KeyError, zlib.error)


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetMap:
    """What the browser needs to draw from the file."""

    tiles: str
    """The address of a tile, with ``{z}``, ``{x}`` and ``{y}`` in it."""

    min_zoom: int
    max_zoom: int
    bounds: tuple[float, float, float, float]
    """West, south, east, north; degrees WGS 84."""

    layers: tuple[str, ...]
    """The layers that its tiles have."""

    credit: str
    """Whose data it is, as the file says, without markup."""


class Streets:
    """The open file. Safe to share between threads.

    Args:
        path: of the file.

    Raises:
        UsageError: it is not there, or is no PMTiles file of vector tiles that can be read.
    """

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._bytes = mmap(file.fileno(), 0, access=ACCESS_READ)
            self._header = deserialize_header(self._bytes[:HEADER])
            told = self._part(self._header["metadata_offset"], self._header["metadata_length"])
            self._told: dict[str, Any] = dict(json.loads(gzip.decompress(told)))
        except FileNotFoundError:
            raise UsageError(f"there is no file {path} to take streets from") from None
        except (MagicNumberNotFound, SpecVersionUnsupported, *_BAD):
            raise UsageError(f"{path.name} is no PMTiles file of version 3 that can be read") from None
        packing = self._header["tile_compression"]
        if self._header["tile_type"] is not TileType.MVT or packing not in (Compression.GZIP, Compression.NONE):
            raise UsageError(
                f"{path.name} has no vector tiles, or has them packed otherwise than with gzip: an extract of a"
                " basemap of streets is needed, such as `pmtiles extract` makes"
            )
        self.packed = packing is Compression.GZIP
        """Whether tiles are packed with gzip."""

        self._directory = lru_cache(maxsize=64)(self._read_directory)

    def told(self) -> StreetMap:
        """What is in it."""
        head = self._header
        west, south = head["min_lon_e7"] / 1e7, head["min_lat_e7"] / 1e7
        east, north = head["max_lon_e7"] / 1e7, head["max_lat_e7"] / 1e7
        layers = self._told.get("vector_layers")
        named = (one.get("id") for one in layers if isinstance(one, dict)) if isinstance(layers, list) else ()
        return StreetMap(
            tiles="/map/streets/{z}/{x}/{y}",
            min_zoom=head["min_zoom"],
            max_zoom=head["max_zoom"],
            bounds=(west, south, east, north),
            layers=tuple(name for name in named if isinstance(name, str)),
            credit=" ".join(_TAG.sub("", str(self._told.get("attribution") or "")).split())[:300],
        )

    def tile(self, zoom: int, x: int, y: int) -> bytes | None:
        """A tile as the file has it; ``None`` where it has none."""
        if not 0 <= zoom <= self._header["max_zoom"] or not (0 <= x < 1 << zoom and 0 <= y < 1 << zoom):
            return None
        number = zxy_to_tileid(zoom, x, y)
        offset, length = self._header["root_offset"], self._header["root_length"]
        try:
            for _ in range(DEEPEST):
                found = find_tile(self._directory(offset, length), number)
                if found is None:
                    return None
                if found.run_length > 0:
                    return self._part(self._header["tile_data_offset"] + found.offset, found.length)
                offset, length = self._header["leaf_directory_offset"] + found.offset, found.length
        except _BAD:
            return None  # a file that was cut off, or changed meanwhile
        return None

    def _read_directory(self, offset: int, length: int) -> list[Entry]:
        return deserialize_directory(self._part(offset, length))

    def _part(self, offset: int, length: int) -> bytes:
        if length > LARGEST or offset + length > len(self._bytes):
            raise ValueError("beyond the end of the file")
        return self._bytes[offset : offset + length]
