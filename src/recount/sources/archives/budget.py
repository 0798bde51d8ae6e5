"""Budget: how much an archive may unpack to, with all the archives in it, and how damage in it is told."""

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

RATIO = 30
"""What an archive may always unpack to, in times its own size. Pages in a WARC of a news crawl shrink to a sixth, logs
to a twentieth; a bomb to a thousandth."""


class Spent(SkipReport):
    """Nothing is left of what an archive may unpack to: it is given up."""


class Budget:
    """What is left of what one archive may unpack to. An archive within it gets no fresh one.

    Args:
        limits: as set.
        size: bytes of the archive as it lies there; 0 where that is not known.
    """

    def __init__(self, limits: Limits, *, size: int = 0) -> None:
        self.max_members = limits.max_members
        self._most = self._left = max(limits.max_unpacked_bytes, size * RATIO)

    def spend(self, size: int) -> None:
        """Take so many bytes off.

        Raises:
            Spent: nothing is left.
        """
        self._left -= size
        if self._left < 0:
            raise Spent(
                f"unpacks to more than {self._most / 1e6:g} MB: take it apart, or raise RECOUNT_MAX_UNPACKED_MB"
            )


class Counted(io.RawIOBase):
    """The bytes of a member, taken off the budget; damage met on the way is said in our words."""

    def __init__(self, stream: BinaryIO, budget: Budget | None) -> None:
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
        if self._budget is not None:
            self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def counted(stream: BinaryIO, budget: Budget | None) -> BinaryIO:
    """The stream of a member. What is only copied out of its archive, and not unpacked, needs no budget."""
    return cast("BinaryIO", io.BufferedReader(Counted(stream, budget), 1 << 16))


def damaged(error: Exception | str) -> SkipReport:
    """The refusal of an archive, or a member, that is cut off or broken."""
    what = error if isinstance(error, str) else type(error).__name__
    return SkipReport(f"is cut off or damaged ({what}): fetch it again, or mend it")
