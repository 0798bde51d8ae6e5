"""Learn the weights by which places are found in a text and told apart, and by which a claim's place is chosen.

python -m training.places [recognition] [resolution] [where] [--data ../shared] [--try]

The first two learn from the geographic sets, the last from the training gold of claims. Of the geographic
sets only the developer parts are at hand, which are also what `recount evaluate geo` measures: so what counts is what
is printed here for texts that the weights never saw (five folds over the texts of all three sets); it is kept
beside the weights. With `--try` nothing is written. Takes five minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from recount.evaluate.files import find
from recount.evaluate.geo import FAR, NEAR, SETS
from recount.resolve.gazetteer import Gazetteer
from recount.workspace import packaged_gazetteer
from training.places.corpora import documents, fold_of
from training.places.recognition import Spotted, counts, spotted
from training.places.recognition import fitted as fit_recognition
from training.places.resolution import Known, distances, known
from training.places.resolution import fitted as fit_resolution
from training.places.where import fitted as fit_where
from training.places.where import known as claims_known
from training.places.where import lessons, right
from training.places.where import unseen as claims_unseen

WEIGHTS = Path(__file__).parents[2] / "src/recount/resolve/weights"
FOLDS = 5
PENALTY = 1.0
"""The weaker of 1 and 3 does better on texts unseen in both tasks, and neither by more than a point."""

WHERE_PENALTY = 3.0

SHIFT = 0.5
"""Added to the constant of recognition: what makes F1, rather than the share of right answers, largest."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("tasks", nargs="*", default=[], help="recognition, resolution, where; all unless given")
    arguments.add_argument("--data", type=Path, default=Path(os.environ.get("RECOUNT_DATA", "../shared")))
    arguments.add_argument("--try", dest="trying", action="store_true")
    chosen = arguments.parse_args()
    tasks = chosen.tasks or ["recognition", "resolution", "where"]
    texts, gazetteer = list(documents(chosen.data)), packaged_gazetteer()
    fold = fold_of(texts, FOLDS)
    if "recognition" in tasks:
        spots = spotted(texts, gazetteer)
        unseen = _recognition_unseen(spots, fold)
        _report("spotting", unseen, fit_recognition(spots, penalty=PENALTY, shift=SHIFT), chosen)
    if "resolution" in tasks:
        cases = known(texts, gazetteer)
        unseen = _resolution_unseen(cases, fold)
        _report("toponyms", unseen, fit_resolution(cases, penalty=PENALTY), chosen)
    if "where" in tasks:
        _where(chosen, gazetteer)


def _recognition_unseen(cases: Sequence[Spotted], fold: dict[str, int]) -> dict[str, dict[str, float]]:
    total: dict[str, list[int]] = {}
    for k in range(FOLDS):
        weights = fit_recognition([c for c in cases if fold[c.document.id] != k], penalty=PENALTY, shift=SHIFT)
        for name, found in counts((c for c in cases if fold[c.document.id] == k), weights).items():
            total[name] = [a + b for a, b in zip(total.get(name, [0, 0, 0]), found, strict=True)]
    return {n: {"recognition_f1": round(2 * hit / (got + want), 3)} for n, (hit, got, want) in total.items()}


def _resolution_unseen(cases: Sequence[Known], fold: dict[str, int]) -> dict[str, dict[str, float]]:
    every: dict[str, list[float]] = {}
    for k in range(FOLDS):
        weights = fit_resolution([c for c in cases if fold[c.document.id] != k], penalty=PENALTY)
        for case in cases:
            if fold[case.document.id] == k:
                every.setdefault(case.document.corpus, []).extend(distances(case, weights))
    return {
        name: {f"acc{bound:.0f}": round(sum(km <= bound for km in found) / len(found), 3) for bound in (FAR, NEAR)}
        for name, found in every.items()
    }


def _where(chosen: argparse.Namespace, gazetteer: Gazetteer) -> None:
    gold = chosen.data / "gold/claims-train.jsonl"
    cases = claims_known(gold, gazetteer)
    taught = lessons(gazetteer)
    alone, together = claims_unseen(cases, taught, penalty=WHERE_PENALTY)
    tables = fit_where(cases, taught, penalty=WHERE_PENALTY)
    print(
        f"where: on reports unseen {alone:.3f} alone, {together:.3f} with the others; {len(tables.together)} weights;"
        f" {right(taught, tables)[1]:.0f} of {len(taught)} lessons right"
    )
    unseen = {"right_on_unseen_reports": round(together, 3)}
    learnt = {"alone": dict(sorted(tables.alone.items())), "together": dict(sorted(tables.together.items()))}
    _write("where", [gold], unseen | {"penalty": WHERE_PENALTY} | learnt, chosen)


def _report(
    name: str, unseen: dict[str, dict[str, float]], weights: dict[str, float], chosen: argparse.Namespace
) -> None:
    print(f"{name}: on texts unseen {unseen}; {len(weights)} weights")
    paths = [found.path for corpus in SETS.values() if (found := find(chosen.data, corpus)) is not None]
    learnt = {"on_texts_unseen": unseen, "penalty": PENALTY, "weights": dict(sorted(weights.items()))}
    _write(name, paths, learnt, chosen)


def _write(name: str, learnt_from: Sequence[Path], learnt: dict[str, Any], chosen: argparse.Namespace) -> None:
    if chosen.trying:
        return
    digests = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in learnt_from}
    text = json.dumps({"learnt_from": digests, **learnt}, indent=1, ensure_ascii=False) + "\n"
    (WEIGHTS / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
