"""What a page says of itself: JSON-LD, meta elements, link, time and html elements, its address, the server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import html

from recount.model import Received, Said
from recount.sources.pages.json_ld import said_in_json_ld
from recount.sources.said import saying

_PATH_DAY = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/._-]|$)")

MOST_HEADINGS = 20
SHORTEST_HEADLINE = 12
"""Characters: a shorter heading that the title holds is a section's or the site's name."""

_META: dict[str, str] = {
    "og:title": "title",
    "twitter:title": "title",
    "dc.title": "title",
    "og:site_name": "outlet",
    "application-name": "outlet",
    "dc.publisher": "outlet",
    "author": "author",
    "article:author": "author",
    "dc.creator": "author",
    "byl": "author",
    "article:published_time": "published",
    "og:published_time": "published",
    "datepublished": "published",
    "date": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dcterms.created": "published",
    "pubdate": "published",
    "publishdate": "published",
    "publish-date": "published",
    "parsely-pub-date": "published",
    "sailthru.date": "published",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "datemodified": "modified",
    "lastmod": "modified",
    "last-modified": "modified",
    "dcterms.modified": "modified",
    "og:locale": "language",
    "content-language": "language",
    "dc.language": "language",
    "og:url": "url",
}
"""Names and properties of meta elements → field."""


def metadata_of(tree: html.HtmlElement, received: Received) -> Iterator[Said]:
    """Everything the page and its surroundings say of it, in the order in which it is said."""
    yield from said_in_json_ld(tree)
    yield from _meta(tree)
    yield from _elements(tree, received)
    yield from _address(received)


def _meta(tree: html.HtmlElement) -> Iterator[Said]:
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name in _META:
                value = element.get("content") or ""
                if _META[name] == "author" and value.startswith(("http:", "https:")):
                    continue  # the address of a profile, no name
                yield saying(_META[name], value, f"meta {name}")
                break


def _elements(tree: html.HtmlElement, received: Received) -> Iterator[Said]:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            href = link.get("href").strip()
            yield saying("url", urljoin(received.url, href) if received.url else _absolute(href), "link canonical")
    for time in tree.iter("time"):
        if time.get("pubdate") is not None or (time.get("itemprop") or "").lower() in ("datepublished", "datemodified"):
            field = "modified" if (time.get("itemprop") or "").lower() == "datemodified" else "published"
            yield saying(field, time.get("datetime") or time.text_content(), "time element")
    lang = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    yield saying("language", lang, "HTML lang")
    yield from _title(tree)


def _title(tree: html.HtmlElement) -> Iterator[Said]:
    """The title element; before it a heading that it repeats, since titles bear the site's name as well."""
    element = tree.find(".//title")
    title = element.text_content() if element is not None else ""
    for heading in islice(tree.iter("h1", "h2"), MOST_HEADINGS):
        words = " ".join(heading.text_content().split())
        if len(words) >= SHORTEST_HEADLINE and words in " ".join(title.split()):
            yield saying("title", words, f"heading {heading.tag}")
            break
    yield saying("title", title, "HTML title")


def _address(received: Received) -> Iterator[Said]:
    if received.last_modified:
        yield saying("modified", received.last_modified, "HTTP header Last-Modified")
    if received.url:
        found = _PATH_DAY.search(urlsplit(received.url).path)
        if found:
            yield saying("published", f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}", "address")
        host = (urlsplit(received.url).hostname or "").removeprefix("www.")
        yield saying("outlet", host, "host of the address")


def _absolute(href: str) -> str:
    return href if href.startswith(("http://", "https://")) else ""
