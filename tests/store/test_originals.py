"""Originals: kept as they came, under the digest of their bytes."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from recount.config import Settings, data_folder
from recount.errors import RecordFull, RecordReadOnly, SkipReport
from recount.model import Method, Received
from recount.store import open_store
from recount.store.originals import Originals, originals_folder
from recount.store.parts import sweep
from recount.store.verifying import Verified, verify
from tests.store.processes import start

DATA = "Twelve people died. مقتل اثني عشر".encode()
AT = "2026-01-02T03:04:05+00:00"
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "record.db.originals", clock=lambda: "2026-01-02T03:04:05+00:00")


def keep(originals: Originals, data: bytes = DATA, *, most: int | None = None, name: str = "a.txt") -> bytes:
    with originals.keep(io.BytesIO(data), Received(name=name), most=most) as (stream, _):
        return stream.read()


def test_an_original_is_kept_under_its_digest_and_can_not_be_written(originals: Originals) -> None:
    assert keep(originals) == DATA
    path = originals.path(DIGEST)
    assert path.read_bytes() == DATA
    assert path.stat().st_mode & 0o222 == 0
    assert list(originals.digests()) == [DIGEST]


def test_the_same_bytes_are_kept_once_and_logged_each_time_they_come(originals: Originals) -> None:
    keep(originals, name="a.txt")
    keep(originals, name="b.txt")
    assert [c.address for c in originals.drain()] == ["a.txt", "b.txt"]
    assert originals.drain() == []
    assert list(originals.digests()) == [DIGEST]


def test_the_log_says_how_and_when_it_came(originals: Originals) -> None:
    at = "2026-01-01T00:00:00+00:00"
    received = Received(name="raid", method=Method.HTTP, url="https://news.example/raid", retrieved=at, status=200)
    with originals.keep(io.BytesIO(DATA), received, most=None):
        pass
    keep(originals)
    fetched, read = originals.drain()
    assert (fetched.address, fetched.at, fetched.status) == (received.url, at, 200)
    assert (read.address, read.at, read.digest, read.size) == ("a.txt", "2026-01-02T03:04:05+00:00", DIGEST, len(DATA))
    assert read.tool.startswith("recount ")


def test_what_is_too_large_leaves_nothing_behind(originals: Originals) -> None:
    with pytest.raises(SkipReport, match="is larger than"):
        keep(originals, most=len(DATA) - 1)
    assert [path for path in originals.folder.rglob("*") if path.is_file()] == []
    assert originals.drain() == []
    assert keep(originals, most=len(DATA)) == DATA


def test_what_a_killed_run_left_is_swept_away_and_what_another_writes_is_not(originals: Originals) -> None:
    keep(originals)
    left, young = originals.folder / ".part-left", originals.folder / ".part-young"
    for part in (left, young):
        part.write_bytes(b"half")
    os.utime(left, (0, 0))

    class Writing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            for part in originals.folder.glob(".part-*"):
                if part not in (left, young):
                    os.utime(part, (0, 0))
            there = left.exists()
            assert sweep(originals.folder) == there
            return super().read(size)

    with originals.keep(Writing(b"More."), Received(name="b.txt"), most=None) as (stream, _):
        assert stream.read() == b"More."
    assert not left.exists()
    assert young.exists()
    assert len(list(originals.digests())) == 2


def test_each_record_has_a_folder_of_its_own() -> None:
    settings = Settings()
    assert originals_folder("some/recount.db", settings) == Path("some/recount.db.originals")
    assert originals_folder("memory:", settings) is None
    on_a_server = data_folder() / "originals"
    assert originals_folder("postgresql://me:secret@host/war", settings) == on_a_server / "me_host_war"
    schemas = [f"postgresql://me@host/war?options=-csearch_path%3D{name}" for name in ("a", "b")]
    assert originals_folder(schemas[0], settings) != originals_folder(schemas[1], settings)
    assert "secret" not in str(originals_folder("postgresql://me@host/war?password=secret", settings))
    assert originals_folder("a.db", Settings(originals="kept")) == Path("kept")


def test_a_folder_set_in_the_settings_is_everybodys(tmp_path: Path) -> None:
    folder = str(tmp_path / "kept")
    assert originals_folder("postgresql://me@host/war", Settings(originals=folder)) == tmp_path / "kept"


def test_the_log_names_who_collects_only_where_the_settings_do(tmp_path: Path) -> None:
    for name in ("", "Archive of the Valley"):
        originals = Originals(tmp_path / "o", clock=lambda: AT, collector=name)
        keep(originals)
        assert [capture.collector for capture in originals.drain()] == [name]


@pytest.mark.parametrize(
    ("said", "at", "taken"),
    [
        ("2016-10-13T01:02:03Z", "2016-10-13T01:02:03+00:00", AT),
        ("2016-10-13T03:02:03.5+02:00", "2016-10-13T01:02:03+00:00", AT),
        ("2016-10-13T01:02:03", AT, ""),
        ("yesterday \x1b[2J", AT, ""),
        ("0001-01-01T00:00:00+14:00", AT, ""),
        (None, AT, ""),
    ],
)
def test_an_archives_time_is_kept_in_utc_beside_ours_if_it_is_one(
    tmp_path: Path, said: str | None, at: str, taken: str
) -> None:
    originals = Originals(tmp_path / "o", clock=lambda: AT)
    received = Received(name="https://a.example/", method=Method.MEMBER, retrieved=said)
    with originals.keep(io.BytesIO(DATA), received, most=None):
        pass
    (capture,) = originals.drain()
    assert (capture.at, capture.taken) == (at, taken)


def test_a_name_that_is_no_utf8_is_logged_with_its_bytes_written_out(originals: Originals) -> None:
    keep(originals, name=b"raid-\xff.txt".decode("utf-8", "surrogateescape"))
    (capture,) = originals.drain()
    assert capture.address == "raid-\\udcff.txt"


def test_an_original_that_was_cut_short_is_mended_when_its_bytes_come_again(originals: Originals) -> None:
    keep(originals)
    path = originals.path(DIGEST)
    path.chmod(0o644)
    path.write_bytes(DATA[:5])
    assert keep(originals) == DATA
    assert path.read_bytes() == DATA


def test_what_can_not_be_read_is_the_inputs_fault_and_leaves_nothing_behind(originals: Originals) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input/output error"), originals.keep(Broken(), Received(name="x"), most=None):
        pass
    assert [path for path in originals.folder.rglob("*") if path.is_file()] == []


def test_a_full_disk_stops_the_run_and_is_not_taken_for_an_unreadable_input(small_disk: Path) -> None:
    originals = Originals(small_disk / "o", clock=lambda: AT)
    data = b"x" * 3_000_000
    with pytest.raises(RecordFull, match="free some space"):
        keep(originals, data)
    assert [path for path in originals.folder.rglob("*") if path.is_file()] == []
    assert keep(originals) == DATA


def test_a_disk_that_says_it_is_full_is_told_so(originals: Originals, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("recount.store.originals.tempfile.NamedTemporaryFile", full)
    with pytest.raises(RecordFull, match="No space left"):
        keep(originals)


def test_a_folder_that_can_not_be_written_is_told(tmp_path: Path, freeze: Callable[[Path], None]) -> None:
    folder = tmp_path / "frozen"
    folder.mkdir()
    freeze(folder)
    with pytest.raises(RecordReadOnly, match="make the folder writable"):
        keep(Originals(folder / "o", clock=lambda: AT))


def _keep_many(folder: Path) -> None:
    originals = Originals(folder, clock=lambda: AT)
    for n in range(60):
        keep(originals, b"%d" % n * 50_000)
    originals.drain()


def test_two_processes_may_keep_the_same_originals(tmp_path: Path) -> None:
    folder = tmp_path / "o"
    for child in [start(lambda: _keep_many(folder)) for _ in range(2)]:
        assert os.waitpid(child, 0)[1] == 0
    originals = Originals(folder, clock=lambda: AT)
    wanted = sorted(hashlib.sha256(b"%d" % n * 50_000).hexdigest() for n in range(60))
    assert list(originals.digests()) == wanted
    assert all(hashlib.sha256(originals.path(d).read_bytes()).hexdigest() == d for d in wanted)
    assert not list(folder.glob(".part-*"))


def test_a_record_may_be_moved_with_its_folder(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    originals = Originals(tmp_path / "a" / "r.db.originals", clock=lambda: AT)
    keep(originals)
    with open_store(str(tmp_path / "a" / "r.db")) as store:
        store.add([], [], at=AT, captures=originals.drain())
    (tmp_path / "a").rename(tmp_path / "b")
    folder = originals_folder(str(tmp_path / "b" / "r.db"), Settings())
    assert folder is not None
    with open_store(str(tmp_path / "b" / "r.db"), read_only=True) as store:
        assert list(verify(store, Originals(folder, clock=lambda: AT), Verified())) == []


def test_how_much_is_kept_is_told(originals: Originals) -> None:
    assert originals.size() == (0, 0)
    keep(originals)
    keep(originals, b"more")
    assert originals.size() == (2, len(DATA) + 4)
