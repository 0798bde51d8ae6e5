"""docs/review.md and docs/editions.md: their commands run, in their order, on the example record."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.command import Done, forked

CLAIM = "claim:1641564f7f3087cb"


def commands(page: str) -> list[str]:
    """The lines of the page's bash blocks."""
    return [line for block in re.findall(r"```bash\n(.*?)```", page, re.S) for line in block.splitlines()]


@pytest.fixture
def record(repository: Path, tmp_path: Path) -> Path:
    assert forked("run", repository / "examples" / "aleppo-2016", cwd=tmp_path).code == 0
    return tmp_path / "recount.db"


def names(record: Path, line: str) -> dict[str, str]:
    """What the words in capitals stand for, as the screen shows it now."""
    incidents = forked("incidents", "--format", "jsonl", cwd=record.parent).lines
    log = forked("decisions", "--format", "jsonl", cwd=record.parent).lines
    if "--settles" in line:
        # What a dispute lists: the latest corrections of one field.
        log = [one for one in log if one["correction"] and one["correction"]["field"] == "value"] * 2
    told = {claim: line["incident"] for line in incidents for report in line["reports"] for claim in report["claims"]}
    return {
        "OTHER-CLAIM": next(claim for claim in sorted(told) if told[claim] != told.get(CLAIM) and claim != CLAIM),
        "INCIDENT": next(line["incident"] for line in incidents if line["incident"] != told.get(CLAIM)),
        "OTHER-DECISION": log[-2]["id"] if len(log) > 1 else "",
        "DECISION": log[-1]["id"] if log else "",
    }


def run(line: str, record: Path, env: dict[str, str]) -> Done:
    in_capitals = re.search(r"(?<![\w-])[A-Z]+(?:-[A-Z]+)?(?![\w-])", line)
    for word, stands_for in names(record, line).items() if in_capitals else ():
        line = re.sub(rf"(?<![\w-]){word}(?![\w-])", stands_for, line)
    words = shlex.split(line)
    to = None
    if ">" in words:
        to = str(record.parent / words[words.index(">") + 1])
        words = words[: words.index(">")]
    return forked(*words[1:], cwd=record.parent, env=env, stdout=to)


def test_the_walk_through_of_reviewing_runs_as_it_stands(repository: Path, record: Path) -> None:
    env: dict[str, str] = {}
    lines = commands((repository / "docs" / "review.md").read_text(encoding="utf-8"))
    assert len(lines) > 15
    for line in lines:
        if line.startswith("export "):
            name, _, value = line.removeprefix("export ").partition("=")
            env[name] = value
            continue
        done = run(line, record, env)
        assert done.code == 0, f"{line}\n{done.err}"
    assert (record.parent / "brief.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_commands_on_editions_run_as_they_stand(repository: Path, record: Path) -> None:
    lines = commands((repository / "docs" / "editions.md").read_text(encoding="utf-8"))
    assert len(lines) == 4
    for line in lines:
        assert run(line, record, {}).code == 0, line


def test_the_page_shows_what_a_reviewer_would_see(record: Path, repository: Path) -> None:
    shutil.copy(record, record.with_name("before.db"))
    done = forked("decide", "correct", CLAIM, "--set", "value=41", "--why", "So.", "--by", "A", cwd=record.parent)
    assert done.code == 0
    page = (repository / "docs" / "review.md").read_text(encoding="utf-8")
    shown = forked("export", "claims", "--format", "jsonl", "--profile", "internal", cwd=record.parent).out
    assert '"value": 41' in shown
    assert "A reviewer corrected the number from 47 to 41." in page
