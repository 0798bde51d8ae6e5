"""The first real report: what the issue that began Recount asks of it, scored by the scorer in the data folder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

RECOUNT = (sys.executable, "-c", "from recount.cli import main; main()")
NAME = "cnn-aleppo-2016-10-14"


@pytest.fixture(scope="module")
def report(data_folder: Path) -> Path:
    return data_folder / "reports" / f"{NAME}.txt"


@pytest.fixture(scope="module")
def extracted(report: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("cnn") / "predicted.jsonl"
    out.write_text(recount("extract", str(report), "--published", "2016-10-14", "--outlet", "CNN"), encoding="utf-8")
    return out


@pytest.fixture(scope="module")
def record(report: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    file = str(tmp_path_factory.mktemp("cnn") / "cnn.db")
    recount("run", str(report), "--published", "2016-10-14", "--outlet", "CNN", "--record", file)
    return file


def recount(*words: str) -> str:
    return subprocess.run([*RECOUNT, *words], check=True, capture_output=True, encoding="utf-8").stdout


def score(data_folder: Path, scorer: str, gold: str, predicted: Path) -> dict[str, float]:
    command = [sys.executable, str(data_folder / "eval" / scorer), str(data_folder / "gold" / gold), str(predicted)]
    done = subprocess.run([*command, "--json"], check=True, capture_output=True, encoding="utf-8")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_at_least_nine_claims_match_with_at_most_four_spurious(data_folder: Path, extracted: Path) -> None:
    found = score(data_folder, "score_claims.py", f"{NAME}.jsonl", extracted)
    matched = round(found["claim_recall"] * found["gold_claims"])
    assert matched >= 9
    assert found["predicted_claims"] - matched <= 4
    assert found["source_when_right"] >= 6


def test_the_days_are_parts_of_the_three_day_total(extracted: Path) -> None:
    claims = json.loads(extracted.read_text(encoding="utf-8"))["claims"]
    at = {claim["value"]: index for index, claim in enumerate(claims)}
    assert claims[at[160]]["scope"] == "period"
    assert claims[at[160]]["when"] == {"start": "2016-10-11", "end": "2016-10-13"}
    assert [claims[at[value]]["part_of"] for value in (81, 45)] == [at[160], at[160]]


def test_the_brief_says_what_is_not_tied_to_a_recorded_incident(record: str) -> None:
    told = "34 of the 160 are not tied to a recorded incident"
    assert told in recount("brief", "--record", record)
    assert told in recount("brief", "--record", record, "--format", "html")


def test_captions_and_credits_yield_nothing(extracted: Path) -> None:
    report = json.loads(extracted.read_text(encoding="utf-8"))
    told = " ".join(thing["context"] for thing in (*report["claims"], *report["statements"]))
    assert "Source: CNN" not in told
    assert "contributed to this report" not in told


def test_statements_besides_casualties_are_kept(data_folder: Path, extracted: Path) -> None:
    found = score(data_folder, "score_statements.py", f"{NAME}.statements.jsonl", extracted)
    assert found["matched"] >= 9
