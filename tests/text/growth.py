"""How the time of a call grows with its input."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time

ROUNDS = 6
"""Pairs timed before the answer is no."""

FACTOR = 9.0
"""Times as long that four times the input may take: 4 is linear, 16 quadratic."""

UNNOTICED = 0.02
"""Seconds that are noise."""


def grows_linearly(
    call: Callable[[str], object], make: Callable[[int], str], size: int, *, factor: float = FACTOR
) -> bool:
    """Whether four times the input takes about four times as long.

    Processor time, of the short and the long input one right after the other, so that both meet the same machine: what
    else runs on it slows a program for seconds together. One pair within the factor is enough.
    """
    short, long = make(size), make(4 * size)
    call(short)  # what is loaded at the first call is no part of the growth
    return any(_within(call, short, long, factor) for _ in range(ROUNDS))


def _within(call: Callable[[str], object], short: str, long: str, factor: float) -> bool:
    before = _seconds(call, short)
    return _seconds(call, long) <= max(UNNOTICED, before) * factor


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
