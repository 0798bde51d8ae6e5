"""What kind of file of places it is, and its places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from recount.errors import InputError
from recount.store.own_places.areas import Areas
from recount.store.own_places.entry import Entry, Refused, Why
from recount.store.own_places.geojson import Features
from recount.store.own_places.geonames import division_names, is_geonames, read_geonames
from recount.store.own_places.json_values import objects
from recount.store.own_places.opening import PlaceFile, lines
from recount.store.own_places.tables import columns_of, read_table, unknown_columns
from recount.store.own_places.whosonfirst import Names, area_name, flat_entry, is_flat, is_record, record_entry

GEONAMES = "GeoNames country dump"
TABLE = "OCHA table"
WHOS_ON_FIRST = "Who's On First bundle"
GEOJSON = "GeoJSON"

MOST_NAMED = 500_000
"""Areas and towns of a bundle whose names are kept at hand for what they contain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A file of a known kind."""

    kind: str
    """As it is called to the user."""

    read: Callable[[Areas, str | None], Iterator[Entry | Why]]
    """Its places in its order, and why a row gives none, with the gazetteer's areas and the country of rows that name
    none."""


def recognise(file: PlaceFile) -> Recognised:
    """What kind of file it is, by how it begins.

    Raises:
        InputError: none that is known, or it can't be read.
    """
    with closing(file.texts()) as texts:
        for text in texts:
            start = next((line for line in lines(_Beginning(text), file.path) if line.strip()), "")  # type: ignore[arg-type]
            if start:
                return _by_line(file, start)
    raise InputError(f"{file.path}: there is nothing in it: download or export it again")


class _Beginning:
    """The beginning of a text: JSON may stand on one line however long."""

    def __init__(self, text: Any) -> None:  # noqa: ANN401 - what has readline
        self._text = text

    def readline(self, most: int) -> str:
        """The next line, or its beginning."""
        return str(self._text.readline(min(most, 1 << 17)))


def _by_line(file: PlaceFile, line: str) -> Recognised:
    if line.lstrip("\x1e ")[0] in "{[":
        first = next(_objects(file), None)
        if first is None:
            raise InputError(f"{file.path}: there is no place in it: download or export it again")
        if is_flat(first) or is_record(first):
            return Recognised(
                kind=WHOS_ON_FIRST, read=lambda areas, country: _read_json(file, areas, country, _names(file, areas))
            )
        if first.get("type") == "Feature":
            return Recognised(kind=GEOJSON, read=lambda areas, country: _read_json(file, areas, country, {}))
        raise InputError(
            f"{file.path}: JSON, but neither GeoJSON features nor entries of Who's On First: its first object has"
            f" {', '.join(map(repr, list(first)[:8])) or 'nothing'}"
        )
    if is_geonames(line):
        return Recognised(
            kind=GEONAMES, read=lambda areas, country: read_geonames(file, areas, division_names(file, areas))
        )
    if columns_of(line).usable:
        return Recognised(kind=TABLE, read=lambda areas, country: read_table(file, areas, country))
    raise unknown_columns(file, line)


def _objects(file: PlaceFile) -> Iterator[dict[str, Any]]:
    for text in file.texts():
        yield from objects(text, file.path)


def _read_json(file: PlaceFile, areas: Areas, country: str | None, names: Names) -> Iterator[Entry | Why]:
    features = Features(areas, country)
    for row in _objects(file):
        try:
            if is_flat(row):
                yield flat_entry(row, areas, names)
            elif is_record(row):
                yield record_entry(row, areas, names)
            else:
                yield features.entry(row)
        except Refused as refused:
            yield refused.why


def _names(file: PlaceFile, areas: Areas) -> Names:
    """Names of the areas and towns of a bundle, which may come after what they contain."""
    names: Names = {}
    for row in _objects(file):
        if (is_flat(row) or is_record(row)) and len(names) < MOST_NAMED and (found := area_name(row, areas)):
            names[found[0]] = found[1]
    return names
