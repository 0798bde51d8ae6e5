"""WACZ: what is written is what the specification asks for, and can be read again."""

from __future__ import annotations

import hashlib
import io
import json
import tracemalloc
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from recount import Workspace
from recount.errors import RecordError
from recount.model import Capture, Method
from recount.publish.wacz import Page, address_of, write_wacz
from recount.store import open_store
from recount.store.verifying import Verified

AT = "2026-03-04T05:06:07+00:00"
PAGE = b"<html><title>Raid</title><p>Words of a page.</p></html>"
NOTE = "قُتل اثنا عشر".encode()


def captured(data: bytes, **said: object) -> Capture:
    values = {"digest": hashlib.sha256(data).hexdigest(), "size": len(data), "at": AT, "tool": "recount 1"}
    return Capture(**(values | {"address": "notes/a.txt", "method": Method.FILE} | said))  # type: ignore[arg-type]


def web(data: bytes, address: str, **said: object) -> Capture:
    return captured(data, address=address, method=Method.HTTP, media_type="text/html", status=200, **said)


def written(captures: Iterable[Capture], *data: bytes, pages: Iterable[Page] = ()) -> bytes:
    held = {hashlib.sha256(one).hexdigest(): one for one in data}
    out = io.BytesIO()
    write_wacz(out, captures, opened=lambda digest: io.BytesIO(held[digest]), pages=pages, tool="recount 1")
    return out.getvalue()


