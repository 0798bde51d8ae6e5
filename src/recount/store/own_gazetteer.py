"""The user's own gazetteer, a file beside the one that ships, and the two of them asked as one."""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
import zlib
from functools import lru_cache
from pathlib import Path

from recount.errors import RecordError, RecordFull, RecordReadOnly
from recount.lang.names import fold_name
from recount.model import GazetteerPlace, Precision, from_json
from recount.store import gazetteer
from recount.store.connections import Connections
from recount.store.gazetteer import SIEVE_BITS, SqliteGazetteer

FORMAT = 1
"""Layout of the file. A file of another format is refused."""

APPLICATION = 0x52475A54
"""SQLite's field for whose file it is, by which any other database is told and left alone."""

_MAGIC = b"SQLite format 3\x00"
_CACHED_NAMES = 2048
_FIND = (
    "SELECT DISTINCT p.place, p.origin FROM names n JOIN entries e ON e.number = n.entry"
    " JOIN places p ON p.number = e.place WHERE n.folded = ?"
)


class OwnGazetteer:
    """Places that a user has added, by name. Like `SqliteGazetteer` in all that it promises.

    Raises, from any method: `RecordError` if the file is missing, damaged, no gazetteer, or of another format.
    """

    def __init__(self, path: Path) -> None:
        """Open the file."""
        self.path = path
        _check(path)
        self._connections = Connections(path)
        self._sieve = b""
        self._found = lru_cache(maxsize=_CACHED_NAMES)(self._find)

    def __reduce__(self) -> tuple[type[OwnGazetteer], tuple[Path]]:
        return type(self), (self.path,)

    def find(self, name: str) -> list[GazetteerPlace]:
        """Every place of that name that was added, the most populous first, then by key."""
        return [place for place, _ in self._found(fold_name(name))]

    def origins(self, name: str) -> dict[str, str]:
        """The file that each place of that name came from, by the place's key."""
        return {place.key: origin for place, origin in self._found(fold_name(name))}

    def has(self, folded: str) -> bool:
        """Whether some place has that folded name."""
        if not self._sieve:
            self._sieve = self._unpacked()
        bit = zlib.crc32(folded.encode("utf-8", "surrogatepass")) % SIEVE_BITS
        return bool(self._sieve[bit >> 3] >> (bit & 7) & 1) and bool(self._found(folded))

    @property
    def digest(self) -> str:
        """SHA-256 of the file, in hexadecimal."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def count(self) -> int:
        """How many places there are."""
        [(number,)] = self._rows("SELECT count(*) FROM places")
        return int(str(number))

    def verify(self) -> None:
        """Read the whole file.

        Raises:
            RecordError: it is damaged.
        """
        [(told,)] = self._rows("PRAGMA quick_check(1)")
        if told != "ok":
            raise _damaged(self.path, " ".join(str(told).split()))
        self._unpacked()

    def _find(self, folded: str) -> tuple[tuple[GazetteerPlace, str], ...]:
        rows = self._rows(_FIND, folded.encode("utf-8", "replace").decode())
        found = [(self._read(str(place)), str(origin)) for place, origin in rows]
        return tuple(sorted(found, key=lambda one: (-one[0].population, -one[0].radius, one[0].key)))

    def _read(self, line: str) -> GazetteerPlace:
        try:
            place = from_json(GazetteerPlace, line)
        except ValueError as error:
            raise _damaged(self.path, str(error)) from error
        if not (abs(place.latitude) <= 90 and abs(place.longitude) <= 180 and place.radius >= 0):
            raise _damaged(self.path, f"{place.key} is not on earth")
        return place

    def _unpacked(self) -> bytes:
        rows = self._rows("SELECT bits FROM sieve")
        try:
            bits = zlib.decompressobj().decompress(bytes(rows[0][0]), SIEVE_BITS >> 3)  # type: ignore[call-overload]
        except (zlib.error, IndexError, TypeError) as error:
            raise _damaged(self.path, str(error)) from error
        if len(bits) != SIEVE_BITS >> 3:
            raise _damaged(self.path, "its table of names is cut off")
        return bytes(bits)

    def _rows(self, statement: str, *values: str) -> list[tuple[object, ...]]:
        try:
            return self._connections.mine().execute(statement, values).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise _damaged(self.path, str(error)) from error


class JoinedGazetteer:
    """The gazetteer that ships and the user's own, asked as one."""

    def __init__(self, shipped: SqliteGazetteer, own: OwnGazetteer) -> None:
        self.shipped = shipped
        self.own = own

    def find(self, name: str) -> list[GazetteerPlace]:
        """Every place of that name, in the order of the one that ships; added ones among them by their people."""
        found = self.shipped.find(name)
        if self.own.has(fold_name(name)):
            known = {place.key for place in found}
            for place in self.own.find(name):
                if place.key not in known:
                    found.insert(_before(found, place), place)
        return found

    def has(self, folded: str) -> bool:
        """Whether either has a place of that folded name."""
        return self.shipped.has(folded) or self.own.has(folded)

    @property
    def digest(self) -> str:
        """SHA-256 of both digests."""
        return hashlib.sha256(f"{self.shipped.digest} {self.own.digest}".encode()).hexdigest()


