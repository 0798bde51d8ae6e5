"""JSON Lines: one object per claim or per incident."""

from __future__ import annotations

from collections.abc import Iterator

from recount.model import Release
from recount.publish.formats import What
from recount.publish.plain import json_line, plain
from recount.publish.rows import ClaimRow, IncidentRow, Where, claim_rows, incident_rows


def write_jsonl(release: Release, what: What) -> Iterator[str]:
    """One line per claim or incident, in the release's order."""
    if what is What.CLAIMS:
        yield from (json_line(claim_fields(row)) + "\n" for row in claim_rows(release))
    else:
        yield from (json_line(incident_fields(row)) + "\n" for row in incident_rows(release))


def claim_fields(row: ClaimRow) -> dict[str, object]:
    """The row's fields, `where` as names with the point's fields beside it."""
    return _flat({name: getattr(row, name) for name in ClaimRow.__dataclass_fields__}, row.where)


def incident_fields(row: IncidentRow) -> dict[str, object]:
    """The row's fields likewise; each report with the claims it makes."""
    return _flat({name: getattr(row, name) for name in IncidentRow.__dataclass_fields__}, row.where)


def _flat(fields: dict[str, object], where: Where) -> dict[str, object]:
    point = {name: getattr(where, name) for name in ("latitude", "longitude", "precision", "radius_m")}
    return {name: plain(value) for name, value in {**fields, "where": list(where.names), **point}.items()}
