"""How the time of a call grows with its input."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

ROUNDS = 3
QUADRATIC = 9.0
"""Four times the input took this many times as long: 4 is linear, 16 quadratic."""

UNNOTICED = 0.02
"""Seconds that are noise."""


def grows_linearly(call: Callable[[str], object], make: Callable[[int], str], size: int) -> bool:
    """Whether four times the input takes about four times as long. Processor time, the best of a few rounds."""
    short, long = make(size), make(4 * size)
    before, after = _seconds(call, short), _seconds(call, long)
    return after <= max(UNNOTICED, before) * QUADRATIC


def repeated(unit: str) -> Callable[[int], str]:
    """Texts of any size made of one unit said over and over."""
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def _seconds(call: Callable[[str], object], text: str) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        start = process_time()
        call(text)
        best = min(best, process_time() - start)
    return best
