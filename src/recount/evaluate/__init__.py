"""evaluate(): a suite and a data folder → metrics with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recount.evaluate.files import Found, find, rows
from recount.evaluate.intervals import Interval, bootstrap
from recount.evaluate.suite import Suite
from recount.registry import Registry

__all__ = ["SUITES", "Evaluation", "Interval", "Suite", "evaluate"]

SUITES: Registry[Suite[Any]] = Registry(
    "suite",
    group="recount.suites",
    builtin={
        "claims": "recount.evaluate.claims:SUITE",
        "statements": "recount.evaluate.statements:SUITE",
        "case21": "recount.evaluate.case21:SUITE",
        "airwars": "recount.evaluate.airwars:SUITE",
        "muc4": "recount.evaluate.muc4:SUITE",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What a suite measured."""

    suite: str
    found: Found
    documents: int
    metrics: dict[str, float]
    intervals: dict[str, Interval]
    """95 % intervals by resampling documents; of each metric that is a fraction."""


def evaluate(
    name: str, data: Path, *, split: str | None = None, progress: Callable[[Iterator[Any]], Iterator[Any]] = iter
) -> Evaluation | None:
    """Run a suite on the first of its data sets that is found.

    Args:
        name: a suite's name.
        data: a folder laid out like the shared one.
        split: the part to use; ``dev`` unless given, else ``train``.
        progress: wraps the documents as they are read, to show how far the work is.

    Returns:
        what was measured; ``None`` where none of the suite's sets is in the folder.

    Raises:
        UsageError: no such suite.
        InputError: a data file can't be read.
    """
    suite = SUITES.get(name)
    found = next((f for f in (find(data, s, split) for s in suite.sets) if f is not None), None)
    if found is None:
        return None
    results = [suite.measure(row) for row in progress(rows(found.path))]
    metrics = suite.metrics(results)
    return Evaluation(
        suite=name,
        found=found,
        documents=len(results),
        metrics=metrics,
        intervals=bootstrap(results, suite.metrics, metrics),
    )
