"""Suite: what a benchmark gives: its data, a measurement of each document, and metrics over all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

D = TypeVar("D")

Row = dict[str, Any]
"""One line of a data file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite(Generic[D]):
    """A benchmark. `measure` reads one document and counts; `metrics` is cheap, for it is called on many resamples."""

    name: str
    sets: tuple[str, ...]
    """Names of data sets, the first that is found is used."""

    measure: Callable[[Row], D]
    metrics: Callable[[Sequence[D]], dict[str, float]]
    about: str
    """What it measures, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool(Generic[D]):
    """A benchmark of many reports read as one record. `metrics` is cheap, for it is called on many resamples."""

    name: str
    sets: tuple[str, ...]
    """Names of the sets of reports, the first that is found is used."""

    gold: str
    """Name of the set, of the same split, that says what the reports tell of together."""

    measure: Callable[[Iterator[Row], Sequence[Row]], Sequence[D]]
    """From the reports and the gold to what each report adds to the measures."""

    metrics: Callable[[Sequence[D]], dict[str, float]]
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """A suite made of suites that are measured side by side, each on its own data; metrics are named `part.metric`."""

    name: str
    parts: tuple[Suite[Any], ...]
    """A part's name is what its metrics stand under."""

    about: str

    @property
    def sets(self) -> tuple[str, ...]:
        """The names of all parts' data sets."""
        return tuple(s for part in self.parts for s in part.sets)


def share(hits: float, of: float) -> float:
    """`hits` as a share of `of`; 0 where there is nothing to hit."""
    return hits / of if of else 0.0


def f1(hits: float, found: float, wanted: float) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * hits / (found + wanted) if found + wanted else 0.0
