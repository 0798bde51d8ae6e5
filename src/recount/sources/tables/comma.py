"""CSV: tables as text. The mark between cells is told from the first lines; streamed."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from recount.errors import SkipReport
from recount.model import Failure, Received, Report
from recount.sources.decoding import decode, empty
from recount.sources.limits import Limits
from recount.sources.noted import Noted
from recount.sources.peeking import peeked
from recount.sources.tables.rows import reports_of

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
    csv.field_size_limit(limits.max_bytes)
    text = io.TextIOWrapper(whole, encoding="utf-8-sig", newline="")
    rows = csv.reader(text, delimiter=_mark(head), strict=False)
    try:
        header = next(rows)
        yield from reports_of(header, rows, received, limits)
    except StopIteration:
        raise empty() from None
    except UnicodeDecodeError:
        raise SkipReport("is not UTF-8 throughout: save it as UTF-8") from None
    except csv.Error as error:
        raise SkipReport(f"is no table from row {rows.line_num} on ({error}): mend it, or save it anew") from None
    finally:
        text.detach()


def _mark(head: bytes) -> str:
    """The mark between cells: the one that the first line has most of, outside of quotation marks."""
    line = head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "ignore").split("\n", 1)[0]
    outside = "".join(line.split('"')[::2])
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
