"""Train the parser that Recount ships, from the treebanks in the data folder.

python -m training.parser [--data ../shared] [--steps 8500] [--work DIR] [--replace]

Takes about an hour on one core. The new weights replace those in `src/recount/text/parser`, and their scores and the
digests of the data those in `scores.json`, only where they score better on the treebanks' test parts; with
`--replace` in any case, as when documents had to go.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "src/recount/text/parser"
TREEBANKS = ("en_ewt-ud", "en_gum-ud")
SEED = 20161014


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--data", type=Path, default=Path(os.environ.get("RECOUNT_DATA", "../shared")))
    arguments.add_argument("--steps", type=int, default=8500)
    arguments.add_argument("--work", type=Path, default=None)
    arguments.add_argument("--replace", action="store_true", help="ship the weights even if they score no better")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        train(chosen.data / "corpora/treebanks", chosen.work or Path(scratch), chosen.steps, replace=chosen.replace)


def train(treebanks: Path, work: Path, steps: int, *, replace: bool = False) -> None:
    """Convert, train, score, and ship where better."""
    from spacy.cli.train import train as spacy_train

    from training.parser.corpus import write_corpus
    from training.parser.scoring import scores

    work.mkdir(parents=True, exist_ok=True)
    parts = {p: [treebanks / f"{name}-{p}{ENDS[p]}" for name in TREEBANKS] for p in PARTS}
    for part, paths in parts.items():
        write_corpus(paths, work / f"{part}.spacy", variants=part == "train", seed=SEED)
    overrides = {"paths.train": str(work / "train.spacy"), "paths.dev": str(work / "dev.spacy")}
    spacy_train(HERE / "config.cfg", work / "model", overrides={**overrides, "training.max_steps": steps})
    found = scores(work / "model/model-best", treebanks)
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for part in parts.values() for path in part}
    before = _shipped_scores()
    better = replace or before is None or found["all"]["las"] > before["all"]["las"]
    print(json.dumps({"before": before, "now": found, "shipped": better}, indent=1), file=sys.stderr)
    if better:
        shutil.rmtree(SHIPPED, ignore_errors=True)
        ship(work / "model/model-best", SHIPPED)
        record = {"scores": found, "steps": steps, "seed": SEED, "data": digests}
        (HERE / "scores.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


PARTS = ("train", "dev", "test")
ENDS = {"train": ".rebuilt.conllu.gz", "dev": ".conllu.gz", "test": ".conllu.gz"}


def ship(model: Path, target: Path) -> None:
    """The model without what Recount never asks of it: the words of the training texts and the look-up tables."""
    import spacy

    pipeline = spacy.load(model)
    if pipeline.vocab.lookups.has_table("lexeme_norm"):
        pipeline.vocab.lookups.remove_table("lexeme_norm")
    pipeline.meta.update(
        name="recount_ud",
        license="CC BY-SA 4.0",
        description="Universal Dependencies EWT and GUM (its freely licensed documents), recut to Recount's words",
    )
    labels = sorted({label for name in ("tagger", "parser") for label in pipeline.pipe_labels[name]})
    pipeline.to_disk(target)
    config = (target / "config.cfg").read_text(encoding="utf-8")  # where it was trained concerns nobody
    (target / "config.cfg").write_text(
        re.sub(r"(?m)^(train|dev) = .*$", r"\1 = null", config, count=2), encoding="utf-8"
    )
    (target / "vocab/strings.json").write_text(json.dumps(labels) + "\n", encoding="utf-8")
    (target / "LICENSE.md").write_text((HERE / "LICENSE.md").read_text(encoding="utf-8"), encoding="utf-8")


def _shipped_scores() -> dict[str, dict[str, float]] | None:
    path = HERE / "scores.json"
    if not path.exists() or not SHIPPED.exists():
        return None
    scores: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))["scores"]
    return scores


if __name__ == "__main__":
    main()
