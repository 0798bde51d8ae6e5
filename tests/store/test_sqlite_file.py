"""What lies at a path: a record, none yet, or something else that is not touched."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from recount.errors import RecordError
from recount.store import open_store
from tests.store.builders import AT, make_report, read
from tests.store.files import files, fill, given_ids


def test_a_record_is_kept(record: str) -> None:
    fill(record, "a")
    fill(record, "b")
    assert given_ids(record) == ["a", "b"]


def test_a_closed_record_is_one_file(record: str) -> None:
    fill(record, "a")
    given_ids(record)
    assert list(files(Path(record).parent)) == ["record.db"]


@pytest.mark.parametrize("name", ["a b", "50%", "100%25", "what?", "a#b", "قاعدة.db", "a'b\"c", ":memory:", "a:b"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    fill(str(tmp_path / name), "a")
    assert list(files(tmp_path)) == [name]
    assert given_ids(str(tmp_path / name)) == ["a"]


def test_a_missing_record_is_only_made_when_asked_for(record: str) -> None:
    for create, read_only in ((False, False), (False, True), (True, True)):
        with pytest.raises(RecordError, match=r"there is no record at .*record.db: make one with `recount run PATH"):
            open_store(record, create=create, read_only=read_only)
    assert files(Path(record).parent) == {}


def test_an_empty_file_is_no_record_until_one_is_made_in_it(record: str) -> None:
    Path(record).touch()
    with pytest.raises(RecordError, match="there is no record at"):
        open_store(record, create=False)
    fill(record, "a")
    assert given_ids(record) == ["a"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"there is no folder .*/missing to hold the record"):
        open_store(str(tmp_path / "missing" / "record.db"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [b"Three people were killed.", b"\x00", b"SQLite format 3", b"SQLite format 4\x00" + bytes(4096), bytes(100)],
)
@pytest.mark.parametrize("create", [True, False])
def test_a_file_of_another_kind_is_refused_and_not_touched(record: str, content: bytes, create: bool) -> None:
    Path(record).write_bytes(content)
    with pytest.raises(RecordError, match=r"record.db is not a Recount record: it was not touched"):
        open_store(record, create=create)
    assert files(Path(record).parent) == {"record.db": content}


@pytest.mark.parametrize("journal", ["delete", "wal"])
@pytest.mark.parametrize("table", ["reports", "notes"])
def test_another_programs_database_is_refused_and_not_touched(record: str, journal: str, table: str) -> None:
    with closing(sqlite3.connect(record)) as connection:
        connection.execute(f"PRAGMA journal_mode={journal}")
        connection.execute(f"CREATE TABLE {table} (id)")
    before = files(Path(record).parent)
    for create, read_only in ((True, False), (False, False), (False, True)):
        with pytest.raises(RecordError, match="another program, not a Recount record: it was not touched"):
            open_store(record, create=create, read_only=read_only)
    assert files(Path(record).parent) == before


def test_a_folder_and_a_pipe_are_no_records(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(RecordError, match="is a folder"):
        open_store(str(tmp_path))
    with pytest.raises(RecordError, match="is no ordinary file"):
        open_store(str(tmp_path / "pipe"))


def test_a_record_that_was_dumped_and_read_back_is_still_one(record: str, tmp_path: Path) -> None:
    # With SQLite's own shell: Python's `iterdump` can't write an index of words.
    shell = shutil.which("sqlite3")
    if shell is None:
        pytest.skip("sqlite3 is not installed (Debian: apt-get install sqlite3)")
    fill(record, "a")
    copy = tmp_path / "copy.db"
    dumped = subprocess.run([shell, record, ".dump"], capture_output=True, check=True).stdout
    subprocess.run([shell, str(copy)], input=dumped, check=True)
    assert b"Reco" not in copy.read_bytes()[:100]
    assert given_ids(str(copy)) == ["a"]
    with open_store(str(copy)) as store:
        assert [hit.report.given_id for hit in store.search("killed aleppo")[1]] == ["a"]
        store.add(read(make_report("b", "A bridge fell.")), [], at=AT)
        assert [hit.report.given_id for hit in store.search("bridge")[1]] == ["b"]


@pytest.mark.parametrize("filled", [False, True])
def test_a_marked_file_without_tables_is_a_record_to_be_made(record: str, filled: bool) -> None:
    with closing(sqlite3.connect(record)) as connection:
        connection.execute(f"PRAGMA application_id={int.from_bytes(b'Reco', 'big')}")
        if filled:
            connection.execute("PRAGMA journal_mode=WAL")
    with pytest.raises(RecordError, match="there is no record at"):
        open_store(record, create=False)
    fill(record, "a")
    assert given_ids(record) == ["a"]
