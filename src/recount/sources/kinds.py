"""Kinds: what an input is, by its first bytes, else by its name, else by what was declared."""

from __future__ import annotations

import re
from pathlib import PurePath
from urllib.parse import urlsplit

_SCHEMES = ("http://", "https://")

HEAD = 4096
"""Bytes looked at."""

_BY_NAME = {
    ".htm": ".html",
    ".xhtml": ".html",
    ".mht": ".mhtml",
    ".text": ".txt",
    ".ndjson": ".jsonl",
    ".tgz": ".tar",
    ".warc.gz": ".warc",
}
_BY_TYPE = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "message/rfc822": ".eml",
    "multipart/related": ".mhtml",
    "application/x-mimearchive": ".mhtml",
    "text/csv": ".csv",
    "application/zip": ".zip",
    "application/warc": ".warc",
    "application/x-ndjson": ".jsonl",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
_COMPRESSED = (".gz", ".bz2", ".xz")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def kind_of(name: str, head: bytes, declared: str = "") -> str | None:
    """The kind, as the suffix under which its reader is registered; ``None`` where nothing tells.

    Bytes that are sure outrank the name: a page saved as ``.txt`` is a page, a PDF is a PDF. Office documents are ZIP
    archives, so that among these the name decides.
    """
    named = suffix_of(name)
    by_type = _BY_TYPE.get(declared.partition(";")[0].strip().lower())
    if head.startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith(b"WARC/1."):
        return ".warc"
    if head.startswith(b"PK\x03\x04"):
        return named if named in (".docx", ".xlsx", ".wacz", ".zip") else _office(head, by_type)
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")) and named not in (".jsonl", ".eml"):
        return ".html"
    return _of_address(named, by_type) if _is_address(name) else named or by_type


def _office(head: bytes, by_type: str | None) -> str:
    """The kind of a ZIP archive whose name does not tell: by its declared type, else by its first members."""
    if by_type in (".docx", ".xlsx"):
        return by_type
    if b"[Content_Types].xml" in head:
        return ".docx" if b"word/" in head else ".xlsx" if b"xl/" in head else ".zip"
    return ".zip"


def suffix_of(name: str) -> str | None:
    """The kind that a file name tells, ``None`` without a suffix. ``x.tar.gz`` is ``.tar``."""
    path = PurePath(urlsplit(name).path.lower() if _is_address(name) else name.lower())
    if path.suffix in _COMPRESSED:
        inner = PurePath(path.stem).suffix
        return inner if inner in (".tar", ".warc") else path.suffix
    return _BY_NAME.get(path.suffix, path.suffix) or None


def _is_address(name: str) -> bool:
    return name[:8].lower().startswith(_SCHEMES)


def _of_address(named: str | None, told: str | None) -> str | None:
    """The end of an address is often that of a program (``story.php``), so that what the server tells outranks it.

    But for plain text: many servers say so of whatever they don't know.
    """
    return named if named in _NAMED and told in (None, ".txt") else told


_NAMED = frozenset({*_BY_NAME.values(), *_BY_TYPE.values(), ".bz2", ".gz", ".tsv", ".wacz", ".xz"})
