"""Kinds: bytes that are sure before names, names before declarations."""

from __future__ import annotations

import pytest

from recount.sources.kinds import kind_of, suffix_of

OFFICE = b"PK\x03\x04\x14\x00" + b"x" * 20 + b"[Content_Types].xml" + b"x" * 20


@pytest.mark.parametrize(
    ("name", "head", "declared", "kind"),
    [
        ("a.txt", b"Three died.", "", ".txt"),
        ("a.txt", b"%PDF-1.7", "", ".pdf"),
        ("a.txt", b"<!DOCTYPE html><html>", "", ".html"),
        ("a.txt", b"\xef\xbb\xbf\n<!-- saved --><HTML lang=ar>", "", ".html"),
        ("a.txt", b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x'><html>", "", ".html"),
        ("a.txt", b"<htmlish> is no word", "", ".txt"),
        ("a.txt", b"A page begins with <html>", "", ".txt"),
        ("a.jsonl", b"<html>", "", ".jsonl"),
        ("a.eml", b"<html>", "", ".eml"),
        ("a.HTM", b"x", "", ".html"),
        ("page", b"x", "text/html; charset=utf-8", ".html"),
        ("page", b"x", "TEXT/HTML", ".html"),
        ("page.txt", b"x", "text/html", ".txt"),
        ("page", b"x", "image/png", None),
        ("page", b"x", "", None),
        ("a.docx", OFFICE, "", ".docx"),
        ("a", OFFICE + b"word/document.xml", "", ".docx"),
        ("a.bin", OFFICE + b"xl/workbook.xml", "", ".xlsx"),
        ("a", OFFICE + b"ppt/presentation.xml", "", ".zip"),
        ("a", b"PK\x03\x04word/", "", ".zip"),
        ("a.txt", b"WARC/1.1\r\n", "", ".warc"),
        ("a.feed", b"<?xml version='1.0'?><rss>", "", ".feed"),
    ],
)
def test_the_kind_of_an_input(name: str, head: bytes, declared: str, kind: str | None) -> None:
    assert kind_of(name, head, declared) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("x.tar.gz", ".tar"),
        ("x.tgz", ".tar"),
        ("x.warc.gz", ".warc"),
        ("x.txt.gz", ".gz"),
        ("x.ndjson", ".jsonl"),
        ("x", None),
    ],
)
def test_the_kind_that_a_name_tells(name: str, kind: str | None) -> None:
    assert suffix_of(name) == kind
