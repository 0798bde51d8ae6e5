"""Rows: each a report, by the columns that were chosen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from recount.errors import SkipReport
from recount.model import Failure, Received, Report
from recount.sources.decoding import empty
from recount.sources.limits import Limits
from recount.sources.noted import Noted
from recount.sources.said import Facts, saying, settle
from recount.sources.tables.columns import choose_columns, told
from recount.sources.tables.days import day_comes_first, day_in

LOOKED_AT = 1000
"""Rows looked at to tell days from months."""

MOST_ABOVE = 10
"""Rows with cells among which the header is looked for."""

Row = Sequence[str]


def reports_of(
    rows: Iterable[Row], received: Received, limits: Limits, *, sheet: str = "", epoch: date | None = None
) -> Iterator[Report | Failure | Noted]:
    """A report for each row that has a text; a failure for each that has none but is not empty. Lazy.

    Args:
        rows: all rows, cells as text; a short row lacks its last cells. The header is the first of the first ten rows
            with cells that names a column for the text.
        received: the table. Ids are its stem and the row's number, where no column gives one.
        limits: columns named by the user, and what else is taken for granted.
        sheet: its name, in a workbook of several.
        epoch: day 0 of a workbook.

    Raises:
        SkipReport: empty, or no column holds the text.
    """
    rest = ((number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row))
    header, chosen = _header(rest, limits.columns)
    first, broken = _first(rest)
    days = [_cell(row, chosen.get("published")) for _, row in first]
    table = _Table(
        header=header,
        chosen=chosen,
        received=received,
        limits=limits,
        sheet=sheet,
        day_first=day_comes_first(days),
        epoch=epoch,
    )
    yield Noted(path=received.shown, sentence=f"{table.lead}{told(chosen, header)}")
    unsure = 0
    for number, row in chain(first, () if broken else rest):
        yield table.read(row, number)
        unsure += table.is_unsure(row)
    if unsure:
        said = f"{unsure} dates that can't be read, or where day and month can't be told apart, were left out"
        yield Noted(path=received.shown, sentence=f"{table.lead}{said}")
    if broken:
        raise broken


def _first(rows: Iterator[tuple[int, Row]]) -> tuple[list[tuple[int, Row]], SkipReport | None]:
    """The rows that are looked at before any is read; where the table breaks off among them, those before that."""
    first: list[tuple[int, Row]] = []
    try:
        first.extend(islice(rows, LOOKED_AT))
    except SkipReport as error:
        return first, error
    return first, None


def _header(rows: Iterator[tuple[int, Row]], named: Mapping[str, str]) -> tuple[Row, dict[str, int]]:
    """The header and its columns; what stands above it, such as a table's title, is passed over."""
    refused: SkipReport | None = None
    for _, row in islice(rows, MOST_ABOVE):
        try:
            return row, choose_columns(row, named)
        except SkipReport as error:
            refused = refused or error
    raise refused or empty()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    header: Row
    chosen: Mapping[str, int]
    received: Received
    limits: Limits
    sheet: str
    day_first: bool | None
    epoch: date | None

    @property
    def lead(self) -> str:
        return f"sheet {self.sheet!r}, " if self.sheet else ""

    def read(self, row: Row, number: int) -> Report | Failure:
        """The report of one row."""
        cells = {field: _cell(row, at).strip() for field, at in self.chosen.items()}
        part = f"{self.lead}row {number}"
        if not cells["text"]:
            told_of = "has no text: there is nothing to read"
            return Failure(report=f"{self.received.shown}:{part}", stage="sources", error=told_of)
        facts = self._facts(cells)
        day = self._day(row)
        return Report(
            given_id=(cells.get("id") or f"{self.received.given_id}-{self.sheet}{number}")[:200],
            title=facts.title,
            text=_cell(row, self.chosen["text"]),
            published=day or self.limits.published,
            outlet=facts.outlet or self.limits.outlet,
            url=facts.url,
            language=facts.language,
            author=facts.author,
            said=facts.said,
            part=part,
            extra=self._extra(row),
        )

    def is_unsure(self, row: Row) -> bool:
        """Whether the row gives a day that can't be told."""
        return bool(_cell(row, self.chosen.get("published")).strip()) and self._day(row) is None

    def _day(self, row: Row) -> date | None:
        return day_in(_cell(row, self.chosen.get("published")), day_first=self.day_first, epoch=self.epoch)

    def _facts(self, cells: Mapping[str, str]) -> Facts:
        fields = (field for field in cells if field not in ("text", "id"))
        return settle(saying(f, cells[f], f'column "{self.header[self.chosen[f]]}"') for f in fields)

    def _extra(self, row: Row) -> str:
        """The cells of columns that mean nothing to us, as given."""
        taken = set(self.chosen.values())
        rest = {name: _cell(row, at) for at, name in enumerate(self.header) if at not in taken and name.strip()}
        return json.dumps({k: v for k, v in rest.items() if v}, ensure_ascii=False, sort_keys=True)


def _cell(row: Row, at: int | None) -> str:
    return row[at] if at is not None and at < len(row) else ""
