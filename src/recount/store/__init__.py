"""The record. The only package that speaks SQL, and it loads its database library when a record is opened."""

from __future__ import annotations

import re
from typing import Protocol

from recount.registry import Registry
from recount.store.base import About, News, Outline, Store

__all__ = ["STORES", "About", "News", "Opener", "Outline", "Store", "open_store"]


class Opener(Protocol):
    """How a kind of record is opened."""

    def __call__(self, address: str, /, *, create: bool, read_only: bool) -> Store:
        """The record at the address."""
        ...


STORES: Registry[Opener] = Registry(
    "kind of record",
    group="recount.stores",
    builtin={
        "file": "recount.store.sqlite:open_sqlite",
        "memory": "recount.store.memory:open_memory",
        "postgresql": "recount.store.postgres:open_postgres",
        "postgresql+psycopg": "recount.store.postgres:open_postgres",
    },
)
"""Kinds of record by the scheme of their address. An address without a scheme is a ``file``."""

# Also with one slash only: a mistyped URL must not become a file name, which messages show, with its password.
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):(?:/|$)", re.IGNORECASE)


def open_store(address: str, *, create: bool = True, read_only: bool = False) -> Store:
    """The record at an address: the path of a file, ``postgresql://…``, or ``memory:`` for one that is not kept.

    Opening with `create` makes a missing record, and brings one that an older version made up to date. A record that
    is opened with `read_only` is never changed, which outranks `create`.

    Raises:
        UsageError: no such kind of record.
        RecordTooNew: made by a newer version of Recount.
        RecordReadOnly: its file or folder can't be written, and is to be.
        RecordError: there is no record and none may be made, or what is there is no record, or is damaged.
    """
    scheme = _SCHEME.match(address)
    return STORES.get(scheme[1].lower() if scheme else "file")(address, create=create, read_only=read_only)
