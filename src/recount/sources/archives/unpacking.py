"""Unpacking: gzip, bzip2 and xz streams as the bytes they hold, in pieces, counted, and never with much memory."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol, cast

from recount.errors import SkipReport
from recount.sources.archives.budget import Budget, damaged
from recount.sources.peeking import peeked

CHUNK = 1 << 15

MOST_TRIES = 10_000
"""Places in a damaged stream that are tried for the start of a member: by chance one in 65,000 bytes looks like it."""

MOST_MEMORY = 100_000_000
"""Bytes that unpacking may take. xz declares how much it needs, up to 4 GB; its strongest usual setting needs 65 MB."""


class Unpacker(Protocol):
    """One member of a stream being unpacked, as `bz2` and `lzma` do it."""

    needs_input: bool

    @property
    def eof(self) -> bool:
        """Whether the member has ended, and its checksum is right."""
        ...

    @property
    def unused_data(self) -> bytes:
        """What stands behind the member."""
        ...

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """The next bytes, at most so many."""
        ...


class Inflate:
    """The same for gzip and its kin: `zlib` hands back what it has not taken in."""

    def __init__(self, bits: int) -> None:
        self._inner, self._rest = zlib.decompressobj(bits), b""
        self.needs_input = True

    @property
    def eof(self) -> bool:
        """Whether the member has ended, and its checksum is right."""
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        """What stands behind the member."""
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """The next bytes, at most so many."""
        unpacked = self._inner.decompress(self._rest + data, max_length)
        self._rest = self._inner.unconsumed_tail
        self.needs_input = not self._rest and len(unpacked) < max_length
        return unpacked


def gzip() -> object:
    """Unpacks a member of gzip."""
    return Inflate(16 + zlib.MAX_WBITS)


def deflate() -> object:
    """Unpacks what the web calls deflate, in the form that its standard names."""
    return Inflate(zlib.MAX_WBITS)


def bare_deflate() -> object:
    """Unpacks what the web calls deflate, in the form that many servers sent instead."""
    return Inflate(-zlib.MAX_WBITS)


_KINDS: dict[bytes, Callable[[], object]] = {
    b"\x1f\x8b": gzip,
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ\0": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MOST_MEMORY),
}
"""How each begins."""


class Unpacked(io.RawIOBase):
    """The bytes of a packed stream, of all its members one after the other.

    Raises, when read, `SkipReport` where it is cut off or damaged, unpacks to too much, or takes too much memory.
    """

    def __init__(self, stream: BinaryIO, begin: Callable[[], object], budget: Budget) -> None:
        self._stream, self._begin, self._budget = stream, begin, budget
        self._unpacker: Unpacker | None = None
        self._held = b""
        self._chunk = b""
        self._tries = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Unpack into the buffer; how many bytes came, never of two members at once."""
        data = b""
        try:
            while not data and self._begun():
                data = self._next(len(buffer))
        except lzma.LZMAError as error:
            raise _told(error) from None
        except (zlib.error, OSError, EOFError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise  # the file's, not the archive's
            raise damaged(error) from None
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def to_next_member(self, start: bytes) -> bool:
        """Give up on the present member and go to the next that begins so, unpacked; whether there is one.

        Meant for WARC, where each record is a member: damage in one need not cost those behind it.
        """
        unpacker, self._unpacker = self._unpacker, None
        window, self._held = self._held if unpacker is None else self._chunk[1:], b""
        magic = next(magic for magic, begin in _KINDS.items() if begin is self._begin)
        while self._tries < MOST_TRIES:
            at = window.find(magic)
            if at < 0:
                more = self._stream.read(CHUNK)
                if not more:
                    return False
                window = window[1 - len(magic) :] + more
                continue
            window = window[at:] if len(window) - at >= CHUNK else window[at:] + self._stream.read(CHUNK)
            if _begins(self._begin, window[:CHUNK], start):
                self._held = window
                return True
            self._tries += 1
            window = window[1:]
        return False

    def _begun(self) -> bool:
        """Whether a member is open, or another could be opened. Zeros between members are padding."""
        if self._unpacker is None:
            self._held = self._held.lstrip(b"\0")
            while not self._held:
                more = self._stream.read(CHUNK)
                if not more:
                    return False
                self._held = more.lstrip(b"\0")
            self._unpacker = cast("Unpacker", self._begin())
        return True

    def _next(self, most: int) -> bytes:
        unpacker = cast("Unpacker", self._unpacker)
        packed = b""
        if unpacker.needs_input:
            packed, self._held = self._held or self._stream.read(CHUNK), b""
            if not packed:
                raise EOFError
            self._chunk = packed
        data = unpacker.decompress(packed, most)
        if unpacker.eof:
            self._held, self._unpacker = unpacker.unused_data, None
        return data


def unpacked(stream: BinaryIO, budget: Budget) -> tuple[BinaryIO, Unpacked | None]:
    """The bytes of a stream that may be packed, and what unpacks it, if it is."""
    head, stream = peeked(stream, 6)
    begin = next((begin for magic, begin in _KINDS.items() if head.startswith(magic)), None)
    if begin is None:
        return stream, None
    raw = Unpacked(stream, begin, budget)
    return buffered(raw), raw


def buffered(raw: Unpacked) -> BinaryIO:
    """The bytes from where it stands."""
    return cast("BinaryIO", io.BufferedReader(raw, 1 << 16))


def _begins(begin: Callable[[], object], packed: bytes, start: bytes) -> bool:
    try:
        return cast("Unpacker", begin()).decompress(packed, len(start)) == start
    except (zlib.error, OSError, EOFError, lzma.LZMAError):
        return False


def _told(error: lzma.LZMAError) -> SkipReport:
    if "memory" in str(error).lower():
        most = f"{MOST_MEMORY / 1e6:g} MB"
        return SkipReport(f"takes more than {most} of memory to unpack: unpack it first (`xz -d FILE`)")
    return damaged(error)
