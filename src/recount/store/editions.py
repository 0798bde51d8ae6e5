"""Editions as rows: each names the snapshot that holds its findings. Only ever added."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, func, insert, select

from recount.model import Edition, Extent, Findings
from recount.store.laid import lay
from recount.store.lines import decode, encode
from recount.store.schema import decisions, editions, reports
from recount.store.snapshots import find_same, write_snapshot

_HIGHEST = 2**63 - 1
"""No database can be asked for a higher number."""


def read_extent(connection: Connection) -> Extent:
    """The numbers of the last report and the last decision."""
    return Extent(
        reports=connection.scalar(select(func.max(reports.c.number))) or 0,
        decisions=connection.scalar(select(func.max(decisions.c.number))) or 0,
    )


def write_edition(connection: Connection, edition: Edition, findings: Findings) -> Edition:
    """Add an edition as the next; its findings as a snapshot, unless one with their digest is there."""
    laid = lay(findings)
    snapshot = find_same(connection, laid, edition.findings)
    if snapshot is None:
        snapshot = write_snapshot(connection, laid, at=edition.made).number
    number = (connection.scalar(select(func.max(editions.c.number))) or 0) + 1
    kept = replace(edition, number=number, snapshot=snapshot)
    line = encode(kept, f"edition {number}")
    connection.execute(insert(editions), {"number": number, "snapshot": snapshot, "json": line})
    return kept


def read_editions(connection: Connection) -> list[Edition]:
    """All editions, oldest first."""
    rows = connection.execute(select(editions.c.number, editions.c.json).order_by(editions.c.number))
    return [decode(Edition, row.json, f"edition {row.number}") for row in rows]


def find_edition(connection: Connection, number: int | None) -> Edition | None:
    """The edition of that number, or the latest."""
    if number is not None and not 1 <= number <= _HIGHEST:
        return None
    wanted = select(editions.c.number, editions.c.json).order_by(editions.c.number.desc()).limit(1)
    if number is not None:
        wanted = wanted.where(editions.c.number == number)
    row = connection.execute(wanted).one_or_none()
    return None if row is None else decode(Edition, row.json, f"edition {row.number}")
