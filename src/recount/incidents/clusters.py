"""Clusters: which tellings make one incident. A pure function of the tellings and the judgements; order-free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta

from recount.incidents.matcher import Comparison, compare
from recount.incidents.tellings import Telling
from recount.model import ClaimId, Reason

WIDEST = 4
"""Days a telling may span and still be compared with others day by day."""

Pairs = Collection[tuple[ClaimId, ClaimId]]


class Cluster:
    """Tellings taken for one event, and why."""

    def __init__(self, telling: Telling) -> None:
        self.tellings = [telling]
        self.reasons: list[Reason] = []
        self.reports = set() if telling.only_denied else {telling.report}
        self.foes: set[str] = set()
        """Keys of tellings it was found not to go with: neither they nor what they are joined to may come in."""

    @property
    def key(self) -> str:
        """Smallest key among its tellings."""
        return min(t.key for t in self.tellings)


def cluster(tellings: Sequence[Telling], *, same: Pairs, different: Pairs) -> list[Cluster]:
    """The clusters, by key. Two tellings of one report are never joined, unless a person says so.

    Pairs are joined best first (ties by key), each join vetoed by any pair across the two clusters that can't be one
    event. The result does not depend on the order of `tellings`.
    """
    ordered = sorted(tellings, key=lambda t: t.key)
    by_key = {t.key: Cluster(t) for t in ordered}
    home = {c.claim.id: t.key for t in ordered for c in t.claims}
    apart = {frozenset((home[a], home[b])) for a, b in different if {a, b} <= home.keys()}
    for one, other in sorted(same):
        if one in home and other in home:
            decided = Reason(rule="decided_by_a_person", sentence="A reviewer judged them to be one incident.")
            _join(by_key, home[one], home[other], (decided,))
    accepted: list[tuple[float, Telling, Telling]] = []
    for a, b in _candidates(ordered):
        comparison = compare(a, b)
        if comparison.one_event and frozenset((a.key, b.key)) not in apart:
            accepted.append((comparison.score, a, b))  # the reasons are made again for the few pairs that join
    for _, a, b in sorted(accepted, key=lambda x: (-x[0], x[1].key, x[2].key)):
        mine, theirs = by_key[a.key], by_key[b.key]
        if mine is theirs or b.key in mine.foes or a.key in theirs.foes:
            continue
        if _may_join(mine, theirs, apart):
            _join(by_key, a.key, b.key, _reasons(compare(a, b)))
        else:
            # Clusters only grow, so what stands against joining them stands for good.
            mine.foes |= {t.key for t in theirs.tellings}
            theirs.foes |= {t.key for t in mine.tellings}
    unique = {id(c): c for c in by_key.values()}
    return sorted(unique.values(), key=lambda c: c.key)


def _candidates(ordered: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs worth comparing: of different reports, in one country, at most a day apart."""
    blocks: dict[tuple[str, int], list[Telling]] = defaultdict(list)
    for telling in ordered:
        if telling.when is not None and telling.when.days <= WIDEST and telling.where is not None:
            day = telling.when.start - timedelta(days=1)
            while day <= telling.when.end + timedelta(days=1):
                blocks[(telling.where.country or "", day.toordinal())].append(telling)
                day += timedelta(days=1)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        block = blocks[key]
        for i, a in enumerate(block):
            for b in block[i + 1 :]:
                if a.report != b.report and (a.key, b.key) not in seen:
                    seen.add((a.key, b.key))
                    yield a, b


def _may_join(x: Cluster, y: Cluster, apart: Collection[frozenset[str]]) -> bool:
    if x.reports & y.reports:
        return False
    pairs = [(a, b) for a in x.tellings for b in y.tellings]
    if any(frozenset((a.key, b.key)) in apart for a, b in pairs):
        return False
    return not any(compare(a, b).veto for a, b in pairs)


def _join(by_key: dict[str, Cluster], a: str, b: str, reasons: Sequence[Reason]) -> None:
    kept, gone = sorted((by_key[a], by_key[b]), key=lambda c: c.key)
    if kept is gone:
        return
    kept.tellings = sorted([*kept.tellings, *gone.tellings], key=lambda t: t.key)
    kept.reasons = [*kept.reasons, *gone.reasons, *reasons]
    kept.reports |= gone.reports
    kept.foes |= gone.foes
    by_key.update({t.key: kept for t in gone.tellings})


def _reasons(comparison: Comparison) -> tuple[Reason, ...]:
    return tuple(sorted(comparison.reasons, key=lambda r: -(r.score or 0))[:3])