def warc_of(archive: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return opened.read("archive/data.warc.gz")


def records(archive: bytes) -> list[Any]:
    return records_in(warc_of(archive))


def records_in(warc: bytes) -> list[Any]:
    found = []
    for record in ArchiveIterator(io.BytesIO(warc), check_digests="raise"):
        record.body = record.content_stream().read()
        found.append(record)
    return found


def index_of(archive: bytes) -> list[tuple[str, str, dict[str, Any]]]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        lines = opened.read("indexes/index.cdx").decode().splitlines()
    split = [line.split(" ", 2) for line in lines]
    return [(key, stamp, json.loads(fields)) for key, stamp, fields in split]


def check_against_the_specification(archive: bytes) -> None:
    """What WACZ 1.1.1 asks of every collection."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        assert opened.getinfo("archive/data.warc.gz").compress_type == zipfile.ZIP_STORED
        package = json.loads(opened.read("datapackage.json"))
        assert (package["profile"], package["wacz_version"]) == ("data-package", "1.1.1")
        assert {one["path"] for one in package["resources"]} == set(opened.namelist()) - {
            "datapackage.json",
            "datapackage-digest.json",
        }
        for resource in package["resources"]:
            data = opened.read(resource["path"])
            assert resource["bytes"] == len(data)
            assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
            assert resource["name"] == resource["path"].rpartition("/")[2]
        own = json.loads(opened.read("datapackage-digest.json"))
        assert own["hash"] == f"sha256:{hashlib.sha256(opened.read('datapackage.json')).hexdigest()}"
        head, *pages = [json.loads(line) for line in opened.read("pages/pages.jsonl").decode().splitlines()]
    assert head["format"] == "json-pages-1.0"
    index = index_of(archive)
    assert [line[:2] for line in index] == sorted(line[:2] for line in index)
    assert {page["url"] for page in pages} <= {fields["url"] for _, _, fields in index}
    warc = warc_of(archive)
    for _, stamp, fields in index:
        (record,) = records_in(warc[fields["offset"] : fields["offset"] + fields["length"]])
        assert record.rec_headers.get_header("WARC-Target-URI") == fields["url"]
        assert record.rec_headers.get_header("WARC-Date")[:4] == stamp[:4]
        assert f"sha256:{hashlib.sha256(record.body).hexdigest()}" == fields["digest"]


def test_an_archive_is_as_the_specification_asks() -> None:
    captures = [captured(NOTE), web(PAGE, "https://www.news.example/raid?id=1"), web(NOTE, "http://news.example/")]
    pages = [Page(url="https://www.news.example/raid?id=1", title="غارة", at=AT)]
    archive = written(captures, PAGE, NOTE, pages=pages)
    check_against_the_specification(archive)
    assert [record.body for record in records(archive)[1:]] == [NOTE, PAGE, NOTE]


def test_an_archive_of_nothing_is_as_the_specification_asks() -> None:
    check_against_the_specification(written([]))


def test_a_file_stands_under_its_digest_with_the_path_it_came_from() -> None:
    capture = captured(NOTE, address="май/raid 1.txt", inside="all.zip")
    assert address_of(capture) == f"urn:sha256:{capture.digest}"
    (_, record) = records(written([capture], NOTE))
    assert record.rec_headers.get_header("Recount-Path") == "all.zip!%D0%BC%D0%B0%D0%B9/raid%201.txt"


def test_what_a_server_declared_is_kept_with_its_encoding() -> None:
    (_, record) = records(written([web(PAGE, "https://a.example/", charset="windows-1256")], PAGE))
    assert record.rec_headers.get_header("Content-Type") == "text/html; charset=windows-1256"


def test_equal_records_give_equal_bytes() -> None:
    captures = [captured(NOTE), web(PAGE, "https://a.example/")]
    assert written(captures, PAGE, NOTE) == written(captures, PAGE, NOTE)


def test_one_address_with_the_same_bytes_is_written_once_and_with_others_again() -> None:
    later = "2026-04-01T00:00:00+00:00"
    captures = [
        web(PAGE, "https://a.example/"),
        web(PAGE, "https://a.example/", at=later),
        web(NOTE, "https://a.example/"),
    ]
    assert len(records(written(captures, PAGE, NOTE))) == 3


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/x\r\nWARC-Type: request\r\n\r\nbody",
        "https://a.example/<script> \x1b[2J\x00",
        "https://[half/open",
        "https://a.example:99999999/",
        "https://пример.example/غارة?q=é#f",
        "https://a.example/" + "long" * 20_000,
        "HTTP://A.EXAMPLE/ two words",
        "https://",
    ],
)
def test_no_address_can_break_an_archive(address: str) -> None:
    archive = written([web(PAGE, address), web(NOTE, "https://b.example/", charset="utf-8\r\nX: y")], PAGE, NOTE)
    check_against_the_specification(archive)
    found = records(archive)
    assert [record.rec_type for record in found] == ["warcinfo", "resource", "resource"]
    for record in found[1:]:
        assert record.rec_headers.get_header("X") is None
        uri = record.rec_headers.get_header("WARC-Target-URI")
        assert uri.isascii()
        assert not set(uri) & set(' <>"\r\n')


@pytest.mark.parametrize("there", [b"", PAGE[:-1], PAGE + b"x", PAGE.replace(b"p", b"q")])
def test_an_original_that_is_not_what_was_taken_in_is_never_written_as_one(there: bytes) -> None:
    with pytest.raises(RecordError, match="is not what was taken in"):
        write_wacz(
            io.BytesIO(),
            [web(PAGE, "https://a.example/")],
            opened=lambda _: io.BytesIO(there),
            pages=[],
            tool="recount 1",
        )


def test_an_empty_original_is_one() -> None:
    check_against_the_specification(written([captured(b"")], b""))


class Nowhere(io.RawIOBase):
    """Takes whatever is written, and holds none of it."""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401 - as in io
        return len(data)


def test_large_and_many_originals_are_streamed() -> None:
    def peak(count: int, size: int) -> int:
        captures = (web(b"%06d" % n * (size // 6), f"https://a.example/{n}") for n in range(count))
        held = {hashlib.sha256(data).hexdigest(): n for n in range(count) for data in [b"%06d" % n * (size // 6)]}

        def opened(digest: str) -> io.BytesIO:
            return io.BytesIO(b"%06d" % held[digest] * (size // 6))

        tracemalloc.start()
        write_wacz(io.BufferedWriter(Nowhere()), captures, opened=opened, pages=[], tool="recount 1")
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    few = peak(50, 600)
    assert peak(1500, 600) - few < 1450 * 2000
    assert peak(2, 30_000_000) < 30_000_000 * 3  # one original as this test holds it, with its copy


HTML = """<html><head><title>{title}</title><meta property="article:published_time" content="2016-10-12T08:00:00Z">
<meta property="og:site_name" content="Gazette"></head><body><article><h1>{title}</h1>
<p>At least {n} people were killed in an airstrike on Homs on 11 October 2016, local activists said on Wednesday.</p>
<p>Rescuers searched the rubble of two houses until the evening, and residents said that more were missing; the
caf\xe9 at the corner of the square was destroyed as well, together with a bakery and a pharmacy.</p>
</article></body></html>"""


def web_archive(path: Path) -> None:
    """A WARC of two pages, one of them in an encoding that only the server tells."""
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for n, charset in ((14, "utf-8"), (17, "iso-8859-15")):
            headers = StatusAndHeaders(
                "200 OK", [("Content-Type", f"text/html; charset={charset}")], protocol="HTTP/1.1"
            )
            body = HTML.format(title=f"Raid {n}", n=n).encode(charset)
            record = writer.create_warc_record(
                f"https://news.example/raid-{n}",
                "response",
                payload=io.BytesIO(body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2016-10-13T01:02:03Z"},
            )
            writer.write_record(record)
            record.raw_stream.close()  # a copy that warcio leaves open


def test_what_came_from_the_web_is_read_back_as_the_same_reports(tmp_path: Path) -> None:
    web_archive(tmp_path / "pages.warc.gz")
    with Workspace.open(tmp_path / "a.db", create=True) as workspace:
        assert workspace.run(tmp_path / "pages.warc.gz").new == 2
        assert list(workspace.verify(Verified())) == []
        with (tmp_path / "out.wacz").open("wb") as out:
            assert workspace.write_originals(out) == 2
    check_against_the_specification((tmp_path / "out.wacz").read_bytes())
    with Workspace.open(tmp_path / "b.db", create=True) as workspace:
        summary = workspace.run(tmp_path / "out.wacz")
        assert (summary.new, summary.failures) == (2, [])
    assert ids(tmp_path / "a.db") == ids(tmp_path / "b.db")
    assert times(tmp_path / "a.db") == times(tmp_path / "b.db") == {"2016-10-13T01:02:03+00:00"}


def ids(record: Path) -> list[str]:
    with open_store(str(record), read_only=True) as store:
        return [head.id for head in store.heads()]


def times(record: Path) -> set[str]:
    with open_store(str(record), read_only=True) as store:
        return {link.capture.at for link in store.log()}
