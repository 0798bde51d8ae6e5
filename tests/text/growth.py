"""How the time of a call grows with its input."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time

ROUNDS = 3
FACTOR = 9.0
"""Times as long that four times the input may take: 4 is linear, 16 quadratic."""

UNNOTICED = 0.02
"""Seconds that are noise."""


def grows_linearly(
    call: Callable[[str], object], make: Callable[[int], str], size: int, *, factor: float = FACTOR
) -> bool:
    """Whether four times the input takes about four times as long. Processor time, the best of a few rounds."""
    short, long = make(size), make(4 * size)
    before = min(_seconds(call, short) for _ in range(ROUNDS))
    return any(_seconds(call, long) <= max(UNNOTICED, before) * factor for _ in range(ROUNDS))


def repeated(unit: str) -> Callable[[int], str]:
    """Texts of any size made of one unit said over and over."""
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def _seconds(call: Callable[[str], object], text: str) -> float:
    """Processor time without the garbage collector, which walks whatever the tests before have left in memory."""
    gc.collect()
    gc.disable()
    try:
        start = process_time()
        call(text)
        return process_time() - start
    finally:
        gc.enable()
