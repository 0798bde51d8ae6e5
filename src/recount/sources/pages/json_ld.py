"""JSON-LD: what a page's blocks of machine-readable data say of its article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree, html

from recount.model import Said
from recount.sources.said import saying, whole

MOST_JSON = 2_000_000
"""Characters of one JSON-LD block that is read."""

DEEPEST = 12
"""Levels of a JSON-LD block that are looked at."""

MOST_THINGS = 10_000
"""Things of one block that are looked at."""

_ARTICLE = re.compile(r"article|posting|report|newsarticle|webpage", re.IGNORECASE)

Thing = dict[str, Any]


def said_in_json_ld(tree: html.HtmlElement) -> Iterator[Said]:
    """What the blocks of a page say of its article, outermost first."""
    for thing in articles(tree):
        yield from _of_article(thing)


def articles(tree: html.HtmlElement) -> Iterator[Thing]:
    """The articles that the page's blocks describe. A block that can't be read gives none."""
    for script in tree.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json":
            yield from articles_in(script.text or "")


def articles_in(block: str) -> Iterator[Thing]:
    """The articles of one block, outermost first, with what they refer to by its ``@id`` put in."""
    if len(block) > MOST_JSON:
        return
    try:
        found = json.loads(_bare(block), strict=False)
    except (ValueError, RecursionError):
        return
    things = [thing for thing, _ in zip(_walk(found, 0), range(MOST_THINGS), strict=False)]
    named = {i: thing for thing in things if isinstance(i := thing.get("@id"), str) and len(thing) > 1}
    for thing in things:
        if _ARTICLE.search(_types(thing)):
            yield {key: _referred(value, named) for key, value in thing.items()}


def bodies(tree: html.HtmlElement) -> Iterator[str]:
    """Whole texts of articles, which pages that are drawn by scripts hold nowhere else."""
    for thing in articles(tree):
        if isinstance(body := thing.get("articleBody"), str):
            yield plain(body)


def plain(words: str) -> str:
    """Words that may be a piece of HTML, without its marks: a line for each stretch."""
    words = whole(words)
    if "<" not in words:
        return words
    from recount.sources.pages.blocks import blocks_of

    try:
        fragment = html.fragment_fromstring(words, create_parent="div")
    except (etree.LxmlError, ValueError):
        return words
    return "\n".join(block.text for block in blocks_of(fragment))


def _bare(block: str) -> str:
    """The JSON without what old pages put around it."""
    return (
        re.sub(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*$", "", block).strip().removesuffix(";")
    )


def _walk(thing: object, depth: int) -> Iterator[Thing]:
    if depth > DEEPEST:
        return
    if isinstance(thing, list):
        for one in thing:
            yield from _walk(one, depth + 1)
    elif isinstance(thing, dict):
        yield thing
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _walk(thing.get(key), depth + 1)


def _referred(value: object, named: Mapping[str, Thing]) -> object:
    """What a value refers to by its ``@id``, else the value."""
    if isinstance(value, list):
        return [_referred(one, named) for one in value]
    if isinstance(value, dict) and "name" not in value and isinstance(i := value.get("@id"), str):
        return named.get(i, value)
    return value


def _types(thing: Thing) -> str:
    types = thing.get("@type")
    return " ".join(t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str))


def _of_article(thing: Thing) -> Iterator[Said]:
    yield saying("title", thing.get("headline"), "JSON-LD headline")
    yield saying("published", thing.get("datePublished"), "JSON-LD datePublished")
    yield saying("modified", thing.get("dateModified"), "JSON-LD dateModified")
    yield saying("language", _name(thing.get("inLanguage")), "JSON-LD inLanguage")
    yield saying("outlet", _name(thing.get("publisher")), "JSON-LD publisher")
    yield saying("author", _names(thing.get("author")), "JSON-LD author")
    url = thing.get("url")
    is_address = isinstance(url, str) and url.startswith(("http://", "https://"))
    yield saying("url", url if is_address else "", "JSON-LD url")


def _name(thing: object) -> str:
    if isinstance(thing, list):
        return _name(thing[0]) if thing else ""
    if isinstance(thing, dict):
        name = thing.get("name") or thing.get("alternateName")
        return name if isinstance(name, str) else ""
    return thing if isinstance(thing, str) else ""


def _names(thing: object) -> str:
    names = [_name(one) for one in (thing if isinstance(thing, list) else [thing])]
    return ", ".join(dict.fromkeys(name for name in names if name and not name.startswith(("http:", "https:"))))
