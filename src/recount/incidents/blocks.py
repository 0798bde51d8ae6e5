"""Blocks: which tellings are worth comparing. An index that answers in time by what is near, not by what there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from heapq import nsmallest

from recount.incidents.places import sounds
from recount.incidents.rarity import rarity
from recount.incidents.tellings import Telling

WIDEST = 7
"""Days a telling may span and still be compared with others day by day."""

BEFORE_REPORT = 3
"""Days before its report in which an event without a day is looked for. Only looked for: its day stays unknown."""

MOST = 48
"""Tellings of a block that are all compared with each other."""

PIVOTS = 12
"""Of a larger block, how many are compared with all of it: those of the smallest keys, which are as good as drawn."""

RARE = 0.6
"""Rarity from which a shared detail brings two tellings together."""

TOGETHER = 2
"""Rare details that two tellings must share to be compared for their sake alone."""

Key = tuple[str, int] | str


_NONE: list[str] = []
"""Shared by all blocks that have none: most have tellings only at the place, or only within it. Never added to."""


class Block:
    """The tellings of one key. Of a place and a day: those at the place itself, and those at a place within it."""

    __slots__ = ("_pivots", "at", "within")

    def __init__(self) -> None:
        self.at: list[str] = _NONE
        self.within: list[str] = _NONE
        self._pivots: tuple[list[str], list[str]] | None = None

    def put(self, key: str, *, inner: bool) -> None:
        """Put a telling in."""
        if inner:
            self.within = self.within or []
            self.within.append(key)
        else:
            self.at = self.at or []
            self.at.append(key)
        self._pivots = None

    def take(self, key: str, *, inner: bool) -> None:
        """Take a telling out."""
        (self.within if inner else self.at).remove(key)
        self._pivots = None

    @property
    def size(self) -> int:
        """How many tellings are in it."""
        return len(self.at) + len(self.within)

    def partners(self, key: str, *, inner: bool) -> Iterator[Sequence[str]]:
        """Those to compare the telling with. Symmetric: either is among the partners of the other, or neither.

        Two that only lie within the place are never compared for its sake: they are at places of their own.
        """
        if self.size <= MOST:
            yield self.at
            if not inner:
                yield self.within
            return
        at, within = self.pivots
        if key in (within if inner else at):
            yield self.at
            if not inner:
                yield self.within
        else:
            yield at
            if not inner:
                yield within

    @property
    def pivots(self) -> tuple[list[str], list[str]]:
        """Those of a large block that are compared with all of it."""
        if self._pivots is None:
            self._pivots = nsmallest(PIVOTS, self.at), nsmallest(PIVOTS, self.within)
        return self._pivots

    def stirs(self, key: str, *, inner: bool) -> bool:
        """Whether that telling, which is in it, changes by being there which others are compared with each other."""
        if self.size <= MOST or not self.at:
            return False
        return self.size == MOST + 1 or key in self.pivots[inner]


class Blocks:
    """Tellings by place and day, by their sentences and by their rare details."""

    def __init__(self) -> None:
        self._blocks: dict[Key, Block] = {}
        self._details: dict[str, list[str]] = {}

    def add(self, telling: Telling) -> set[str]:
        """Put it in; answers the others whose partners may have changed beyond having this one added."""
        stirred: set[str] = set()
        for key, inner in keys_of(telling):
            block = self._blocks.get(key)
            if block is None:
                block = self._blocks[key] = Block()
            block.put(telling.key, inner=inner)
            if block.stirs(telling.key, inner=inner):
                stirred.update(block.at, block.within)
        for detail in rare_details(telling):
            having = self._details.setdefault(detail, [])
            having.append(telling.key)
            if len(having) == MOST + 1:
                stirred.update(having)
        stirred.discard(telling.key)
        return stirred

    def remove(self, telling: Telling) -> set[str]:
        """Take it out; answers the others whose partners may have changed beyond having this one taken away."""
        stirred: set[str] = set()
        for key, inner in keys_of(telling):
            block = self._blocks[key]
            if block.stirs(telling.key, inner=inner):
                stirred.update(block.at, block.within)
            block.take(telling.key, inner=inner)
            if not block.size:
                del self._blocks[key]
        for detail in rare_details(telling):
            having = self._details[detail]
            if len(having) == MOST + 1:
                stirred.update(having)
            having.remove(telling.key)
            if not having:
                del self._details[detail]
        stirred.discard(telling.key)
        return stirred

    def partners(self, telling: Telling) -> set[str]:
        """The tellings to compare it with. Depends on what is in, not on the order it came in.

        A detail that more than `MOST` tellings have brings nobody together, however rare it was where that was learnt.
        """
        found: set[str] = set()
        for key, inner in keys_of(telling):
            found.update(*self._blocks[key].partners(telling.key, inner=inner))
        together: Counter[str] = Counter()
        for detail in rare_details(telling):
            having = self._details[detail]
            if 1 < len(having) <= MOST:
                together.update(having)
        found.update(key for key, shared in together.items() if shared >= TOGETHER)
        found.discard(telling.key)
        return found


def keys_of(telling: Telling) -> Iterator[tuple[Key, bool]]:
    """The keys of the blocks it is in, each with whether its place only lies within the key's."""
    yield from _of_place_and_day(telling)
    for sentence in telling.sentences:
        yield sentence, False


def rare_details(telling: Telling) -> Iterator[str]:
    """Its names, streets and blocks that are rare enough to bring tellings together."""
    for kind in ("name", "place"):
        for detail in telling.details.get(kind, ()):
            if rarity(detail) >= RARE:
                yield detail


def _of_place_and_day(telling: Telling) -> Iterator[tuple[Key, bool]]:
    if telling.where is None:
        return
    named = list(dict.fromkeys(sounds(telling.where.keys)))
    for day in _days(telling):
        for level, name in enumerate(named):
            yield (name, day), level > 0


def _days(telling: Telling) -> Iterable[int]:
    """Its days and the one after, so that tellings a day apart meet; by their proleptic Gregorian ordinals."""
    if telling.when is not None:
        first, last = telling.when.start, telling.when.end
        if telling.when.days > WIDEST:
            return ()
    elif telling.published is not None:
        last = telling.published
        first = max(last - timedelta(days=BEFORE_REPORT), date.min)
    else:
        return ()
    return range(first.toordinal(), last.toordinal() + 2)
