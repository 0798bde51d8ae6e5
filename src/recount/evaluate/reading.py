"""Reading: a benchmark's text as Recount reads it. The one place where suites call the pipeline."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from typing import Any

from recount.claims import Extractor, extract
from recount.errors import InputError
from recount.figures import DEFAULT
from recount.model import Failure, Findings, Reading, Report
from recount.ontology import events, policy
from recount.pipeline import derive, readings
from recount.publish import reading_line
from recount.workspace import packaged_gazetteer

POLICY = "airwars-observed"
"""How number words become ranges where incidents are measured; what `recount run` does."""


_extractor: ContextVar[Extractor] = ContextVar("extractor", default=extract)


@contextmanager
def reading_by(extractor: Extractor) -> Iterator[None]:
    """Within it, benchmarks are read by that extractor. Suites need not know: what they measure stays the same."""
    before = _extractor.set(extractor)
    try:
        yield
    finally:
        _extractor.reset(before)


def printed(row: dict[str, Any]) -> dict[str, Any]:
    """What `recount extract` prints for a report of the gold."""
    report = report_of(row)
    found: dict[str, Any] = json.loads(reading_line(report, read(report, "strict"), codes=_codes()))
    return found


def report_of(row: dict[str, Any]) -> Report:
    """The row as a report."""
    published = row.get("published") or row.get("pub_date")
    return Report(
        given_id=str(row["id"]),
        title=row.get("title") or "",
        text=row["text"],
        published=date.fromisoformat(published) if published else None,
        outlet=row.get("outlet"),
    )


def read(report: Report, policy_name: str = POLICY) -> Reading:
    """One report, read.

    Raises:
        InputError: the report could not be read.
    """
    chosen = policy(policy_name)
    _, found = next(readings([report], gazetteer=packaged_gazetteer(), policy=chosen, extractor=_extractor.get()))
    if isinstance(found, Failure):
        raise InputError(f"{found.report} could not be read: {found.error}")
    return found


def findings(reading: Reading, estimator: str = DEFAULT) -> Findings:
    """What follows from one report alone."""
    return derive(reading.claims, (), policy=policy(POLICY), statements=reading.statements, estimator=estimator)


@cache
def _codes() -> dict[str, tuple[str | None, str | None]]:
    return {kind: (e.plover or None, e.mode or None) for kind, e in events().items()}
