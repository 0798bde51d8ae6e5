"""Feeds: RSS and Atom, for the addresses of the reports in them."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from recount.errors import SkipReport
from recount.sources.web.addresses import joined, plain

MOST_ENTRIES = 1000
"""Entries of one feed that are looked at, from its head. Feeds of news outlets have 10 to 200."""

MOST_BYTES = 5_000_000
"""Bytes of a feed. Those of news outlets have 10 to 500 thousand. A million take 0.7 s, made to be slow 14 s."""

_FEED = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|RDF)\b", re.IGNORECASE)
_ENTITY = re.compile(rb"<!ENTITY\b", re.IGNORECASE)
_LINK = re.compile(rb"<link\b[^>]{0,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"""\b(rel|type|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_TRIPPED = (ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError, RecursionError)
"""What the library falls over on damaged feeds: numbers of no character, encodings of no name, and whatever comes."""

_FEED_TYPES = frozenset({b"application/rss+xml", b"application/atom+xml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One report that a feed points to."""

    url: str
    """Plain and whole."""

    published: str = ""
    """When, as the feed says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed points to."""

    entries: tuple[Entry, ...]
    """In its order, each address once."""

    without: int = 0
    """Entries that have no address of a web page."""

    left: int = 0
    """Entries behind the first `MOST_ENTRIES`."""


def is_feed(data: bytes) -> bool:
    """Whether it is a feed, by its first kilobytes."""
    head = data[:4096].replace(b"\0", b"")  # UTF-16
    return bool(_FEED.search(head)) and b"<html" not in head.lower()


def read_feed(data: bytes, *, base: str, any_port: bool = False) -> Feed:
    """What a feed points to. Nothing that it names itself, such as outside entities, is fetched.

    Args:
        data: the feed.
        base: the feed's own address, from which relative ones are taken unless it names another.
        any_port: as for `plain`.

    Raises:
        SkipReport: no feed, one too large, or one that defines entities of its own, as only attacks do.
    """
    if len(data) > MOST_BYTES:
        raise SkipReport(f"is a feed of more than {MOST_BYTES / 1e6:g} MB: no outlet's is")
    if _ENTITY.search(data.replace(b"\0", b"")):
        raise SkipReport("is a feed that defines entities of its own, as attacks do and no outlet needs: not read")
    parsed = _parsed(data, base)
    if not parsed.get("version") and not parsed.entries:
        raise SkipReport("is no RSS or Atom feed: give the address of the feed itself")
    found: dict[str, Entry] = {}
    without = 0
    for entry in parsed.entries[:MOST_ENTRIES]:
        try:
            url = plain(joined(base, str(entry.get("link") or "")), any_port=any_port) if entry.get("link") else ""
        except SkipReport:
            url = ""
        without += not url
        if url and url != base:
            found.setdefault(url, Entry(url=url, published=_published(entry)))
    left = max(0, len(parsed.entries) - MOST_ENTRIES)
    return Feed(entries=tuple(found.values()), without=without, left=left)


def feed_of_page(data: bytes, *, base: str) -> str | None:
    """The address of the feed that a page names as its own, if it does."""
    for link in _LINK.findall(data[:200_000]):
        said = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(link)}
        its_own = b"alternate" in said.get(b"rel", b"").lower().split() and b"href" in said
        if its_own and said.get(b"type", b"").lower() in _FEED_TYPES:
            try:
                return plain(joined(base, unescape(said[b"href"].decode("utf-8", "replace"))), any_port=True)
            except SkipReport:
                continue
    return None


def _parsed(data: bytes, base: str) -> Any:  # noqa: ANN401 - the library has no types
    import feedparser

    try:
        return feedparser.parse(
            io.BytesIO(data),
            response_headers={"content-location": base},  # what the feed's relative addresses start from
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _TRIPPED:
        raise SkipReport("is a feed that is damaged beyond reading: see whether a browser shows it") from None


def _published(entry: Mapping[str, Any]) -> str:
    return " ".join(str(entry.get("published") or "").split())[:100]
