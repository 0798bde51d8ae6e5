"""Chains: claims that lead to claims, each followed to its end. A change costs what leads to it, and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from recount.model import ClaimId

Rank = Callable[[ClaimId], Any]


class Chains:
    """Claims of which each leads to one other at most. What leads in a circle ends with its earliest.

    Args:
        rank: the order of claims, the earliest first; asked only of claims that stand in a circle.
    """

    def __init__(self, rank: Rank) -> None:
        self._rank = rank
        self._leads: dict[ClaimId, ClaimId] = {}
        self._from: dict[ClaimId, list[ClaimId]] = {}
        self._ends: dict[ClaimId, ClaimId] = {}
        """Of claims that end elsewhere, or in a circle."""

        self._changed: set[ClaimId] = set()

    def lead(self, claim: ClaimId, to: ClaimId | None) -> None:
        """From now on the claim leads there; ``None``: nowhere."""
        before = self._leads.get(claim)
        if before == to:
            return
        self._changed.add(claim)
        if before is not None:
            self._from[before].remove(claim)
            if not self._from[before]:
                del self._from[before]
        if to is None:
            del self._leads[claim]
        else:
            self._leads[claim] = to
            self._from.setdefault(to, []).append(claim)

    def end(self, claim: ClaimId) -> ClaimId:
        """Where it ended at the last settling."""
        return self._ends.get(claim, claim)

    def reaching(self, claims: Iterable[ClaimId]) -> set[ClaimId]:
        """These, and all that lead to them."""
        found = set(claims)
        fringe = [c for c in found if c in self._from]
        while fringe:
            for claim in self._from.get(fringe.pop(), ()):
                if claim not in found:
                    found.add(claim)
                    fringe.append(claim)
        return found

    def settle(self) -> set[ClaimId]:
        """Follow what has changed; answers the claims that end elsewhere now."""
        open_ = self.reaching(self._changed)
        self._changed = set()
        before = {claim: self._ends.pop(claim, claim) for claim in open_}
        waiting = set(open_)
        for start in open_:
            self._follow(start, waiting)
        return {claim for claim, end in before.items() if self.end(claim) != end}

    def _follow(self, start: ClaimId, waiting: set[ClaimId]) -> None:
        path: dict[ClaimId, None] = {}
        at = start
        while at in self._leads and at in waiting and at not in path:
            path[at] = None
            at = self._leads[at]
        if at in path:
            steps = list(path)
            end = min(steps[steps.index(at) :], key=self._rank)
        else:
            end = self.end(at)
        waiting.difference_update(path)
        self._ends.update(dict.fromkeys(path, end))
