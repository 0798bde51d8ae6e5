"""ZIP and WACZ: members as inputs of their own; hostile ones are told and never followed."""

from __future__ import annotations

import io
import json
import stat
import struct
import time
import zipfile
from pathlib import Path

import pytest

from tests.sources.archives.made import Got, Warc, got, page, tarred, zipped

TEXT = b"Two people died in Homs."


def test_members_are_read_by_the_reader_for_their_kind(tmp_path: Path) -> None:
    line = json.dumps({"id": "line", "text": "Three died."}).encode()
    data = zipped(("may/raid.txt", TEXT), ("may/page.html", page("Four died.")), ("all.jsonl", line), ("a.png", b"x"))
    found = got(tmp_path, "reports.zip", data)
    assert found.ids == ["reports/may/raid", "reports/may/page", "line"]
    assert found.passed == [f"{tmp_path}/reports.zip!a.png"]


def test_members_of_one_name_are_told_apart_by_their_folder_and_archive(tmp_path: Path) -> None:
    inner = zipped(("1.txt", TEXT), ("june/1.txt", TEXT))
    found = got(tmp_path, "all.zip", zipped(("a.zip", inner), ("b.zip", inner)))
    assert found.ids == ["all/a/1", "all/a/june/1", "all/b/1", "all/b/june/1"]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_the_usual_ways_of_packing_are_read(tmp_path: Path, method: int) -> None:
    assert got(tmp_path, "a.zip", zipped(("b.txt", TEXT), method=method)).ids == ["a/b"]


def test_lzma_is_refused_since_its_memory_has_no_bound(tmp_path: Path) -> None:
    found = got(tmp_path, "a.zip", zipped(("b.txt", TEXT), method=zipfile.ZIP_LZMA))
    assert found.failure.error.startswith("is packed in a way that is not read")


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "/etc/passwd.txt", "C:\\x.txt", "a/../../x.txt", "..\\x.txt"])
def test_a_name_that_leads_out_is_told_and_not_read(tmp_path: Path, name: str) -> None:
    found = got(tmp_path, "a.zip", zipped((name, TEXT), ("b.txt", TEXT)))
    assert found.ids == ["a/b"]
    assert "leads out of the archive" in found.failure.error


@pytest.mark.parametrize(
    ("mode", "told"), [(stat.S_IFLNK, "is a link"), (stat.S_IFIFO, "is no file"), (stat.S_IFCHR, "is no file")]
)
def test_links_and_devices_are_told_and_not_read(tmp_path: Path, mode: int, told: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("b.txt")
        info.create_system, info.external_attr = 3, (mode | 0o644) << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("c.txt", TEXT)
    found = got(tmp_path, "a.zip", out.getvalue())
    assert found.ids == ["a/c"]
    assert found.failure.error.startswith(told)


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped(("b.txt", TEXT), ("c.txt", TEXT)))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    found = got(tmp_path, "a.zip", bytes(data))
    assert found.ids == ["a/c"]
    assert found.failure.error == "is encrypted: unpack it with its password first"


def test_hidden_members_are_left_out(tmp_path: Path) -> None:
    data = zipped(("__MACOSX/._b.txt", TEXT), (".git/x.txt", TEXT), ("c/.x.txt", TEXT), ("c/b.txt", TEXT))
    assert got(tmp_path, "a.zip", data).ids == ["a/c/b"]


def test_names_in_utf_8_that_do_not_say_so_are_read_as_such(tmp_path: Path) -> None:
    for name, shown in (
        (b"caf\xc3\xa9.txt", "café"),
        (b"caf\x82.txt", "café"),
        (b"\xd8\xad\xd9\x84\xd8\xa8.txt", "حلب"),
    ):
        data = zipped(("x" * len(name), TEXT)).replace(b"x" * len(name), name)
        assert got(tmp_path, "a.zip", data).ids == [f"a/{shown}"]


def test_names_can_not_command_a_terminal(tmp_path: Path) -> None:
    (name,) = got(tmp_path, "a.zip", zipped(("\x1b[31mb.txt", TEXT))).ids
    assert name == "a/\ufffd[31mb"


@pytest.mark.parametrize("cut", [5, 30, 100, -1])
def test_an_archive_that_is_cut_off_is_told(tmp_path: Path, cut: int) -> None:
    found = got(tmp_path, "a.zip", zipped(("b.txt", TEXT), ("c.txt", TEXT))[:cut])
    assert "is cut off or damaged" in found.failure.error
    assert not found.ids