def open_gazetteers(own: Path) -> SqliteGazetteer | JoinedGazetteer:
    """The gazetteer that ships, together with the user's own if there is one at that path.

    Raises:
        RecordError: one of them is damaged.
    """
    shipped = gazetteer.open_gazetteer()
    return JoinedGazetteer(shipped, OwnGazetteer(own)) if os.path.lexists(own) else shipped


def failed_write(path: Path, error: Exception | None) -> RecordError:
    """What to say where the user's gazetteer can't be written."""
    if error is None:
        return RecordError(
            f"{path}: another program changed it meanwhile: nothing was kept; run the same command again"
        )
    code = getattr(error, "errno", None)
    if code == errno.ENOSPC or getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
        return RecordFull(f"the disk is full at {path}: nothing was kept; free some space and run the command again")
    if code in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return RecordReadOnly(
            f"{path} can't be written: make its folder writable, or name another file in RECOUNT_GAZETTEER"
        )
    why = getattr(error, "strerror", None) or error
    return RecordError(f"{path} can't be written ({why}): the gazetteer is as it was")


def _before(found: list[GazetteerPlace], place: GazetteerPlace) -> int:
    """Where a place belongs among the others: before the first that is smaller and no country."""
    fewer = (
        at
        for at, other in enumerate(found)
        if other.precision is not Precision.COUNTRY and other.population < place.population
    )
    return next(fewer, len(found))


def _check(path: Path) -> None:
    """See by its first bytes whether it can be a gazetteer of users, whole.

    Raises:
        RecordError: it can't.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
        size = path.stat().st_size
    except OSError as error:
        raise RecordError(
            f"{path}: your own gazetteer can't be read ({error.strerror}): mend that, or name another file in"
            " RECOUNT_GAZETTEER"
        ) from error
    if not head:
        raise RecordError(f"{path}: your own gazetteer is empty: remove the file and add your places again")
    if head[:16] != _MAGIC or int.from_bytes(head[68:72], "big") != APPLICATION:
        raise RecordError(
            f"{path} is no gazetteer of Recount: it is left as it is; name another file in RECOUNT_GAZETTEER"
        )
    found = int.from_bytes(head[60:64], "big")
    if found != FORMAT:
        raise RecordError(f"{path}: your own gazetteer is of format {found}; this Recount reads {FORMAT}: add it anew")
    page = int.from_bytes(head[16:18], "big")
    if size != (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big"):
        raise _damaged(path, "it is cut off")


def _damaged(path: Path, why: str) -> RecordError:
    return RecordError(
        f"{path}: your own gazetteer is damaged ({why}): restore a copy of it, or remove it and add your places again"
    )
