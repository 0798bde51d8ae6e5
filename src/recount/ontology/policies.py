"""Policies: how number words and bounds become intervals. Versioned data, never a constant in code."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from recount.errors import UsageError
from recount.model import Bound, Quantity, Stated

POLICIES = ("strict", "acled-2024", "airwars-observed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A named, versioned reading of number words and bounds."""

    name: str
    version: str
    title: str
    about: int
    """Per cent by which "about" and its like reach either way, rounded outwards."""

    words: Mapping[str, tuple[int, int]]
    """Number word → [low, high]; a high of -1 is open."""

    def interval(self, stated: Stated) -> Quantity | None:
        """The numbers of persons that the words allow; ``None`` where they give none.

        exact [v, v]; at_least [v, open); more_than [v+1, open); at_most [0, v]; less_than [0, v-1]; about v by the
        policy's per cent; a number word by the policy's table, opened by a bound ("at least dozens").
        """
        low, high = self._core(stated)
        if low is None:
            return None
        match stated.bound:
            case Bound.AT_LEAST:
                return Quantity(low=low, high=None)
            case Bound.MORE_THAN:
                return Quantity(low=low + 1, high=None)
            case Bound.AT_MOST:
                return Quantity(low=0, high=high)
            case Bound.LESS_THAN:
                return Quantity(low=0, high=None if high is None else max(0, high - 1))
            case Bound.ABOUT:
                reach = self.about / 100
                top = None if high is None else math.ceil(round(high * (1 + reach), 6))
                return Quantity(low=math.floor(round(low * (1 - reach), 6)), high=top)
            case _:
                return Quantity(low=low, high=high)

    def _core(self, stated: Stated) -> tuple[int | None, int | None]:
        if stated.word is not None and stated.word in self.words:
            low, high = self.words[stated.word]
            return low, None if high < 0 else high
        if stated.value is None:
            return None, None
        return stated.value, stated.value if stated.value_max is None else max(stated.value, stated.value_max)


@cache
def policy(name: str) -> Policy:
    """The policy of that name.

    Raises:
        UsageError: no such policy.
    """
    if name not in POLICIES:
        raise UsageError(f"unknown policy {name!r}: choose one of {', '.join(POLICIES)}")
    table = tomllib.loads((files("recount.ontology") / "policies" / f"{name}.toml").read_text(encoding="utf-8"))
    return msgspec.convert(table, Policy)
