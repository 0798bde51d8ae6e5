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

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_PATH_DAY = re.compile(
    r"/(?:(?P<year>(?:19|20)\d\d)[/-](?P<month>0?[1-9]|1[0-2]|" + "|".join(_MONTHS) + r")[a-z]*[/-]"
    r"(?P<day>0?[1-9]|[12]\d|3[01])"
    r"|(?P<compact_year>20\d\d)(?P<compact_month>0[1-9]|1[0-2])(?P<compact_day>0[1-9]|[12]\d|3[01]))(?=[/._-]|$)",
    re.IGNORECASE | re.ASCII,
)

MOST_HEADINGS = 20
LEAST_OF_TITLE = 0.4
"""Share of the title that a heading must have to be its headline, and not a section's name or the site's."""

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
    yield from _address(tree, received)


def _meta(tree: html.HtmlElement) -> Iterator[Said]:
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name in _META:
                value = element.get("content") or ""
                if not (_META[name] == "author" and value.startswith(("http:", "https:"))):  # a profile, no name
                    yield saying(_META[name], value, f"meta {name}")
                break


def _elements(tree: html.HtmlElement, received: Received) -> Iterator[Said]:
    for address in _canonical(tree, received):
        yield saying("url", address, "link canonical")
    for time in tree.iter("time"):
        if time.get("pubdate") is not None or (time.get("itemprop") or "").lower() in ("datepublished", "datemodified"):
            field = "modified" if (time.get("itemprop") or "").lower() == "datemodified" else "published"
            yield saying(field, time.get("datetime") or time.text_content(), "time element")
    lang = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    yield saying("language", lang, "HTML lang")
    yield from _title(tree)


def _title(tree: html.HtmlElement) -> Iterator[Said]:
    """The title element; before it the longest heading that it repeats, since titles bear the site's name as well."""
    element = tree.find(".//title")
    title = " ".join(element.text_content().split()) if element is not None else ""
    headings = (" ".join(h.text_content().split()) for h in islice(tree.iter("h1", "h2"), MOST_HEADINGS))
    repeated = max((words for words in headings if words in title), key=len, default="")
    if len(repeated) >= LEAST_OF_TITLE * len(title):
        yield saying("title", repeated, "heading")
    yield saying("title", title, "HTML title")


def _address(tree: html.HtmlElement, received: Received) -> Iterator[Said]:
    if received.last_modified:
        yield saying("modified", received.last_modified, "HTTP header Last-Modified")
    address = received.url or next((link for link in _canonical(tree, received) if link), "")
    if not address:
        return
    try:
        parts = urlsplit(address)
    except ValueError:  # such as a bracket that opens no IPv6 address
        return
    yield saying("published", day_in_path(parts.path), "address")
    yield saying("outlet", (parts.hostname or "").removeprefix("www."), "host of the address")


def day_in_path(path: str) -> str:
    """The day that a path holds, as ``YYYY-MM-DD``; empty where it holds none.

    Paths hold it as ``/2016/10/14/``, ``/2016/oct/14/``, ``/2016-10-14-`` or ``/20161014/``.
    """
    found = _PATH_DAY.search(path)
    if found is None:
        return ""
    month = found["month"] or found["compact_month"]
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
    return f"{found['year'] or found['compact_year']}-{number:02}-{int(found['day'] or found['compact_day']):02}"


def _canonical(tree: html.HtmlElement, received: Received) -> Iterator[str]:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            yield _absolute(link.get("href").strip(), received.url or "")


def _absolute(href: str, base: str = "") -> str:
    """The web address that a link leads to; empty where it leads to none, as ``javascript:`` does."""
    try:
        address = urljoin(base, href)
    except ValueError:
        return ""
    return address if address.startswith(("http://", "https://")) else ""
