"""Quantity: how many persons, as a source says it and as an interval."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Bound(StrEnum):
    """How the words limit the number."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    ABOUT = "about"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A number as its source put it, before any policy turns it into an interval."""

    value: int | None
    """The number said; for a number word the annotation guideline's value ("dozens" 24). ``None`` if there is none."""

    bound: Bound
    value_max: int | None = None
    """The upper end of a range such as "10 to 15"."""

    word: str | None = None
    """The number word where there is no numeral: ``dozens``, ``several``. A policy gives it an interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number of persons, known only to lie within a range.

    One claim's words: "at least 12" is ``Quantity(low=12, high=None)``: the source gave no upper bound, which differs
    from an upper bound of zero.
    """

    low: int
    """Fewest persons consistent with the source. Never negative."""

    high: int | None
    """Most persons consistent with the source; ``None`` when unbounded."""

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ValueError(f"not a range of persons: {self.low} to {self.high}")
