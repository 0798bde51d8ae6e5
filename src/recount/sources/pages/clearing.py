"""Clearing: stretches of a page that are nobody's reporting, by how pages name them."""

from __future__ import annotations

import re

from lxml import html

_NAMED = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|banner-?ad|sponsored|cookies?|consent|gdpr|newsletter|paywall|promo|subscribe|"
    r"share-?bar|social-?share|related-?(?:links|articles|stories|posts)|most-?read|recommended)(?:$|[\s_-])",
    re.IGNORECASE,
)
_KINDS = frozenset({"div", "section", "aside", "p", "ul", "span", "figure", "form", "dialog"})

MOST_SHARE = 0.5
"""A stretch with more than this share of the page's words stays, whatever it is called: it may hold the article."""


def clear(tree: html.HtmlElement) -> None:
    """Take advertisements, notices on cookies and lists of other stories out of the tree, in place.

    trafilatura leaves those in that stand between the paragraphs of an article.
    """
    words = len(tree.text_content())
    named = [e for e in tree.iter(*_KINDS) if _NAMED.search(f"{e.get('class') or ''} {e.get('id') or ''}")]
    for element in named:
        if element.getparent() is not None and len(element.text_content()) <= words * MOST_SHARE:
            element.drop_tree()
