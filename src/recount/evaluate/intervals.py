"""Intervals: how much a metric might differ on other documents of the same kind, by the bootstrap."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

D = TypeVar("D")

Interval = tuple[float, float]

SAMPLES = 400
SEED = 20161014


def bootstrap(
    results: Sequence[D], metrics: Callable[[Sequence[D]], dict[str, float]], measured: dict[str, float]
) -> dict[str, Interval]:
    """The middle 95 % of each metric over resamples of the documents (percentile bootstrap, Efron 1979).

    Metrics that are counts have none. Fixed seed: the same results give the same intervals.
    """
    if len(results) < 2:
        return {}
    draw = random.Random(SEED)  # noqa: S311 - resampling, no secret
    samples = [metrics(draw.choices(results, k=len(results))) for _ in range(SAMPLES)]
    names = [name for name, value in measured.items() if not float(value).is_integer() or 0 <= value <= 1]
    return {name: _middle(sorted(s[name] for s in samples)) for name in names}


def _middle(values: list[float]) -> Interval:
    edge = round(len(values) * 0.025)
    return values[edge], values[-1 - edge]
