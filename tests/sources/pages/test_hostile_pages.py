"""Pages made to exhaust whoever reads them: each is read or refused within seconds and bounded memory."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from recount.sources.pages.tree import LONGEST_ATTRIBUTE, MOST_ELEMENTS, parse
from tests.sources.reading import errors_in, read_bytes, report_in

WORDS = b"<p>Three people were killed in the town on Monday, officials said.</p>"
SECONDS = 20
"""Wall clock on a busy machine; each takes under 3 s of one core when alone."""

HOSTILE = {
    "fifty megabytes": (WORDS * 720_000, "is larger than 10 MB"),
    "a million nested": (WORDS + b"<div>" * 1_000_000, ""),
    "nested before its words": (b"<div>" * 1_000_000 + WORDS, "holds no article"),
    "too many elements": (WORDS + b"<i>x</i>" * (MOST_ELEMENTS + 1), "has more than 100,000 elements"),
    "tables in tables": (WORDS + b"<table><tr><td>" * 300_000, ""),
    "an attribute of nine megabytes": (b'<p class="' + b"ad " * 3_000_000 + b'">x</p>' + WORDS, ""),
    "comments without end": (WORDS + b"<!--" * 1_000_000, ""),
    "brackets without end": (WORDS + b"<" * 2_000_000, ""),
    "nul for words": (WORDS + b"\0" * 5_000_000, ""),
    "a script of nine megabytes": (b"<script>" + b"x" * 9_000_000 + b"</script>" + WORDS, ""),
    "an entity bomb": (
        b'<!DOCTYPE html [<!ENTITY a "xxxxxxxxxx">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
        + b"]><html><body>"
        + WORDS
        + b"<p>&m;</p></body></html>",
        "",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_read_or_refused_soon(name: str) -> None:
    body, told = HOSTILE[name]
    data = body if body.startswith(b"<!DOCTYPE") else b"<html><head><title>T</title></head><body>" + body
    start = time.monotonic()
    if told:
        (error,) = errors_in(data, "page.html")
        assert told in error
    else:
        assert "Three people were killed" in report_in(data, "page.html").text
    assert time.monotonic() - start < SECONDS


def test_fifty_megabytes_are_not_held() -> None:
    data = HOSTILE["fifty megabytes"][0]
    tracemalloc.start()
    read_bytes(data, "page.html")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40_000_000


def test_entities_of_files_and_of_the_network_are_not_followed() -> None:
    page = (
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>'
        + WORDS
        + b"<p>&x; stands here.</p></body></html>"
    )
    assert "root:" not in report_in(page, "page.html").text


def test_long_attributes_of_large_pages_are_cut_and_others_are_not() -> None:
    assert len(parse(f'<p class="{"a" * 300_000}">x</p>').find(".//p").get("class")) == LONGEST_ATTRIBUTE
    assert len(parse(f'<p class="{"a" * 20_000}">x</p>').find(".//p").get("class")) == 20_000


def test_a_page_in_xml_is_read() -> None:
    head = (
        b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd">'
        b'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body>'
    )
    found = report_in(head + WORDS + b"</body></html>", "saved.txt")
    assert found.text == "Three people were killed in the town on Monday, officials said."
