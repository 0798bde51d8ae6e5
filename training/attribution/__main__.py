"""Learn the reader of attributions from PolNeAR.

python -m training.attribution [--data ../shared] [--try]

Fits on nine tenths of the training part, chooses on the tenth left out from which score on a word is a cue and a
sentence more content, and measures both that tenth and the development part. With `--try` nothing is written. Takes
six minutes on one idle core.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from recount.claims.attributing import Tables, tables_of
from recount.evaluate.files import rows
from recount.evaluate.polnear import counted, metrics, text_of
from recount.model import Text
from training.attribution.examples import Examples, marked
from training.attribution.fitting import Floats, Ints, Labelled, Vocabulary, padded, train_chain, train_yes_no

WEIGHTS = Path(__file__).parents[2] / "src/recount/claims/weights/attribution.json"
LICENCE = (
    "PolNeAR 1.0.0 (Newell, Margolin and Ruths, LREC 2018). Its repository names no licence, and the news texts belong"
    " to their publishers: only weights of features are kept here, no text."
)
LEFT_OUT = 10
"""One article in so many is left out."""

SELDOM = 4
"""Features seen fewer times are left out."""

CUE_WEIGHTS, ROLE_WEIGHTS = 12000, 17000
"""Weights kept: the file stays below a megabyte."""

CUE_FROM = (-1.0, -0.75, -0.5, -0.25)
REACH_FROM = (-0.5, 0.0)

Document = tuple[dict[str, Any], Text]


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--data", type=Path, default=Path(os.environ.get("RECOUNT_DATA", "../shared")))
    arguments.add_argument("--try", dest="trying", action="store_true")
    chosen = arguments.parse_args()
    files = [chosen.data / f"corpora/polnear.{part}.jsonl.gz" for part in ("train", "dev")]
    train = [(row, text_of(row)) for row in rows(files[0])]
    kept, left = [d for k, d in enumerate(train) if k % LEFT_OUT], train[::LEFT_OUT]
    record, held = choose(left, fitted(kept))
    print("left out:", record["cue_from"], record["reach_from"], held, flush=True)
    measured = score([(row, text_of(row)) for row in rows(files[1])], tables_of(record))
    print("dev:", measured)
    if not chosen.trying:
        write(files[0], record, held, measured)


def write(data: Path, record: dict[str, object], held: dict[str, float], measured: dict[str, float]) -> None:
    """Keep the tables, with what they were learnt from and how they scored."""
    about = {
        "learnt_from": {data.name: hashlib.sha256(data.read_bytes()).hexdigest()},
        "licence": LICENCE,
        "on_articles_left_out": held,
        "on_dev": measured,
        "tables": record,
    }
    WEIGHTS.write_text(json.dumps(about, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")


def fitted(documents: Sequence[Document]) -> dict[str, object]:
    """The tables learnt from some documents, as they are kept in a file; thresholds are to be chosen."""
    examples = Examples()
    for row, text in documents:
        examples.add(*marked(text, row))
    chains, moves = _chains(examples)
    return {
        "cue": _yes_no(examples.words, examples.cue_rows, examples.cue_right, CUE_WEIGHTS),
        "cue_from": 0.0,
        "roles": chains,
        "moves": [[round(float(w), 2) for w in row] for row in moves],
        "reach": _yes_no(examples.reach, examples.reach_rows, examples.reach_right, CUE_WEIGHTS),
        "reach_from": 0.0,
    }


def _yes_no(vocabulary: Vocabulary, found: list[Ints], right: list[bool], most: int) -> dict[str, int]:
    rows_, answers = padded(found), np.array(right)
    counts = np.bincount(rows_.ravel(), minlength=len(vocabulary.numbers) + 1)
    known, change = vocabulary.kept(counts >= SELDOM)
    rows_, counts = change[rows_], counts[counts >= SELDOM]
    weights = train_yes_no(rows_, answers, features=len(known.numbers), epochs=8, penalty=3.0)
    fewer, change = known.kept(_heaviest(np.abs(weights), rows_, most))
    weights = train_yes_no(change[rows_], answers, features=len(fewer.numbers), epochs=12, penalty=3.0)
    hundredths = ((name, round(100 * float(weights[k]))) for name, k in fewer.numbers.items())
    return dict(sorted((name, w) for name, w in hundredths if w))


def _chains(examples: Examples) -> tuple[dict[str, list[int]], Floats]:
    chains, vocabulary = examples.chains, examples.roles
    counts = np.zeros(len(vocabulary.numbers) + 1, dtype=np.int64)
    for chain in chains:
        np.add.at(counts, chain.rows.ravel(), 1)
    known, change = vocabulary.kept(counts >= SELDOM)
    chains = [Labelled(change[c.rows], c.labels) for c in chains]
    weights, _ = train_chain(chains, features=len(known.numbers), labels=4, epochs=5, penalty=2.0)
    every = np.concatenate([c.rows.ravel() for c in chains])
    spread = weights.max(axis=1) - weights.min(axis=1)
    fewer, change = known.kept(_heaviest(spread, every, ROLE_WEIGHTS))
    chains = [Labelled(change[c.rows], c.labels) for c in chains]
    weights, moves = train_chain(chains, features=len(fewer.numbers), labels=4, epochs=10, penalty=2.0)
    kept = {name: (weights[k, 1:] - weights[k, 0]) * 100 for name, k in fewer.numbers.items()}
    return {name: [round(float(w)) for w in row] for name, row in sorted(kept.items())}, moves


def _heaviest(weights: Floats, seen: Ints, most: int) -> np.ndarray:
    """Which features matter most: by weight and by how often they are met."""
    counts = np.bincount(seen.ravel(), minlength=len(weights))
    worth = weights * np.sqrt(counts)
    worth[0] = 0
    edge = np.sort(worth)[-most] if most < len(worth) else 0
    return worth > edge


def choose(documents: Sequence[Document], record: dict[str, object]) -> tuple[dict[str, object], dict[str, float]]:
    """The record with the thresholds that score best on some documents, and that score."""
    tried = [{**record, "cue_from": c, "reach_from": r} for c in CUE_FROM for r in REACH_FROM]
    scores = [score(documents, tables_of(t)) for t in tried]
    best = max(range(len(tried)), key=lambda k: sum(scores[k].values()))
    return tried[best], scores[best]


def score(documents: Sequence[Document], tables: Tables) -> dict[str, float]:
    """What the suite measures on some documents."""
    found = metrics([counted(text, row, tables) for row, text in documents])
    return {name: round(value, 4) for name, value in found.items() if name != "attributions"}


if __name__ == "__main__":
    main()
