"""Records in one SQLite file: recognising it, opening it, and what its errors mean."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, QueuePool, create_engine, event

from recount.errors import RecordError, RecordReadOnly
from recount.store.database import Database, no_record
from recount.store.revisions import prepare
from recount.store.sql import SqlStore
from recount.store.sqlite_errors import explain, primary_code
from recount.store.sqlite_file import APPLICATION_ID, Found, hold, let_go, look_at

BUSY_SECONDS = 30
"""How long to wait for another process that writes."""

_NO_ROOM_BESIDE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
"""What SQLite says where it can't make its files beside the record."""

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
    if os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK) and _opens(path, "mode=rw"):
        # Not mode=ro: SQLite would leave its -wal and -shm behind, and could not take in what a killed run left.
        pragmas = (*_ANY_CONNECTION, "PRAGMA query_only=ON")
        return _database(path, _connector(path, "mode=rw", pragmas), read_only=True)
    log, index, journal = (_beside(path, suffix) for suffix in ("-wal", "-shm", "-journal"))
    if log.exists() and index.exists() and _opens(path, "mode=ro"):
        # Another user's process has the record open, or was killed and left its files.
        return _database(path, _connector(path, "mode=ro", _ANY_CONNECTION), read_only=True)
    if left := [file for file in (log, journal) if file.exists() and file.stat().st_size]:
        raise RecordReadOnly(
            f"{path} was not closed properly, and what stands in {left[0]} can't be taken in here, where nothing can "
            "be written: copy both files to a folder of your own and open the copy"
        )
    # No log, and none can be made here: the file is complete. SQLite then reads it without locks, so we watch it.
    connect = _connector(path, "mode=ro&immutable=1", _ANY_CONNECTION)
    return _database(path, connect, read_only=True, check=_watch(path))


def _opens(path: Path, query: str) -> bool:
    """Whether SQLite can make or use, beside the record, the files it needs to read it that way."""
    try:
        _connector(path, query, ("PRAGMA schema_version",))().close()
    except sqlite3.Error as error:
        return primary_code(error) not in _NO_ROOM_BESIDE
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
                _execute_patiently(connection, pragma)
        except BaseException:
            connection.close()
            raise
        return connection

    return connect


def _execute_patiently(connection: sqlite3.Connection, pragma: str) -> None:
    """Execute it, once others let go of the record. SQLite does not itself wait where the journal mode changes."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute(pragma).close()
        except sqlite3.Error as error:
            if primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _database(
    path: Path,
    connect: Callable[[], sqlite3.Connection],
    *,
    read_only: bool,
    check: Callable[[], None] = lambda: None,
) -> Database:
    # Errors would else quote report text in their parameters. Unlimited: every unfinished iteration holds one.
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, max_overflow=-1, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "connect", lambda _, entry: entry.info.update(held=hold(path)))
    event.listen(engine, "close", lambda _, entry: let_go(entry.info.pop("held")))
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
