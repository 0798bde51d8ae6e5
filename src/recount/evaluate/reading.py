"""Reading: a benchmark's text as Recount reads it. The one place where suites call the pipeline."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from itertools import chain, islice
from multiprocessing import get_context
from typing import Any

from recount.claims import Extractor, extract
from recount.errors import InputError
from recount.figures import DEFAULT
from recount.model import Failure, Findings, GroundedClaim, Reading, Report
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


def claims_of(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], tuple[GroundedClaim, ...]]]:
    """Each row with its claims, in the rows' order. Lazy; many rows are read on all cores.

    Other extractors than the rules read on one core: what they hold need not be fit to be sent to another process.

    Raises:
        InputError: a report could not be read.
    """
    rows = iter(rows)
    few = list(islice(rows, FEW))
    workers = os.cpu_count() or 1
    if len(few) < FEW or workers == 1 or _extractor.get() is not extract:
        yield from ((row, read(report_of(row)).claims) for row in chain(few, rows))
        return
    # Spawned, not forked: an open gazetteer must not be shared between processes.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[tuple[list[dict[str, Any]], Future[list[tuple[GroundedClaim, ...]]]]] = deque()
        every = chain(few, rows)
        while (batch := list(islice(every, BATCH))) or waiting:
            if batch:
                waiting.append((batch, pool.submit(_claims, batch)))
            if not batch or len(waiting) > 2 * workers:
                done, found = waiting.popleft()
                yield from zip(done, found.result(), strict=True)


FEW = 200
"""Rows. Fewer are read before another process has started."""

BATCH = 16
"""Rows sent to a process at once."""


def _claims(rows: list[dict[str, Any]]) -> list[tuple[GroundedClaim, ...]]:
    return [read(report_of(row)).claims for row in rows]


def findings(reading: Reading, estimator: str = DEFAULT) -> Findings:
    """What follows from one report alone."""
    return derive(reading.claims, (), policy=policy(POLICY), statements=reading.statements, estimator=estimator)


@cache
def _codes() -> dict[str, tuple[str | None, str | None]]:
    return {kind: (e.plover or None, e.mode or None) for kind, e in events().items()}
