"""The gazetteer on file: the world's places by name, read from one SQLite file without ever loading it whole.

Places stand in blocks of compressed lines, ordered by folded name, and so do the names with the numbers of the places
they stand for: as plain tables the same data takes twice the room. ``docs/decisions/0005-gazetteer.md`` says why and
what is in it; ``tools/gazetteer`` builds the file.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from recount.errors import RecordError
from recount.lang.names import fold_name
from recount.model import GazetteerPlace, Precision
from recount.store.connections import Connections

FORMAT = 1
"""Layout of the file. A file of another format is refused."""

BLOCK = 64
"""Places or names in a block: half as many compress worse, twice as many take longer to unpack than they save room."""

SIEVE_BITS = 1 << 23
"""One bit for each CRC-32 modulo this many: of 100 names that no place has, 94 are told without looking them up."""

_AREAS = frozenset({Precision.DISTRICT, Precision.REGION})
_SETTLEMENTS = frozenset({Precision.VILLAGE, Precision.TOWN, Precision.CITY})
_DEEPEST = 8
"""Places above one another, at most: a part, its city, district, region and country make five."""

_CACHED_NAMES = 4096
_CACHED_LINES = 8192
_CACHED_BLOCKS = 1 << 12
"""All kept caches full, they take 45 MB; a report of 300 words asks for some 60 names, most of them no place's."""


def open_gazetteer() -> SqliteGazetteer:
    """The gazetteer that ships with the package.

    Raises:
        RecordError: it is missing or damaged.
    """
    return SqliteGazetteer(Path(str(resources.files("recount.store"))) / "data" / "gazetteer.sqlite")


class SqliteGazetteer:
    """Places by name, from a gazetteer file opened for reading only.

    Opens in a few milliseconds and keeps a few megabytes. May be used from several threads, across a fork, and be
    pickled: every thread and process opens the file for itself.

    Raises, from any method: `RecordError` if the file is missing, damaged or of another format.
    """

    def __init__(self, path: Path) -> None:
        """Open the file; its description is expected beside it, with the ending ``.json``."""
        self.path = path
        self._file = _BlockFile(path)
        self._description = _read_description(path)
        self._sieve = b""
        self._places = lru_cache(maxsize=_CACHED_NAMES)(self._find)

    def __reduce__(self) -> tuple[type[SqliteGazetteer], tuple[Path]]:
        return type(self), (self.path,)

    def find(self, name: str) -> list[GazetteerPlace]:
        """Every place of that name, in any spelling with the same key. Empty if there is none.

        Countries come first, then the most populous; but a region comes right after the largest settlement of the name
        that lies in it, and a district after the largest in its region: Homs the city, then Homs the governorate.
        Where people are equal or unknown, the wider place comes first, then the lower key.
        """
        return list(self._places(fold_name(name)))

    def has(self, folded: str) -> bool:
        """Whether some place has that folded name. Costs a microsecond or less where most names fail."""
        if not self._sieve:
            self._sieve = self._file.unpack("SELECT bits FROM sieve")
        bit = zlib.crc32(folded.encode("utf-8", "surrogatepass")) % SIEVE_BITS
        return bool(self._sieve[bit >> 3] >> (bit & 7) & 1) and bool(self._file.numbers(folded))

    def areas(self) -> Iterator[GazetteerPlace]:
        """Every country, region and district, without what contains it, in no order. Reads the whole file."""
        for line in self._file.lines():
            if line.precision in _AREAS or line.precision == Precision.COUNTRY:
                yield _found([line]).place

    def settlements(self, people: int) -> Iterator[GazetteerPlace]:
        """Every village, town and city of at least so many people, as `areas` gives areas. Reads the whole file."""
        for line in self._file.lines():
            if line.precision in _SETTLEMENTS and int(line.population or 0) >= people:
                yield _found([line]).place

    @property
    def digest(self) -> str:
        """SHA-256 of the file as recorded when it was built, in hexadecimal. `verify` compares the two."""
        return str(self._description["sha256"])

    def verify(self) -> None:
        """Read the whole file and compare it with its recorded digest.

        Raises:
            RecordError: they differ.
        """
        with self.path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != self.digest:
            raise _damaged(self.path, f"its SHA-256 is {found}, not {self.digest}")

    def _find(self, folded: str) -> tuple[GazetteerPlace, ...]:
        if not self.has(folded):
            return ()
        found = [_found(self._file.chain(number)) for number in self._file.numbers(folded)]
        return tuple(one.place for one in sorted(found, key=_rank_among(found)))


class _Line(NamedTuple):
    """A place as it stands in the file: its number, then its tab-separated fields."""

    number: int
    key: str
    name: str
    precision: str
    country: str
    latitude: str
    longitude: str
    radius: str
    population: str
    parent: str
    geonames: str
    wikidata: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    place: GazetteerPlace
    chain: tuple[int, ...]
    """Numbers of the place and of what contains it."""


