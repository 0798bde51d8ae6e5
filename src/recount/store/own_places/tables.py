"""Tables with a heading: OCHA's administrative boundaries and settlement lists (COD), and their like."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from recount.errors import InputError
from recount.store.own_places.areas import Areas
from recount.store.own_places.columns import Columns, entry, recognise
from recount.store.own_places.entry import Entry, Refused, Why
from recount.store.own_places.opening import PlaceFile, lines

MOST_COLUMNS = 1_000
SHOWN = 12


def separator(line: str) -> str:
    """What parts the columns of a heading."""
    return max(",;\t|", key=line.count)


def columns_of(line: str) -> Columns:
    """What a heading tells."""
    return recognise(_fields(line))


def read_table(file: PlaceFile, areas: Areas, country: str | None) -> Iterator[Entry | Why]:
    """Its places.

    Raises:
        InputError: its columns don't tell names and points, or it is no table.
    """
    for text in file.texts():
        every = lines(text, file.path)
        heading = next((line for line in every if line.strip()), "")
        headings, columns = _fields(heading), columns_of(heading)
        if not columns.usable:
            raise unknown_columns(file, heading)
        try:
            for row in csv.reader(every, delimiter=separator(heading), strict=True):
                if any(row) and not row[0].startswith("#"):  # a line of HXL tags, or a remark
                    yield _tried(row, headings, columns, areas, country)
        except csv.Error as error:
            raise InputError(f"{file.path}: no table that can be read ({error}): save it as CSV again") from error


def unknown_columns(file: PlaceFile, heading: str) -> InputError:
    """What to say of a table that doesn't tell names and points."""
    try:
        found = _fields(heading)
    except InputError:
        found = []
    shown = ", ".join(" ".join(f.split())[:30] or "(none)" for f in found[:SHOWN])
    return InputError(
        f"{file.path}: no kind of file of places that Recount knows; its first line reads {shown}"
        f"{', …' * (len(found) > SHOWN)}. A table needs a heading with a name (ADM4_EN, admin4Name_en, name), lat and"
        " lon; else give a GeoNames country dump, a Who's On First bundle or GeoJSON"
    )


def _fields(heading: str) -> list[str]:
    try:
        found = next(csv.reader([heading], delimiter=separator(heading)), [])
    except csv.Error:
        found = []
    return [f.strip() for f in found[:MOST_COLUMNS]]


def _tried(row: list[str], headings: list[str], columns: Columns, areas: Areas, country: str | None) -> Entry | Why:
    if len(row) > max(len(headings), 1) or len(row) < 2:
        return Why.MALFORMED
    try:
        return entry(dict(zip(headings, row, strict=False)), columns, areas, country)
    except Refused as refused:
        return refused.why
