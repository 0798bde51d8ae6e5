"""Payload: the content of a web server's answer, joined and unpacked, never more of it at once than is asked for.

warcio's own readers hold a whole piece in memory, which may have two gigabytes, and all that it unpacks to.
"""

from __future__ import annotations

import io
import re
from typing import Any, BinaryIO, cast

from recount.errors import SkipReport
from recount.sources.archives.budget import Budget, damaged
from recount.sources.archives.unpacking import Unpacked, bare_deflate, buffered, deflate, unpacked
from recount.sources.peeking import peeked

_LENGTH = re.compile(rb"\s*([0-9a-fA-F]{1,8})\s*(?:;[^\r\n]*)?\r?\n")
_PLAIN = frozenset({"", "identity", "none", "utf-8"})


def content_of(record: Any, budget: Budget) -> BinaryIO:  # noqa: ANN401 - warcio declares no types
    """The content of a record.

    Raises:
        SkipReport: it is packed in a way that is not read.
    """
    stream = cast("BinaryIO", io.BufferedReader(_Pieces(record.raw_stream, in_pieces=_says(record, "chunked"))))
    encoding = (_header(record, "Content-Encoding")).strip().lower()
    if encoding in ("gzip", "x-gzip"):
        return unpacked(stream, budget)[0]  # some tools unpack the content and leave the header as it was
    if encoding == "deflate":
        head, stream = peeked(stream, 2)
        standard = len(head) == 2 and head[0] & 15 == 8 and int.from_bytes(head) % 31 == 0
        return buffered(Unpacked(stream, deflate if standard else bare_deflate, budget))
    if encoding in _PLAIN:
        return stream
    raise SkipReport(f"is packed in a way that is not read ({encoding[:40]!r}): fetch the page anew")


def _header(record: Any, name: str) -> str:  # noqa: ANN401
    return (record.http_headers.get_header(name) or "") if record.http_headers is not None else ""


def _says(record: Any, how: str) -> bool:  # noqa: ANN401
    return how in _header(record, "Transfer-Encoding").lower()


class _Pieces(io.RawIOBase):
    """Bytes that a server sent in pieces, each behind a line with its length.

    What is not in pieces is given as it is: many tools join them and leave the header as it was.
    """

    def __init__(self, stream: Any, *, in_pieces: bool) -> None:  # noqa: ANN401 - warcio declares no types
        self._stream = stream
        self._left: int | None = 0 if in_pieces else None
        self._head = b""
        self._first, self._ended = True, False

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read into the buffer; how many bytes came."""
        if self._left == 0 and not self._next_piece():
            return 0
        most = len(buffer) if self._left is None else min(len(buffer), self._left)
        data = self._head[:most] or self._stream.read(most)
        self._head = self._head[len(data) :] if self._head else b""
        if self._left is not None:
            if not data:
                raise damaged("a piece of the answer is missing")
            self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)

    def _next_piece(self) -> bool:
        if self._ended:
            return False
        line = self._stream.readline(200)
        if not self._first:
            line = self._stream.readline(200)  # behind each piece stands an empty line
        found = _LENGTH.fullmatch(line)
        if found is None and not self._first:
            raise damaged("a piece of the answer is missing")
        self._first = False
        if found is None:
            self._left, self._head = None, line
            return True
        self._left = int(found[1], 16)
        self._ended = self._left == 0
        return not self._ended
