"""Adds the places of a file to the user's own gazetteer: all of it or nothing, and the same again changes nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterable
from contextlib import closing, suppress
from functools import lru_cache
from pathlib import Path

from recount.errors import InputError
from recount.store.gazetteer import SIEVE_BITS, SqliteGazetteer
from recount.store.own_gazetteer import APPLICATION, FORMAT, OwnGazetteer, failed_write
from recount.store.own_places.areas import Areas
from recount.store.own_places.entry import Entry, Why
from recount.store.own_places.keeping import Added, Keeper
from recount.store.own_places.opening import PlaceFile, Progress
from recount.store.own_places.reading import recognise

_LAYOUT = f"""
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {FORMAT};
CREATE TABLE places (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, place TEXT NOT NULL, origin TEXT NOT NULL);
CREATE TABLE entries (
    number INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE, place INTEGER NOT NULL, digest TEXT NOT NULL
);
CREATE TABLE names (folded TEXT NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (folded, entry)) WITHOUT ROWID;
CREATE INDEX names_by_entry ON names (entry);
CREATE TABLE sieve (bits BLOB NOT NULL);
"""


def add_places(
    path: Path,
    into: Path,
    shipped: SqliteGazetteer,
    *,
    country: str | None = None,
    progress: Progress = lambda done, every: None,
) -> Added:
    """Add the places of a file to the gazetteer at `into`, which is made if it is missing.

    Works on a copy, which takes the gazetteer's place at the very end: whatever fails leaves it as it was.

    Args:
        path: a country dump of GeoNames, a Who's On First bundle, an OCHA table or GeoJSON; also in gzip or zip.
        into: the user's own gazetteer.
        shipped: the gazetteer that ships, by which countries and known places are told.
        country: code of the country of rows that name none.
        progress: told the bytes read.

    Raises:
        InputError: the file can't be read, is no file of places, or none of its rows is usable.
        RecordError: the gazetteer can't be read or written.
    """
    file = PlaceFile(path, progress)
    recognised = recognise(file)
    before = _state(into)
    if before is not None:
        OwnGazetteer(into).verify()
    added = Added(kind=recognised.kind)
    try:
        # Where it is a link, what it leads to is changed.
        kept = into.resolve()
        kept.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{kept.name}-", suffix=".partial", dir=kept.parent)
        os.close(handle)
    except OSError as error:
        raise failed_write(into, error) from error
    copy = Path(name)
    try:
        if before is not None:
            shutil.copy(into, copy)
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            _fill(
                connection,
                added,
                recognised.read(areas_of(shipped), country),
                shipped,
                f"{recognised.kind} {path.name}",
            )
        _refuse_nothing(path, added)
        if added.changes:
            _flush(copy)
            if _state(into) != before:
                raise failed_write(into, None)
            copy.replace(kept)
    except (OSError, sqlite3.Error) as error:
        raise failed_write(into, error) from error
    finally:
        with suppress(OSError):
            copy.unlink(missing_ok=True)
    return added


def _flush(path: Path) -> None:
    """See that it is on the disk: a name may else outlive a power cut that its contents don't."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@lru_cache(maxsize=1)
def areas_of(shipped: SqliteGazetteer) -> Areas:
    """Its countries, regions and districts. Takes most of a second the first time."""
    return Areas(shipped.areas())


def _refuse_nothing(path: Path, added: Added) -> None:
    if added.changes or added.unchanged:
        return
    if not added.refused:
        raise InputError(f"{path}: there is no place in it: download or export it again")
    reasons = ", ".join(f"{n:,} {why.value}" for why, n in added.refused.most_common())
    raise InputError(f"{path}: {added.kind}, but none of its entries can be used ({reasons})")


def _state(path: Path) -> tuple[int, int, int] | None:
    """What tells one state of a file from another; ``None`` where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise failed_write(path, error) from error
    return found.st_mtime_ns, found.st_size, found.st_ino


def _fill(
    connection: sqlite3.Connection, added: Added, found: Iterable[Entry | Why], shipped: SqliteGazetteer, origin: str
) -> None:
    # The copy is thrown away if anything fails: what guards a transaction against that would only cost time.
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;")
    if not connection.execute("PRAGMA user_version").fetchone()[0]:
        connection.executescript(_LAYOUT)
    connection.execute("CREATE TEMP TABLE seen (source TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute("BEGIN")
    keeper = Keeper(connection, added, shipped, origin)
    for entry in found:
        if isinstance(entry, Why):
            added.refused[entry] += 1
        else:
            keeper.add(entry)
    if added.changes:
        _sift(connection)
    connection.execute("COMMIT")
    connection.execute("DROP TABLE seen")


def _sift(connection: sqlite3.Connection) -> None:
    """Mark the names that there are, as in the gazetteer that ships."""
    bits = bytearray(SIEVE_BITS >> 3)
    for (folded,) in connection.execute("SELECT DISTINCT folded FROM names"):
        bit = zlib.crc32(folded.encode("utf-8")) % SIEVE_BITS
        bits[bit >> 3] |= 1 << (bit & 7)
    connection.execute("DELETE FROM sieve")
    connection.execute("INSERT INTO sieve VALUES (?)", (zlib.compress(bytes(bits), 6),))
