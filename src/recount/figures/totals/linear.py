"""Linear programmes over whole numbers of people, solved by HiGHS and proven without rounding.

The only module that knows the solver.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import highspy
import numpy as np

_DENOMINATOR = 64
"""Largest denominator that a dual value is read as. They are ratios of small determinants of a matrix of -1, 0, 1."""

_NEAR = 1e-6
"""A dual value this near a whole number is read as one, and most are."""

Exact = int | Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """The least value of a programme's objective."""

    bound: int
    """No assignment of whole numbers has a smaller value. Exact, however large the numbers."""

    prices: tuple[Exact, ...]
    """What each row adds to the bound for each person it asks for: 0 for a row that does not bind."""

    rates: tuple[Exact, ...]
    """The same for the limit of each variable."""


class Programme:
    """A programme to fill in: variables, rows over them with coefficients 1 and -1, and a cost to make least."""

    def __init__(self) -> None:
        self._lows: list[int] = []
        self._highs: list[int | None] = []
        self._costs: list[int] = []
        self._starts: list[int] = [0]
        self._at: list[int] = []
        self._signs: list[int] = []
        self._row_lows: list[int | None] = []
        self._row_highs: list[int | None] = []

    def variable(self, low: int = 0, high: int | None = None, *, cost: int = 0) -> int:
        """A new variable; its number."""
        self._lows.append(low)
        self._highs.append(high)
        self._costs.append(cost)
        return len(self._lows) - 1

    def row(
        self,
        plus: Iterable[int],
        minus: Iterable[int] = (),
        *,
        low: int | None = None,
        high: int | None = None,
    ) -> int:
        """A new row: the sum of some variables less that of others lies between two limits. Its number."""
        for variables, sign in ((plus, 1), (minus, -1)):
            for at in variables:
                self._at.append(at)
                self._signs.append(sign)
        self._starts.append(len(self._at))
        self._row_lows.append(low)
        self._row_highs.append(high)
        return len(self._row_lows) - 1

    def solve(self) -> Solved | None:
        """The least cost, which is finite in every use here; ``None`` where the rows contradict one another."""
        solver = self._solver()
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        duals = [_exact(d) for d in solver.getSolution().row_dual]
        proven = self._proven(duals)
        value = solver.getInfo().objective_function_value
        if proven is None:  # never met: the bound the solver gives, with room for its rounding
            return Solved(bound=ceil(value - 1e-6 * max(1.0, abs(value))), prices=tuple(duals), rates=())
        return Solved(bound=ceil(proven[0]), prices=tuple(duals), rates=proven[1])

    def feasible(self) -> bool:
        """Whether some assignment fits every row."""
        solver = self._solver()
        solver.run()
        return bool(solver.getModelStatus() != highspy.HighsModelStatus.kInfeasible)

    def ray(self) -> list[int]:
        """Rows that already contradict one another, as the solver's proof has it; empty where it gives none."""
        solver = self._solver()
        solver.setOptionValue("presolve", "off")
        solver.run()
        _, has, values = solver.getDualRay()  # type: ignore[attr-defined]  # in the module, not in its stubs
        return [at for at, value in enumerate(values) if abs(value) > 1e-9] if has else []

    def _solver(self) -> highspy.Highs:
        programme = highspy.HighsLp()
        programme.num_col_, programme.num_row_ = len(self._lows), len(self._row_lows)
        programme.col_cost_ = np.array(self._costs, dtype=float)
        programme.col_lower_ = np.array(self._lows, dtype=float)
        programme.col_upper_ = _limits(self._highs, highspy.kHighsInf)
        programme.row_lower_ = _limits(self._row_lows, -highspy.kHighsInf)
        programme.row_upper_ = _limits(self._row_highs, highspy.kHighsInf)
        programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        programme.a_matrix_.start_ = np.array(self._starts)
        programme.a_matrix_.index_ = np.array(self._at, dtype=np.int32)
        programme.a_matrix_.value_ = np.array(self._signs, dtype=float)
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.silent()
        solver.setOptionValue("threads", 1)
        solver.passModel(programme)
        return solver

    def _proven(self, duals: Sequence[Exact]) -> tuple[Exact, tuple[Exact, ...]] | None:
        """The bound that these prices prove, by weak duality in exact fractions: any prices of the right sign do."""
        rates: list[Exact] = list(self._costs)
        bound: Exact = 0
        for row, price in enumerate(duals):
            if not price:
                continue
            limit = self._row_lows[row] if price > 0 else self._row_highs[row]
            if limit is None:
                return None
            bound += price * limit
            for entry in range(self._starts[row], self._starts[row + 1]):
                rates[self._at[entry]] -= price * self._signs[entry]
        for at, rate in enumerate(rates):
            end = self._lows[at] if rate > 0 else self._highs[at]
            if rate and end is None:
                return None
            bound += rate * (end or 0)
        return bound, tuple(rates)


def _exact(dual: float) -> Exact:
    near = round(dual)
    return near if abs(dual - near) < _NEAR else Fraction(dual).limit_denominator(_DENOMINATOR)


def _limits(values: Sequence[int | None], unlimited: float) -> np.ndarray:
    return np.array([unlimited if v is None else float(v) for v in values], dtype=float)
