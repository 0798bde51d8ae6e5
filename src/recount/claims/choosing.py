"""Choosing: which of several readings of a slot is taken.

Each reading comes with features, short names of what speaks for or against it. A reading's score is the sum of its
features' weights, learnt from the training gold (`training/choosing`) and kept as readable tables in `weights/`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, fsum
from typing import Generic, TypeVar

T = TypeVar("T")

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """One reading of a slot and what speaks for or against it."""

    value: T
    features: frozenset[str]
    needs: float = 0.0
    """Share of all weight below which the first candidate is taken instead: what accuses someone wants more than being
    the likeliest."""


class Chooser:
    """Takes the candidate of the highest score; of two as high, the first."""

    def choose(
        self,
        slot: str,
        draft: object,
        candidates: Sequence[Candidate[T]],
        *,
        pooled: bool = False,
    ) -> Candidate[T]:
        """The reading that is taken for a slot of a draft.

        Args:
            slot: whose weights to use.
            draft: the claim in the making, for those who watch the choices.
            candidates: at least one, in order of preference among equals.
            pooled: first weigh the first candidate, which stands for nothing, against all others together: a figure may
                surely be part of a total though it is open of which.
        """
        table = weights(slot)
        scores = [score(table, c) for c in candidates]
        if pooled and len(candidates) > 1:
            others = sum(exp(s) for s in scores[1:])
            return candidates[0] if exp(scores[0]) >= others else candidates[scores.index(max(scores[1:]), 1)]
        best = candidates[scores.index(max(scores))]
        unsure = exp(max(scores)) < best.needs * sum(exp(s) for s in scores)
        return candidates[0] if unsure else best


def score(table: Weights, candidate: Candidate[T]) -> float:
    """The sum of the weights of a candidate's features; one never seen in training weighs nothing."""
    return fsum([table.get(f, 0.0) for f in candidate.features])  # the same in whatever order a set gives them


@cache
def weights(slot: str) -> Weights:
    """The learnt weights of a slot; empty where it has none."""
    path = files("recount.claims") / "weights" / f"{slot}.json"
    try:
        table: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))["weights"]
    except FileNotFoundError:
        return {}
    return table
