"""Prints the tables of docs/scores.md, by the scorers of the data folder, and puts them there.

python -m tools.scores [--data FOLDER]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from recount.claims import extract
from recount.model import Claim, Report
from recount.text import prepare

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "scores.md"
RECOUNT = (sys.executable, "-c", "from recount.cli import main; main()")
CLAIM_ROWS = {
    "claim_f1": "claim F1",
    "claim_precision": "precision",
    "claim_recall": "recall",
    "bound_accuracy": "bound",
    "victims_accuracy": "victims",
    "means_accuracy": "means",
    "source_accuracy": "source",
    "by_accuracy": "accused",
    "scope_accuracy": "scope",
    "when_accuracy": "day",
    "where_accuracy": "place",
    "part_of_accuracy": "part of",
    "repeat_of_accuracy": "repeat of",
    "complete_f1": "complete F1 (bound, day, place, means and source all right)",
}
INCIDENT_ROWS = {
    "b3_f1": ("B³ F1 of grouping", "0.49"),
    "link_precision": ("link precision", "–"),
    "link_recall": ("link recall", "0"),
    "killed_exact": ("killed range exact", "–"),
    "killed_contained": ("killed range contained", "–"),
}

Scores = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("RECOUNT_DATA", ROOT / ".." / "shared")))
    data: Path = parser.parse_args().data
    with tempfile.TemporaryDirectory() as folder:
        tables = {
            "first": first_report(data, Path(folder)),
            "claims": claims(data, Path(folder)),
            "constructions": constructions(data),
            "incidents": incidents(data, Path(folder)),
        }
    page = PAGE.read_text(encoding="utf-8")
    for name, rows in tables.items():
        print(f"\n{name}\n{rows}")
        before, mark, after = page.partition(f"<!-- {name} -->\n")
        page = before + mark + rows + "\n<!-- end -->" + after.partition("<!-- end -->")[2]
    PAGE.write_text(page, encoding="utf-8")


def first_report(data: Path, folder: Path) -> str:
    """The rows for the first report."""
    name = "cnn-aleppo-2016-10-14"
    found = folder / "first.jsonl"
    text = str(data / "reports" / f"{name}.txt")
    found.write_text(recount("extract", text, "--published", "2016-10-14", "--outlet", "CNN"), encoding="utf-8")
    of_claims = score(data, "score_claims.py", f"{name}.jsonl", found)
    said = score(data, "score_statements.py", f"{name}.statements.jsonl", found)
    matched = round(of_claims["claim_recall"] * of_claims["gold_claims"])
    return "\n".join(
        (
            "| | floor | measured |",
            "|---|---|---|",
            f"| claims matched of 13 | 9 | {matched} |",
            f"| spurious claims | at most 4 | {of_claims['predicted_claims'] - matched:g} |",
            f"| source and day both right | 6 | {of_claims['source_when_right']:g} |",
            f"| statements matched of 15 | – | {said['matched']:g} (precision {said['precision']:.2f}) |",
        )
    )


def claims(data: Path, folder: Path) -> str:
    """The rows for the claims gold."""
    columns = []
    for name in ("claims-dev", "claims-train"):
        found = folder / f"{name}.jsonl"
        found.write_text(recount("extract", str(data / "gold" / f"{name}.jsonl")), encoding="utf-8")
        columns.append(score(data, "score_claims.py", f"{name}.jsonl", found))
    rows = [f"| {label} | " + " | ".join(f"{c[key]:.3f}" for c in columns) + " |" for key, label in CLAIM_ROWS.items()]
    return "\n".join(("| | claims-dev (40 reports) | claims-train (120 reports) |", "|---|---|---|", *rows))


def constructions(data: Path) -> str:
    """How often a figure that a construction finds is a claim of the training gold, of that harm and value."""
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for line in (data / "gold" / "claims-train.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        report = Report(given_id=row["id"], title=row["title"], text=row["text"])
        for claim in next(extract(prepare([report]))).claims:
            rule = claim.reasons[0].rule
            found[rule] += 1
            right[rule] += any(_is_told(claim, gold, report.canonical) for gold in row["claims"])
    rows = [f"| `{rule}` | {count} | {right[rule] / count:.2f} |" for rule, count in found.most_common()]
    return "\n".join(("| construction | found | right |", "|---|---|---|", *rows))


def _is_told(claim: Claim, gold: dict[str, Any], canonical: str) -> bool:
    at = canonical.find(gold["context"])
    while at >= 0:
        start = at + gold["context"].find(gold["text"])
        overlaps = claim.span.start < start + len(gold["text"]) and start < claim.span.end
        if overlaps and claim.harm == gold["harm"] and claim.stated.value == gold["value"]:
            return True
        at = canonical.find(gold["context"], at + 1)
    return False


def incidents(data: Path, folder: Path) -> str:
    """The rows for the incident gold."""
    record, found = str(folder / "incidents.db"), folder / "incidents.jsonl"
    recount("run", str(data / "gold" / "incidents-dev-reports.jsonl"), "--record", record)
    found.write_text(recount("incidents", "--record", record, "--format", "jsonl"), encoding="utf-8")
    scores = score(data, "score_incidents.py", "incidents-dev.jsonl", found)
    rows = [f"| {label} | {alone} | {scores[key]:.3f} |" for key, (label, alone) in INCIDENT_ROWS.items()]
    return "\n".join(("| | every report alone | measured |", "|---|---|---|", *rows))


def score(data: Path, scorer: str, gold: str, predicted: Path) -> Scores:
    """What a scorer of the data folder prints."""
    command = [sys.executable, str(data / "eval" / scorer), str(data / "gold" / gold), str(predicted), "--json"]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")  # noqa: S603 - our own scorer
    scores: Scores = json.loads(done.stdout.splitlines()[-1])
    return scores


def recount(*words: str) -> str:
    """What a command prints."""
    return subprocess.run([*RECOUNT, *words], check=True, capture_output=True, encoding="utf-8").stdout  # noqa: S603


if __name__ == "__main__":
    main()
