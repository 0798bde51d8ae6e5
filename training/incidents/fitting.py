"""Fitting: a logistic regression over the features of pairs, each one weight for and one against, none negative."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from recount.incidents.matcher import MODEL
from recount.incidents.tellings import Telling

STEPS, RATE = 1500, 0.03
NAMES = tuple(feature.__name__ for feature in MODEL)


def row_of(a: Telling, b: Telling) -> list[float]:
    """How far each feature speaks for one event, then how far each speaks against."""
    scores = [feature(a, b).score for feature in MODEL]
    return [*(max(0.0, s) for s in scores), *(min(0.0, s) for s in scores)]


def fit(rows: np.ndarray, same: np.ndarray, counts: np.ndarray, *, penalty: float) -> tuple[float, np.ndarray]:
    """The bias and the weights that make the pairs' labels likely. Deterministic.

    Args:
        rows: features of each pair.
        same: whether it is of one incident.
        counts: how much each pair counts.
        penalty: how strongly weights are held to 0.
    """
    bias, weights = 0.0, np.full(rows.shape[1], 0.5)
    first, second = np.zeros(rows.shape[1] + 1), np.zeros(rows.shape[1] + 1)
    for step in range(1, STEPS + 1):
        odds = np.clip(bias + rows @ weights, -30, 30)
        wrong = counts * (1 / (1 + np.exp(-odds)) - same)
        slope = np.concatenate([[wrong.sum()], rows.T @ wrong + penalty * weights])
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        move = RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        bias -= float(move[0])
        weights = np.maximum(0.0, weights - move[1:])
    return bias, weights


def table_of(bias: float, weights: Sequence[float]) -> dict[str, object]:
    """The weights by feature."""
    half = len(NAMES)
    pro = {n: round(float(w), 2) for n, w in zip(NAMES, weights[:half], strict=True) if w >= 0.01}
    con = {n: round(float(w), 2) for n, w in zip(NAMES, weights[half:], strict=True) if w >= 0.01}
    return {"bias": round(bias, 2), "for": pro, "against": con}
