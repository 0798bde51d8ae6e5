"""What SQLite's errors mean for a record, and what to do about them."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from recount.errors import RecordError, RecordFull, RecordReadOnly

_ROOM = 64 * 1024
"""Bytes. With less of it left on the disk, a failed write is a full disk whatever SQLite calls it."""

_WHAT_HAPPENED: dict[int, tuple[type[RecordError], str]] = {
    sqlite3.SQLITE_FULL: (
        RecordFull,
        "the disk is full at {path}: nothing of this step was kept; free some space and run the same command again",
    ),
    sqlite3.SQLITE_READONLY: (
        RecordReadOnly,
        "{path} can't be written: make the file and its folder writable, or copy the record to a folder of your own",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        RecordError,
        "{path} can't be opened: see whether the file and its folder are there and may be read and written",
    ),
    sqlite3.SQLITE_PERM: (RecordError, "{path} may not be opened by this user: change its permissions"),
    sqlite3.SQLITE_BUSY: (
        RecordError,
        "{path} is in use by another program, which did not let go of it in time: nothing of this step was kept; wait "
        "for the other program to finish, then run the same command again",
    ),
    sqlite3.SQLITE_CORRUPT: (
        RecordError,
        "{path} is damaged: restore a copy of it, or save what can be saved with `sqlite3 {path} .recover`",
    ),
    sqlite3.SQLITE_NOTADB: (RecordError, "{path} is no record, or damaged beyond recognition: restore a copy of it"),
    sqlite3.SQLITE_IOERR: (
        RecordError,
        "{path}: the disk reports an error: nothing of this step was kept; check the disk, then run the command again",
    ),
    sqlite3.SQLITE_CONSTRAINT: (
        RecordError,
        "{path} already holds something else under an identifier about to be added: nothing of this step was kept. "
        "This is a fault in Recount: please report it",
    ),
}
_WHAT_HAPPENED[sqlite3.SQLITE_LOCKED] = _WHAT_HAPPENED[sqlite3.SQLITE_BUSY]


def explain(path: Path, error: BaseException | None) -> RecordError:
    """What an error of SQLite's means for the record at that path, and what to do about it."""
    primary = primary_code(error)
    if primary == sqlite3.SQLITE_IOERR and _free(path) < _ROOM:
        primary = sqlite3.SQLITE_FULL
    if primary in _WHAT_HAPPENED:
        kind, message = _WHAT_HAPPENED[primary]
        return kind(message.format(path=path))
    return RecordError(f"{path}: the database refused: {error}. This may be a fault in Recount: please report it")


def primary_code(error: BaseException | None) -> int:
    """The first byte of SQLite's error code, which the others refine; 0 where there is none."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


def _free(path: Path) -> int:
    try:
        return shutil.disk_usage(path.absolute().parent).free
    except OSError:
        # The folder is gone, which is not a full disk.
        return _ROOM
