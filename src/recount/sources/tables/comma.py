"""CSV: tables as text. The mark between cells is told from the first lines; streamed."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from recount.errors import SkipReport
from recount.model import Failure, Received, Report
from recount.sources.decoding import decode, empty
from recount.sources.limits import Limits
from recount.sources.noted import Noted
from recount.sources.peeking import peeked
from recount.sources.tables.columns import fold, known_names
from recount.sources.tables.rows import MOST_ABOVE, reports_of

LOOKED_AT = 65536
"""Bytes looked at to tell the mark between cells."""

MARKS = ",;\t|"


def read_csv(stream: BinaryIO, received: Received, limits: Limits) -> Iterator[Report | Failure | Noted]:
    """The reports of a CSV table, a row each. Streamed.

    Raises:
        SkipReport: empty, no text, no header, a cell larger than a report may be, or no column holds the text.
    """
    head, whole = peeked(stream, LOOKED_AT)
    if not head.strip():
        raise empty()
    decode(_whole_characters(head))  # says what is wrong with it, if anything is
    before = csv.field_size_limit(limits.max_bytes)  # of the whole process: others have their own
    text = io.TextIOWrapper(whole, encoding="utf-8-sig", newline="")
    try:
        yield from reports_of(_rows(text, _mark(head, limits.columns)), received, limits)
    finally:
        csv.field_size_limit(before)
        text.detach()


def _rows(text: Iterable[str], mark: str) -> Iterator[list[str]]:
    """The rows of a table.

    Raises:
        SkipReport: it is broken from there on.
    """
    lines = _Lines(text)
    rows = csv.reader(lines, delimiter=mark, strict=False)
    try:
        for row in rows:
            lines.begin_row(rows.line_num + 1)
            yield row
    except UnicodeDecodeError:
        raise SkipReport("is not UTF-8 throughout: save it as UTF-8") from None
    except csv.Error as error:
        raise SkipReport(f"is no table from line {lines.start} on ({error}): mend it, or save it anew") from None


class _Lines:
    """The lines of a table, with a watch on quotation marks: one that is never closed makes all the rest one cell."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._marks = 0
        self._in_row = False
        self.start = 1
        """Where the row begins that is being read."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines, None)
        if line is None:
            if self._marks % 2 and self._in_row:
                raise csv.Error("a quotation mark is opened and never closed")
            raise StopIteration
        self._in_row = True
        self._marks += line.count('"')
        return line

    def begin_row(self, line: int) -> None:
        """Set the watch back: a row has ended, and the next begins with that line."""
        self._marks, self._in_row, self.start = 0, False, line


def _mark(head: bytes, named: Mapping[str, str]) -> str:
    """The mark between cells: the one that cuts a line near the top into most names of columns.

    Where no names are known there, the one that the first line has most of, outside of quotation marks.
    """
    known = {name for names in known_names().values() for name in names} | {fold(name) for name in named.values()}
    lines = head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "ignore").splitlines()[:MOST_ABOVE]
    for line in lines:
        names = {mark: sum(fold(cell) in known for cell in line.split(mark)) for mark in MARKS}
        best = max(MARKS, key=lambda mark: (names[mark], -MARKS.index(mark)))
        if names[best]:
            return best
    outside = "".join(lines[0].split('"')[::2]) if lines else ""
    return max(MARKS, key=lambda mark: (outside.count(mark), -MARKS.index(mark)))


def _whole_characters(head: bytes) -> bytes:
    """Without a character that is cut in two at the end."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)
    except UnicodeDecodeError:
        return head
    pending = decoder.getstate()[0]
    return head[: len(head) - len(pending)] if pending else head
