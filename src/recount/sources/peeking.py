"""Peeking: the first bytes of a stream, with the stream still whole."""

from __future__ import annotations

import io
from typing import BinaryIO, cast


class _Rejoined(io.RawIOBase):
    """Bytes already read, then the rest of their stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read into the buffer; how many bytes came."""
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def peeked(stream: BinaryIO, size: int) -> tuple[bytes, BinaryIO]:
    """Up to that many bytes of the stream, and a stream that still gives all of them."""
    if stream.seekable():
        at = stream.tell()
        head = stream.read(size)
        stream.seek(at)
        return head, stream
    if isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO):
        # A pipe, such as standard input: gives what has come, and does not wait for more.
        return stream.peek(size)[:size], stream
    head = stream.read(size)
    return head, cast("BinaryIO", io.BufferedReader(_Rejoined(head, stream)))
