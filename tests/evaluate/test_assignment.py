"""Assignment: the pairs with the largest sum."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from recount.evaluate.assignment import assign

TABLES = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 9).map(float), min_size=n, max_size=n), min_size=1, max_size=4)
)


@given(TABLES)
def test_no_other_assignment_has_a_larger_sum(weights: list[list[float]]) -> None:
    wide = weights if len(weights) <= len(weights[0]) else [list(column) for column in zip(*weights, strict=True)]
    best = max(
        sum(row[j] for row, j in zip(wide, order, strict=True))
        for order in permutations(range(len(wide[0])), len(wide))
    )
    pairs = assign(weights)
    assert sum(weights[i][j] for i, j in pairs) == best
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


def test_the_greedy_choice_is_not_taken_where_it_costs_more() -> None:
    assert assign([[9.0, 8.0], [8.0, 0.0]]) == [(0, 1), (1, 0)]


def test_what_adds_nothing_is_left_out() -> None:
    assert assign([[0.0, 1.0], [0.0, 0.0]]) == [(0, 1)]
    assert assign([]) == assign([[]]) == []
