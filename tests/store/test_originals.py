"""Originals: kept as they came, under the digest of their bytes."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest

from recount.config import Settings, data_folder
from recount.errors import SkipReport
from recount.model import Method, Received
from recount.store.originals import Originals, originals_folder
from recount.store.parts import sweep

DATA = "Twelve people died. مقتل اثني عشر".encode()
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
    assert originals_folder("postgresql://me:secret@host/war", settings) == data_folder() / "originals" / "me_host_war"
    assert originals_folder("a.db", Settings(originals="kept")) == Path("kept")
