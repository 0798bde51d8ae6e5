"""Watching: a chooser that remembers every choice it makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from recount.claims.choosing import Candidate, Chooser
from recount.claims.draft import Draft

T = TypeVar("T")

SLOTS: dict[str, Callable[[Any], Any]] = {
    "source": lambda said: said and said.words,
    "means": str,
    "scope": str,
    "victims": str,
    "part_of": int,
    "by": lambda named: [named.party.name] if named else [],
    "when": lambda dated: dated and dated.time,
}
"""Each slot with how a candidate's value is written in the gold."""


class Watcher(Chooser):
    """Chooses as shipped, and remembers every choice."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, Draft, Sequence[Candidate[Any]]]] = []

    def choose(
        self,
        slot: str,
        draft: object,
        candidates: Sequence[Candidate[T]],
        *,
        pooled: bool = False,
    ) -> Candidate[T]:
        """Remember, then choose."""
        if isinstance(draft, Draft):
            self.seen.append((slot, draft, candidates))
        return super().choose(slot, draft, candidates, pooled=pooled)
