"""Keeping: originals are kept as they come, before anything reads them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import BinaryIO, Protocol

from recount.model import Received


class Keeper(Protocol):
    """Where originals go. What is read is what was kept, whatever becomes of the input meanwhile."""

    def keep(
        self, stream: BinaryIO, received: Received, *, most: int | None
    ) -> AbstractContextManager[tuple[BinaryIO, str | None]]:
        """The original of that stream, kept and logged: open at its start until the context ends, and its SHA-256.

        Args:
            stream: read to its end, in pieces.
            received: what is known of it.
            most: bytes it may have at most; ``None`` for no limit.

        Raises:
            SkipReport: it is larger.
        """
        ...

    def kept(self, digest: str) -> BinaryIO | None:
        """The original of that digest, open at its start, if it is there."""
        ...


class KeepsNothing:
    """Reads originals where they are: for commands without a record."""

    @contextmanager
    def keep(self, stream: BinaryIO, received: Received, *, most: int | None) -> Iterator[tuple[BinaryIO, str | None]]:
        """The stream itself."""
        yield stream, None

    def kept(self, digest: str) -> BinaryIO | None:
        """Nothing is."""
        return None
