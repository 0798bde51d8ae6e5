"""Unpacking: how large the packed streams of a PDF document become, found out before the library unpacks them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

PIECE = 65536
DESCRIBED_WITHIN = 2000
"""Bytes before a stream in which its description is looked for."""


def unpacks_beyond(data: bytes, most: int) -> bool:
    """Whether a stream that is no picture unpacks to more than so many bytes. Linear in the document.

    PDFium takes some 180 bytes for each of a page's instructions: 40 kB of packed ones took 3.7 GB. Pictures are
    large by nature, and not unpacked for their text.
    """
    return any(_is_larger(packed, most) for packed in _packed(data))


def _packed(data: bytes) -> Iterator[memoryview]:
    """The streams that are packed by deflate alone and that no word calls a picture."""
    whole, at = memoryview(data), 0
    while (found := data.find(b"stream", at)) >= 0:
        start = found + len(b"stream")
        end = data.find(b"endstream", start)
        end = len(data) if end < 0 else end
        described = data[max(at, found - DESCRIBED_WITHIN) : found].rpartition(b" obj")[2]
        if b"/Fl" in described and b"/Image" not in described:
            yield whole[start + len(data[start : start + 2]) - len(data[start : start + 2].lstrip(b"\r\n")) : end]
        at = end + len(b"endstream")


def _is_larger(packed: memoryview, most: int) -> bool:
    unpacker, size = zlib.decompressobj(), 0
    try:
        for start in range(0, len(packed), PIECE):
            rest = bytes(packed[start : start + PIECE])
            while rest and not unpacker.eof:
                size += len(unpacker.decompress(rest, PIECE))
                rest = unpacker.unconsumed_tail
                if size > most:
                    return True
    except zlib.error:
        return False
    return False
