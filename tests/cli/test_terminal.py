"""What a person sees in a terminal: a progress bar on stderr and nowhere else, and tables that fit."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.command import Terminal, without_moves
from tests.cli.conftest import Recount
from tests.cli.sample import lines_of, many


def test_the_progress_bar_is_on_a_terminals_stderr_and_stdout_holds_data_only(
    folder: Path, environment: dict[str, str]
) -> None:
    (folder / "many.jsonl").write_text(lines_of(*many(100)), encoding="utf-8")
    watched = Terminal(["run", "many.jsonl", "reports", "--format=jsonl"], cwd=folder, env=environment).finish()
    assert watched.code == 0
    assert "━" in watched.err
    assert "Reading reports" in watched.err
    assert "104/104" in watched.err
    assert len(watched.lines) == 1
    assert "━" not in watched.out


def test_without_a_terminal_there_is_no_progress_bar(real: Recount, folder: Path) -> None:
    for env in ({}, {"FORCE_COLOR": ""}, {"TERM": "xterm"}):
        done = real("run", "reports", env=env)
        assert (done.code, done.err) == (0, "")
        assert "━" not in done.out


def test_what_could_not_be_read_is_told_below_the_bar(folder: Path, environment: dict[str, str]) -> None:
    done = Terminal(["run", "missing.txt", "reports", "--format=jsonl"], cwd=folder, env=environment).finish()
    assert done.code == 3
    last = without_moves(done.err).rstrip("\n").rpartition("\n")[2]
    assert last.endswith("not read: missing.txt: there is no such file or folder: check the path")


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("command", ["incidents", "figures", "show opa-toll-rises", "doctor", "SHOW", "RUN"])
def test_tables_fit_the_terminal_and_nothing_is_cut_off(
    made: Path,
    repository: Path,
    tmp_path: Path,
    recount: Recount,
    environment: dict[str, str],
    columns: int,
    command: str,
) -> None:
    shutil.copy(made, tmp_path / "recount.db")
    words = {"SHOW": ["show", busiest(recount)], "RUN": ["run", str(repository / "examples" / "aleppo-2016")]}
    args = words.get(command, command.split())
    plain = recount(*args)
    shown = Terminal(args, cwd=tmp_path, env=environment, columns=columns).finish()
    assert (shown.code, plain.code) == (0, 0)
    screen = without_moves(re.sub(r".*\r(?!\n)", "", shown.err))
    table = [line for line in screen.splitlines() if "━" not in line]
    assert max(map(len, table)) <= columns
    assert "…" not in screen.replace("PATH…", "")
    assert letters("".join(table)) == letters(plain.out)


def busiest(recount: Recount) -> str:
    """The incident that most reports tell of."""
    lines = recount("incidents", "--format", "jsonl").lines
    return str(max(lines, key=lambda line: len(line["reports"]))["incident"])


def letters(text: str) -> list[str]:
    """Every letter and digit, in no order: tables of different widths break their lines in different places."""
    return sorted(character for character in text if character.isalnum())


def test_columns_may_be_set_for_output_that_goes_elsewhere(recount: Recount, folder: Path) -> None:
    assert recount("run", "reports").code == 0
    for columns in (60, 100):
        out = recount("incidents", env={"COLUMNS": str(columns)}).out
        assert max(map(len, out.splitlines())) <= columns
    assert not any(line != line.rstrip() for line in recount("incidents").out.splitlines())
