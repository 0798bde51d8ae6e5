"""Alembic's way in. Runs within the transaction of the connection it is handed, so that a migration is all or none."""

from alembic import context
from sqlalchemy import Connection, text

from recount.errors import RecordError
from recount.store.schema import VERSION_TABLE, metadata


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table=VERSION_TABLE,
        # SQLite can't alter most of a table in place: it is copied.
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    # Foreign keys are off while tables are copied.
    if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise RecordError("bringing the record up to date would break references in it: it was left as it was")


_run(context.config.attributes["connection"])
