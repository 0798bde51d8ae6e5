"""Fitting: a softmax over the candidates of each example, with a quadratic penalty, by Adam. Deterministic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

STEPS, RATE = 400, 0.05


@dataclass(frozen=True, slots=True)
class Example:
    """One choice: the features of each candidate, and which of them agree with the gold."""

    report: str
    candidates: tuple[frozenset[str], ...]
    right: tuple[bool, ...]


def fit(
    examples: Sequence[Example], *, penalty: float, priors: Mapping[str, float], seldom: int = 3
) -> dict[str, float]:
    """Weights that make the right candidates likely.

    Args:
        examples: choices with their right answers.
        penalty: how strongly a weight is held to its prior.
        priors: what is known beforehand of seldom features; zero for all others.
        seldom: features seen in fewer reports keep their prior.
    """
    useful = [e for e in examples if any(e.right) and not all(e.right)]
    seen: dict[str, set[str]] = {}
    for example in useful:
        for name in frozenset[str]().union(*example.candidates):
            seen.setdefault(name, set()).add(example.report)
    names = sorted(n for n, reports in seen.items() if len(reports) >= seldom)
    column = {name: k for k, name in enumerate(names)}
    rows = [[column[f] for f in c if f in column] for e in useful for c in e.candidates]
    matrix = np.zeros((len(rows), len(names)), dtype=np.float32)
    for k, row in enumerate(rows):
        matrix[k, row] = 1
    right = np.array([r for e in useful for r in e.right])
    starts = np.cumsum([0, *(len(e.right) for e in useful)])[:-1]
    group = np.repeat(np.arange(len(useful)), [len(e.right) for e in useful])
    before = np.array([priors.get(n, 0.0) for n in names])
    weights = _adam(matrix, right, starts, group, penalty, before)
    found = {n: round(float(w), 2) for n, w in zip(names, weights, strict=True)}
    return {n: w for n, w in {**priors, **found}.items() if abs(w) >= 0.02}


def accuracy(examples: Sequence[Example], weights: Mapping[str, float]) -> float:
    """The share of examples whose highest candidate is right."""
    hits = sum(e.right[choice(e, weights)] for e in examples)
    return hits / len(examples) if examples else 0.0


def choice(example: Example, weights: Mapping[str, float]) -> int:
    """The index of the candidate of the highest score, the first of equals."""
    scores = [round(sum(weights.get(f, 0.0) for f in c), 6) for c in example.candidates]
    return scores.index(max(scores))


def crossed(
    examples: Sequence[Example],
    lessons: Sequence[Example],
    *,
    penalty: float,
    priors: Mapping[str, float],
    folds: int = 5,
) -> float:
    """Accuracy on reports that the weights were not learnt from, over all folds; the lessons are always learnt from."""
    reports = sorted({e.report for e in examples})
    fold = {r: k % folds for k, r in enumerate(reports)}
    hits = 0.0
    for k in range(folds):
        weights = fit([*(e for e in examples if fold[e.report] != k), *lessons], penalty=penalty, priors=priors)
        held = [e for e in examples if fold[e.report] == k]
        hits += accuracy(held, weights) * len(held)
    return hits / len(examples)


def probabilities(examples: Sequence[Example], *, penalty: float, folds: int = 5) -> list[tuple[float, bool]]:
    """For each two-way example, the probability of its second candidate by weights that never saw its report."""
    reports = sorted({e.report for e in examples})
    fold = {r: k % folds for k, r in enumerate(reports)}
    out = []
    for k in range(folds):
        weights = fit([e for e in examples if fold[e.report] != k], penalty=penalty, priors={})
        for e in examples:
            if fold[e.report] == k:
                total = sum(weights.get(f, 0.0) for f in e.candidates[1])
                out.append((1 / (1 + float(np.exp(-total))), e.right[1]))
    return out


def one_standard_error(accuracies: Mapping[float, float], number: int) -> float:
    """The strongest penalty whose accuracy is within one standard error of the best (Breiman et al. 1984)."""
    best = max(accuracies.values())
    error = float(np.sqrt(best * (1 - best) / number))
    return max(p for p, a in accuracies.items() if a >= best - error)


def _adam(
    matrix: np.ndarray, right: np.ndarray, starts: np.ndarray, group: np.ndarray, penalty: float, before: np.ndarray
) -> np.ndarray:
    weights = before.copy()
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = matrix @ weights
        scores = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        every = scores / np.add.reduceat(scores, starts)[group]
        good = scores * right
        of_right = good / np.add.reduceat(good, starts)[group]
        slope = matrix.T @ (every - of_right) + 2 * penalty * (weights - before)
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights
