"""Scoring: how well a pool is grouped, by B³ over its reports and by pairs of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from recount.incidents.grouping import Grouping
from recount.incidents.matcher import Weights
from training.incidents.pools import Pool


@dataclass(frozen=True, slots=True)
class Scored:
    """Precision, recall and F1 of B³ over all reports of the pool; one in which nothing is found stands alone."""

    precision: float
    recall: float

    @property
    def b3_f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def line(self) -> str:
        """As it is printed."""
        return f"{self.b3_f1:.3f} (P {self.precision:.3f}, R {self.recall:.3f})"


def score(pool: Pool, weigh: Weights) -> Scored:
    """How those weights group the pool's tellings."""
    grouping = Grouping(weigh=weigh)
    grouping.add(pool.claims)
    found = {t.key: cluster.tellings[0].key for cluster in grouping.clusters() for t in cluster.tellings}
    if pool.gold:
        mains = {pool.given[key]: found[key] for key in pool.incident}
        return b3(pool.gold, {given: mains.get(given, f"alone {given}") for given in pool.gold})
    return b3(pool.incident, {key: found[key] for key in pool.incident})


def b3(gold: dict[str, str], found: dict[str, str]) -> Scored:
    """B³ of two partitions of the same things."""
    of_gold, of_found = Counter(gold.values()), Counter(found.values())
    both: dict[tuple[str, str], int] = defaultdict(int)
    for thing, name in gold.items():
        both[name, found[thing]] += 1
    shared = [(both[name, found[thing]], of_found[found[thing]], of_gold[name]) for thing, name in gold.items()]
    return Scored(sum(b / f for b, f, _ in shared) / len(gold), sum(b / g for b, _, g in shared) / len(gold))
