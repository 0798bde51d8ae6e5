"""Bounds: the words around a number that bound it: "at least", "or more"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recount.claims.numbers import Number, number_at
from recount.claims.words import words
from recount.model import Bound, Token


def with_bounds(tokens: Sequence[Token], number: Number) -> Number:
    """The number with the words around it that bound it."""
    before = words().bounds_before.ending_at(tokens, number.first)
    last, after = bound_after(tokens, number.last)
    bound = before.meaning if before else after
    if bound is None:
        return number
    stated = number.stated if number.stated.word else replace(number.stated, bound=bound)
    return replace(number, first=before.first if before else number.first, last=last, stated=stated)


def bound_after(tokens: Sequence[Token], i: int) -> tuple[int, Bound | None]:
    """End and bound of words such as "or more" at token `i`."""
    found = words().bounds_after.at(tokens, i)
    if found and not (found.meaning is Bound.AT_LEAST and number_at(tokens, found.last)):
        return found.last, found.meaning
    return i, None
