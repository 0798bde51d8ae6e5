"""The report of a page: its article by trafilatura, and what the page says of itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from recount.errors import SkipReport
from recount.model import Failure, Received, Report
from recount.sources.decoding import empty, too_large
from recount.sources.limits import Limits
from recount.sources.pages.article import Article, find_article
from recount.sources.pages.blocks import blocks_of
from recount.sources.pages.charset import decode_page
from recount.sources.pages.day_lines import day_lines
from recount.sources.pages.metadata import metadata_of
from recount.sources.pages.tree import parse
from recount.sources.said import Facts, days_apart, settle


def read_page(stream: BinaryIO, received: Received, limits: Limits) -> Iterator[Report | Failure]:
    """The report of a page. Its id is the page's address where that is known, else the file's stem.

    Raises:
        SkipReport: empty, too large, no page, or no article in it.
    """
    data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise too_large(limits.max_bytes)
    if not data.strip():
        raise empty()
    tree = parse(decode_page(data, declared=received.charset))
    facts = settle([*metadata_of(tree, received), *day_lines(blocks_of(tree))], retrieved=received.retrieved)
    article = find_article(tree, [s.value for s in facts.said if s.field == "title"], host=facts.host)
    if not article.text.strip():
        raise SkipReport("holds no article that can be told from its menus and notices: save the text as .txt")
    yield _report(article, facts, received, limits)


def words_of_page(data: bytes, *, charset: str = "") -> str:
    """All words of a piece of HTML that is no page, such as a letter: nothing is left out. Empty where it has none."""
    try:
        tree = parse(decode_page(data, declared=charset))
    except SkipReport:
        return ""
    return "\n\n".join(block.text for block in blocks_of(tree))


def _report(article: Article, facts: Facts, received: Received, limits: Limits) -> Report:
    url = received.url or facts.url
    title = facts.title or article.title
    return Report(
        given_id=received.given_id,
        title=title,
        text=article.text,
        published=facts.published or limits.published,
        modified=facts.modified,
        outlet=facts.outlet_or(limits.outlet),
        url=url,
        language=facts.language,
        author=facts.author,
        retrieved=received.retrieved,
        said=facts.said,
        extra=json.dumps(_extra(article, facts), ensure_ascii=False, sort_keys=True),
    )


def _extra(article: Article, facts: Facts) -> dict[str, object]:
    extra: dict[str, object] = {}
    if days_apart(facts):
        extra["published_differs"] = True
    if article.live:
        extra["live_blog"] = True
    return extra
