"""CSV after RFC 4180: one row per claim or per incident, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from recount.model import Release, When
from recount.publish.formats import What
from recount.publish.plain import legible
from recount.publish.rows import ClaimRow, IncidentRow, Toll, Where, claim_rows, incident_rows

Cell = str | int | float | None

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_PLACE = ("where", "latitude", "longitude", "precision", "radius_m")
_TOLL = ("low", "best", "high", "open_low", "open_high")

CLAIM_COLUMNS = (
    *("id", "report", "outlet", "published", "text", "sentence"),
    *("value", "value_max", "bound", "low", "high", "harm", "victims", "who", "when_start", "when_end"),
    *_PLACE,
    *("means", "by", "source", "via", "scope", "part_of", "repeat_of", "modality", "background"),
    *("incident", "used", "reason"),
)
"""Columns of a claim, as `recount.publish.rows.ClaimRow` describes them. Lists are joined by "; ", places by " > "."""

INCIDENT_COLUMNS = (
    *("incident", "label", "when_start", "when_end"),
    *_PLACE,
    *("means", "by"),
    *(f"{harm}_{name}" for harm in ("killed", "injured") for name in _TOLL),
    *("grade", "reports", "origins", "reason"),
)
"""Columns of an incident, as `recount.publish.rows.IncidentRow` describes them."""


def write_csv(release: Release, what: What) -> Iterator[str]:
    """A header and one row per claim or incident, with CRLF line ends as RFC 4180 has it.

    A text that a spreadsheet would run as a formula gets a leading apostrophe; numbers stay numbers.
    """
    if what is What.CLAIMS:
        yield _line(CLAIM_COLUMNS)
        yield from (_line(_claim_cells(row)) for row in claim_rows(release))
    else:
        yield _line(INCIDENT_COLUMNS)
        yield from (_line(_incident_cells(row)) for row in incident_rows(release))


def _line(cells: Iterable[Cell]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([_safe(cell) for cell in cells])
    return out.getvalue()


def _safe(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if not isinstance(cell, str):
        return str(cell)
    text = legible(cell)
    return f"'{text}" if text.lstrip(" ").startswith(_STARTS_FORMULA) else text


def _claim_cells(row: ClaimRow) -> list[Cell]:
    cells: list[Cell] = [row.id, row.report, row.outlet, row.published, row.text, row.sentence]
    cells += [row.value, row.value_max, row.bound, row.low, row.high, row.harm, row.victims, _list(row.who)]
    cells += [*_days(row.when), *_place(row.where), row.means, _list(row.by), row.source, _list(row.via), row.scope]
    cells += [row.part_of, row.repeat_of, row.modality, row.background, row.incident, row.used, row.reason]
    return cells


def _incident_cells(row: IncidentRow) -> list[Cell]:
    cells: list[Cell] = [row.incident, row.label, *_days(row.when), *_place(row.where), row.means, _list(row.by)]
    cells += [*_toll(row.killed), *_toll(row.injured)]
    cells += [row.grade, _list(share.id for share in row.reports), row.origins, row.reason]
    return cells


def _list(words: Iterable[str]) -> str:
    return "; ".join(words)


def _days(when: When | None) -> list[Cell]:
    return [when.start.isoformat(), when.end.isoformat()] if when else [None, None]


def _place(where: Where) -> list[Cell]:
    return [" > ".join(where.names), where.latitude, where.longitude, where.precision, where.radius_m]


def _toll(toll: Toll | None) -> list[Cell]:
    return [toll.low, toll.best, toll.high, toll.open_low, toll.open_high] if toll else [None] * len(_TOLL)
