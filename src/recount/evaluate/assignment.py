"""Assignment: rows to columns, each at most once, so that the sum of the weights is largest."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def assign(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs of row and column of an assignment with the largest sum; pairs that add nothing are left out.

    The Hungarian method with potentials, in time cubic in the larger side. Of equal sums always the same one is given.

    Args:
        weights: one row a row, all as long as each other; none negative.
    """
    if not weights or not weights[0]:
        return []
    size = max(len(weights), len(weights[0]))
    costs = [
        [-weights[i][j] if i < len(weights) and j < len(weights[0]) else 0.0 for j in range(size)] for i in range(size)
    ]
    taken_by = _solved(costs, size)
    pairs = sorted((taken_by[j] - 1, j - 1) for j in range(1, size + 1))
    return [(i, j) for i, j in pairs if i < len(weights) and j < len(weights[0]) and weights[i][j] > 0]


def _solved(costs: list[list[float]], size: int) -> list[int]:
    """For each column, from 1 on, the row, from 1 on, that takes it at least cost."""
    of_rows, of_columns = [0.0] * (size + 1), [0.0] * (size + 1)
    taken_by = [0] * (size + 1)
    for row in range(1, size + 1):
        taken_by[0], column = row, 0
        least, back, seen = [inf] * (size + 1), [0] * (size + 1), [False] * (size + 1)
        while True:
            seen[column] = True
            current, step, following = taken_by[column], inf, 0
            for j in range(1, size + 1):
                if seen[j]:
                    continue
                reduced = costs[current - 1][j - 1] - of_rows[current] - of_columns[j]
                if reduced < least[j]:
                    least[j], back[j] = reduced, column
                if least[j] < step:
                    step, following = least[j], j
            for j in range(size + 1):
                if seen[j]:
                    of_rows[taken_by[j]] += step
                    of_columns[j] -= step
                else:
                    least[j] -= step
            column = following
            if taken_by[column] == 0:
                break
        while column:
            taken_by[column] = taken_by[back[column]]
            column = back[column]
    return taken_by
