"""WARC: the pages that a crawl fetched, and every damage told."""

from __future__ import annotations

import time
import zlib
from pathlib import Path

import pytest

from recount.sources import without_clashes
from tests.sources.archives.made import AT, PAGE, Got, Warc, got, packed, page

A, B, C = (f"https://news.example/{name}" for name in "abc")


@pytest.fixture(params=[True, False], ids=["packed", "plain"])
def three(request: pytest.FixtureRequest) -> Warc:
    """Three pages."""
    warc = Warc(packed=request.param)
    for url in (A, B, C):
        warc.answer(url, page(f"Twelve people died at {url[-1]}."))
    return warc


def name_of(warc: Warc) -> str:
    return "x.warc.gz" if warc.data.startswith(b"\x1f\x8b") else "x.warc"


def test_pages_are_read_under_their_addresses_with_the_time_of_capture(three: Warc, tmp_path: Path) -> None:
    found = got(tmp_path, name_of(three), three.data)
    assert found.ids == [A, B, C]
    assert {one.retrieved for one in found.reports} == {AT}
    assert all("Twelve people died at" in one.text for one in found.reports)
    assert not found.failures


def test_an_archive_that_was_packed_as_a_whole_is_read_too(tmp_path: Path) -> None:
    warc = Warc(packed=False).answer(A, page("Two died.")).answer(B, page("Three died."))
    assert got(tmp_path, "x.warc.gz", packed(warc.data)).ids == [A, B]


@pytest.mark.parametrize("is_packed", [True, False])
def test_what_is_no_page_is_passed_over(tmp_path: Path, is_packed: bool) -> None:
    body = page("Nobody should read this.")
    warc = Warc(packed=is_packed)
    warc.record("warcinfo", "urn:x", b"software: test\r\n")
    warc.answer(A, b"", kind="request", status="GET / HTTP/1.1")
    warc.record("metadata", A, b"fetchTimeMs: 12\r\n", warc_content_type="application/warc-fields")
    warc.answer(A, body, status="404 Not Found")
    warc.answer(A, b"", status="301 Moved", headers=[("Location", B)])
    warc.answer(A, b"\x89PNG", headers=[("Content-Type", "image/png")])
    warc.answer(A, b"", kind="revisit")
    warc.record("resource", "dns:news.example", b"news.example 1 IN A 192.0.2.1", warc_content_type="text/plain")
    warc.record("conversion", A, b"Words.", warc_content_type="text/plain")
    warc.answer(B, page("Seven people died."))
    warc.record("resource", C, page("Eight people died."), warc_content_type=PAGE)
    found = got(tmp_path, "x.warc", warc.data)
    assert found.ids == [B, C]
    assert not found.failures


def test_an_archive_without_pages_is_noted(tmp_path: Path) -> None:
    warc = Warc().answer(A, page("None."), status="404 Not Found")
    assert got(tmp_path, "x.warc.gz", warc.data).noted == ["nothing that is read was found in it"]


def pieces(data: bytes, size: int = 100) -> bytes:
    cut = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x;note=1\r\n%s\r\n" % (len(one), one) for one in cut) + b"0\r\n\r\n"


BARE = zlib.compressobj(wbits=-15)
SENT = page("Twelve people died in the market.")
CHUNKED, GZIP = ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (SENT, []),
        (pieces(SENT), [CHUNKED]),
        (packed(SENT), [GZIP]),
        (pieces(packed(SENT), 7), [CHUNKED, GZIP]),
        (SENT, [CHUNKED]),
        (SENT, [GZIP]),
        (SENT, [CHUNKED, GZIP]),
        (zlib.compress(SENT), [("Content-Encoding", "deflate")]),
        (BARE.compress(SENT) + BARE.flush(), [("Content-Encoding", "deflate")]),
        (SENT, [("Content-Encoding", "identity")]),
    ],
    ids=["plain", "chunked", "gzip", "both", "not chunked", "not gzip", "neither", "deflate", "bare deflate", "same"],
)
def test_content_is_joined_and_unpacked_also_where_the_headers_are_out_of_date(
    tmp_path: Path, body: bytes, headers: list[tuple[str, str]]
) -> None:
    warc = Warc().answer(A, body, headers=[("Content-Type", PAGE), *headers])
    (report,) = got(tmp_path, "x.warc.gz", warc.data).reports
    assert report.text.startswith("Twelve people died in the market.")
    assert report.text.endswith("sentence 5 of its bulletin.")


