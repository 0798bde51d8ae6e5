"""Rows: each a report, by the columns that were chosen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from recount.model import Failure, Received, Report
from recount.sources.limits import Limits
from recount.sources.noted import Noted
from recount.sources.said import Facts, saying, settle
from recount.sources.tables.columns import choose_columns, told
from recount.sources.tables.days import day_comes_first, day_in

LOOKED_AT = 1000
"""Rows looked at to tell days from months."""

Row = Sequence[str]


def reports_of(
    header: Row, rows: Iterable[Row], received: Received, limits: Limits, *, sheet: str = ""
) -> Iterator[Report | Failure | Noted]:
    """A report for each row that has a text; a failure for each that has none but is not empty. Lazy.

    Args:
        header: names of the columns.
        rows: cells as text; a short row lacks its last cells.
        received: the table. Ids are its stem and the row's number, where no column gives one.
        limits: columns named by the user, and what else is taken for granted.
        sheet: its name, in a workbook of several.

    Raises:
        SkipReport: no column holds the text.
    """
    rest = iter(rows)
    first = list(islice(rest, LOOKED_AT))
    chosen = choose_columns(header, limits.columns)
    days = [_cell(row, chosen.get("published")) for row in first]
    table = _Table(
        header=header, chosen=chosen, received=received, limits=limits, sheet=sheet, day_first=day_comes_first(days)
    )
    yield Noted(path=received.shown, sentence=f"{table.lead}{told(chosen, header)}")
    unsure = 0
    for number, row in enumerate(chain(first, rest), start=2):
        if any(cell.strip() for cell in row):
            found = table.read(row, number)
            unsure += (
                isinstance(found, Report) and found.published is None and bool(_cell(row, chosen.get("published")))
            )
            yield found
    if unsure:
        said = f"{unsure} dates that can't be read, or where day and month can't be told apart, were left out"
        yield Noted(path=received.shown, sentence=f"{table.lead}{said}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    header: Row
    chosen: Mapping[str, int]
    received: Received
    limits: Limits
    sheet: str
    day_first: bool | None

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
        day = day_in(cells.get("published", ""), day_first=self.day_first)
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
