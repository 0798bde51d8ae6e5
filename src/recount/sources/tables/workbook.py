"""XLSX workbooks: each sheet with a header a table of reports. Streamed, without the workbook's formulas."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import BinaryIO

from recount.errors import SkipReport
from recount.model import Failure, Received, Report
from recount.sources.archives.budget import DAMAGE
from recount.sources.decoding import empty, too_large
from recount.sources.documents.docx import refuse_bombs
from recount.sources.limits import Limits
from recount.sources.noted import Noted
from recount.sources.tables.rows import reports_of

MOST_COLUMNS = 500


def read_xlsx(stream: BinaryIO, received: Received, limits: Limits) -> Iterator[Report | Failure | Noted]:
    """The reports of a workbook, a row each, sheet by sheet. Cells with formulas give their last value.

    Raises:
        SkipReport: too large, encrypted, damaged, empty, or no sheet has a column that holds the text.
    """
    from lxml.etree import LxmlError
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise too_large(limits.max_bytes)
    refuse_bombs(data, limits)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except (*DAMAGE, InvalidFileException, LxmlError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise SkipReport(f"is no XLSX workbook that can be read ({type(error).__name__}): save it anew") from None
    try:
        yield from _sheets(book, received, limits)
    finally:
        book.close()


def _sheets(book: object, received: Received, limits: Limits) -> Iterator[Report | Failure | Noted]:
    sheets = book.worksheets  # type: ignore[attr-defined]
    several, read, refused = len(sheets) > 1, 0, None
    for sheet in sheets:
        rows = ([_words(cell) for cell in row] for row in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS))
        header = next((row for row in rows if any(cell.strip() for cell in row)), None)
        if header is None:
            continue
        try:
            yield from reports_of(header, rows, received, limits, sheet=sheet.title if several else "")
            read += 1
        except SkipReport as error:
            refused = error
    if not read:
        raise refused or empty()


def _words(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