def _found(chain: list[_Line]) -> _Found:
    own = chain[0]
    place = GazetteerPlace(
        key=own.key,
        name=own.name,
        precision=Precision(own.precision),
        country=own.country,
        latitude=float(own.latitude),
        longitude=float(own.longitude),
        radius=float(own.radius),
        population=int(own.population or 0),
        parents=tuple(line.name for line in chain[1:]),
        geonames=int(own.geonames) if own.geonames else None,
        wikidata=own.wikidata or None,
    )
    return _Found(place=place, chain=tuple(line.number for line in chain))


def _rank_among(found: list[_Found]) -> Callable[[_Found], tuple[bool, int, bool, float, str]]:
    """The order that `SqliteGazetteer.find` describes."""

    def rank(one: _Found) -> tuple[bool, int, bool, float, str]:
        country = one.place.precision is Precision.COUNTRY
        around = one.chain[: 2 if one.place.precision is Precision.DISTRICT else 1]
        inside = [other.place.population for other in settled if not set(around).isdisjoint(other.chain)]
        led = one.place.precision in _AREAS and bool(inside)
        return not country, -(max(inside) if led else one.place.population), led, -one.place.radius, one.place.key

    settled = [one for one in found if one.place.precision not in _AREAS]
    return rank


class _BlockFile:
    """Blocks of a gazetteer file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connections = Connections(path)
        self._names = lru_cache(maxsize=_CACHED_BLOCKS)(self._unpack_names)
        self._places = lru_cache(maxsize=_CACHED_BLOCKS)(self._unpack_places)
        self._line = lru_cache(maxsize=_CACHED_LINES)(self._read_line)

    def numbers(self, folded: str) -> list[int]:
        """The places that have that folded name."""
        at = bisect_right(self._firsts, folded)
        if at == 0:
            return []
        block, name = self._names(self._firsts[at - 1]), folded.encode("utf-8", "surrogatepass")
        start = block.find(b"\n%b\t" % name)  # a search through the bytes takes less than cutting them into lines
        if start < 0:
            return []
        numbers = block[start + len(name) + 2 :].partition(b"\n")[0]
        return [int(n) for n in numbers.split(b",")]

    def chain(self, number: int) -> list[_Line]:
        """A place and what contains it, up to its country."""
        chain: list[_Line] = []
        while number and len(chain) < _DEEPEST:
            chain.append(self._line(number))
            number = int(chain[-1].parent or 0)
        return chain

    def lines(self) -> Iterator[_Line]:
        """Every place."""
        last = self._one("SELECT max(first) FROM places")
        for first in range(1, last + 1 if isinstance(last, int) else 0, BLOCK):
            for at, fields in enumerate(self._unpack_places(first).decode().split("\n")):
                yield _Line(first + at, *fields.split("\t"))

    def unpack(self, statement: str, *values: str | int) -> bytes:
        """The bytes that a statement finds packed.

        Raises:
            RecordError: the file can't be read, or they can't be unpacked.
        """
        packed = self._one(statement, *values)
        if not isinstance(packed, bytes):
            raise _damaged(self.path, "a block is missing")
        try:
            return zlib.decompress(packed)
        except zlib.error as error:
            raise _damaged(self.path, str(error)) from error

    @cached_property
    def _firsts(self) -> list[str]:
        """The first name of each block, in order."""
        try:
            rows = self._connections.mine().execute("SELECT first FROM names ORDER BY first").fetchall()
        except sqlite3.Error as error:
            raise _damaged(self.path, str(error)) from error
        return [first for (first,) in rows]

    def _read_line(self, number: int) -> _Line:
        first = number - (number - 1) % BLOCK
        return _Line(number, *self._places(first).split(b"\n")[number - first].decode().split("\t"))

    def _unpack_names(self, first: str) -> bytes:
        return b"\n" + self.unpack("SELECT rows FROM names WHERE first = ?", first)

    def _unpack_places(self, first: int) -> bytes:
        return self.unpack("SELECT rows FROM places WHERE first = ?", first)

    def _one(self, statement: str, *values: str | int) -> object:
        """The one value that a statement finds; ``None`` if there is none."""
        try:
            row = self._connections.mine().execute(statement, values).fetchone()
        except sqlite3.Error as error:
            raise _damaged(self.path, str(error)) from error
        return row[0] if row else None


def _read_description(path: Path) -> dict[str, object]:
    """What stands in the file beside the gazetteer, if it can be about this one."""
    beside = path.with_suffix(".json")
    try:
        description: object = json.loads(beside.read_text("utf-8"))
        size = path.stat().st_size
    except OSError as error:
        raise RecordError(f"{error.filename}: no gazetteer to read ({error.strerror}); reinstall Recount") from error
    except ValueError as error:
        raise _damaged(beside, str(error)) from error
    if not isinstance(description, dict):
        raise _damaged(beside, "it is no description")
    if description.get("format") != FORMAT:
        raise RecordError(f"{path}: a gazetteer of format {description.get('format')}; this Recount reads {FORMAT}")
    if size != description.get("bytes"):
        raise _damaged(path, f"it has {size:,} bytes instead of {description.get('bytes'):,}")
    return description


def _damaged(path: Path, why: str) -> RecordError:
    return RecordError(f"{path}: the gazetteer is damaged ({why}); reinstall Recount")
