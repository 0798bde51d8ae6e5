"""The example reports: what their table promises, and that none of their sentences is somebody else's."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

KNOWN_FIELDS = {"id", "published", "outlet", "title", "text", "url", "language", "author", "retrieved"}
AGENCY_LINE = re.compile(r"Airstrikes on the Bustan al-Qasr .*?\(OPA\)\. Rescue teams .*?\.")


@pytest.fixture(scope="module")
def folder(repository: Path) -> Path:
    return repository / "examples" / "aleppo-2016"


@pytest.fixture(scope="module")
def rows(folder: Path) -> list[dict[str, object]]:
    lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def texts(folder: Path, rows: list[dict[str, object]]) -> dict[str, str]:
    """Title and text by id."""
    found = {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("*.txt")}
    return found | {str(row["id"]): f"{row['title']}\n\n{row['text']}" for row in rows}


def test_every_text_file_has_a_title_line_and_an_empty_line(folder: Path) -> None:
    for file in folder.glob("*.txt"):
        title, gap, text = file.read_text(encoding="utf-8").split("\n", 2)
        assert title.strip(), file.name
        assert gap == "", file.name
        assert text.strip(), file.name


def test_every_report_is_short(texts: dict[str, str]) -> None:
    assert {id: n for id, text in texts.items() if not 60 <= (n := len(text.split())) <= 220} == {}  # noqa: A001


def test_json_lines_hold_the_known_fields_and_one_report_another(rows: list[dict[str, object]]) -> None:
    assert all(row.keys() >= KNOWN_FIELDS for row in rows)
    assert sum(row.keys() > KNOWN_FIELDS for row in rows) == 1


def test_the_agency_line_is_carried_word_for_word_by_three_outlets_besides_the_agency(texts: dict[str, str]) -> None:
    lines = [line[0] for text in texts.values() if (line := AGENCY_LINE.search(text))]
    assert len(lines) == 4
    assert len(set(lines)) == 1


def test_the_table_of_the_examples_names_every_report_and_no_other(repository: Path, texts: dict[str, str]) -> None:
    table = (repository / "examples" / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([\w-]+)(?:\.txt)?`", table, re.MULTILINE)
    assert sorted(named) == sorted(texts)


def test_one_text_file_tells_no_date(folder: Path) -> None:
    undated = [file.name for file in folder.glob("*.txt") if "October 2016" not in file.read_text(encoding="utf-8")]
    assert undated == ["night-raids.txt"]


def test_no_sentence_is_taken_from_a_published_report(repository: Path, folder: Path, data_folder: Path) -> None:
    files = [*folder.glob("*.txt"), *folder.glob("*.jsonl")]
    for corpora in (data_folder / "reports", data_folder / "gold"):
        done = subprocess.run(
            [sys.executable, repository / "tools" / "shared_words.py", corpora, *files],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
