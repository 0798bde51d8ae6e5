"""Budget: how much one archive may unpack to, all its members together, and what damage in it is called."""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from typing import BinaryIO, cast

from recount.errors import SkipReport
from recount.sources.limits import Limits

DAMAGE = (zlib.error, EOFError, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, NotImplementedError)
"""What the libraries raise for an archive that is cut off, broken, or of a kind they don't know."""


class Budget:
    """What is left of what one archive may unpack to, and of how many members it may have."""

    def __init__(self, limits: Limits) -> None:
        self._most, self._left = limits.max_unpacked_bytes, limits.max_unpacked_bytes
        self._most_members, self._members = limits.max_members, 0

    def spend(self, size: int) -> None:
        """Take so many bytes off.

        Raises:
            SkipReport: nothing is left.
        """
        self._left -= size
        if self._left < 0:
            raise SkipReport(
                f"unpacks to more than {self._most / 1e6:g} MB: take it apart, or raise RECOUNT_MAX_UNPACKED_MB"
            )

    def next_member(self) -> None:
        """Count a member.

        Raises:
            SkipReport: it has too many, or nothing is left for another.
        """
        self._members += 1
        if self._members > self._most_members:
            raise SkipReport(f"has more than {self._most_members:,} members: take it apart")
        self.spend(0)


class Bounded(io.RawIOBase):
    """A member's bytes, counted against the budget of its archive; damage met on the way is said in our words."""

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        self._stream, self._budget = stream, budget

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read into the buffer; how many bytes came."""
        try:
            data = self._stream.read(len(buffer))
        except DAMAGE as error:
            raise damaged(error) from None
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def bounded(stream: BinaryIO, budget: Budget) -> BinaryIO:
    """The stream of a member, counted against its archive's budget."""
    return cast("BinaryIO", io.BufferedReader(Bounded(stream, budget), 1 << 16))


def damaged(error: Exception) -> SkipReport:
    """The refusal of an archive, or a member, that is cut off or broken."""
    return SkipReport(f"is cut off or damaged ({type(error).__name__}): fetch it again, or mend it")
