"""The article of a page: its words without menus, notices and advertisements, a paragraph to each stretch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from recount.sources.pages.clearing import clear
from recount.sources.pages.metadata import articles_in

MOST_UPDATES = 2000
"""Entries of a live blog that are read."""

_GAPS = re.compile(r"[ \t]*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a page has to tell."""

    text: str
    """Paragraphs with an empty line between."""

    title: str = ""
    live: bool = False
    """Whether it is a live blog, whose entries stand under their times."""


def find_article(tree: html.HtmlElement) -> Article:
    """The article in a page; its text is empty where none is found."""
    updates = list(_updates(tree))
    if updates:
        return Article(text="\n\n".join(updates), live=True)
    from trafilatura import bare_extraction

    clear(tree)
    found = bare_extraction(tree, include_comments=False, include_tables=True, favor_recall=True)
    if found is None or isinstance(found, dict):
        return Article(text="")
    return Article(text=_paragraphs(found.text or ""), title=found.title or "")


def _paragraphs(text: str) -> str:
    return _GAPS.sub("\n\n", text.strip())


def _updates(tree: html.HtmlElement) -> Iterator[str]:
    """The entries of a live blog that its JSON-LD gives whole, each under its time."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        for thing in articles_in(script.text or ""):
            updates = thing.get("liveBlogUpdate")
            for update in updates[:MOST_UPDATES] if isinstance(updates, list) else ():
                yield from _update(update)


def _update(update: object) -> Iterator[str]:
    if not isinstance(update, dict) or not isinstance(update.get("articleBody"), str):
        return
    body = _paragraphs(_plain(update["articleBody"]))
    if not body:
        return
    when, headline = update.get("datePublished"), update.get("headline")
    lead = [words for words in (when, headline) if isinstance(words, str) and words.strip()]
    yield "\n\n".join([*(" ".join(words.split()) for words in lead), body])


def _plain(words: str) -> str:
    """Words that may be a piece of HTML, without its marks."""
    if "<" not in words:
        return words
    try:
        fragment = html.fragment_fromstring(words, create_parent="div")
    except (etree.LxmlError, ValueError):
        return words
    return "\n".join(piece for piece in fragment.itertext() if piece.strip())
