"""Writes the gazetteer file: same entries, same bytes."""

from __future__ import annotations

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from recount.lang.names import fold_name
from recount.store.gazetteer import BLOCK, FORMAT, SIEVE_BITS
from recount.store.sizes import usual_radius
from tools.gazetteer.entry import Entry

PAGE = 16_384
"""Bytes. A block of sixty-four places takes 1.7 kB: smaller pages are left half empty."""

_TABLES = """
    CREATE TABLE places (first INTEGER PRIMARY KEY, rows BLOB NOT NULL);
    CREATE TABLE names (first TEXT PRIMARY KEY, rows BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE sieve (bits BLOB NOT NULL);
"""


def write(path: Path, entries: list[Entry], parents: dict[str, str]) -> int:
    """Write the entries, replacing the file; return the number of different names."""
    path.unlink(missing_ok=True)
    ordered = sorted(entries, key=lambda e: (fold_name(e.name), e.key))
    numbers = {entry.key: number for number, entry in enumerate(ordered, start=1)}
    names = _names(ordered)
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.executescript(f"PRAGMA page_size = {PAGE}; PRAGMA user_version = {FORMAT}; {_TABLES}")
        file.execute("BEGIN")
        file.executemany("INSERT INTO places VALUES (?, ?)", _place_blocks(ordered, numbers, parents))
        file.executemany("INSERT INTO names VALUES (?, ?)", _name_blocks(names))
        file.execute("INSERT INTO sieve VALUES (?)", (_pack_bytes(_sieve(names)),))
        file.execute("COMMIT")
        file.execute("VACUUM")
    return len(names)


def _names(ordered: list[Entry]) -> dict[str, list[int]]:
    """Numbers of places by folded name, both in order."""
    names: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(ordered, start=1):
        for folded in {fold_name(name) for name in (entry.name, *entry.names)} - {""}:
            names[folded].append(number)
    return dict(sorted(names.items()))


def _place_blocks(
    ordered: list[Entry], numbers: dict[str, int], parents: dict[str, str]
) -> Iterator[tuple[int, bytes]]:
    lines = [_line(entry, numbers.get(parents.get(entry.key, ""))) for entry in ordered]
    for at in range(0, len(lines), BLOCK):
        yield at + 1, _pack(lines[at : at + BLOCK])


def _name_blocks(names: dict[str, list[int]]) -> Iterator[tuple[str, bytes]]:
    lines = [(folded, f"{folded}\t{','.join(map(str, numbers))}") for folded, numbers in names.items()]
    for at in range(0, len(lines), BLOCK):
        yield lines[at][0], _pack([line for _, line in lines[at : at + BLOCK]])


def _line(entry: Entry, parent: int | None) -> str:
    """The fields in the order of the reader's; unknown ones empty."""
    radius = entry.radius or usual_radius(entry.precision, entry.population)
    fields = (
        entry.key,
        entry.name,
        entry.precision,
        entry.country,
        f"{entry.latitude:.4f}",
        f"{entry.longitude:.4f}",
        round(radius, -2 if radius >= 1_000 else -1),
        entry.population or "",
        parent or "",
        entry.geonames or "",
        entry.wikidata or "",
    )
    return "\t".join(str(int(f) if isinstance(f, float) else f) for f in fields)


def _sieve(names: dict[str, list[int]]) -> bytes:
    bits = bytearray(SIEVE_BITS // 8)
    for folded in names:
        bit = zlib.crc32(folded.encode()) % SIEVE_BITS
        bits[bit >> 3] |= 1 << (bit & 7)
    return bytes(bits)


def _pack(lines: list[str]) -> bytes:
    return _pack_bytes("\n".join(lines).encode())


def _pack_bytes(data: bytes) -> bytes:
    return zlib.compress(data, 9)
