"""Records of a WARC archive: each by itself, so that damage in one is told and does not cost those behind it.

warcio reads a record's headers and unpacks its content. Where records begin and end we find ourselves: warcio's own
iterator takes an archive that is cut off for one that has ended, and stops at damage, both without a word.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from recount.errors import SkipReport
from recount.sources.archives.budget import Budget, Spent, damaged
from recount.sources.archives.unpacking import buffered, unpacked

VERSIONS = (b"WARC/1.0", b"WARC/1.1", b"WARC/0.18", b"WARC/0.17")

LONGEST_LINE = 1 << 16
MOST_HEADERS = 1 << 20
"""Bytes of a line, and of all lines, of a record's headers."""

CHUNK = 1 << 16

MOST_DAMAGED = 1000
"""Damaged records of an archive that are told one by one; then it is given up."""


def records(stream: BinaryIO, budget: Budget) -> Iterator[Any]:
    """Each record as warcio gives it, open till the next is asked for; for damage, a `SkipReport` that says what.

    Raises:
        Spent: it unpacks to more than it may.
    """
    from warcio.recordloader import ArcWarcRecordLoader

    logging.getLogger("warcio").setLevel(logging.ERROR)  # it would log addresses, which are hostile
    source, loader = _Source(stream, budget), ArcWarcRecordLoader(verify_http=False, arc2warc=False)
    damages = 0
    while damages < MOST_DAMAGED:
        try:
            line = source.first_line()
            if not line:
                return
            record = _open(loader, source, line)
            yield record
            if not source.failed:
                _finish(record)
                continue
        except Spent:
            raise
        except SkipReport as error:
            yield error
        damages += 1
        # Else whoever read the record's content has met the damage, and told it.
        if not source.to_next_record():
            return
    yield damaged(f"more than {MOST_DAMAGED:,} of its records: what follows was not read")


def parse_http(record: Any) -> None:  # noqa: ANN401 - warcio declares no types
    """Read the HTTP headers of a record, up to where its content begins.

    Raises:
        SkipReport: there are none.
    """
    from warcio.statusandheaders import StatusAndHeadersParser

    try:
        record.http_headers = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1"], verify=False).parse(record.raw_stream)
    except (EOFError, ValueError, IndexError) as error:
        raise damaged(error) from None


def _open(loader: Any, source: _Source, line: bytes) -> Any:  # noqa: ANN401 - warcio declares no types
    from warcio.exceptions import ArchiveLoadFailed

    if not line.startswith(VERSIONS):
        version = line.startswith(b"WARC/") and line[:20].decode("ascii", "replace").strip()
        raise damaged(f"{version} is no version that is read" if version else "no record where one should begin")
    try:
        record = loader.parse_record_stream(source, line, "warc", no_record_parse=True)
    except (ArchiveLoadFailed, EOFError, ValueError, AttributeError, IndexError) as error:
        raise damaged(error) from None
    length = record.rec_headers.get_header("Content-Length") or ""
    if not (length.isascii() and length.isdigit()):
        raise damaged("a record that does not say how long it is")
    return record


def _finish(record: Any) -> None:  # noqa: ANN401 - warcio declares no types
    while record.raw_stream.read(CHUNK):
        pass


class _Source:
    """The bytes of the archive, unpacked, as warcio reads them. What ends too early is cut off."""

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        self._stream, self._raw = unpacked(stream, budget)
        self._headers, self._line = 0, b""
        self.failed = False
        """Whether the present record can't be read on."""

    def first_line(self) -> bytes:
        """The first line of the next record; empty at the end of the archive."""
        self._headers, self.failed = 0, False
        line, self._line = self._line or self._stream.readline(LONGEST_LINE), b""
        while line and not line.strip(b"\r\n"):
            line = self._stream.readline(LONGEST_LINE)
        return line

    def read(self, size: int) -> bytes:
        """So many bytes of a record. warcio asks for no more than the record has."""
        self.failed = True  # till all has gone well
        data = self._stream.read(size)
        if len(data) < size:
            raise damaged("it ends within a record")
        self.failed = False
        return data

    def readline(self, size: int = LONGEST_LINE) -> bytes:
        """A line of a record's headers."""
        self.failed = True
        most = min(size, LONGEST_LINE)
        line = self._stream.readline(most)
        self._headers += len(line)
        if self._headers > MOST_HEADERS or (len(line) == LONGEST_LINE and not line.endswith(b"\n")):
            raise damaged("headers without an end")
        if len(line) < most and not line.endswith(b"\n"):
            raise damaged("it ends within a record")
        self.failed = False
        return line

    def to_next_record(self) -> bool:
        """Go on behind damage; whether anything is there.

        Where every record is packed by itself the next one begins for sure with the next packed member. Where not, a
        line that looks like a record's first is taken for it: it might stand within a page, but what is damaged so was
        cut by whoever made the archive, and not by the page.
        """
        if self._raw is not None:
            found = self._raw.to_next_member(b"WARC/")
            cast("io.BufferedReader", self._stream).detach()  # with what it holds of the damaged record
            self._stream = buffered(self._raw)
            return found
        while line := self._stream.readline(LONGEST_LINE):
            if line.startswith(VERSIONS):
                self._line = line
                return True
        return False
