"""Linear programmes: the bound is proven, whole, and never above what some assignment costs."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from recount.figures.totals.linear import Programme

Row = tuple[tuple[int, int, int], int | None, int | None]
"""Coefficients, least and most."""

limits = st.none() | st.integers(-3, 5)
rows = st.lists(st.tuples(st.tuples(*[st.integers(-1, 1)] * 3), limits, limits), max_size=4)


def made(found: list[Row], costs: list[int]) -> Programme:
    programme = Programme()
    people = [programme.variable(0, 3, cost=cost) for cost in costs]
    for signs, low, high in found:
        plus = [people[at] for at, sign in enumerate(signs) if sign > 0]
        minus = [people[at] for at, sign in enumerate(signs) if sign < 0]
        programme.row(plus, minus, low=low, high=high)
    return programme


def fits(found: list[Row], x: tuple[int, ...]) -> bool:
    sums = [(sum(s * v for s, v in zip(signs, x, strict=True)), low, high) for signs, low, high in found]
    return all((low is None or low <= n) and (high is None or n <= high) for n, low, high in sums)


@settings(max_examples=200, deadline=None)
@given(rows, st.lists(st.integers(-1, 1), min_size=3, max_size=3))
def test_the_bound_is_whole_proven_and_below_every_assignment(found: list[Row], costs: list[int]) -> None:
    programme = made(found, costs)
    fitting = [x for x in product(range(4), repeat=3) if fits(found, x)]
    solved = programme.solve()
    assert programme.feasible() == (solved is not None)
    if fitting:
        assert solved is not None
        assert len(solved.rates) == 3, "the bound was not proven"
        assert solved.bound <= min(sum(c * v for c, v in zip(costs, x, strict=True)) for x in fitting)


def test_a_bound_on_a_million_million_is_exact() -> None:
    programme = Programme()
    people = [programme.variable(cost=1) for _ in range(1000)]
    for at, one in enumerate(people):
        programme.row([one], low=10**12 - at)
    solved = programme.solve()
    assert solved is not None
    assert solved.bound == 1000 * 10**12 - 999 * 500


def test_nothing_is_printed_by_the_solver(capfd: object) -> None:
    made([((1, 1, 0), 2, None)], [1, 1, 1]).solve()
    assert capfd.readouterr().out == ""  # type: ignore[attr-defined]
