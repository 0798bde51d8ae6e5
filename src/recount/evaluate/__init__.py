"""evaluate(): a suite and a data folder → metrics with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recount.claims import Extractor, extract
from recount.errors import UsageError
from recount.evaluate.files import Found, find, rows
from recount.evaluate.intervals import Interval, bootstrap
from recount.evaluate.reading import reading_by
from recount.evaluate.suite import Pool, Several, Suite
from recount.registry import Registry

__all__ = ["SUITES", "Evaluation", "Interval", "Pool", "Several", "Suite", "evaluate"]

SUITES: Registry[Suite[Any] | Pool[Any] | Several] = Registry(
    "suite",
    group="recount.suites",
    builtin={
        "claims": "recount.evaluate.claims:SUITE",
        "statements": "recount.evaluate.statements:SUITE",
        "case21": "recount.evaluate.case21:SUITE",
        "airwars": "recount.evaluate.airwars:SUITE",
        "temporal": "recount.evaluate.temporal:SUITE",
        "geo": "recount.evaluate.geo:SUITE",
        "polnear": "recount.evaluate.polnear:SUITE",
        "muc4": "recount.evaluate.muc4:SUITE",
        "gva": "recount.evaluate.shootings:GVA",
        "gvc": "recount.evaluate.shootings:GVC",
        "incidents": "recount.evaluate.incidents:SUITE",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What a suite measured."""

    suite: str
    found: tuple[Found, ...]
    """The files measured, one for each part of the suite that was found."""

    missing: tuple[str, ...]
    """Data sets of parts that were not found."""

    documents: int
    metrics: dict[str, float]
    """By name; for a suite of several parts by `part.metric`."""

    intervals: dict[str, Interval]
    """95 % intervals by resampling documents; of each metric that is a fraction."""


def evaluate(
    name: str,
    data: Path,
    *,
    split: str | None = None,
    extractor: Extractor = extract,
    progress: Callable[[Iterator[Any]], Iterator[Any]] = iter,
) -> Evaluation | None:
    """Run a suite on its data: on the first of its sets that is found, or each of its parts on the first of the part's.

    Args:
        name: a suite's name.
        data: a folder laid out like the shared one, or the one file of a suite that needs no more.
        split: the part of the data to use; ``dev`` unless given, else ``train``.
        extractor: who reads the claims; the rules unless given.
        progress: wraps the documents as they are read, to show how far the work is.

    Returns:
        what was measured; ``None`` where none of the suite's sets is in the folder.

    Raises:
        UsageError: no such suite, or it needs more than one file.
        InputError: a data file can't be read.
    """
    suite = SUITES.get(name)
    if data.is_file() and not isinstance(suite, Suite):
        raise UsageError(f"{name} needs several files: give --data the folder that holds them")
    if isinstance(suite, Several):
        return _together(suite, [_measured(part, data, split, extractor, progress) for part in suite.parts])
    return _measured(suite, data, split, extractor, progress)


def _measured(
    suite: Suite[Any] | Pool[Any],
    data: Path,
    split: str | None,
    extractor: Extractor,
    progress: Callable[[Iterator[Any]], Iterator[Any]],
) -> Evaluation | None:
    found = next((f for f in (find(data, s, split) for s in suite.sets) if f is not None), None)
    if found is None:
        return None
    gold = find(data, suite.gold, found.split) if isinstance(suite, Pool) else None
    with reading_by(extractor):
        if isinstance(suite, Suite):
            results = [suite.measure(row) for row in progress(rows(found.path))]
        elif gold is None:
            return None
        else:
            results = list(suite.measure(progress(rows(found.path)), list(rows(gold.path))))
    metrics = suite.metrics(results)
    return Evaluation(
        suite=suite.name,
        found=(found,) if gold is None else (found, gold),
        missing=(),
        documents=len(results),
        metrics=metrics,
        intervals=bootstrap(results, suite.metrics, metrics),
    )


def _together(suite: Several, parts: list[Evaluation | None]) -> Evaluation | None:
    """The parts' metrics under the parts' names; ``None`` where no part had data."""
    done = [part for part in parts if part is not None]
    if not done:
        return None
    return Evaluation(
        suite=suite.name,
        found=tuple(f for part in done for f in part.found),
        missing=tuple("/".join(p.sets) for p, part in zip(suite.parts, parts, strict=True) if part is None),
        documents=sum(part.documents for part in done),
        metrics={
            f"{part.suite}.{name}": value
            for part in done
            for name, value in {"documents": part.documents, **part.metrics}.items()
        },
        intervals={f"{part.suite}.{name}": value for part in done for name, value in part.intervals.items()},
    )
