"""What a page says of itself: JSON-LD, meta elements, link, time and html elements, its address, the server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html

from recount.model import Received, Said
from recount.sources.said import saying

MOST_JSON = 2_000_000
"""Characters of one JSON-LD block that is read."""

DEEPEST = 12
"""Levels of a JSON-LD block that are looked at."""

_ARTICLE = re.compile(r"article|posting|report|newsarticle|webpage", re.IGNORECASE)
_PATH_DAY = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/._-]|$)")

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
    yield from _json_ld(tree)
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
    title = tree.find(".//title")
    yield saying("title", title.text_content() if title is not None else "", "HTML title")


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


def _json_ld(tree: html.HtmlElement) -> Iterator[Said]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            for thing in articles_in(script.text or ""):
                yield from _of_article(thing)


def articles_in(block: str) -> Iterator[dict[str, Any]]:
    """The articles that a JSON-LD block describes, outermost first. What can't be read gives none."""
    if len(block) > MOST_JSON:
        return
    try:
        found = json.loads(block.strip().removesuffix(";"), strict=False)
    except (ValueError, RecursionError):
        return
    yield from _walk(found, 0)


def _walk(thing: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(thing, list):
        for one in thing:
            yield from _walk(one, depth + 1)
    elif isinstance(thing, dict):
        types = thing.get("@type")
        named = " ".join(t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str))
        if _ARTICLE.search(named):
            yield thing
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _walk(thing.get(key), depth + 1)


def _of_article(thing: dict[str, Any]) -> Iterator[Said]:
    yield saying("title", thing.get("headline"), "JSON-LD headline")
    yield saying("published", thing.get("datePublished"), "JSON-LD datePublished")
    yield saying("modified", thing.get("dateModified"), "JSON-LD dateModified")
    yield saying("language", _name(thing.get("inLanguage")), "JSON-LD inLanguage")
    yield saying("outlet", _name(thing.get("publisher")), "JSON-LD publisher")
    yield saying("author", _names(thing.get("author")), "JSON-LD author")
    url = thing.get("url")
    yield saying("url", _absolute(url) if isinstance(url, str) else "", "JSON-LD url")


def _name(thing: object) -> str:
    if isinstance(thing, list):
        return _name(thing[0]) if thing else ""
    if isinstance(thing, dict):
        name = thing.get("name") or thing.get("alternateName")
        return name if isinstance(name, str) else ""
    return thing if isinstance(thing, str) else ""


def _names(thing: object) -> str:
    names = [_name(one) for one in (thing if isinstance(thing, list) else [thing])]
    return ", ".join(name for name in names if name)
