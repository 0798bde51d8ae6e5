"""`recount brief` and `recount export`: where they write, and that what a profile removes is in no byte of it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest

from recount.cli import releases
from recount.publish import BRIEFS, EXPORTERS, printer_of
from tests.cli.conftest import Recount
from tests.cli.content import content, rows
from tests.cli.sample import NAMED, NAMES, RAID

FORMS = [
    *(("brief", "--format", form) for form in BRIEFS.names() if printer_of(form, "brief") is None),
    *(("export", what, "--format", form) for what in ("claims", "incidents") for form in EXPORTERS.names()),
]
NOTHING_REMOVED = "removed for the public profile: nothing, since nothing had to be"


@pytest.fixture
def record(recount: Recount, folder: Path) -> Path:
    assert recount("run", "reports").code == 0
    return folder / "recount.db"


@pytest.fixture
def named(recount: Recount, folder: Path) -> Path:
    """A record with private persons and an exact place in it."""
    (folder / "reports" / "named.txt").write_text(NAMED, encoding="utf-8")
    assert recount("run", "reports").code == 0
    return folder / "recount.db"


@pytest.mark.parametrize("command", FORMS, ids=" ".join)
def test_public_is_the_default_and_no_removed_value_is_in_any_byte_written(
    recount: Recount, named: Path, folder: Path, command: list[str]
) -> None:
    done = recount(*command)
    assert done.code == 0
    first, *told = done.err.splitlines()
    assert re.fullmatch(r"removed for the public profile: \d × [a-z ]+(, \d × [a-z ]+)+", first)
    values = [line.strip().split(" → ")[0] for line in told]
    assert sorted(values) == ["Farid Nasser", "Salma Idris", "al-Nour Street"]
    assert recount(*command, "-o", "written").code == 0
    written = (folder / "written").read_bytes()
    for name in (*values, *NAMES):
        assert name.lower() not in done.out.lower()
        assert name.lower().encode() not in written.lower()
    assert "14" in done.out


@pytest.mark.usefixtures("can_print")
def test_a_pdf_is_a_file_of_bytes_that_was_searched_as_text(recount: Recount, named: Path, folder: Path) -> None:
    done = recount("brief", "--format", "pdf", "-o", "brief.pdf")
    assert (done.code, done.out) == (0, "")
    assert done.err.endswith("written: brief.pdf\n")
    assert (folder / "brief.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("command", FORMS, ids=" ".join)
def test_internal_keeps_everything_and_says_nothing(recount: Recount, named: Path, command: list[str]) -> None:
    done = recount(*command, "--profile", "internal")
    assert (done.code, done.err) == (0, "")
    if "incidents" not in command:
        assert "Salma Idris" in done.out


@pytest.mark.parametrize("command", FORMS, ids=" ".join)
def test_a_file_holds_the_same_bytes_as_stdout_and_reading_leaves_the_record_alone(
    recount: Recount, record: Path, folder: Path, command: list[str]
) -> None:
    before = rows(record)
    printed = recount(*command)
    assert (printed.code, printed.complaint) == (0, NOTHING_REMOVED)
    written = recount(*command, "--output", "there.out")
    assert (written.out, written.err) == ("", f"{NOTHING_REMOVED}\nwritten: there.out\n")
    assert (folder / "there.out").read_bytes() == printed.out.encode("utf-8")
    assert rows(record) == before
    assert not list(folder.glob(".*"))


def test_every_claim_and_incident_is_exported(recount: Recount, record: Path) -> None:
    found = content(record)
    assert found.findings is not None
    wanted = {
        "claims": [claim.claim.id for claim in found.claims],
        "incidents": [incident.id for incident in found.findings.incidents],
    }
    for what, ids in wanted.items():
        name = "id" if what == "claims" else "incident"
        table = csv.DictReader(io.StringIO(recount("export", what).out, newline=""))
        assert [row[name] for row in table] == ids
        assert [row[name] for row in recount("export", what, "--format", "jsonl").lines] == ids
        features = json.loads(recount("export", what, "--format", "geojson").out)["features"]
        assert {feature["properties"][name] for feature in features} <= set(ids)


def test_a_brief_tells_what_is_new_since_the_snapshot_before(recount: Recount, record: Path, folder: Path) -> None:
    first = recount("brief").out
    assert "There is no earlier snapshot to compare with" in first
    assert "**At least 14 people**" in first
    (folder / "late.txt").write_text(
        "Raid on Idlib\n\nIDLIB, 14 October 2016 (Norvane Wire) — At least nine people were killed in an airstrike on "
        "Idlib on Friday, local activists said.\n",
        encoding="utf-8",
    )
    assert recount("run", "late.txt").code == 0
    second = recount("brief").out
    assert "NEW" in second
    assert second.index("Idlib, Syria, 14 October 2016") < second.index("## What happened")


def test_an_output_that_was_there_is_replaced_whole_and_keeps_its_rights(
    recount: Recount, record: Path, folder: Path
) -> None:
    (folder / "real.md").write_text("old " * 100_000, encoding="utf-8")
    (folder / "real.md").chmod(0o640)
    (folder / "link.md").symlink_to("real.md")
    assert recount("brief", "-o", "link.md").code == 0
    assert (folder / "link.md").is_symlink()
    assert (folder / "real.md").read_text(encoding="utf-8") == recount("brief").out
    assert (folder / "real.md").stat().st_mode & 0o777 == 0o640


def test_a_device_is_written_to_and_not_replaced(recount: Recount, record: Path, folder: Path) -> None:
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert recount("export", "claims", "-o", "pipe").code == 0
    assert os.read(reader, 1 << 20).decode("utf-8") == recount("export", "claims").out
    os.close(reader)
    assert pipe.is_fifo()
    assert recount("export", "claims", "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("output", "why"),
    [("no/where.md", "No such file or directory"), ("reports", "Is a directory"), ("x" * 300, "File name too long")],
)
def test_an_output_that_cannot_be_written_is_named(recount: Recount, record: Path, output: str, why: str) -> None:
    done = recount("brief", "-o", output)
    assert done.code == 1
    assert done.err.splitlines()[-1] == (
        f"recount: {output} can't be written ({why}): choose another place with --output"
    )


def test_nothing_is_written_where_a_removed_value_would_be(
    recount: Recount, named: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releases, "leaks", lambda written, removed: list(removed)[:1])
    for output in ((), ("-o", "brief.md")):
        done = recount("brief", *output)
        assert (done.code, done.out) == (1, "")
        assert "nothing was written: 1 removed values would still be in it" in done.err
    assert not (folder / "brief.md").exists()


def test_the_formats_offered_are_those_of_the_registry(recount: Recount, record: Path) -> None:
    assert "[html|md|pdf]" in recount("brief", "--help").out
    assert "[csv|geojson|jsonl]" in recount("export", "--help").out
    done = recount("export", "claims", "--format", "xml")
    assert done.code == 2
    assert done.complaint == (
        "recount: Invalid value for '--format': 'xml' is not one of 'csv', 'geojson', 'jsonl'. See `recount export "
        "--help`"
    )


def test_a_plug_ins_format_is_offered_and_used(recount: Recount, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    EXPORTERS.names()
    monkeypatch.setitem(EXPORTERS._known, "count", lambda release, what: iter([f"{len(release.claims)} {what}\n"]))
    assert "[count|csv|geojson|jsonl]" in recount("export", "--help").out
    assert recount("export", "claims", "--format", "count").out == f"{len(content(record).claims)} claims\n"


@pytest.mark.parametrize("form", ["csv", "html", "md"])
def test_stdout_is_utf_8_whatever_the_locale(real: Recount, folder: Path, form: str) -> None:
    (folder / "arabic.txt").write_text(RAID.replace("Homs", "Homs (حمص)"), encoding="utf-8")
    env = {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    assert real("run", "arabic.txt", env=env).code == 0
    command = ("export", "claims") if form == "csv" else ("brief", "--format", form)
    assert "حمص" in real(*command, env=env).out
    assert "≥14" in real("incidents", env=env).out
