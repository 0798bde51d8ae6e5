"""Inputs that can't be read: each gets one clear line and its exit code, and costs nothing that was stored before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from recount.errors import EXIT_WITH_FAILURES
from recount.store import gazetteer
from tests.cli.command import INSTALLED, forked
from tests.cli.conftest import Recount
from tests.cli.content import Content, content
from tests.cli.sample import RAID, TALKS, TOLL, lines_of
from tests.store.processes import as_nobody

ARABIC = "قُتل ثلاثة أشخاص في قصف على حلب يوم الثلاثاء، بحسب ناشطين محليين."
DEEP = '{"id": "a", "text": "b", "x": ' + "[" * 100_000 + "]" * 100_000 + "}"
ROW = {"id": "a", "text": "Two people were killed in Homs."}

UNREADABLE_FILES = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\r\n", "is empty"),
    "mark-only.txt": (b"\xef\xbb\xbf\n", "is empty"),
    "empty.jsonl": (b"\n \n", "is empty"),
    "zeros.txt": (b"Three died.\x00\x00", "is binary, not text"),
    "noise.txt": (bytes(range(1, 256)) * 40, "is binary, not text"),
    "picture.jsonl": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\n\x00\n", "is binary, not text"),
    "document.txt": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "is no PDF document that can be read"),
    "document.pdf": (b"Three died.", "is no PDF document that can be read"),
    "office.txt": (b"PK\x03\x04\x14\x00", "is cut off or damaged"),
    "office.docx": (b"Three died.", "is cut off or damaged"),
    "old.docx": (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "is encrypted, or of the kind before 2007"),
    "table.csv": (b"Town,Killed\nHoms,3\n", "has no column that can be told to hold the text of reports"),
    "table.xlsx": (b"Three died.", "is cut off or damaged"),
    "letter.eml": (b"Three died.", "is no mail: it lacks the lines From, Subject and Date"),
    "utf-16.txt": (RAID.encode("utf-16"), "is encoded as UTF-16: save it as UTF-8 (`iconv -f UTF-16"),
    "utf-16.jsonl": (lines_of(TOLL, TALKS).encode("utf-16"), "is encoded as UTF-16"),
    "windows.txt": (ARABIC.encode("windows-1256", "replace"), "is not UTF-8 (byte 0): save it as UTF-8 (`iconv -f WIN"),
    "latin.txt": ("Trois tués à Alep".encode("latin-1"), "is not UTF-8 (byte 8)"),
    "cut.txt": (ARABIC.encode()[:-3] + b"\xd8", "is not UTF-8"),
    "document.jsonl": (json.dumps([TOLL, TALKS], indent=1).encode(), "is one JSON document, not JSON Lines"),
    "compact.jsonl": (json.dumps([TOLL, TALKS]).encode(), "is one JSON document, not JSON Lines"),
    "pretty.jsonl": (json.dumps(TOLL, indent=1).encode(), "is one JSON document, not JSON Lines"),
    "page.html": (b"<nav><a href=/>Home</a></nav>", "holds no article that can be told from its menus and notices"),
    "empty.html": (b" \n", "is empty"),
    "notes.odt": (b"Three died.", "not a kind of file that is read (.bz2, .csv, .docx, .eml, .gz"),
    "no-suffix": (b"Three died.", "not a kind of file that is read"),
}

BAD_LINES = {
    "broken": ('{"id": "a", "text": "b"', "is not JSON"),
    "not an object": ('["a", "b"]', "is not an object with the fields of a report"),
    "a number": ("7", "is not an object"),
    "no id": ('{"text": "b"}', "lacks an `id`"),
    "id null": ('{"id": null, "text": "b"}', "lacks an `id`"),
    "id blank": ('{"id": " ", "text": "b"}', "lacks an `id`"),
    "id true": ('{"id": true, "text": "b"}', "lacks an `id`"),
    "id long": (json.dumps({**ROW, "id": "x" * 201}), "has an `id` of more than 200 characters"),
    "no text": ('{"id": "a"}', "lacks a `text`"),
    "text blank": ('{"id": "a", "text": "\\n"}', "lacks a `text`"),
    "text a list": ('{"id": "a", "text": ["b"]}', "has a `text` that is not text"),
    "title a number": (json.dumps({**ROW, "title": 7}), "has a `title` that is not text"),
    "day a number": (json.dumps({**ROW, "published": 20161014}), "has a `published` that is not text"),
    "day in words": (json.dumps({**ROW, "published": "Friday"}), "has a `published` that is no date ('Friday')"),
    "day that is none": (json.dumps({**ROW, "published": "2016-02-30"}), "has a `published` that is no date"),
    "half a surrogate pair": ('{"id": "a", "text": "b \\ud800 c"}', "holds half of a surrogate pair"),
    "half a pair in a field": ('{"id": "a", "text": "b", "x": {"\\udfff": 1}}', "holds half of a surrogate pair"),
    "nested deeply": (DEEP, "is nested more than 100 levels deep"),
    "opened deeply": ('{"id": "a", "text": "b", "x": ' + "[" * 100_000, "is nested more than 100 levels deep"),
    "not a number": ('{"id": "a", "text": "b", "x": NaN}', "is not JSON (NaN is no number of JSON's)"),
    "a number too large": ('{"id": "a", "text": "b", "x": 1e999}', "is not JSON (a number is too large)"),
    "digits without end": ('{"id": "a", "text": "b", "x": ' + "9" * 5000 + "}", "is not JSON"),
    "a long line": (json.dumps({**ROW, "text": "b" * 20_000_000}), "is larger than 10 MB"),
}


@pytest.fixture
def before(recount: Recount, folder: Path) -> Content:
    """What stands in the record before the bad input comes."""
    assert recount("run", "reports").code == 0
    return content(folder / "recount.db")


def assert_nothing_lost(folder: Path, before: Content, *, failures: int = 1) -> None:
    after = content(folder / "recount.db")
    assert after.heads == before.heads
    assert after.claims == before.claims
    assert after.findings == before.findings
    assert (after.snapshots, after.stale) == (before.snapshots, False)
    assert len(after.failures) == failures


@pytest.mark.parametrize("name", UNREADABLE_FILES)
def test_a_file_that_cannot_be_read_is_named_with_what_to_do(
    recount: Recount, folder: Path, before: Content, name: str
) -> None:
    data, told = UNREADABLE_FILES[name]
    (folder / name).write_bytes(data)
    done = recount("run", name)
    assert done.code == EXIT_WITH_FAILURES
    assert done.complaint.startswith(f"not read: {name}: {told}")
    assert "0 read" in done.out
    assert_nothing_lost(folder, before)
    extracted = recount("extract", name)
    assert (extracted.code, extracted.out, extracted.complaint) == (EXIT_WITH_FAILURES, "", done.complaint)


@pytest.mark.parametrize("kind", BAD_LINES)
def test_a_line_that_cannot_be_read_is_named_and_the_lines_around_it_are_read(
    recount: Recount, folder: Path, before: Content, kind: str
) -> None:
    line, told = BAD_LINES[kind]
    new = {**TOLL, "id": "new", "text": "Nine people were killed in Daraa, medics said."}
    (folder / "some.jsonl").write_text(f"{lines_of(TOLL)}\n{line}\n{lines_of(new)}", encoding="utf-8")
    done = recount("run", "some.jsonl")
    assert done.code == EXIT_WITH_FAILURES
    assert done.complaint.startswith(f"not read: some.jsonl:3: {told}")
    assert "2 read: 1 new, 1 known before" in done.out
    after = content(folder / "recount.db")
    assert {h.given_id for h in after.heads} == {h.given_id for h in before.heads} | {"new"}
    assert recount("extract", "some.jsonl").complaint == done.complaint


def test_a_line_in_another_encoding_is_named(recount: Recount, folder: Path) -> None:
    bad = json.dumps({"id": "a", "text": ARABIC}, ensure_ascii=False).encode("windows-1256", "replace")
    (folder / "some.jsonl").write_bytes(lines_of(TOLL).encode() + bad + b"\n")
    assert recount("run", "some.jsonl").complaint.startswith("not read: some.jsonl:2: is not UTF-8 (byte 21)")


@pytest.mark.parametrize("levels", [1, 98, 99])
def test_nesting_up_to_the_limit_is_kept_and_printed(recount: Recount, levels: int) -> None:
    line = '{"id": "a", "text": "Two died.", "x": ' + "[" * levels + "1" + "]" * levels + "}"
    assert recount("run", "-", stdin=line.encode()).code == 0
    (found,) = recount("extract", "-", stdin=line.encode()).lines
    assert found["extra"] == {"x": json.loads("[" * levels + "1" + "]" * levels)}


@pytest.mark.parametrize("command", ["run", "extract"])
def test_bad_standard_input_is_named(recount: Recount, command: str) -> None:
    assert recount(command, "-").complaint.startswith("not read: stdin: is empty")
    assert recount(command, "-", stdin=RAID.encode("utf-16")).complaint.startswith("not read: stdin: is encoded as UTF")
    assert recount(command, "-", stdin=b'{"id": 1}').complaint.startswith("not read: stdin:1: lacks a `text`")
    assert recount(command, "-", stdin=b'[{"id": 1}]').complaint.startswith("not read: stdin: is one JSON document")


def test_standard_input_that_is_closed_is_named(folder: Path, environment: dict[str, str]) -> None:
    command = ["sh", "-c", f'"{INSTALLED}" run - <&-']
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == EXIT_WITH_FAILURES
    assert done.stderr == "not read: stdin: standard input is closed: name a file instead of -\n"


@pytest.mark.parametrize("kind", [".txt", ".jsonl"])
def test_fifty_megabytes_are_refused_at_once_and_without_holding_them(
    folder: Path, before: Content, environment: dict[str, str], kind: str
) -> None:
    (folder / f"large{kind}").write_bytes(b"Three people were killed. " * 2_000_000)
    (folder / "empty.txt").write_bytes(b"")
    small, large = peak_of(folder, environment, "empty.txt"), peak_of(folder, environment, f"large{kind}")
    assert large.told == f"not read: large{kind}{':1' * (kind == '.jsonl')}: is larger than 10 MB: split it into " + (
        "reports, or raise RECOUNT_MAX_REPORT_MB\n"
    )
    assert large.megabytes < small.megabytes + 25
    assert_nothing_lost(folder, before, failures=2)


def test_the_limit_can_be_raised(recount: Recount, folder: Path) -> None:
    (folder / "long.txt").write_text(RAID + "\n" * 1_100_000, encoding="utf-8")
    assert recount("run", "long.txt", env={"RECOUNT_MAX_REPORT_MB": "1"}).code == EXIT_WITH_FAILURES
    assert recount("run", "long.txt", env={"RECOUNT_MAX_REPORT_MB": "2"}).code == 0


def test_a_file_and_a_folder_that_may_not_be_read_are_named(shared_folder: Path) -> None:
    inputs = shared_folder / "inputs"
    (inputs / "closed").mkdir(parents=True)
    (inputs / "closed" / "raid.txt").write_text(RAID, encoding="utf-8")
    (inputs / "toll.jsonl").write_text(lines_of(TOLL), encoding="utf-8")
    (inputs / "secret.txt").write_text(RAID, encoding="utf-8")
    (inputs / "secret.txt").chmod(0)
    (inputs / "closed").chmod(0)
    records = shared_folder / "records"
    records.mkdir()
    records.chmod(0o777)

    def work() -> list[str]:
        if not os.access(gazetteer.__file__, os.R_OK):
            return ["", "", ""]
        done = forked("run", str(inputs), str(inputs / "secret.txt"), "--record", "r.db", cwd=records)
        return [str(done.code), done.out, done.err]

    code, out, err = as_nobody(work)
    if not code:
        pytest.skip("another user can't read this checkout: this test did not run")
    assert int(code) == EXIT_WITH_FAILURES, err
    assert "1 read: 1 new" in out
    assert sorted(set(err.splitlines())) == [
        f"not read: {inputs}/closed: can't be read (Permission denied): see whether you may read it",
        f"not read: {inputs}/secret.txt: can't be read (Permission denied): see whether you may read it",
    ]


def test_a_name_that_is_no_utf_8_is_shown_escaped_and_its_report_is_kept(recount: Recount, folder: Path) -> None:
    os.mkdir(os.fsencode(folder) + b"/odd")  # noqa: PTH102 - a path object holds no bytes
    for name, text in ((b"caf\xe9.txt", RAID), (b"caf\xe8.txt", ""), (b"new\nline\x1b[31m.txt", "")):
        with open(os.path.join(os.fsencode(folder), b"odd", name), "w", encoding="utf-8") as file:  # noqa: PTH118, PTH123
            file.write(text)
    done = recount("run", "odd")
    assert done.code == EXIT_WITH_FAILURES
    assert done.err.splitlines() == [
        "not read: odd/caf\\xe8.txt: is empty: there is nothing to read",
        "not read: odd/new line\N{REPLACEMENT CHARACTER}[31m.txt: is empty: there is nothing to read",
    ]
    assert [h.given_id for h in content(folder / "recount.db").heads] == ["caf\\xe9"]


def test_a_path_that_is_too_long_or_leads_in_a_circle_is_named(recount: Recount, folder: Path) -> None:
    (folder / "round.txt").symlink_to("round.txt")
    (folder / "lost.txt").symlink_to("nowhere.txt")
    (folder / "reports" / "back").symlink_to(folder / "reports")
    done = recount("run", "x" * 5000 + ".txt", "round.txt", "lost.txt", "reports")
    assert done.code == EXIT_WITH_FAILURES
    assert [line.rsplit(": ", 2)[1] for line in done.err.splitlines()] == [
        "can't be read (File name too long)",
        "can't be read (Too many levels of symbolic links)",
        "there is no such file or folder",
    ]
    assert "4 read: 4 new" in done.out


def test_a_pipe_in_a_folder_is_passed_over_and_not_waited_for(recount: Recount, folder: Path) -> None:
    os.mkfifo(folder / "reports" / "pipe.txt")
    done = recount("run", "reports")
    assert done.code == 0
    assert "1 file of another kind" in done.out


class Peak:
    """What a command said, and the most memory it held."""

    def __init__(self, told: str, megabytes: float) -> None:
        self.told = told
        self.megabytes = megabytes


def peak_of(folder: Path, environment: dict[str, str], name: str) -> Peak:
    """Run the command on a file. The child asks for its own peak: its parent's would be counted in otherwise."""
    script = (
        "import atexit, pathlib, sys\n"
        "def tell():\n"
        "    lines = pathlib.Path('/proc/self/status').read_text().splitlines()\n"
        "    pathlib.Path('peak').write_text(next(line.split()[1] for line in lines if line.startswith('VmHWM')))\n"
        "atexit.register(tell)\n"
        "from recount.cli import main\n"
        f"sys.argv = ['recount', 'run', {name!r}]\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == EXIT_WITH_FAILURES, done.stderr
    return Peak(done.stderr, int((folder / "peak").read_text(encoding="utf-8")) / 1024)