@pytest.mark.parametrize(
    ("body", "header", "told"),
    [
        (pieces(SENT)[:-30], CHUNKED, "a piece of the answer is missing"),
        (packed(SENT)[:-30], GZIP, "EOFError"),
        (SENT, ("Content-Encoding", "br"), "packed in a way that is not read ('br')"),
    ],
)
def test_content_that_is_not_whole_is_told_and_the_next_page_read(
    tmp_path: Path, body: bytes, header: tuple[str, str], told: str
) -> None:
    warc = Warc().answer(A, body, headers=[("Content-Type", PAGE), header]).answer(B, SENT)
    found = got(tmp_path, "x.warc.gz", warc.data)
    assert found.ids == [B]
    assert found.failure.report.endswith(f"x.warc.gz!{A}")
    assert told in found.failure.error


def test_one_page_fetched_twice_with_changed_words_gives_two_versions(tmp_path: Path) -> None:
    warc = Warc()
    for day, words in (("02", "Twelve people died."), ("03", "Fourteen people died.")):
        warc.answer(A, page(words), at=f"2026-01-{day}T00:00:00Z").answer(B, page("Two died."))
    found = Got(without_clashes(got(tmp_path, "x.warc.gz", warc.data).all))
    assert not found.failures
    versions = [one for one in found.reports if one.given_id == A]
    assert [one.text.split()[0] for one in versions] == ["Twelve", "Fourteen"]
    assert len({one.id for one in versions}) == 2
    assert len({one.id for one in found.reports if one.given_id == B}) == 1


def test_an_archive_that_is_cut_off_anywhere_is_told_after_what_stands_before(three: Warc, tmp_path: Path) -> None:
    start, end = three.ends[1], three.ends[2]
    for cut in {start + 1, start + 20, start + 200, (start + end) // 2, end - 40}:
        found = got(tmp_path, name_of(three), three.data[:cut])
        assert found.ids == [A], cut
        assert "is cut off or damaged" in found.failure.error
        assert "x.warc" in found.failure.report


def test_an_archive_cut_between_two_records_can_not_be_told_from_a_whole_one(three: Warc, tmp_path: Path) -> None:
    found = got(tmp_path, name_of(three), three.data[: three.ends[2]])
    assert (found.ids, found.failures) == ([A, B], [])


def test_damage_in_one_record_does_not_cost_those_behind_it(three: Warc, tmp_path: Path) -> None:
    start, end = three.ends[1], three.ends[2]
    broken = bytearray(three.data)
    if name_of(three) == "x.warc":
        at = three.data.index(b"Content-Length: ", start)
        broken[at : at + 20] = b"Content-Length: 0099"
    else:
        broken[(start + end) // 2 : (start + end) // 2 + 40] = bytes(40)
    found = got(tmp_path, name_of(three), bytes(broken))
    assert [one for one in found.ids if one != B] == [A, C]
    assert any("is cut off or damaged" in one.error for one in found.failures)


def test_a_record_that_lost_its_start_costs_only_itself(three: Warc, tmp_path: Path) -> None:
    broken = three.data[: three.ends[1]] + three.data[three.ends[1] + 9 :]
    found = got(tmp_path, name_of(three), broken)
    assert found.ids == [A, C]
    assert found.failure.report.endswith(name_of(three))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"WARC/2.0", "WARC/2.0 is no version that is read"),
        (b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", "does not say how long it is"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "does not say how long it is"),
        (b"WARC/1.0\r\nContent-Length: 12a\r\n\r\n", "does not say how long it is"),
        (b"WARC/1.0\r\nX: " + b"a" * 100_000 + b"\r\n\r\n", "headers without an end"),
        (b"WARC/1.0\r\n" + b"X: a\r\n" * 200_000, "headers without an end"),
        (b"What is this?", "no record where one should begin"),
    ],
)
def test_records_that_make_no_sense_are_told_and_passed(tmp_path: Path, line: bytes, told: str) -> None:
    whole = Warc(packed=False).answer(A, page("Two died.")).data
    found = got(tmp_path, "x.warc", whole + line + b"\r\nmore\r\n\r\n" + whole)
    assert set(found.ids) == {A}
    assert len(found.ids) == 2
    assert told in found.failure.error


