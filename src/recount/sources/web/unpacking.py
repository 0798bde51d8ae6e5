"""Unpacking: the bodies of answers, in pieces of bounded size, however much a small answer may unpack to."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from recount.errors import SkipReport

if TYPE_CHECKING:
    from zlib import _Decompress

ACCEPTED = "gzip, deflate"
"""What is asked for. Brotli and zstd unpack a few kilobytes to gigabytes at one step, and save little over gzip."""

PIECE = 1 << 16
"""Bytes unpacked at one step."""

_GZIP = 31
_ZLIB = 15
_RAW = -15


def unpacked(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The bytes of a body, in pieces of at most `PIECE` where it was packed.

    Args:
        chunks: as sent.
        encoding: the header Content-Encoding.

    Raises:
        SkipReport: packed in a way that was not asked for, damaged, or cut off.
    """
    name = encoding.strip().lower()
    if name in ("", "identity"):
        yield from chunks
    elif name in ("gzip", "x-gzip", "deflate"):
        yield from _inflated(chunks, gzip=name != "deflate")
    else:
        raise SkipReport("is packed in a way that was not asked for: open it in a browser and save the page")


def _inflated(chunks: Iterable[bytes], *, gzip: bool) -> Iterator[bytes]:
    unpacker: _Decompress | None = None
    head = b""
    for chunk in chunks:
        data, head = head + chunk, b""
        if unpacker is None and len(data) < 2:
            head = data
            continue
        while data:
            unpacker = unpacker or zlib.decompressobj(_GZIP if gzip else _wrapped(data))
            yield _step(unpacker, data)
            data = unpacker.unconsumed_tail
            if unpacker.eof:
                # A second member may follow; anything else behind the end is filling, as browsers take it.
                if not gzip or not unpacker.unused_data.startswith(b"\x1f\x8b"):
                    return
                data, unpacker = unpacker.unused_data, None
    while unpacker is not None and (rest := _step(unpacker, b"")):
        yield rest
    if unpacker is not None and not unpacker.eof:
        raise SkipReport("gives an answer that breaks off: try again later")


def _step(unpacker: _Decompress, data: bytes) -> bytes:
    try:
        return unpacker.decompress(data, PIECE)
    except zlib.error:
        raise SkipReport("gives an answer that can't be unpacked: open it in a browser and save the page") from None


def _wrapped(data: bytes) -> int:
    """How a deflated body is wrapped: as the standard says, or not at all, as some servers send it."""
    with_header = len(data) > 1 and data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
    return _ZLIB if with_header else _RAW
