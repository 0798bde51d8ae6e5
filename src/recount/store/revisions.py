"""Whether a database holds a record that this version of Recount can work with, and bringing it up to date."""

from __future__ import annotations

from enum import Enum, auto
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, Table, Text, insert, inspect, select, update

from recount.errors import RecordError, RecordTooNew
from recount.store.database import Database, no_record
from recount.store.schema import REVISIONS, VERSION_TABLE, meta, metadata

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = REVISIONS[-1]

# Alembic makes and fills this table: it is no part of the schema that migrations are compared with.
_revision = Table(VERSION_TABLE, MetaData(), Column("version_num", Text))


class Standing(Enum):
    """How a database stands to this version of Recount."""

    NO_RECORD = auto()
    OLDER = auto()
    CURRENT = auto()


def prepare(database: Database, *, create: bool) -> None:
    """See to it that the database holds a record of the newest revision.

    A record that is up to date, the ordinary case, is only looked at: Alembic, slow to load, stays out.

    Raises:
        RecordTooNew: made by a newer Recount.
        RecordError: no record, or an older one, and it may not be made or brought up to date.
    """
    with database.reading() as connection:
        found = standing(connection, database.address)
    if found is Standing.CURRENT:
        return
    if database.read_only or not create:
        raise no_record(database.address) if found is Standing.NO_RECORD else _older(database.address)
    with database.writing(migrates=True) as connection:
        # Another process may have been quicker while we waited for the lock.
        if standing(connection, database.address) is not Standing.CURRENT:
            upgrade(connection)
            _sign(connection)


def standing(connection: Connection, address: str) -> Standing:
    """How the database behind the connection stands to this version of Recount.

    Raises:
        RecordTooNew: its revision is not known here.
        RecordError: it holds another program's tables under our names.
    """
    tables = set(inspect(connection).get_table_names())
    revision = connection.scalar(select(_revision.c.version_num)) if VERSION_TABLE in tables else None
    if revision is None:
        if taken := sorted(tables & set(metadata.tables)):
            raise RecordError(
                f"{address} holds tables of another program under names that Recount uses ({', '.join(taken)}): "
                "choose another file, or a database or schema of its own"
            )
        return Standing.NO_RECORD
    if revision not in REVISIONS:
        raise _too_new(connection, address, revision)
    return Standing.CURRENT if revision == HEAD else Standing.OLDER


def upgrade(connection: Connection) -> None:
    """Run the migrations that are missing, within the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    # Config reads "%" as the start of a placeholder, and a folder's name may hold one.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _sign(connection: Connection) -> None:
    """Leave behind which version of Recount made the record, and which shaped it last."""
    ours = version("recount")
    kept = set(connection.scalars(select(meta.c.key)))
    fresh = {"made_by": ours, "schema_by": ours, "changes": "0", "covered": "0", "searched": "0"}
    if missing := [{"key": key, "value": value} for key, value in fresh.items() if key not in kept]:
        connection.execute(insert(meta), missing)
    connection.execute(update(meta).where(meta.c.key == "schema_by").values(value=ours))


def _older(address: str) -> RecordError:
    return RecordError(
        f"{address} was made by an older Recount, and opening it this way does not change it: keep a copy, then bring "
        f"it up to date with `recount run PATH… --record {address}`"
    )


def _too_new(connection: Connection, address: str, revision: str) -> RecordTooNew:
    has_meta = inspect(connection).has_table(meta.name)
    shaped_by = connection.scalar(select(meta.c.value).where(meta.c.key == "schema_by")) if has_meta else None
    return RecordTooNew(
        f"{address} was made by a newer Recount ({shaped_by or 'schema ' + revision}; this is {version('recount')}): "
        "update Recount; the record was not changed"
    )
