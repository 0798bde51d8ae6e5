"""Records in PostgreSQL: opening one, and what its errors mean."""

from __future__ import annotations

from sqlalchemy import URL, Connection, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from recount.errors import RecordError, RecordFull, RecordReadOnly, UsageError
from recount.store.database import Database
from recount.store.revisions import prepare
from recount.store.sql import SqlStore

_MIGRATION_LOCK = 0x5265636F756E74
"""Ours alone among the server's advisory locks: "Recount" in ASCII."""

_SECRETS = ("password", "sslpassword")
"""Parameters of a URL that are not shown."""

LOCK_SECONDS = 30
"""How long to wait for another process that writes."""

_WHAT_HAPPENED: dict[str, tuple[type[RecordError], str]] = {
    "08": (RecordError, "{address}: the connection was lost: see whether the server runs, then try again"),
    "23": (
        RecordError,
        "{address} already holds something else under an identifier about to be added: nothing of this step was kept. "
        "This is a fault in Recount: please report it",
    ),
    "25006": (RecordReadOnly, "{address} takes no writes now: use the primary server, or ask who runs it"),
    "28": (RecordError, "{address} refused this user or password: check them"),
    "3D": (RecordError, "{address}: there is no such database: make it with `createdb`, or check the name"),
    "40": (RecordError, "{address}: another program wrote at the same time: run the same command again"),
    "42501": (RecordReadOnly, "{address} does not allow this user to write: ask its owner for the right"),
    "53100": (
        RecordFull,
        "{address}: the server's disk is full: nothing of this step was kept; free some space there, then run the "
        "same command again",
    ),
    "55P03": (
        RecordError,
        "{address} is in use by another program, which did not let go of it in time: nothing of this step was kept; "
        "wait for the other program to finish, then run the same command again",
    ),
    "57": (RecordError, "{address}: the server broke off: see whether it runs, then try again"),
    "XX": (RecordError, "{address} is damaged: ask who runs the server to restore a copy"),
}
"""By SQLSTATE, else by its class."""


def open_postgres(address: str, *, create: bool, read_only: bool) -> SqlStore:
    """The record in the database at that URL, in the first schema of its search path.

    Raises:
        UsageError: not a URL, or the driver is not installed.
        RecordError: no such database, no record in it, or one that can't be opened.
    """
    url = _parse(address)
    database = _database(url, read_only=read_only)
    try:
        _refuse_other_encodings(database)
        prepare(database, create=create)
    except BaseException:
        database.engine.dispose()
        raise
    return SqlStore(database)


def without_secrets(url: URL) -> str:
    """The URL as it may be shown."""
    shown = url.difference_update_query(_SECRETS)
    # Made anew: `set` takes no password for "keep the one there is".
    return URL.create(
        "postgresql",
        username=shown.username,
        host=shown.host,
        port=shown.port,
        database=shown.database,
        query=shown.query,
    ).render_as_string()


def explain(address: str, error: BaseException | None) -> RecordError:
    """What an error of PostgreSQL's means for the record at that address, and what to do about it."""
    state = getattr(error, "sqlstate", None)
    if state is None:
        return RecordError(f"{address} can't be reached: see whether the server runs and the address is right")
    for known in (state, state[:2]):
        if known in _WHAT_HAPPENED:
            kind, message = _WHAT_HAPPENED[known]
            return kind(message.format(address=address))
    # Only the code: the server's message may quote report text.
    return RecordError(f"{address}: the database refused ({state}). This may be a fault in Recount: please report it")


def _parse(address: str) -> URL:
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        # The address is not repeated: it may hold a password.
        raise UsageError("that is no PostgreSQL address: write postgresql://user@host/database") from None
    if "@" in (url.host or ""):
        raise UsageError("the user or password in the PostgreSQL address holds an @: write it as %40")
    return url


def _database(url: URL, *, read_only: bool) -> Database:
    try:
        # Errors would else quote report text in their parameters.
        engine = create_engine(url, hide_parameters=True, pool_pre_ping=True, max_overflow=-1)
    except ModuleNotFoundError:
        raise UsageError(
            "a record in PostgreSQL needs one more package: install it with `pip install 'recount[postgres]'`"
        ) from None
    event.listen(engine, "begin", _begin)
    if read_only:
        engine = engine.execution_options(postgresql_readonly=True)
    address = without_secrets(url)
    return Database(engine=engine, address=address, read_only=read_only, explain=lambda e: explain(address, e))


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("writes"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
    if options.get("migrates"):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")


def _refuse_other_encodings(database: Database) -> None:
    with database.reading() as connection:
        encoding = connection.scalar(text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise RecordError(
            f"{database.address} is a database in {encoding}, which can't hold every script: make one in UTF-8 with "
            "`createdb --encoding=UTF8 --template=template0`"
        )
