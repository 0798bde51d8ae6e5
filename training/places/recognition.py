"""Recognition: weights of names that may be places, fitted on texts whose places are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from recount.resolve.gazetteer import Gazetteer
from recount.resolve.spotting import Candidate, Spotting, best
from training.places.corpora import Document

STEPS, RATE = 250, 0.1
SELDOM = 6
"""A feature seen in fewer texts is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spotted:
    """One text's candidates and which of them are places."""

    document: Document
    spotting: Spotting
    candidates: tuple[Candidate, ...]
    right: tuple[bool, ...]
    ignored: tuple[bool, ...]


def spotted(documents: Iterable[Document], gazetteer: Gazetteer) -> list[Spotted]:
    """The texts with their candidates judged."""
    out = []
    for document in documents:
        spotting = Spotting(document.text, gazetteer)
        candidates = tuple(spotting.candidates())
        spans = [spotting.toponym(c).span for c in candidates]
        wanted = {g.span for g in document.gold if not g.ignored}
        free = [g.span for g in document.gold if g.ignored]
        out.append(
            Spotted(
                document=document,
                spotting=spotting,
                candidates=candidates,
                right=tuple(s in wanted for s in spans),
                ignored=tuple(s not in wanted and any(s.overlaps(f) for f in free) for s in spans),
            )
        )
    return out


def fitted(cases: Sequence[Spotted], *, penalty: float, shift: float = 0.0) -> dict[str, float]:
    """Weights of a logistic regression with a quadratic penalty; `shift` is added to the constant."""
    rows = [
        (c.features, r)
        for case in cases
        for c, r, i in zip(case.candidates, case.right, case.ignored, strict=True)
        if not i
    ]
    seen = Counter(f for case in cases for f in {f for c in case.candidates for f in c.features})
    column = {f: k for k, f in enumerate(sorted(f for f, n in seen.items() if n >= SELDOM))}
    known = [[column[f] for f in sorted(features) if f in column] for features, _ in rows]
    index = np.concatenate([np.array(k) for k in known])
    lengths = np.array([len(k) for k in known])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    right = np.array([r for _, r in rows], dtype=float)
    weights = _adam(index, lengths, starts, right, len(column), penalty, column.get("any", 0))
    out = {f: round(float(weights[k]), 2) for f, k in column.items() if abs(weights[k]) >= 0.05}
    out["any"] = round(out.get("any", 0.0) + shift, 2)
    return out


def _adam(
    index: np.ndarray, lengths: np.ndarray, starts: np.ndarray, right: np.ndarray, width: int, penalty: float, free: int
) -> np.ndarray:
    weights = np.zeros(width)
    first, second = np.zeros(width), np.zeros(width)
    held = np.full(width, 2 * penalty)
    held[free] = 0.0
    for step in range(1, STEPS + 1):
        scores = np.add.reduceat(weights[index], starts)
        off = 1 / (1 + np.exp(-scores)) - right
        slope = np.bincount(index, weights=np.repeat(off, lengths), minlength=width) + held * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def counts(cases: Iterable[Spotted], weights: dict[str, float]) -> dict[str, tuple[int, int, int]]:
    """For each set: right names, names found, names wanted."""
    out: dict[str, tuple[int, int, int]] = {}
    for case in cases:
        taken = set(best(case.candidates, weights))
        judged = [r for c, r, i in zip(case.candidates, case.right, case.ignored, strict=True) if c in taken and not i]
        wanted = len({g.span for g in case.document.gold if not g.ignored})
        a, b, c = out.get(case.document.corpus, (0, 0, 0))
        out[case.document.corpus] = a + sum(judged), b + len(judged), c + wanted
    return out
