"""Learn the weights by which extraction chooses, from the training gold.

python -m training.choosing [SLOT …] [--data ../shared] [--try]

Prints, for each slot, how often the shipped weights choose right and how often weights do that never saw the report
(five folds); with `--try` nothing is written. Takes a minute.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from pathlib import Path

from training.choosing.examples import examples, found_claims
from training.choosing.fitting import Example, accuracy, crossed, fit, one_standard_error, probabilities
from training.choosing.lessons import lessons
from training.choosing.watching import SLOTS

WEIGHTS = Path(__file__).parents[2] / "src/recount/claims/weights"
OFTEN = 3
"""How many examples of the gold a lesson counts for."""

PRIORS = {
    "by": {"claims_the_attack": 2.0, "said_to_be_unclear": 1.5, "here+harmed": -1.5},
    "source": {"cites_another": -1.0, "quoted": 2.5},
    "part_of": {"by_rule": 1.5, "an_earlier_count": -1.5},
    "means": {"is_siege+killed": -1.5, "is_siege+injured": -1.5},
    "when": {
        "needs_a_date": -1.5,
        "of_an_event": 1.5,
        "in_its_clause": 0.5,
        "in_the_clause_of_another": -0.5,
        "paragraph_after": -0.5,
        "later": -0.5,
        "beside_a_later_figure": -0.5,
        "years_back_elsewhere": -0.5,
    },
    "scope": {"incident+by_rule_incident": 0.5, "period+by_rule_period": 1.0, "war+by_rule_war": 1.5},
}
"""What the words mean, whatever the training gold holds of them: too few of its reports have them to learn it."""

CONFIDENCE_PENALTY = 1.0
BANDS = ((0.0, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.97), (0.97, 0.98), (0.98, 0.99), (0.99, 1.01))
"""Bands of confidence; most claims stand in the upper ones."""

PENALTIES = (1.0, 3.0, 6.0)
PENALTIES_OF = {"by": (1.0, 2.0, 3.0), "scope": (1.0, 2.0)}
"""Who did it, and what a figure covers, hang on few of many words: held more strongly, their weights grow flat."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("slots", nargs="*", default=[])
    arguments.add_argument("--data", type=Path, default=Path(os.environ.get("RECOUNT_DATA", "../shared")))
    arguments.add_argument("--try", dest="trying", action="store_true")
    chosen = arguments.parse_args()
    gold = chosen.data / "gold/claims-train.jsonl"
    found = examples(gold, chosen.data / "eval/score_claims.py")
    taught = lessons()
    for slot in [s for s in chosen.slots or SLOTS if s in SLOTS]:
        mine, lesson = found[slot], taught[slot] * OFTEN
        path = WEIGHTS / f"{slot}.json"
        priors = PRIORS.get(slot, {})
        before = json.loads(path.read_text(encoding="utf-8"))["weights"] if path.exists() else {}
        crossings = {p: crossed(mine, lesson, penalty=p, priors=priors) for p in PENALTIES_OF.get(slot, PENALTIES)}
        best = one_standard_error(crossings, len(mine))
        weights = fit([*mine, *lesson], penalty=best, priors=priors)
        possible = sum(any(e.right) for e in mine) / len(mine)
        print(
            f"{slot}: {len(mine)} choices, {possible:.3f} can be right; shipped {accuracy(mine, before):.3f}, "
            f"unseen {crossings}, fitted {accuracy(mine, weights):.3f} with {len(weights)} weights; "
            f"{len(taught[slot])} lessons, {accuracy(taught[slot], weights):.3f} right"
        )
        if not chosen.trying:
            _write(path, gold, mine, best, {"right_on_unseen_reports": round(crossings[best], 3)}, weights)
    if not chosen.slots or "claim" in chosen.slots:
        _confidence(gold, chosen.data / "eval/score_claims.py", writing=not chosen.trying)


def _confidence(gold: Path, scorer: Path, *, writing: bool) -> None:
    """Fit the confidence of claims, and say how often claims of each confidence were right."""
    mine = found_claims(gold, scorer)
    judged = probabilities(mine, penalty=CONFIDENCE_PENALTY)
    bands = []
    for low, high in BANDS:
        inside = [(p, right) for p, right in judged if low <= p < high]
        if inside:
            said, right = (sum(x) / len(inside) for x in zip(*inside, strict=True))
            bands.append({"from": low, "claims": len(inside), "said": round(said, 3), "right": round(right, 3)})
    print(f"claim: {len(mine)} figures; unseen: {bands}")
    if writing:
        weights = fit(mine, penalty=CONFIDENCE_PENALTY, priors={})
        _write(
            WEIGHTS / "claim.json", gold, mine, CONFIDENCE_PENALTY, {"reliability_on_unseen_reports": bands}, weights
        )


def _write(
    path: Path, gold: Path, mine: list[Example], penalty: float, measured: dict[str, object], weights: dict[str, float]
) -> None:
    record = {
        "learnt_from": {gold.name: hashlib.sha256(gold.read_bytes()).hexdigest()},
        "choices": len(mine),
        **measured,
        "penalty": penalty,
        "weights": dict(sorted(weights.items())),
    }
    path.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
