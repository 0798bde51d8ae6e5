"""The search for copied sentences, on texts made for the purpose."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

SENTENCE = "The baker on our street gave bread to everyone who came that morning."


def compare(repository: Path, corpora: Path, *files: Path) -> subprocess.CompletedProcess[str]:
    tool = repository / "tools" / "shared_words.py"
    return subprocess.run(
        [sys.executable, tool, corpora, *files], capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    folder = tmp_path / "corpora"
    folder.mkdir()
    (folder / "plain.txt").write_text(f"One day.\n\n{SENTENCE}\n", encoding="utf-8")
    with gzip.open(folder / "packed.jsonl.gz", "wt", encoding="utf-8") as packed:
        packed.write(
            json.dumps({"claims": [{"context": "Seven boats left the northern harbour before the storm came."}]})
        )
    return folder


@pytest.mark.parametrize(
    "copied",
    [
        f"He told us: {SENTENCE.upper()}",
        "“the baker, on our street, gave bread — to everyone”",
        "Seven boats left the northern harbour before the war.",
    ],
)
def test_eight_words_in_a_row_are_found_whatever_their_case_and_marks(
    repository: Path, corpora: Path, tmp_path: Path, copied: str
) -> None:
    ours = tmp_path / "ours.txt"
    ours.write_text(copied, encoding="utf-8")
    done = compare(repository, corpora, ours)
    assert done.returncode == 1
    assert str(ours) in done.stdout


def test_seven_words_in_a_row_are_let_through(repository: Path, corpora: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours.txt"
    ours.write_text("The baker on our street gave bread away.", encoding="utf-8")
    done = compare(repository, corpora, ours)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_folder_that_is_not_there_is_no_pass(repository: Path, tmp_path: Path) -> None:
    done = compare(repository, tmp_path / "nowhere", Path(__file__))
    assert done.returncode == 2
    assert "no such folder" in done.stderr
