"""Suite incidents: its numbers are those of the published scorer, and it runs from `recount evaluate`."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from recount.evaluate import evaluate
from recount.evaluate.incidents import compared, gold_incidents, metrics

KEYS = (
    "b3_precision",
    "b3_recall",
    "b3_f1",
    "link_precision",
    "link_recall",
    "killed_exact",
    "killed_contained",
    "mean_width",
)


def made(chance: random.Random, *, gold: bool) -> list[dict[str, Any]]:
    """Incidents over a dozen reports, as lines of the gold or as `recount incidents` prints them."""
    lines: list[dict[str, Any]] = []
    for number in range(chance.randint(1, 12)):
        low = chance.choice((0, 1, 8, 20, 81))
        high = low + chance.choice((0, 0, 5, 40))
        reports = chance.sample([f"r{k}" for k in range(12)], chance.randint(1, 4))
        if gold:
            line = {"reports": [{"id": r} for r in reports], "killed_range": [low, high]}
            lines.append({"incident": f"I{number}", **line, **({"killed_range": None} if number % 5 == 4 else {})})
        else:
            killed = None if number % 6 == 5 else {"low": low, "best": low, "high": high}
            lines.append({"incident": f"incident:{number}", "reports": reports, "killed": killed})
    return lines + ([{"period": "P1", "reports": [{"id": "r1"}]}] if gold else [])


def published(data: Path, gold: list[Any], found: list[Any], folder: Path) -> Mapping[str, float]:
    files = []
    for name, lines in (("gold", gold), ("found", found)):
        files.append(folder / f"{name}.jsonl")
        files[-1].write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    command = [sys.executable, str(data / "eval" / "score_incidents.py"), *map(str, files), "--json"]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    scores: dict[str, float] = json.loads(done.stdout)
    return scores


@pytest.mark.parametrize("seed", range(8))
def test_the_measures_are_those_of_the_published_scorer(data_folder: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    gold, found = made(chance, gold=True), made(chance, gold=False)
    ours = metrics(compared(gold_incidents(gold), gold_incidents(found)))
    theirs = published(data_folder, gold, found, tmp_path)
    assert {k: round(ours[k], 1 if k == "mean_width" else 4) for k in KEYS} == {k: theirs[k] for k in KEYS}


def test_what_is_found_as_it_is_scores_full_marks() -> None:
    gold: list[dict[str, Any]] = [
        {"incident": "I1", "reports": [{"id": "a"}, {"id": "b"}], "killed_range": [3, 5]},
        {"incident": "I2", "reports": [{"id": "a"}], "killed_range": None},
    ]
    found: list[dict[str, Any]] = [
        {"incident": "x", "reports": [{"id": "b"}, {"id": "a"}], "killed": {"low": 3, "high": 5}},
        {"incident": "y", "reports": [{"id": "a"}], "killed": None},
    ]
    scores = metrics(compared(gold_incidents(gold), gold_incidents(found)))
    assert {scores[k] for k in KEYS if k != "mean_width"} == {1.0}
    assert scores["mean_width"] == 2


def test_an_idly_wide_range_contains_nothing() -> None:
    gold = [{"incident": "I1", "reports": [{"id": "a"}], "killed_range": [30, 30]}]
    found = [{"incident": "x", "reports": ["a"], "killed": {"low": 0, "high": 900}}]
    assert metrics(compared(gold_incidents(gold), gold_incidents(found)))["killed_contained"] == 0


def test_the_suite_reads_the_reports_together(tmp_path: Path) -> None:
    texts = (
        "An air strike killed nine people in Homs on Tuesday.",
        "Nine people died in an air strike on Homs on Tuesday.",
    )
    reports = [{"id": f"r{k}", "published": "2016-10-12", "title": "Raid", "text": t} for k, t in enumerate(texts)]
    gold = [{"incident": "I1", "reports": [{"id": "r0"}, {"id": "r1"}], "killed_range": [9, 9]}]
    for name, lines in (("incidents-dev-reports", reports), ("incidents-dev", gold)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(x) + "\n" for x in lines), encoding="utf-8")
    done = evaluate("incidents", tmp_path)
    assert done is not None
    assert [f.path.name for f in done.found] == ["incidents-dev-reports.jsonl", "incidents-dev.jsonl"]
    assert done.metrics["link_recall"] == done.metrics["killed_exact"] == 1


def test_without_its_gold_the_suite_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "incidents-dev-reports.jsonl").write_text('{"id": "a", "text": "It rained."}\n', encoding="utf-8")
    assert evaluate("incidents", tmp_path) is None
