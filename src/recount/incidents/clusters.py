"""Clusters: which tellings of one component make one incident. A pure function of the tellings and the judgements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nsmallest

from recount.incidents.matcher import Comparison, Weights, compare, reasons
from recount.incidents.tellings import Telling
from recount.model import Reason

MOST_ASKED = 6
"""Tellings of a cluster that are asked whether another may join: those of the smallest keys, as good as drawn."""

LEAST = -4.0
"""What a pair that parts two clusters, or speaks more strongly against, counts in the mean of all pairs."""

REASONS_OF_A_JOIN = 3

Edge = tuple[float, str, str]
"""A score, and the keys of two tellings, the smaller first."""


class Cluster:
    """Tellings taken for one event, and why."""

    def __init__(self, telling: Telling) -> None:
        self.tellings = [telling]
        self.reasons: list[Reason] = []
        self.reports = set() if telling.only_denied else {telling.report}
        self.foes: set[str] = set()
        """Keys of tellings that a person said are of another event or place."""

        self.asked = [telling]
        """Up to `MOST_ASKED` of its tellings, by key."""

    def take_in(self, other: Cluster) -> None:
        """Add the other's tellings to its own."""
        self.tellings += other.tellings
        self.reasons += other.reasons
        self.reports |= other.reports
        self.foes |= other.foes
        self.asked = nsmallest(MOST_ASKED, [*self.asked, *other.asked], key=lambda t: t.key)


def cluster(
    tellings: Sequence[Telling],
    *,
    edges: Iterable[Edge],
    tied: Iterable[tuple[str, str]],
    foes: Mapping[str, Collection[str]],
    weigh: Weights,
) -> list[Cluster]:
    """The clusters, by their smallest key. Two tellings of one report are never joined, unless a person says so.

    Pairs are joined best first (ties by key). Two clusters join only where nothing parts them and their tellings, taken
    pair by pair, are more likely of one event than not. Independent of the order of the arguments.

    Args:
        tellings: all that the pairs name.
        edges: pairs taken for one event.
        tied: pairs of which a person said so.
        foes: for each telling those of which a person said that they are of another event or place. They stay apart
            whatever else is said.
        weigh: the weights by which tellings are compared.
    """
    home = {t.key: Cluster(t) for t in tellings}
    for key, mine in home.items():
        mine.foes.update(foes.get(key, ()))
    for a, b in sorted(tied):
        if home[a] is not home[b] and not _are_foes(home[a], home[b]):
            decided = Reason(rule="decided_by_a_person", sentence="A reviewer judged them to be one incident.")
            _join(home, a, b, (decided,))
    refused: set[tuple[int, int, int, int]] = set()
    for _, a, b in sorted(edges, key=lambda e: (-e[0], e[1], e[2])):
        mine, theirs = home[a], home[b]
        if mine is theirs:
            continue
        asked = (id(mine), len(mine.tellings), id(theirs), len(theirs.tellings))
        if asked in refused:
            continue
        if _may_join(mine, theirs, weigh):
            _join(home, a, b, _why(a, b, mine, theirs, weigh))
        else:
            refused.add(asked)
    unique = {id(c): c for c in home.values()}
    for found in unique.values():
        found.tellings.sort(key=lambda t: t.key)
    return sorted(unique.values(), key=lambda c: c.tellings[0].key)


def _may_join(x: Cluster, y: Cluster, weigh: Weights) -> bool:
    if x.reports & y.reports or _are_foes(x, y):
        return False
    found = [compare(a, b, weigh) for a in x.asked for b in y.asked]
    return sum(map(_counted, found)) >= 0


def _counted(comparison: Comparison) -> float:
    return LEAST if comparison.parts else max(LEAST, min(-LEAST, comparison.score))


def _are_foes(x: Cluster, y: Cluster) -> bool:
    small, large = sorted((x, y), key=lambda c: len(c.tellings))
    return any(t.key in large.foes for t in small.tellings) or any(
        t.key in small.foes for t in large.tellings if small.foes
    )


def _join(home: dict[str, Cluster], a: str, b: str, why: Sequence[Reason]) -> None:
    kept, gone = home[a], home[b]
    if len(kept.tellings) < len(gone.tellings):
        kept, gone = gone, kept
    for telling in gone.tellings:
        home[telling.key] = kept
    kept.take_in(gone)
    kept.reasons += why


def _why(a: str, b: str, mine: Cluster, theirs: Cluster, weigh: Weights) -> tuple[Reason, ...]:
    one = next(t for t in mine.tellings if t.key == a)
    other = next(t for t in theirs.tellings if t.key == b)
    return reasons(one, other, weigh)[:REASONS_OF_A_JOIN]
