"""Reading a record, also where nothing can be written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from recount.errors import RecordError, RecordReadOnly
from recount.model import Findings
from recount.store import open_store
from tests.store.builders import AT, decide_same, make_report, read
from tests.store.files import files, fill, given_ids
from tests.store.processes import as_nobody, in_child


def test_a_record_opened_for_reading_can_not_be_written(record: str) -> None:
    fill(record, "a")
    before = files(Path(record).parent)
    with open_store(record, read_only=True) as store:
        for write in (
            lambda: store.add(read(make_report("b")), [], at=AT),
            lambda: store.decide(decide_same("claim:a")),
            lambda: store.keep(Findings(), at=AT),
        ):
            with pytest.raises(RecordReadOnly, match="opened for reading only: nothing was written"):
                write()
    assert files(Path(record).parent) == before


def test_a_record_in_a_read_only_folder_can_be_read(tmp_path: Path, freeze: Callable[[Path], None]) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    fill(str(folder / "record.db"), "a", "b")
    before = files(folder)
    freeze(folder)
    with open_store(str(folder / "record.db"), create=False, read_only=True) as store:
        assert [one.given_id for one in store.claims()] == ["a", "b"]
        assert store.about().reports == 2
        with pytest.raises(RecordReadOnly):
            store.add(read(make_report("c")), [], at=AT)
    assert files(folder) == before


def test_a_record_in_a_read_only_folder_is_not_opened_for_writing(
    tmp_path: Path, freeze: Callable[[Path], None]
) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    fill(str(folder / "record.db"), "a")
    freeze(folder)
    for name in ("record.db", "new.db"):
        with pytest.raises(RecordReadOnly, match=f"{name} can't be written, since the folder .*shelf is read-only"):
            open_store(str(folder / name))


def test_a_read_only_file_is_not_opened_for_writing_but_read(record: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(record, "a")
    # Root may write any file: pretend that this one can't be.
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != Path(record))
    with pytest.raises(RecordReadOnly, match=r"since the file .*record.db is read-only"):
        open_store(record)
    assert given_ids(record) == ["a"]
    assert list(files(Path(record).parent)) == ["record.db"]


def leave_open(address: str) -> None:
    """What a process killed after its write leaves behind: changes that stand in the -wal only."""

    def write_and_die() -> None:
        store = open_store(address)
        store.add(read(make_report("b")), [], at=AT)
        os._exit(0)

    fill(address, "a")
    in_child(write_and_die)
    assert Path(f"{address}-wal").stat().st_size


def test_what_a_killed_process_wrote_is_read(record: str) -> None:
    leave_open(record)
    assert given_ids(record) == ["a", "b"]


def test_what_a_killed_process_wrote_is_read_in_a_read_only_folder(
    tmp_path: Path, freeze: Callable[[Path], None]
) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    leave_open(str(folder / "record.db"))
    freeze(folder)
    assert given_ids(str(folder / "record.db")) == ["a", "b"]


def test_changes_that_can_not_be_taken_in_are_never_passed_over(tmp_path: Path, freeze: Callable[[Path], None]) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    leave_open(str(folder / "record.db"))
    (folder / "record.db-shm").unlink()
    freeze(folder)
    with pytest.raises(RecordReadOnly, match=r"record.db-wal can't be taken in here.*copy both files"):
        given_ids(str(folder / "record.db"))


def test_a_change_under_a_reader_without_locks_is_noticed(record: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(record, "a")
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda path, mode: False)
        reader = open_store(record, read_only=True)
        assert [head.given_id for head in reader.heads()] == ["a"]
    fill(record, "b")
    with reader, pytest.raises(RecordError, match="was changed by another program while it was read"):
        list(reader.heads())


def test_another_user_reads_along_while_the_owner_writes(shared_folder: Path) -> None:
    address = str(shared_folder / "record.db")
    shared_folder.chmod(0o755)
    fill(address, "a")
    with open_store(address) as store:
        store.add(read(make_report("b")), [], at=AT)
        assert as_nobody(lambda: given_ids(address)) == ["a", "b"]
        assert store.add(read(make_report("c")), [], at=AT) == 1
    assert as_nobody(lambda: given_ids(address)) == ["a", "b", "c"]
    assert list(files(shared_folder)) == ["record.db"]


def test_another_user_who_may_write_to_the_folder_only_leaves_nothing_in_it(shared_folder: Path) -> None:
    address = str(shared_folder / "record.db")
    fill(address, "a")
    shared_folder.chmod(0o777)
    assert as_nobody(lambda: given_ids(address)) == ["a"]
    assert list(files(shared_folder)) == ["record.db"]