def test_a_damaged_member_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    data = bytearray(zipped(("b.txt", TEXT), ("c.txt", TEXT), method=zipfile.ZIP_STORED))
    data[data.index(TEXT) + 2] ^= 1
    found = got(tmp_path, "a.zip", bytes(data))
    assert found.ids == ["a/c"]
    assert found.failure.report.endswith("a.zip!b.txt")
    assert "BadZipFile" in found.failure.error


def test_an_empty_archive_is_noted(tmp_path: Path) -> None:
    assert got(tmp_path, "a.zip", zipped()).noted == ["nothing that is read was found in it"]


def nested(levels: int) -> bytes:
    data = zipped(("b.txt", TEXT))
    for level in range(levels - 1):
        data = zipped((f"{level}.zip", data))
    return data


def test_archives_are_opened_so_deep_and_no_deeper(tmp_path: Path) -> None:
    assert len(got(tmp_path, "a.zip", nested(3)).ids) == 1
    assert got(tmp_path, "a.zip", nested(4)).failure.error.startswith("lies 3 archives deep")
    assert len(got(tmp_path, "a.zip", nested(5), max_depth=5).ids) == 1
    assert got(tmp_path, "a.zip", nested(1), max_depth=0).failure.error.startswith("lies 0 archives deep")


def test_an_archive_in_an_archive_gets_no_budget_of_its_own(tmp_path: Path) -> None:
    inner = zipped(*((f"{n}.txt", b"a " * 100_000) for n in range(8)))
    whole = zipped(*((f"{n}.zip", inner) for n in range(10)))
    found = got(tmp_path, "a.zip", whole, max_unpacked_bytes=5_000_000)
    assert 20 <= len(found.ids) <= 25
    assert found.failures
    assert all("unpacks to more than 5 MB" in one.error for one in found.failures)
    assert len(got(tmp_path, "a.zip", whole, max_unpacked_bytes=20_000_000).ids) == 80


def overlapping(members: int, size: int) -> bytes:
    """Many entries of the directory that all point at one packed block, as Fifield's bomb has them."""
    data = zipped(("0000.txt", b"a" * size))
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[start:end]
    entries = b"".join(entry.replace(b"0000.txt", b"%04d.txt" % n) for n in range(members))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, members, members, len(entries), start, 0)
    return data[:start] + entries + tail


def test_a_bomb_of_overlapping_members_is_stopped(tmp_path: Path) -> None:
    found = got(tmp_path, "a.zip", overlapping(2000, 2_000_000), max_unpacked_bytes=50_000_000)
    assert len(found.ids) <= 25
    assert found.failures


def test_a_bomb_of_one_member_is_stopped_at_the_size_of_a_report(tmp_path: Path) -> None:
    found = got(tmp_path, "a.zip", zipped(("b.txt", bytes(50_000_000)), ("c.txt", TEXT)))
    assert found.ids == ["a/c"]
    assert found.failure.error.startswith("is larger than 10 MB")


@pytest.mark.parametrize("comment", [b"", b"PK\x05\x06" + bytes(18), b"PK\x05\x06"])
def test_too_many_members_are_refused_before_they_take_memory(tmp_path: Path, comment: bytes) -> None:
    import tracemalloc

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n in range(5000):
            archive.writestr(zipfile.ZipInfo(f"{n}.txt"), b"")
        archive.comment = comment
    tracemalloc.start()
    found = got(tmp_path, "a.zip", out.getvalue(), max_members=500)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.failure.error.startswith("has more than 500 members")
    assert peak < 1_500_000
    if not comment:
        assert "has more than 4,999 members" in got(tmp_path, "a.zip", out.getvalue(), max_members=4999).failure.error


def test_many_tiny_members_are_read_in_little_time(tmp_path: Path) -> None:
    data = zipped(*((f"{n}.png", b"") for n in range(20_000)))
    started = time.process_time()
    found = got(tmp_path, "a.zip", data)
    assert len(found.passed) == 20_000
    assert time.process_time() - started < 15


def test_a_collection_of_web_archives_is_read_with_its_pages_alone(tmp_path: Path) -> None:
    warc = Warc().answer("https://news.example/a", page("Two died.")).data
    members = (("archive/data.warc.gz", warc), ("pages/pages.jsonl", b"{}"), ("datapackage.json", b"{}"))
    found = got(tmp_path, "a.wacz", zipped(*members, method=zipfile.ZIP_STORED))
    assert found.ids == ["https://news.example/a"]
    assert len(found.all) == 1


def test_archives_of_other_kinds_are_opened_too(tmp_path: Path) -> None:
    found = got(tmp_path, "a.zip", zipped(("b.tar", tarred(("c.txt", TEXT)))))
    assert found.ids == ["a/b/c"]
    assert isinstance(found, Got)
