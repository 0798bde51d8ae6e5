"""What a record knows of itself: names and values, the change counter, and the writers' lock upon it."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from recount.errors import RecordError
from recount.store.schema import meta


def lock_changes(connection: Connection) -> int:
    """The change counter, with every other writer kept out until the transaction ends.

    On SQLite a writing transaction keeps them out by itself.
    """
    wanted = select(meta.c.value).where(meta.c.key == "changes").with_for_update()
    return int(_present(connection.scalar(wanted), "changes"))


def read_number(connection: Connection, key: str) -> int:
    """A counter's value."""
    return int(read_meta(connection, key))


def read_meta(connection: Connection, key: str) -> str:
    """The value of that name.

    Raises:
        RecordError: there is none.
    """
    return _present(connection.scalar(select(meta.c.value).where(meta.c.key == key)), key)


def write_number(connection: Connection, key: str, value: int) -> None:
    """Set a counter."""
    connection.execute(update(meta).where(meta.c.key == key).values(value=str(value)))


def _present(value: str | None, key: str) -> str:
    if value is None:
        raise RecordError(f"the record does not say its {key!r}: it is damaged, restore a copy of it")
    return value
