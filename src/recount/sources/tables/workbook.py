"""XLSX workbooks: each sheet with a header a table of reports. Streamed, without the workbook's formulas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

from recount.errors import SkipReport
from recount.model import Failure, Received, Report
from recount.sources.archives.budget import DAMAGE, Budget
from recount.sources.archives.zipped import seekable
from recount.sources.decoding import empty
from recount.sources.documents.office import refuse_bombs
from recount.sources.limits import Limits
from recount.sources.noted import Noted
from recount.sources.tables.rows import reports_of

MOST_COLUMNS = 500
MOST_ROWS = 1_048_576
"""Rows that a sheet can have. A row that says it is a later one would have the library count up to it."""


def read_xlsx(stream: BinaryIO, received: Received, limits: Limits) -> Iterator[Report | Failure | Noted]:
    """The reports of a workbook, a row each, sheet by sheet. Cells with formulas give their last value.

    Raises:
        SkipReport: too large, encrypted, damaged, empty, or no sheet has a column that holds the text.
    """
    from lxml.etree import LxmlError
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    with seekable(stream, Budget(limits)) as whole:
        refuse_bombs(whole, limits, streamed="xl/worksheets/")
        try:
            book = load_workbook(whole, read_only=True, data_only=True, keep_links=False)
            epoch = book.epoch.date()
        except (*_BROKEN, InvalidFileException, LxmlError) as error:
            raise _broken(error) from None
        try:
            yield from _sheets(book.worksheets, received, limits, epoch=epoch)
        finally:
            book.close()


_BROKEN = (*DAMAGE, KeyError, ValueError, TypeError, AttributeError, SyntaxError, IndexError)
"""What the library raises for workbooks that are not as they should be; ill-formed XML is a `SyntaxError`."""


def _broken(error: Exception) -> SkipReport:
    return SkipReport(f"is no XLSX workbook that can be read ({type(error).__name__}): save it anew")


def _sheets(
    sheets: Sequence[Any], received: Received, limits: Limits, *, epoch: date
) -> Iterator[Report | Failure | Noted]:
    several, read = len(sheets) > 1, 0
    refused: list[tuple[str, SkipReport]] = []
    for sheet in sheets:
        try:
            yield from reports_of(_rows(sheet), received, limits, sheet=sheet.title if several else "", epoch=epoch)
            read += 1
        except SkipReport as error:
            refused.append((sheet.title, error))
    if not read:
        raise refused[0][1] if refused else empty()
    for name, why in refused:
        yield Noted(path=received.shown, sentence=f"sheet {name!r} was passed over: it {why}")


def _rows(sheet: Any) -> Iterator[list[str]]:  # noqa: ANN401 - openpyxl declares no types
    """The rows of a sheet as text.

    Raises:
        SkipReport: the sheet is broken from there on.
    """
    from lxml.etree import LxmlError

    try:
        for row in sheet.iter_rows(values_only=True, max_row=MOST_ROWS):
            yield [_words(cell) for cell in row[:MOST_COLUMNS]]
    except (*_BROKEN, LxmlError) as error:
        raise _broken(error) from None


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
