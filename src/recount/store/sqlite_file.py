"""What lies at a path, told from the bytes alone: nothing is locked, and no file is made beside it."""

from __future__ import annotations

import sqlite3
import stat
from collections import Counter
from contextlib import closing
from enum import Enum, auto
from pathlib import Path
from threading import Lock

from recount.errors import RecordError
from recount.store.schema import VERSION_TABLE

APPLICATION_ID = int.from_bytes(b"Reco", "big")
"""Marks a SQLite file as a record, in bytes 68 to 71 of its header."""

_MAGIC = b"SQLite format 3\x00"


class Found(Enum):
    """What lies at a path, where a record may be or come."""

    MISSING = auto()
    EMPTY = auto()
    RECORD = auto()


def look_at(path: Path) -> Found:
    """What lies at the path.

    Raises:
        RecordError: something else than a record; it was not touched.
    """
    try:
        mode = path.stat().st_mode
        if is_held(path):
            return Found.RECORD
        # Nothing but ordinary files is opened: a pipe would wait for its writer.
        header = _header(path) if stat.S_ISREG(mode) else b""
    except FileNotFoundError:
        return Found.MISSING
    except OSError as error:
        raise RecordError(f"{path} can't be read ({error.strerror}): change its permissions or name another") from None
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "no ordinary file"
        raise RecordError(f"{path} is {what}: name a file to keep the record in")
    if not header:
        return Found.EMPTY
    _refuse_foreign(path, header)
    return Found.RECORD


_held: Counter[tuple[int, int]] = Counter()
_holding = Lock()


def hold(path: Path) -> tuple[int, int]:
    """Note that this process has a connection to the file; return what `let_go` takes.

    POSIX drops all locks of a process on a file as soon as the process closes it anywhere. Reading the header by
    ourselves would take SQLite's locks away, and another process would then take the record for unused and remove
    its write-ahead log, with all that is written into it later.
    """
    found = path.stat()
    key = found.st_dev, found.st_ino
    with _holding:
        _held[key] += 1
    return key


def let_go(key: tuple[int, int]) -> None:
    """Note that one connection less is open."""
    with _holding:
        _held[key] -= 1
        if not _held[key]:
            del _held[key]


def is_held(path: Path) -> bool:
    """Whether this process has a connection to the file. Then it is a record, and stays that file till it is closed."""
    found = path.stat()
    return _held[found.st_dev, found.st_ino] > 0


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(100)


def _refuse_foreign(path: Path, header: bytes) -> None:
    if not header.startswith(_MAGIC):
        raise RecordError(f"{path} is not a Recount record: it was not touched; name another file with --record")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID and not _has_version_table(path):
        raise RecordError(
            f"{path} is a SQLite file of another program, not a Recount record: it was not touched; name another file "
            "with --record"
        )


def _has_version_table(path: Path) -> bool:
    """Whether it is a record that lost its mark, as ``.dump`` and reading back does."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [VERSION_TABLE]).fetchone()
    except sqlite3.Error:
        return False
    return found is not None
