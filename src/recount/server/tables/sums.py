"""Sums: the totals that were asked of one state, kept, since finding one takes seconds over a large record."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from functools import cached_property

from recount.figures.totals import Totals
from recount.figures.totals.places import Found, find_place
from recount.model import Asked, ClaimId, Findings, GazetteerPlace, GroundedClaim, Place, Total

KEPT = 40
"""Answers that are kept. Each is small beside what it was made from."""


class Sums:
    """The totals of some findings. Safe to share between threads.

    Args:
        findings: of the whole record.
        claims: all of its claims.
    """

    def __init__(self, findings: Findings, claims: Mapping[ClaimId, GroundedClaim]) -> None:
        self._findings, self._claims = findings, claims
        self._kept: OrderedDict[Asked, Total] = OrderedDict()
        self._totals: Totals | None = None
        self._finding = threading.Lock()

    def total(self, asked: Asked, set_aside: Callable[[], Collection[ClaimId]]) -> Total:
        """The total, found now or before.

        Args:
            asked: place, days, harm and victims.
            set_aside: tells the claims that no longer count; asked once.
        """
        with self._finding:  # one at a time: whoever asks the same meanwhile gets the answer at once
            if asked not in self._kept:
                self._kept[asked] = self._found(set_aside).of(asked)
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(asked)
            return self._kept[asked]

    def prepare(self, set_aside: Callable[[], Collection[ClaimId]]) -> None:
        """Find what questions rest on before anybody asks one.

        Args:
            set_aside: tells the claims that no longer count; asked once.
        """
        with self._finding:
            self._found(set_aside).prepare()

    def _found(self, set_aside: Callable[[], Collection[ClaimId]]) -> Totals:
        if self._totals is None:
            self._totals = Totals(self._findings, self._claims, set_aside=set_aside())
        return self._totals

    def place(self, words: str, gazetteer: Callable[[str], Collection[GazetteerPlace]]) -> Found:
        """The places of that name: the record's, else the gazetteer's."""
        return find_place(words, self._places, gazetteer(words.partition(",")[0].strip()))

    @cached_property
    def _places(self) -> tuple[Place, ...]:
        told = [i.where for i in self._findings.incidents] + [p.where for p in self._findings.periods]
        return tuple({(p.names, p.country): p for p in told if p is not None}.values())
