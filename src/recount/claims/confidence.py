"""Confidence: how likely a figure that was found is a claim of the report, by what is known of such figures.

A logistic model over a few features of the figure, fitted on the training gold (`training/choosing`); `docs/scores.md`
shows how often claims of each confidence were right on reports that the model had not seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

from recount.claims.choosing import weights
from recount.claims.discourse import Discourse, in_heading
from recount.claims.draft import Draft


def confidence(discourse: Discourse, draft: Draft) -> float:
    """The probability that the figure is a claim, from 0 to 1, to two decimals."""
    table = weights("claim")
    total = sum(table.get(f, 0.0) for f in features(discourse, draft))
    return round(1 / (1 + exp(-total)), 2)


def features(discourse: Discourse, draft: Draft) -> frozenset[str]:
    """What is known of the figure: its construction, its noun, where it stands, whether it is told again."""
    return frozenset(_features(discourse, draft))


def _features(discourse: Discourse, draft: Draft) -> Iterator[str]:
    q, trigger = draft.link.quantity, draft.link.trigger
    yield "any"
    yield f"rule_{draft.link.reason.rule}"
    yield f"harm_{draft.harm}"
    if q.noun is None:
        yield "no_noun"
    if q.single:
        yield "one_without_a_number"
    if in_heading(draft):
        yield "in_a_heading"
    if trigger is not None and trigger.weak:
        yield "weak_word"
    if trigger is not None:
        gap = max(trigger.first - q.last, q.first - trigger.last, 0)
        yield f"gap_{min(3, (gap + 1) // 2)}"
    if discourse.facts(draft):
        yield "told_again"
    if draft.value >= 1000:
        yield "thousands"
    if draft.source is not None:
        yield "sourced"
