"""Database: an engine, the ways to read and write through it, and its errors in words a person can act on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from recount.errors import RecordError, RecordReadOnly


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """One record's database, of either kind.

    The engine begins a transaction as its connection's execution options ask: ``writes`` keeps other writers out from
    the start, ``migrates`` other migrations too.
    """

    engine: Engine
    address: str
    """File path or URL, without any password."""

    read_only: bool
    explain: Callable[[BaseException | None], RecordError]
    """What an error of the database driver means here, and what to do about it."""

    check: Callable[[], None] = _nothing
    """Raises `RecordError` where what was read can't be trusted."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the record."""
        with self._explained():
            self.check()
            with self.engine.connect() as connection:
                yield connection
            self.check()

    @contextmanager
    def writing(self, *, migrates: bool = False) -> Iterator[Connection]:
        """A connection whose writes are kept together at the end, or not at all.

        Raises:
            RecordReadOnly: the record was opened for reading.
        """
        if self.read_only:
            raise RecordReadOnly(f"{self.address} was opened for reading only: nothing was written")
        with self._explained(), self.engine.connect() as connection:
            connection.execution_options(writes=True, migrates=migrates)
            with connection.begin():
                yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            self.check()
            raise self.explain(error.orig) from error


def no_record(address: str) -> RecordError:
    """The error for an address at which no record is."""
    return RecordError(f"there is no record at {address}: make one with `recount run PATH… --record {address}`")
