"""Records that can't be opened or written: one clear line, exit code 4, and nothing of theirs is touched."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from recount.store import gazetteer
from recount.store.schema import VERSION_TABLE
from tests.cli.command import Done, forked
from tests.cli.conftest import Recount
from tests.cli.content import content, rows
from tests.cli.sample import lines_of, many

READERS = (
    ("incidents",),
    ("figures",),
    ("show", "raid"),
    ("brief",),
    ("brief", "--format", "html"),
    ("export", "claims"),
    ("export", "incidents", "--format", "geojson"),
)
"""Every command that reads a record and needs one."""

CODE = 4


def complaint(done: Done) -> str:
    assert (done.code, done.out) == (CODE, "")
    return done.complaint


def fill(file: Path) -> None:
    """Make the file so large that its disk is full."""
    with file.open("wb", buffering=0) as stream, suppress(OSError):
        while stream.write(b"x" * 4096):
            pass


@pytest.fixture
def record(recount: Recount, folder: Path) -> Path:
    """A record of four reports."""
    assert recount("run", "reports").code == 0
    return folder / "recount.db"


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_a_missing_record_is_named_with_how_to_make_one(recount: Recount, folder: Path, command: list[str]) -> None:
    told = "recount: there is no record at none.db: make one with `recount run PATH… --record none.db`"
    assert complaint(recount(*command, "--record", "none.db")) == told
    assert [file.name for file in folder.iterdir()] == ["reports"]


@pytest.mark.parametrize("command", [*READERS, ("run", "reports")], ids=" ".join)
def test_a_record_of_a_newer_version_is_named_and_left_alone(
    recount: Recount, record: Path, command: list[str]
) -> None:
    with closing(sqlite3.connect(record)) as connection, connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
        connection.execute("UPDATE meta SET value = '9.9' WHERE key = 'schema_by'")
    before = rows(record)
    told = complaint(recount(*command))
    assert told.startswith("recount: recount.db was made by a newer Recount (9.9; this is ")
    assert "update Recount; the record was not changed" in told
    assert rows(record) == before


@pytest.mark.parametrize("command", [*READERS, ("run", "reports")], ids=" ".join)
@pytest.mark.parametrize("kind", ["text", "database"])
def test_a_file_that_is_no_record_is_named_and_left_alone(
    recount: Recount, folder: Path, command: list[str], kind: str
) -> None:
    other = folder / "other.db"
    if kind == "text":
        other.write_text("Dear diary,\n" * 100, encoding="utf-8")
    else:
        with closing(sqlite3.connect(other)) as connection, connection:
            connection.execute("CREATE TABLE diary (day TEXT)")
    before = other.read_bytes()
    told = complaint(recount(*command, "--record", "other.db"))
    assert told.startswith("recount: other.db is ")
    assert told.endswith("not a Recount record: it was not touched; name another file with --record")
    assert other.read_bytes() == before
    assert sorted(file.name for file in folder.iterdir()) == ["other.db", "reports"]


@pytest.mark.parametrize("command", [*READERS, ("run", "reports")], ids=" ".join)
def test_a_folder_is_no_record(recount: Recount, folder: Path, command: list[str]) -> None:
    told = "recount: reports is a folder: name a file to keep the record in"
    assert complaint(recount(*command, "--record", "reports")) == told


def test_a_damaged_record_is_named(recount: Recount, record: Path) -> None:
    data = record.read_bytes()
    record.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    assert "recount.db is damaged: restore a copy of it" in complaint(recount("incidents"))


def test_a_folder_that_is_not_there_is_named(recount: Recount, folder: Path) -> None:
    told = complaint(recount("run", "reports", "--record", "no/where.db"))
    assert told.startswith(f"recount: there is no folder {folder / 'no'} to hold the record no/where.db")


def test_a_read_only_folder_is_named_and_its_record_can_still_be_read(
    recount: Recount, record: Path, folder: Path, freeze: Callable[[Path], None]
) -> None:
    kept = folder / "kept"
    kept.mkdir()
    shutil.copy(record, kept / "r.db")
    freeze(kept)
    for name in ("r.db", "new.db"):
        told = complaint(recount("run", "reports", "--record", f"kept/{name}"))
        assert told.startswith(f"recount: the record kept/{name} can't be written, since the folder ")
        assert told.endswith("is read-only: choose a folder of your own with --record, or make it writable")
    for command in READERS:
        assert recount(*command, "--record", "kept/r.db").code == 0
    assert content(kept / "r.db") == content(record)
    assert [file.name for file in kept.iterdir()] == ["r.db"]


def test_a_full_disk_is_named_and_what_was_stored_before_stays(
    recount: Recount, folder: Path, small_disk: Path
) -> None:
    record = small_disk / "r.db"
    assert recount("run", "reports", "--record", record).code == 0
    (folder / "many.jsonl").write_text(lines_of(*many(600)), encoding="utf-8")
    told = complaint(recount("run", "many.jsonl", "--record", record, env={"RECOUNT_BATCH": "50"}))
    assert told.startswith(f"recount: the disk is full at {record}: nothing of this step was kept; free some space")
    kept = content(record)
    assert {"raid", "toll", "night", "talks"} <= {head.given_id for head in kept.heads}
    assert (len(kept.heads) - 4) % 50 == 0
    assert 0 < len(kept.heads) < 604
    subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
    assert recount("run", "many.jsonl", "--record", record).code == 0
    assert len(content(record).heads) == 604


def test_a_full_disk_leaves_the_brief_that_was_there(recount: Recount, record: Path, small_disk: Path) -> None:
    target = small_disk / "brief.html"
    assert recount("brief", "--format", "html", "-o", target).code == 0
    before = target.read_bytes()
    fill(small_disk / "filler")
    done = recount("brief", "--format", "html", "-o", target)
    assert done.code == 1
    assert done.err.splitlines()[-1].startswith(f"recount: {target} can't be written (No space left on device)")
    assert target.read_bytes() == before
    assert sorted(file.name for file in small_disk.iterdir()) == ["brief.html", "filler"]


@pytest.mark.parametrize("command", [*READERS[:5], ("run", "reports"), ("extract", "reports")], ids=" ".join)
def test_output_that_finds_no_room_is_told(record: Path, folder: Path, command: list[str]) -> None:
    done = forked(*command, cwd=folder, stdout="/dev/full")
    assert done.code == 1
    assert done.err.splitlines()[-1] == "recount: the output can't be written: No space left on device"
    assert not content(record).stale


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://anna:geheim@127.0.0.1:9/none", "can't be reached"),
        ("mysql://anna:geheim@127.0.0.1/none", "unknown kind of record 'mysql'"),
    ],
)
def test_a_server_that_cannot_be_used_is_named_without_its_password(
    recount: Recount, folder: Path, address: str, told: str
) -> None:
    for command in (*READERS, ("run", "reports"), ("doctor",)):
        done = recount(*command, "--record", address)
        assert done.code in {2, 4}
        assert "geheim" not in done.err + done.out
        assert told in done.err + done.out
        assert "Traceback" not in done.err


def test_a_missing_gazetteer_is_told_before_a_record_is_made(
    recount: Recount, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gazetteer, "open_gazetteer", lambda: gazetteer.SqliteGazetteer(folder / "none.sqlite"))
    for command in (("run", "reports"), ("extract", "reports")):
        assert "no gazetteer to read (No such file or directory)" in complaint(recount(*command))
    assert [file.name for file in folder.iterdir()] == ["reports"]
    assert recount("doctor").code == CODE
