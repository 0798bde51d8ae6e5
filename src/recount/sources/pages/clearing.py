"""Clearing: stretches of a page that are nobody's reporting, by how pages name them (`notices.toml`)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from lxml import html

_KINDS = frozenset({"div", "section", "aside", "p", "ul", "ol", "span", "figure", "form", "dialog"})

MOST_SHARE = 0.5
"""A stretch with more than this share of the page's words stays, whatever it is called: it may hold the article."""

MOST_WORDS = 20
"""Words of a line that is a notice."""


def clear(tree: html.HtmlElement) -> None:
    """Take advertisements, notices on cookies and lists of other stories out of the tree, in place.

    trafilatura leaves those in that stand between the paragraphs of an article. A footer within a quotation says whose
    words it is, and stays.
    """
    words = len(tree.text_content())
    named = [e for e in tree.iter(*_KINDS) if _names().search(f"{e.get('class') or ''} {e.get('id') or ''}")]
    by_kind = [e for e in tree.iter(*_notices()["elements"]) if next(e.iterancestors("blockquote"), None) is None]
    for element in (*by_kind, *named):
        if element.getparent() is not None and len(element.text_content()) <= words * MOST_SHARE:
            element.drop_tree()


def is_notice(line: str) -> bool:
    """Whether a line is a notice, such as "Copyright 1999 Evening Register"."""
    return _lines().match(line) is not None and len(line.split()) <= MOST_WORDS


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(_notices()['names'])})(?:$|[\s_-])", re.IGNORECASE)


@cache
def _lines() -> re.Pattern[str]:
    return re.compile("|".join(_notices()["lines"]), re.IGNORECASE)


@cache
def _notices() -> dict[str, list[str]]:
    return tomllib.loads((files("recount.sources.pages") / "notices.toml").read_text(encoding="utf-8"))
