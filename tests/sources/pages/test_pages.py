"""Articles found in pages whose text is known."""

from __future__ import annotations

import statistics

import pytest

from tools.pages import load_pages, ours, plain_trafilatura, score

FLOOR = 0.98
"""Mean token F1 over the pages of this folder; `python -m tools.pages` prints 0.986 (27 November 2026)."""

LOWEST = 0.89
"""Of any one page."""

PAGES = load_pages()
BY_NAME = {page.name: page for page in PAGES}
WITH_MORE = ("aspnet", "hashed", "inline-promos", "old-tables", "tabloid")
"""Pages of which something is read besides: bylines, a request for tips, an invitation, the weather."""

WITH_LESS = ("register", "spans")
"""Pages of which a list of links, or the line with the day, is lost from the text."""

WHOLE = [page.name for page in PAGES if page.name not in (*WITH_MORE, *WITH_LESS)]
"""Pages that are read to the letter."""


def test_articles_are_found_on_average() -> None:
    assert len(PAGES) >= 25
    assert statistics.mean(score(ours(page), page.text).f1 for page in PAGES) >= FLOOR


@pytest.mark.parametrize("name", BY_NAME)
def test_no_page_is_read_badly_or_worse_than_without_us(name: str) -> None:
    page = BY_NAME[name]
    found = score(ours(page), page.text).f1
    assert found >= LOWEST
    assert found >= score(plain_trafilatura(page), page.text).f1 - 0.01


@pytest.mark.parametrize("name", WHOLE)
def test_the_paragraphs_are_those_of_the_page_in_its_order(name: str) -> None:
    page = BY_NAME[name]
    assert ours(page).split("\n\n") == page.text.split("\n\n")


@pytest.mark.parametrize("name", WITH_MORE)
def test_no_paragraph_is_lost_where_a_notice_is_kept(name: str) -> None:
    page = BY_NAME[name]
    assert set(page.text.split("\n\n")) <= set(ours(page).split("\n\n"))


def test_a_score_falls_with_what_is_lost_and_with_what_is_added() -> None:
    known = "Nine people were killed."
    assert score(known, known).f1 == 1.0
    assert score("Nine people", known).recall == 0.5
    assert score(f"{known} Share this story now", known).precision == 0.5
    assert score("", known).f1 == 0.0
