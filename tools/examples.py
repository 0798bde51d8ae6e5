"""Puts what the commands print for the example reports into README.md and the pages under docs.

    python -m tools.examples

A page marks the place with ``<!-- name -->`` and ``<!-- end -->``. A test holds the pages equal to what is printed.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "docs" / "commands.md", ROOT / "docs" / "totals.md")
RECORD = "aleppo.db"
BUSTAN = "Airstrike, Bustan al-Qasr, Aleppo, 11 October 2016"
ASKED = ("--place", "Aleppo", "--from", "2016-10-11", "--to", "2016-10-13")
COLUMNS = "100"
"""Columns of the terminal that the examples are printed on."""


def pages() -> dict[Path, str]:
    """Every page with its examples as they print today."""
    with tempfile.TemporaryDirectory() as folder:
        blocks = _blocks(Path(folder))
    return {page: _filled(page.read_text(encoding="utf-8"), blocks) for page in PAGES}


def _filled(text: str, blocks: dict[str, str]) -> str:
    for name, block in blocks.items():
        before, mark, after = text.partition(f"<!-- {name} -->\n")
        if mark:
            text = before + mark + block + "\n<!-- end -->" + after.partition("<!-- end -->")[2]
    return text


def _blocks(folder: Path) -> dict[str, str]:
    (folder / "examples").symlink_to(ROOT / "examples")
    run = _console(folder, ["run", "examples/aleppo-2016", "--record", RECORD])
    listed = _console(folder, ["incidents", "--record", RECORD])
    incident = re.search(rf"{BUSTAN}.*?\n(incident:\w+)", listed, re.S)
    assert incident is not None, "the example's main incident is gone"  # noqa: S101 - a tool of the developers
    shown = _console(folder, ["show", incident[1], "--record", RECORD])
    claim = re.search(r"(claim:\w+)", shown)
    figures = _console(folder, ["figures", "--record", RECORD])
    return {
        "run": _fence(f"{run}\n{listed}"),
        "incidents": _fence(listed),
        "show": _fence(_cut(shown, 28)),
        "claim": _fence(_console(folder, ["show", claim[1], "--record", RECORD])) if claim else "",
        "left": _fence(_with_last_table(figures)),
        "figures": _fence(figures),
        "totals": _fence(_console(folder, ["totals", *ASKED, "--record", RECORD])),
        "export": _fence(_cut(_console(folder, ["export", "incidents", "--format", "jsonl", "--record", RECORD]), 3)),
    }


def _console(folder: Path, words: Sequence[str]) -> str:
    program = (sys.executable, "-c", "from recount.cli import main; main()")
    done = subprocess.run(  # noqa: S603 - our own command
        [*program, *words],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={"PATH": os.environ["PATH"], "COLUMNS": COLUMNS},
    )
    return f"$ recount {shlex.join(words)}\n{_trimmed(done.stdout)}"


def _trimmed(printed: str) -> str:
    return "\n".join(line.rstrip() for line in printed.rstrip().splitlines())


def _with_last_table(printed: str) -> str:
    """The command and the last table it prints."""
    return printed.splitlines()[0] + "\n" + printed.split("\n\n")[-1]


def _cut(printed: str, lines: int) -> str:
    kept = [line if len(line) <= int(COLUMNS) else line[: int(COLUMNS) - 2] + " …" for line in printed.splitlines()]
    return "\n".join([*kept[:lines], "…"])


def _fence(words: str) -> str:
    return f"```console\n{words}\n```"


if __name__ == "__main__":
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")
        print(f"written: {page.relative_to(ROOT)}")
