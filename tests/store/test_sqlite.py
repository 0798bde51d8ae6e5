"""Writing a record in a file, and what goes wrong there."""

from __future__ import annotations

import os
import sqlite3
import threading
import tracemalloc
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from recount.errors import RecordError, RecordFull
from recount.store import open_store, sqlite
from recount.store.sql import SqlStore
from tests.store.builders import AT, make_report, read
from tests.store.files import fill, given_ids


@pytest.mark.parametrize("left", [0, 4096, 16_384, 40_960, 80_000, 160_000])
@pytest.mark.parametrize("existing", [False, True])
def test_a_full_disk_is_said_and_nothing_stored_is_lost(small_disk: Path, left: int, existing: bool) -> None:
    address = str(small_disk / "record.db")
    if existing:
        fill(address, "before")
    ballast = small_disk / "ballast"
    free = os.statvfs(small_disk)
    ballast.write_bytes(bytes(free.f_bavail * free.f_frsize - left))
    stored = ["before"] if existing else []

    def fill_up() -> None:
        for batch in range(50):
            fill(address, *[f"{batch:02}-{n}" for n in range(20)])
            stored.extend(f"{batch:02}-{n}" for n in range(20))

    with pytest.raises(RecordFull, match=r"the disk is full at .*record.db: nothing of this step was kept"):
        fill_up()
    ballast.unlink()
    fill(address, "after")
    assert given_ids(address) == sorted([*stored, "after"])


def test_a_record_on_a_full_disk_can_be_read(small_disk: Path) -> None:
    address = str(small_disk / "record.db")
    fill(address, "a")
    free = os.statvfs(small_disk)
    (small_disk / "ballast").write_bytes(bytes(free.f_bavail * free.f_frsize))
    assert given_ids(address) == ["a"]


def test_no_room_in_the_middle_of_a_step_leaves_nothing_of_it(record: str) -> None:
    with open_store(record) as store:
        assert isinstance(store, SqlStore)
        store.add(read(make_report("a")), [], at=AT)
        engine = store._database.engine

        def shrink(connection: sqlite3.Connection, *_: object) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count={pages + 3}")

        event.listen(engine, "checkout", shrink)
        with pytest.raises(RecordFull):
            store.add(read(make_report("b", text="b" * 100_000)), [], at=AT)
        event.remove(engine, "checkout", shrink)
        assert [head.given_id for head in store.heads()] == ["a"]
    assert given_ids(record) == ["a"]


def test_a_record_that_is_locked_too_long_is_said_to_be(record: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(record, "a")
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    with open_store(record) as store, closing(sqlite3.connect(record, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="in use by another program"):
            store.add(read(make_report("b")), [], at=AT)
        assert [head.given_id for head in store.heads()] == ["a"]
        assert given_ids(record) == ["a"]
        with open_store(record) as second:
            assert second.about().reports == 1
        other.execute("COMMIT")
        assert store.add(read(make_report("b")), [], at=AT) == 1


def test_a_damaged_record_is_said_to_be(record: str) -> None:
    fill(record, *[f"r{n}" for n in range(300)])
    with Path(record).open("r+b") as file:
        file.seek(8192)
        file.write(b"\xaa" * (Path(record).stat().st_size - 8192))
    with pytest.raises(RecordError, match=r"record.db is damaged: restore a copy"):
        given_ids(record)


def test_a_record_cut_short_is_said_to_be_damaged(record: str) -> None:
    fill(record, *[f"r{n}" for n in range(300)])
    with Path(record).open("r+b") as file:
        file.truncate(20_000)
    with pytest.raises(RecordError, match=r"record.db is damaged"):
        given_ids(record)


def test_a_row_that_is_no_claim_is_said_to_be_damage(record: str) -> None:
    fill(record, "a")
    with closing(sqlite3.connect(record)) as connection, connection:
        connection.execute("UPDATE claims SET json = '{}'")
    with open_store(record) as store, pytest.raises(RecordError, match=r"claim claim:.* can't be read"):
        list(store.claims())


def test_an_error_does_not_quote_what_was_to_be_stored(record: str) -> None:
    with open_store(record) as store:
        store.add(read(make_report("a")), [], at=AT)
        with closing(sqlite3.connect(record)) as connection, connection:
            connection.execute("DROP TABLE statements")
            connection.execute("DROP TABLE claims")
        with pytest.raises(RecordError) as caught:
            store.add(read(make_report("b", title="Secret words")), [], at=AT)
    assert "no such table: claims" in str(caught.value)
    assert "Secre" not in f"{caught.value} {caught.value.__cause__}"


def test_commits_are_flushed_to_the_disk_and_keys_are_checked(record: str) -> None:
    with open_store(record) as store:
        assert isinstance(store, SqlStore)
        for database in (store._database.writing(), store._database.reading()):
            with database as connection:
                names = ("synchronous", "foreign_keys", "journal_mode", "trusted_schema", "recursive_triggers")
                assert [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names] == [2, 1, "wal", 0, 1]


def test_threads_share_one_store(record: str) -> None:
    with open_store(record) as store:

        def work(name: str) -> None:
            for n in range(10):
                store.add(read(make_report(f"{name}{n}"), make_report("shared", text=f"{name}{n}")), [], at=AT)
                list(store.claims())

        threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert store.about().reports == 80
        assert [head.version for head in store.heads() if head.given_id == "shared"] == list(range(1, 41))


def test_an_iteration_holds_a_small_part_of_the_record(record: str) -> None:
    with open_store(record) as store:
        for batch in range(8):
            reports = [make_report(f"{batch}-{n}", text="So many were killed. " * 200) for n in range(1000)]
            store.add(read(*reports, claims=1), [], at=AT)
    assert Path(record).stat().st_size > 40_000_000
    with open_store(record, read_only=True) as store:
        tracemalloc.start()
        claims = sum(1 for _ in store.claims())
        heads = sum(1 for _ in store.heads())
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert claims == heads == 8000
    assert peak < 6_000_000