@pytest.mark.parametrize("data", [b"WARC/1.0\r\n\r\n" * 5000, packed(b"WARC/1.0\r\n\r\n") * 5000])
def test_an_archive_of_nothing_but_damage_is_given_up(tmp_path: Path, data: bytes) -> None:
    found = got(tmp_path, "x.warc", data)
    assert len(found.failures) <= 1001
    assert "what follows was not read" in found.failures[-1].error


def test_damage_that_looks_like_the_start_of_members_costs_no_time(tmp_path: Path) -> None:
    broken = packed(b"WARC/1.0\r\n\r\n")[:-8] + b"\x1f\x8b\x08\x00" * 500_000
    started = time.process_time()
    assert got(tmp_path, "x.warc.gz", broken).failures
    assert time.process_time() - started < 5


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_page_that_looks_like_a_record_makes_none(tmp_path: Path, is_packed: bool) -> None:
    forged = Warc(packed=False).answer(C, page("A lie.")).data
    for head in (b"", b"\r\n\r\n", b"HTTP/9 \x00\r\n\r\n", b"\n" * 5):
        body = head + forged
        record = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
        record %= (A.encode(), len(body), body)
        whole = Warc(packed=is_packed).answer(B, page("Two died.")).data
        found = got(tmp_path, "x.warc", whole + (packed(record) if is_packed else record) + whole)
        assert set(found.ids) == {B}


def test_originals_that_recount_exported_are_read_again(tmp_path: Path) -> None:
    warc = Warc()
    kept = {"Recount-Path": "/home/a%20b/reports.zip!may/raid.txt"}
    warc.record("resource", "urn:sha256:00", b"Two died.", warc_content_type="text/plain", more=kept)
    warc.record("resource", "urn:sha256:01", b"Three died.", warc_content_type="text/plain")
    found = got(tmp_path, "data.warc.gz", warc.data)
    assert found.ids == ["data/home/a b/reports.zip/may/raid"]
    assert found.reports[0].text == "Two died."


def test_what_is_no_warc_is_told(tmp_path: Path) -> None:
    assert "no record" in got(tmp_path, "x.warc", b"Nothing of the kind.").failure.error
    assert not got(tmp_path, "x.warc", b"").reports


def test_addresses_are_hostile(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    warc = Warc().answer("https://news.example/a b\x1b[31m", page("Two died."))
    (report,) = got(tmp_path, "x.warc.gz", warc.data).reports
    assert "\x1b" not in report.given_id
    assert capfd.readouterr() == ("", "")


def test_a_long_address_keeps_its_own_id(tmp_path: Path) -> None:
    warc = Warc()
    for end in "xy":
        warc.answer(f"https://news.example/{'a' * 250}{end}", page("Two died."))
    first, second = got(tmp_path, "x.warc.gz", warc.data).ids
    assert first != second
    assert max(len(first), len(second)) <= 200


def test_a_bomb_in_a_page_is_refused_in_little_memory(tmp_path: Path) -> None:
    import tracemalloc

    bomb = packed(bytes(100_000_000))
    warc = Warc().answer(A, bomb, headers=[("Content-Type", PAGE), GZIP]).answer(B, page("Two died."))
    warc.answer(C, pieces(bomb, 10**9), headers=[("Content-Type", PAGE), GZIP, CHUNKED])
    tracemalloc.start()
    found = got(tmp_path, "x.warc.gz", warc.data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.ids == [B]
    assert [one.error.split(":")[0] for one in found.failures] == ["is larger than 10 MB"] * 2
    assert peak < 45_000_000


def test_an_archive_that_unpacks_to_too_much_is_given_up_with_one_failure(tmp_path: Path) -> None:
    warc = Warc().answer(A, page("Two died."))
    for _ in range(30):
        warc.answer(B, bytes(1_000_000), headers=[("Content-Type", "image/png")])
    found = got(tmp_path, "x.warc.gz", warc.data, max_unpacked_bytes=5_000_000)
    assert found.ids == [A]
    assert found.failure.error.startswith("unpacks to more than 5 MB")
