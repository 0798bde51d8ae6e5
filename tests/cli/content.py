"""What stands in a record, for comparing two."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from recount.model import Failure, Findings, GroundedClaim, GroundedStatement, ReportHead
from recount.store import open_store


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All of a record but the times at which it was written."""

    heads: list[ReportHead]
    claims: list[GroundedClaim]
    statements: list[GroundedStatement]
    failures: list[Failure]
    findings: Findings | None
    """Of the latest snapshot."""

    snapshots: int
    stale: bool


def content(address: str | Path) -> Content:
    """What stands in the record."""
    with open_store(str(address), create=False, read_only=True) as store:
        latest = store.snapshot()
        return Content(
            heads=list(store.heads()),
            claims=list(store.claims()),
            statements=list(store.statements()),
            failures=store.failures(),
            findings=latest.findings if latest else None,
            snapshots=store.about().snapshots,
            stale=store.stale(),
        )


def rows(path: Path) -> list[str]:
    """Every row of the record's file, times included."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())
