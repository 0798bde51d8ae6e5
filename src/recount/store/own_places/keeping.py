"""Where an entry goes: a place of its own, another spelling of a place that is known, or nowhere new."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass, field

from recount.lang.names import fold_name, other_spellings
from recount.model import GazetteerPlace, Precision, from_json, to_json
from recount.store.gazetteer import SqliteGazetteer
from recount.store.own_places.entry import Entry, Why, metres

SAME_PLACE = 2_000.0
"""Metres within which two entries of one name are one place, at least; for towns and cities `SAME_TOWN`."""

SAME_TOWN = 8_000.0
SAME_IDENTIFIER = 20_000.0
"""Metres within which two entries of one name and GeoNames identifier are one (decision 5)."""

_SETTLED = frozenset({Precision.VILLAGE, Precision.TOWN, Precision.CITY})


@dataclass(slots=True, kw_only=True)
class Added:
    """What became of the rows of a file."""

    kind: str
    """What kind of file it was."""

    added: int = 0
    """New places."""

    joined: int = 0
    """Entries of a place that one of the gazetteers has already: only their spellings were new, if at all."""

    updated: int = 0
    """Entries that were there, and say something else now."""

    unchanged: int = 0
    refused: Counter[Why] = field(default_factory=Counter)

    @property
    def changes(self) -> bool:
        """Whether anything is to be kept."""
        return bool(self.added or self.joined or self.updated)


class Keeper:
    """Puts entries in, one after another."""

    def __init__(self, connection: sqlite3.Connection, added: Added, shipped: SqliteGazetteer, origin: str) -> None:
        self._connection, self._added, self._shipped, self._origin = connection, added, shipped, origin
        self._execute = connection.execute

    def add(self, entry: Entry) -> None:
        """Put it in, unless it is there."""
        if not self._execute("INSERT OR IGNORE INTO seen VALUES (?)", (entry.source,)).rowcount:
            self._added.refused[Why.DUPLICATE] += 1
            return
        digest = entry.digest
        known = self._execute(
            "SELECT e.number, e.place, e.digest, p.key FROM entries e JOIN places p ON p.number = e.place"
            " WHERE e.source = ?",
            (entry.source,),
        ).fetchone()
        if known is None:
            self._new(entry, digest)
        elif known[2] == digest:
            self._added.unchanged += 1
        else:
            self._change(entry, digest, *known[:2], own=known[3] == entry.source)

    def _new(self, entry: Entry, digest: str) -> None:
        twin = self._twin(entry)
        place = twin if twin is not None else self._keep(_place(entry))
        self._added.joined += twin is not None
        self._added.added += twin is None
        row = self._execute(
            "INSERT INTO entries (source, place, digest) VALUES (?, ?, ?)", (entry.source, place, digest)
        )
        self._name(row.lastrowid or 0, entry)

    def _change(self, entry: Entry, digest: str, number: int, place: int, *, own: bool) -> None:
        self._added.updated += 1
        if own:
            self._execute(
                "UPDATE places SET place = ?, origin = ? WHERE number = ?",
                (to_json(_place(entry)), self._origin, place),
            )
        else:
            twin = self._twin(entry)
            place = twin if twin is not None else self._keep(_place(entry))
        self._execute("UPDATE entries SET place = ?, digest = ? WHERE number = ?", (place, digest, number))
        self._execute("DELETE FROM names WHERE entry = ?", (number,))
        self._name(number, entry)

    def _name(self, number: int, entry: Entry) -> None:
        every = (spelled for name in entry.names for spelled in (name, *other_spellings(name)))
        rows = [(fold_name(name).encode("utf-8", "replace").decode(), number) for name in every]
        self._connection.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", rows)

    def _keep(self, place: GazetteerPlace) -> int:
        row = self._execute("SELECT number FROM places WHERE key = ?", (place.key,)).fetchone()
        if row is not None:
            return int(row[0])
        statement = "INSERT INTO places (key, place, origin) VALUES (?, ?, ?)"
        return self._execute(statement, (place.key, to_json(place), self._origin)).lastrowid or 0

    def _twin(self, entry: Entry) -> int | None:
        """The number of the same place, if a gazetteer has it: the one that ships comes first, then the nearest."""
        best: tuple[bool, float, str] | None = None
        found: GazetteerPlace | None = None
        for name in entry.names:
            if best is not None and not best[0] and best[1] <= SAME_PLACE:
                # Near enough, and it ships: the other spellings could only find it again.
                break
            shipped = [(False, p) for p in self._shipped.find(name)]
            for own, place in [*shipped, *((True, p) for p in self._own(fold_name(name)))]:
                if (off := _same(entry, place)) is not None and (best is None or (own, off, place.key) < best):
                    best, found = (own, off, place.key), place
        return self._keep(found) if found is not None else None

    def _own(self, folded: str) -> list[GazetteerPlace]:
        rows = self._execute(
            "SELECT DISTINCT p.place FROM names n JOIN entries e ON e.number = n.entry"
            " JOIN places p ON p.number = e.place WHERE n.folded = ?",
            (folded.encode("utf-8", "replace").decode(),),
        )
        return [from_json(GazetteerPlace, row[0]) for row in rows]


def _same(entry: Entry, place: GazetteerPlace) -> float | None:
    """Metres between the points of two entries that share a name, if they are one place."""
    if _kind(entry.precision) != _kind(place.precision) or entry.country != place.country:
        return None
    off = metres((entry.latitude, entry.longitude), (place.latitude, place.longitude))
    if entry.precision is Precision.COUNTRY or entry.source == place.key:
        return off
    least = SAME_TOWN if {entry.precision, place.precision} & {Precision.TOWN, Precision.CITY} else SAME_PLACE
    if entry.geonames is not None and entry.geonames == place.geonames:
        least = max(least, SAME_IDENTIFIER)
    return off if off <= max(least, entry.radius, place.radius) else None


def _kind(precision: Precision) -> Precision:
    return Precision.VILLAGE if precision in _SETTLED else precision


def _place(entry: Entry) -> GazetteerPlace:
    return GazetteerPlace(
        key=entry.source,
        name=entry.name,
        precision=entry.precision,
        country=entry.country,
        latitude=entry.latitude,
        longitude=entry.longitude,
        radius=entry.radius,
        population=entry.population,
        parents=entry.parents,
        geonames=entry.geonames,
        wikidata=entry.wikidata,
    )
