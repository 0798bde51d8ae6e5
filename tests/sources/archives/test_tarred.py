"""TAR, plain or packed, and single packed files."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sources.archives.made import got, packed, tarred, zipped

TEXT = b"Two people died in Homs."
PACKERS: dict[str, Callable[[bytes], bytes]] = {"": bytes, ".gz": packed, ".bz2": bz2.compress, ".xz": lzma.compress}


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_members_are_read_packed_or_not(tmp_path: Path, suffix: str, form: int) -> None:
    long = "deep/" * 30 + "b.txt"
    data = PACKERS[suffix](tarred(("may/raid.txt", TEXT), (long, TEXT), ("x.png", b"x"), form=form))
    found = got(tmp_path, f"reports.tar{suffix}", data)
    assert found.ids[0] == "reports/may/raid"
    assert len(found.ids) == 2
    assert len(found.passed) == 1


@pytest.mark.parametrize(("name", "pack"), [("a.tgz", packed), ("a.tar", packed), ("a.tar.gz", bytes)])
def test_what_it_is_packed_with_is_seen_by_its_bytes(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    assert got(tmp_path, name, pack(tarred(("b.txt", TEXT)))).ids == ["a/b"]


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz"])
def test_a_single_packed_file_is_read_under_its_own_name(tmp_path: Path, suffix: str) -> None:
    assert got(tmp_path, f"raid.txt{suffix}", PACKERS[suffix](TEXT)).ids == ["raid"]
    assert got(tmp_path, f"r.zip{suffix}", PACKERS[suffix](zipped(("b.txt", TEXT)))).ids == ["r/b"]


def test_a_file_of_several_packed_members_is_read_whole(tmp_path: Path) -> None:
    (report,) = got(tmp_path, "a.txt.gz", packed(TEXT) + packed(b" Three in Hama.") + bytes(600)).reports
    assert report.text == "Two people died in Homs. Three in Hama."


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz"])
def test_a_packed_file_that_is_cut_off_or_damaged_is_told(tmp_path: Path, suffix: str) -> None:
    whole = PACKERS[suffix](TEXT * 1000)
    for broken in (whole[:-9], whole[: len(whole) // 2], whole[:20] + bytes(20) + whole[40:]):
        found = got(tmp_path, f"a.txt{suffix}", broken)
        assert not found.ids
        assert "is cut off or damaged" in found.failure.error


def test_what_is_packed_otherwise_than_it_says_is_told(tmp_path: Path) -> None:
    assert "is not packed as its name says (.gz)" in got(tmp_path, "a.txt.gz", TEXT).failure.error


def special(kind: bytes) -> tarfile.TarInfo:
    info = tarfile.TarInfo("b.txt")
    info.type, info.linkname = kind, "/etc/passwd"
    return info


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (tarfile.SYMTYPE, "is a link"),
        (tarfile.LNKTYPE, "is a link"),
        (tarfile.CHRTYPE, "is no file but a device"),
        (tarfile.BLKTYPE, "is no file but a device"),
        (tarfile.FIFOTYPE, "is no file but a device"),
    ],
)
def test_links_and_devices_are_told_and_not_followed(tmp_path: Path, kind: bytes, told: str) -> None:
    found = got(tmp_path, "a.tar", tarred(special(kind), ("c.txt", TEXT)))
    assert found.ids == ["a/c"]
    assert found.failure.error.startswith(told)


@pytest.mark.parametrize("name", ["../x.txt", "/etc/x.txt", "a/../../x.txt"])
def test_a_name_that_leads_out_is_told_and_not_read(tmp_path: Path, name: str) -> None:
    found = got(tmp_path, "a.tar", tarred((name, TEXT), ("c.txt", TEXT)))
    assert found.ids == ["a/c"]
    assert "leads out" in found.failure.error


def test_a_name_that_is_no_utf_8_is_shown_in_ascii(tmp_path: Path) -> None:
    data = tarred(("caf?.txt", TEXT), form=tarfile.USTAR_FORMAT)
    header = bytearray(data[:512])
    header[3] = 0xE9
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    assert got(tmp_path, "a.tar", bytes(header) + data[512:]).ids == ["a/caf\\xe9"]


def test_an_archive_that_is_cut_off_anywhere_is_told_after_what_stands_before(tmp_path: Path) -> None:
    data = tarred(("b.txt", TEXT), ("c.txt", TEXT * 100), form=tarfile.USTAR_FORMAT)
    for cut in (1024, 1100, 1536, 1600, 2100):
        found = got(tmp_path, "a.tar", data[:cut])
        assert found.ids == ["a/b"]
        assert found.failures
        assert all("is cut off or damaged" in one.error for one in found.failures)


def test_damage_behind_the_first_member_is_told(tmp_path: Path) -> None:
    data = bytearray(tarred(("b.txt", TEXT), ("c.txt", TEXT), form=tarfile.USTAR_FORMAT))
    data[1024 + 150] ^= 1
    found = got(tmp_path, "a.tar", bytes(data))
    assert found.ids == ["a/b"]
    assert "InvalidHeaderError" in found.failure.error


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    assert "is cut off or damaged" in got(tmp_path, "a.tar", b"Not at all." * 100).failure.error
    assert got(tmp_path, "a.tar", tarred()).noted == ["nothing that is read was found in it"]


def test_a_bomb_of_a_header_is_refused(tmp_path: Path) -> None:
    info = tarfile.TarInfo("b.txt")
    info.type, info.size = tarfile.XHDTYPE, 50_000_000
    data = packed(info.tobuf(tarfile.USTAR_FORMAT) + bytes(50_000_000))
    tracemalloc.start()
    found = got(tmp_path, "a.tar.gz", data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.failure.error.startswith("has a header of more than 1 MB")
    assert peak < 10_000_000


@pytest.mark.parametrize("headers", [{"GNU.sparse.major": "1", "GNU.sparse.minor": "0"}, {"GNU.sparse.map": "0,9"}])
def test_files_with_holes_are_refused(tmp_path: Path, headers: dict[str, str]) -> None:
    info = tarfile.TarInfo("b.txt")
    info.size, info.pax_headers = len(TEXT), headers
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(info, io.BytesIO(TEXT))
    assert got(tmp_path, "a.tar", out.getvalue()).failure.error.startswith("holds a file with holes")


def test_what_is_passed_over_is_counted_as_unpacked(tmp_path: Path) -> None:
    data = packed(tarred(*((f"{n}.png", bytes(1_000_000)) for n in range(10)), ("c.txt", TEXT)))
    found = got(tmp_path, "a.tar.gz", data, max_unpacked_bytes=5_000_000)
    assert found.failure.error.startswith("unpacks to more than 5 MB")
    assert got(tmp_path, "a.tar.gz", data, max_unpacked_bytes=20_000_000).ids == ["a/c"]


def test_xz_that_asks_for_much_memory_is_refused(tmp_path: Path) -> None:
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 20}]
    data = bytearray(lzma.compress(TEXT, filters=filters))
    assert got(tmp_path, "a.txt.xz", bytes(data)).ids == ["a"]
    # The dictionary's size stands behind the filter's id and the length of its properties, within a checksum.
    at = data.index(b"\x21\x01", 12) + 2
    data[at] = 40  # 4 GB
    import zlib

    size = (data[12] + 1) * 4
    data[12 + size - 4 : 12 + size] = zlib.crc32(bytes(data[12 : 12 + size - 4])).to_bytes(4, "little")
    found = got(tmp_path, "a.txt.xz", bytes(data))
    assert found.failure.error.startswith("takes more than 100 MB of memory to unpack")


def test_many_members_take_no_memory(tmp_path: Path) -> None:
    data = tarred(*((f"{n}.png", b"") for n in range(5000)), form=tarfile.USTAR_FORMAT)
    (tmp_path / "a.tar").write_bytes(data)
    from recount.sources import Limits, read

    tracemalloc.start()
    count = sum(1 for _ in read([str(tmp_path / "a.tar")], limits=Limits()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 5000
    assert peak < 2_000_000
