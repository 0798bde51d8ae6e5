"""What stands in reports can neither command a terminal, nor break a table, nor become markup."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from pathlib import Path

import pytest

from tests.cli.command import Terminal, without_moves
from tests.cli.conftest import Recount
from tests.cli.sample import lines_of

ESCAPES = "\x1b[2J\x1b]0;owned\x07"
TURNED = "\u202egnihton\u202c"
CSI = "\x9b31m"
MARKUP = "[red]red[/red] [link=http://evil.example]x[/link]"
SCRIPT = '<script>alert(1)</script><img src=x onerror="alert(2)">'
LINK = "[click](http://evil.example) ![x](http://evil.example/x.png)"
ZERO = "\u200b\u2066\ufeff"
FORMULA = '=HYPERLINK("http://evil.example")'

HOSTILE: dict[str, object] = {
    "id": f"evil{ESCAPES}\n{TURNED}",
    "published": "2016-10-12",
    "outlet": f"{FORMULA} {ESCAPES}{MARKUP}",
    "title": f"{SCRIPT} {LINK} {ESCAPES} {TURNED} {CSI}",
    "text": f"{FORMULA} At least 14 people were killed {MARKUP} {ESCAPES} in an airstrike on Homs {TURNED}{ZERO} on "
    f"Tuesday, said {SCRIPT} the {LINK} activists {CSI}\u2028of the town\r\nand more.",
}


def is_obeyed(character: str) -> bool:
    """Whether a terminal acts on it instead of showing it."""
    if character in "\n\u200c\u200d":
        return False
    return unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp", "Cs"}


@pytest.fixture
def record(recount: Recount, folder: Path) -> Path:
    (folder / "evil.jsonl").write_text(lines_of(HOSTILE), encoding="utf-8")
    assert recount("run", "evil.jsonl").code == 0
    return folder / "recount.db"


@pytest.mark.parametrize(
    "command",
    [
        "incidents", "incidents --format jsonl", "figures", "figures --format jsonl", "extract evil.jsonl",
        "SHOW claim", "SHOW claim --format jsonl", "SHOW incident", "SHOW report", "SHOW report --format jsonl",
        "run evil.jsonl",
    ],
)  # fmt: skip
def test_no_word_of_a_report_commands_a_terminal(recount: Recount, record: Path, command: str) -> None:
    done = recount(*named(recount, command))
    assert done.code == 0
    assert [character for character in done.out + done.err if is_obeyed(character)] == []
    assert done.out


@pytest.mark.parametrize("command", ["brief", "brief --format html", "export claims", "export incidents"])
@pytest.mark.parametrize("profile", ["public", "internal"])
def test_files_shown_on_a_terminal_do_not_command_it(
    record: Path, folder: Path, environment: dict[str, str], command: str, profile: str
) -> None:
    shown = Terminal([*command.split(), "--profile", profile], cwd=folder, env=environment).finish()
    assert shown.code == 0
    assert [character for character in shown.err.replace("\r", "") if is_obeyed(character)] == []


def named(recount: Recount, command: str) -> list[str]:
    """The command's words, with the identifier of a thing of that kind for SHOW."""
    if not command.startswith("SHOW"):
        return command.split()
    _, kind, *rest = command.split()
    (incident,) = recount("incidents", "--format", "jsonl").lines
    (told,) = incident["reports"]
    thing = {"claim": told["claims"][0], "incident": incident["incident"], "report": told["id"]}[kind]
    return ["show", *rest, "--", thing]


def test_a_table_has_as_many_lines_as_it_should_and_shows_markup_as_it_is(recount: Recount, record: Path) -> None:
    table = recount(*named(recount, "SHOW claim")).out
    assert "[red]red[/red] [link=http://evil.example]x[/link]" in " ".join(table.split())
    for line in table.splitlines():
        assert re.match(r"[a-z]|  ", line), line
    assert len(recount("incidents").out.splitlines()) == 4


def test_what_is_wrong_with_a_hostile_input_is_told_in_one_line(recount: Recount, folder: Path) -> None:
    bad = {**HOSTILE, "text": "", "published": f"never{ESCAPES}"}
    for row in (bad, {**bad, "published": None}):
        done = recount("extract", "-", stdin=lines_of(row).encode())
        assert [character for character in done.complaint if is_obeyed(character)] == []
    (folder / "evil.jsonl").write_text(lines_of(HOSTILE, {**HOSTILE, "text": "Other words."}), encoding="utf-8")
    done = recount("run", "evil.jsonl")
    assert done.code == 3
    assert [character for character in done.complaint if is_obeyed(character)] == []
    done = recount("show", str(HOSTILE["id"]) + "x", "--record", "recount.db")
    assert [character for character in done.complaint if is_obeyed(character)] == []


def test_a_page_holds_no_script_and_no_link_of_a_report(recount: Recount, record: Path) -> None:
    page = recount("brief", "--format", "html", "--profile", "internal").out
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="http://evil.example' not in page
    text = recount("brief", "--profile", "internal").out
    assert "](http://evil.example" not in text.replace("\\]", "").replace("\\(", "")
    assert "<script>alert" not in text.replace("\\<", "")


def test_a_sheet_holds_no_formula_of_a_report(recount: Recount, record: Path) -> None:
    out = recount("export", "claims", "--profile", "internal").out
    (row,) = csv.DictReader(io.StringIO(out, newline=""))
    assert "=HYPERLINK" in row["outlet"]
    assert not [cell for cell in row.values() if cell.lstrip().startswith(("=", "+", "@", "\t"))]


def test_what_was_escaped_for_the_terminal_is_still_the_same_json(recount: Recount, record: Path) -> None:
    (line,) = recount("extract", "evil.jsonl").lines
    assert line["title"] == HOSTILE["title"]
    assert line["id"] == HOSTILE["id"]


def test_scripts_that_join_their_letters_are_shown_whole(recount: Recount, folder: Path) -> None:
    joined = "می\u200cخواهم 👩\u200d⚕️ قُتِلَ"
    row: dict[str, object] = {"id": "joined", "title": joined, "text": "Two people were killed in Homs."}
    (folder / "joined.jsonl").write_text(lines_of(row), encoding="utf-8")
    assert recount("run", "joined.jsonl").code == 0
    assert joined in recount("show", "joined").out


def test_words_are_shown_without_colours_where_there_is_no_terminal(record: Path, recount: Recount) -> None:
    assert without_moves(recount("incidents").out) == recount("incidents").out
