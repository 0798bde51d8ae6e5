"""Records in one SQLite file: recognising it, opening it, and what its errors mean."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from recount.errors import RecordError, RecordFull, RecordReadOnly
from recount.store.database import Database, no_record
from recount.store.revisions import prepare
from recount.store.sql import SqlStore
from recount.store.sqlite_file import APPLICATION_ID, Found, look_at

BUSY_SECONDS = 30
"""How long to wait for another process that writes."""

_ROOM = 64 * 1024
"""Bytes. With less of it left on the disk, a failed write is a full disk whatever SQLite calls it."""

_ANY_CONNECTION = (
    # Whoever hands us a record must not have its views and triggers call functions with effects.
    "PRAGMA trusted_schema=OFF",
    # Also fires the triggers of the decision log for rows that INSERT OR REPLACE would delete.
    "PRAGMA recursive_triggers=ON",
)
_WRITER = (
    *_ANY_CONNECTION,
    # Readers go on while a run writes. On file systems that can't do it SQLite stays as it was, and is safe as well.
    "PRAGMA journal_mode=WAL",
    # Not NORMAL, which may lose the last commits when the power goes: a record is evidence, and a decision that was
    # reported as stored must be there. Costs one disk flush for each step, about 1 ms on an SSD. A killed process
    # loses nothing either way.
    "PRAGMA synchronous=FULL",
    "PRAGMA journal_size_limit=67108864",
)

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


def open_sqlite(address: str, *, create: bool, read_only: bool) -> SqlStore:
    """The record in the file at that path.

    For reading only, nothing is written, neither the file nor any beside it, where the file or its folder can't be
    written.

    Raises:
        RecordReadOnly: the file or its folder can't be written, and is to be.
        RecordError: no record there, or one that can't be opened. The file was not touched.
    """
    path = Path(address)
    found = look_at(path)
    if found is not Found.RECORD and (read_only or not create):
        raise no_record(address)
    if not read_only:
        _refuse_unwritable(path)
    if found is not Found.RECORD:
        _mark(path)
    database = _to_read(path) if read_only else _to_write(path)
    try:
        prepare(database, create=create)
    except BaseException:
        database.engine.dispose()
        raise
    return SqlStore(database)


def explain(path: Path, error: BaseException | None) -> RecordError:
    """What an error of SQLite's means for the record at that path, and what to do about it."""
    primary: int = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if primary == sqlite3.SQLITE_IOERR and _free(path) < _ROOM:
        primary = sqlite3.SQLITE_FULL
    if primary in _WHAT_HAPPENED:
        kind, message = _WHAT_HAPPENED[primary]
        return kind(message.format(path=path))
    return RecordError(f"{path}: the database refused: {error}. This may be a fault in Recount: please report it")


def _refuse_unwritable(path: Path) -> None:
    folder = path.absolute().parent
    if not folder.is_dir():
        raise RecordError(f"there is no folder {folder} to hold the record {path}: make it first, or choose another")
    # SQLite keeps files beside the record while it writes, so the folder counts as much as the file.
    for place in (folder, path):
        if place.exists() and not os.access(place, os.W_OK):
            what = "folder" if place is folder else "file"
            raise RecordReadOnly(
                f"the record {path} can't be written, since the {what} {place} is read-only: choose a folder of your "
                "own with --record, or make it writable"
            )


def _mark(path: Path) -> None:
    """Make the file ours from its first page on, whenever the process is killed."""
    try:
        _connector(path, "mode=rwc", (f"PRAGMA application_id={APPLICATION_ID}",))().close()
    except sqlite3.Error as error:
        raise explain(path, error) from error


def _to_write(path: Path) -> Database:
    # mode=rw never makes a file: one that vanished since we looked is an error, not an empty record.
    return _database(path, _connector(path, "mode=rw", _WRITER), read_only=False)


def _to_read(path: Path) -> Database:
    if os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK):
        # Not mode=ro: SQLite would leave its -wal and -shm behind, and could not take in what a killed run left.
        pragmas = (*_ANY_CONNECTION, "PRAGMA query_only=ON")
        return _database(path, _connector(path, "mode=rw", pragmas), read_only=True)
    if _readable_with_log(path):
        return _database(path, _connector(path, "mode=ro", _ANY_CONNECTION), read_only=True)
    if left := [name for name in (_beside(path, "-wal"), _beside(path, "-journal")) if _is_filled(name)]:
        raise RecordReadOnly(
            f"{path} was not closed properly, and what stands in {left[0]} can't be taken in since the folder is "
            "read-only: copy both files to a folder of your own and open the copy"
        )
    # No log and none can be made here: the file is complete. SQLite then reads it without locks, so we watch it.
    connect = _connector(path, "mode=ro&immutable=1", _ANY_CONNECTION)
    return _database(path, connect, read_only=True, check=_watch(path))


def _readable_with_log(path: Path) -> bool:
    """Whether another user's process has the record open, or left its files so that they can be read in place."""
    if not (_beside(path, "-wal").exists() and _beside(path, "-shm").exists()):
        return False
    try:
        _connector(path, "mode=ro", ("PRAGMA schema_version",))().close()
    except sqlite3.Error:
        return False
    return True


def _watch(path: Path) -> Callable[[], None]:
    def state() -> tuple[int, int, int, bool] | None:
        try:
            stat = path.stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_size, stat.st_mtime_ns, _beside(path, "-wal").exists()

    before = state()

    def check() -> None:
        if state() != before:
            raise RecordError(f"{path} was changed by another program while it was read: run the same command again")

    return check


def _connector(path: Path, query: str, pragmas: tuple[str, ...]) -> Callable[[], sqlite3.Connection]:
    address = f"{path.absolute().as_uri()}?{query}"

    def connect() -> sqlite3.Connection:
        # isolation_level=None: we begin transactions ourselves. Python's driver would begin them at the first write,
        # too late for what was read before it. The pool hands a connection to one thread at a time.
        connection = sqlite3.connect(
            address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            for pragma in pragmas:
                connection.execute(pragma).close()
        except BaseException:
            connection.close()
            raise
        return connection

    return connect


def _database(
    path: Path,
    connect: Callable[[], sqlite3.Connection],
    *,
    read_only: bool,
    check: Callable[[], None] = lambda: None,
) -> Database:
    # Errors would else quote report text in their parameters. Unlimited: every unfinished iteration holds one.
    engine = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, max_overflow=-1, hide_parameters=True
    )
    event.listen(engine, "begin", _begin)
    return Database(
        engine=engine, address=str(path), read_only=read_only, explain=lambda e: explain(path, e), check=check
    )


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    # Migrations copy tables, which other tables refer to. The switch does nothing inside a transaction.
    connection.exec_driver_sql(f"PRAGMA foreign_keys={'OFF' if options.get('migrates') else 'ON'}")
    # IMMEDIATE: a writer that first reads would else find, too late, that another has written in between.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _is_filled(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _free(path: Path) -> int:
    return shutil.disk_usage(path.absolute().parent).free
