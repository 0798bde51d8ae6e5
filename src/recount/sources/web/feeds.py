"""Feeds: RSS and Atom, for the addresses of the reports in them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from recount.errors import SkipReport
from recount.sources.archives.names import printable

MOST_ENTRIES = 1000
"""Entries of one feed that are looked at. Feeds of news outlets have 10 to 200."""

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One report that a feed points to."""

    url: str
    title: str


def is_feed(data: bytes) -> bool:
    """Whether it is a feed, by its first kilobytes."""
    return bool(_FEED.search(data[:4096])) and b"<html" not in data[:4096].lower()


def entries(data: bytes, *, base: str) -> Iterator[Entry]:
    """The reports that a feed points to, in its order, each address once.

    Args:
        data: the feed, at most as long as a report may be.
        base: the feed's own address, from which relative ones are taken.

    Raises:
        SkipReport: no feed, or one that defines entities of its own, as only attacks do.
    """
    import feedparser

    if _DTD.search(data):
        raise SkipReport("is a feed that defines entities of its own, as attacks do and no outlet needs: not read")
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version") and not feed.entries:
        raise SkipReport("is no RSS or Atom feed: give the address of the feed itself")
    seen: set[str] = set()
    for entry in feed.entries[:MOST_ENTRIES]:
        url = urljoin(base, str(entry.get("link") or "").strip())
        if urlsplit(url).scheme in ("http", "https") and url not in seen:
            seen.add(url)
            yield Entry(url=url, title=printable(str(entry.get("title") or "")))
