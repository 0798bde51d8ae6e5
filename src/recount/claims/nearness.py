"""Nearness: how other words of a sentence stand to a figure and its harm word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from recount.claims.draft import Draft, Scanned
from recount.claims.syntax import distance

T = TypeVar("T")

MOST = 12
"""Words of one class that are weighed in one sentence; no reporter's sentence comes near it."""


def nearest_of(found: Sequence[T], draft: Draft, number: int, at: Callable[[T], int]) -> Sequence[T]:
    """The words of a class in sentence `number`, in text order; of a sentence that is full of them the nearest.

    Args:
        found: all of them, left to right.
        draft: the figure's.
        number: the sentence they stand in.
        at: the token at which one stands.
    """
    if len(found) <= MOST:
        return found
    if number != draft.number:
        return found[-MOST:] if number < draft.number else found[:MOST]
    figure = draft.link.quantity.first
    near = sorted(range(len(found)), key=lambda k: abs(at(found[k]) - figure))[:MOST]
    return [found[k] for k in sorted(near)]


def against_figure(draft: Draft, first: int, last: int, others: list[tuple[int, int]]) -> Iterator[str]:
    """How tokens `[first, last)` of its sentence stand to a figure and its harm word, in words used as features.

    Args:
        draft: the figure's.
        first: where the words start.
        last: where they end.
        others: all words of their class in the sentence, which may be nearer.
    """
    q, trigger, parse = draft.link.quantity, draft.link.trigger, draft.scanned.sentence.parse
    left = min(q.first, trigger.first) if trigger else q.first
    right = max(q.last, trigger.last) if trigger else q.last
    gap = _gap(first, last, left, right)
    if all(gap <= _gap(a, b, left, right) for a, b in others):
        yield "nearest"
    yield "left" if last <= left else "right" if first >= right else "inside"
    figures = [link.quantity for link in draft.scanned.links]
    if any(min(last, right) <= k.first and k.last <= max(first, left) for k in figures if k is not q):
        yield "figure_between"
    if trigger is not None and trigger.last <= q.first and "active" in trigger.ways and last <= trigger.first:
        yield "before_its_deed"
    if parse is not None:
        head = trigger.first if trigger else q.last - 1
        yield f"steps_{min(6, distance(parse, head, last - 1))}"


def _gap(first: int, last: int, left: int, right: int) -> int:
    return max(first - right, left - last, 0)


def explains(draft: Draft, scanned: Scanned) -> str:
    """Whether the deed of another sentence explains a figure there: then not this one, unless it is the same."""
    figures = [k.quantity.stated.value for k in scanned.links]
    if not figures:
        return "no_figure"
    return "same_figure" if draft.value >= TELLING and draft.value in figures else "other_figure"


TELLING = 3
"""The least figure that tells one fact from another: "a nurse" and "a doctor" are both one, and two deaths."""
