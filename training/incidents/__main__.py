"""Learn which tellings are of one event: the rarity of details, and the weights of the comparisons.

python -m training.incidents [--data ../shared] [--keep FOLDER] [--try]

Prints for each pool of reports how it is grouped by weights that were fitted on the other pools, and by those shipped;
with `--try` nothing is written. Reading the reports takes ten minutes; with `--keep` their claims are kept in a folder
and taken from there the next time.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from math import log
from pathlib import Path

import numpy as np

from recount.incidents.matcher import are_parted, weights_of
from recount.incidents.rarity import forget
from recount.incidents.tellings import Telling
from training.incidents.fitting import fit, row_of, table_of
from training.incidents.pools import OTHERS, REGISTRY, WAR, Pair, Pool, pairs, read_others, read_pools
from training.incidents.scoring import Scored, score

WEIGHTS = Path(__file__).parents[2] / "src/recount/incidents/weights"
PENALTY = 1.0
WAR_COUNTS = 20.0
"""How much a pair of the war's few reports counts beside one of the many of shootings."""

THRESHOLDS = (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5)
TIE = 0.002
"""B³ within which thresholds are as good as each other: less than the pools' own uncertainty."""

OFTEN = {"shootings": 6, "war": 3}
"""Reports of different incidents that must have a detail before its rarity is less than 1."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("RECOUNT_DATA", "../shared")))
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--try", dest="trying", action="store_true")
    chosen = parser.parse_args()
    pools = read_pools(chosen.data, chosen.keep)
    rare = rarities(pools, read_others(chosen.data, chosen.keep))
    if not chosen.trying:
        write_rarities(chosen.data, rare)
    found = {pool.name: list(pairs(pool)) for pool in pools}
    for pool in pools:
        print(f"{pool.name}: {len(found[pool.name])} pairs, {sum(p.same for p in found[pool.name])} of one incident")
    threshold, unseen = crossed(pools, found)
    table = fitted([p for own in found.values() for p in own], threshold)
    shipped = {pool.name: score(pool, weights_of(table)) for pool in pools}
    for pool in pools:
        print(f"{pool.name}: unseen {unseen[pool.name].line()}; fitted on it too {shipped[pool.name].line()}")
    print(json.dumps(table, indent=1))
    if not chosen.trying:
        write(chosen.data, table, {name: s.line() for name, s in unseen.items()})


def rarities(pools: Sequence[Pool], others: Sequence[Telling]) -> dict[str, float]:
    """How rare each detail is that several reports of different incidents have: from 1 down to 0 where all have it.

    The inverse document frequency as a share of its largest, of the kind of reports in which the detail is commonest.

    Args:
        pools: reports of which it is known what they tell of together.
        others: tellings of further reports of wars.
    """
    out: dict[str, float] = {}
    for kind, least in OFTEN.items():
        of = {
            t.key: p.incident.get(t.key, t.report)
            for p in pools
            if (p.name == WAR) == (kind == "war")
            for t in p.tellings
        }
        told = [t for p in pools for t in p.tellings if t.key in of]
        if kind == "war":
            told += others
        having: dict[str, set[str]] = {}
        for telling in told:
            for own in telling.details.values():
                for detail in own:
                    having.setdefault(detail, set()).add(of.get(telling.key, telling.report))
        every = len({of.get(t.key, t.report) for t in told})
        for detail, incidents in having.items():
            if len(incidents) >= least:
                out[detail] = min(out.get(detail, 1.0), round(log(every / len(incidents)) / log(every), 2))
    return out


def fitted(of: Sequence[Pair], threshold: float) -> dict[str, object]:
    """The table of weights fitted on those pairs."""
    of = [p for p in of if not are_parted(p.a, p.b)]
    rows = np.array([row_of(p.a, p.b) for p in of])
    same = np.array([p.same for p in of], dtype=float)
    counts = np.array([WAR_COUNTS if any(i.startswith("I") for i in p.incidents) else 1.0 for p in of])
    bias, weights = fit(rows, same, counts, penalty=PENALTY)
    return {**table_of(bias, list(weights)), "threshold": threshold}


def crossed(pools: Sequence[Pool], found: Mapping[str, Sequence[Pair]]) -> tuple[float, dict[str, Scored]]:
    """The threshold that groups best, on average over the pools, by weights fitted on the others; and the scores.

    Of thresholds as good, the strictest: an incident that is two hides dead, two that are one can still be joined.
    """
    tried: dict[float, dict[str, Scored]] = {t: {} for t in THRESHOLDS}
    for pool in pools:
        table = fitted([p for other in pools if other is not pool for p in found[other.name]], 0.0)
        for threshold in THRESHOLDS:
            tried[threshold][pool.name] = score(pool, weights_of({**table, "threshold": threshold}))
        print(pool.name, {t: tried[t][pool.name].line() for t in THRESHOLDS})
    means = {t: sum(s.b3_f1 for s in tried[t].values()) / len(pools) for t in THRESHOLDS}
    best = max(t for t in THRESHOLDS if means[t] >= max(means.values()) - TIE)
    return best, tried[best]


def write_rarities(data: Path, rare: Mapping[str, float]) -> None:
    """Put the rarities beside the code that reads them, and have it read them anew."""
    _write("details", {"learnt_from": digests(data), "rarity": dict(sorted(rare.items()))})
    forget()


def write(data: Path, table: Mapping[str, object], unseen: Mapping[str, str]) -> None:
    """Put the weights beside the code that reads them."""
    _write("model", {"learnt_from": digests(data), "b3_on_pools_not_fitted_on": unseen, **table})


def digests(data: Path) -> dict[str, str]:
    """Of each file that is learnt from."""
    files = [
        *(f"corpora/{name}.jsonl.gz" for name in REGISTRY),
        *(f"gold/{n}.jsonl" for n in (WAR, f"{WAR}-reports", *OTHERS)),
    ]
    return {name: hashlib.sha256((data / name).read_bytes()).hexdigest() for name in files}


def _write(name: str, content: Mapping[str, object]) -> None:
    text = json.dumps(content, indent=1, ensure_ascii=False)
    (WEIGHTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
