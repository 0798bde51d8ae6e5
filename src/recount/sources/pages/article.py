"""The article of a page: its words without menus, notices and advertisements, a paragraph to each stretch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import html

from recount.sources.pages.blocks import Block, blocks_of
from recount.sources.pages.clearing import clear, is_notice
from recount.sources.pages.json_ld import bodies
from recount.sources.pages.live import live_blocks

COVERED = 0.9
"""Share of what trafilatura found that must be found again among the blocks; below it its own text is taken."""

MOST_LINKED = 0.5
"""Share of links above which a stretch is a menu or points to other stories."""

LONG = 12
"""Words from which a sentence that is all link may be reporting: a bulletin whose every item leads to its story."""

FEWEST_WORDS = 6
SHORT = 24
"""Letters and digits up to which a stretch must be a line of its own, or follow on the one before, to be found again:
"Read more" is in anything."""

LOOKED_AT = 50_000
"""Letters and digits after the last block that was found, within which the next is looked for."""

SHORTEST_HEADLINE = 12
"""Letters and digits of a headline that is told from the site's name in a title."""

REPEATED = 40
"""Characters from which a paragraph that stands twice is a page's doubling (for phones, in a box), and not two rows
that say the same."""

_ADDED = frozenset({"li", "tr", "blockquote", "figcaption", "dt", "dd", "caption", "pre"})
_ENDS_SENTENCE = re.compile(r"[.!?…؟۔:][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a page has to tell."""

    text: str
    """Paragraphs with an empty line between."""

    title: str = ""
    live: bool = False
    """Whether it is a live blog, whose entries stand under their times, the earliest first."""


def find_article(tree: html.HtmlElement, titles: Sequence[str] = (), *, host: str | None = None) -> Article:
    """The article in a page; its text is empty where none is found. Changes the tree.

    Args:
        tree: the page.
        titles: what it is called. A paragraph that says only this is left out: the title stands before the text.
        host: of its address, if that is known.
    """
    live = live_blocks(tree)
    if live:
        return Article(text=_text(live, titles), live=True)
    told = list(bodies(tree))  # before clearing takes the scripts out
    clear(tree)
    blocks = list(blocks_of(tree, host=host))
    title, found = _by_trafilatura(tree)
    kept = _completed(blocks, found) if found else _telling(blocks)
    if kept:
        return Article(text=_text(kept, [*titles, title]), title=title)
    other = max(told, key=len, default=found if kept is None else "")
    return Article(text="\n\n".join(_lines(other)), title=title)


def _by_trafilatura(tree: html.HtmlElement) -> tuple[str, str]:
    from trafilatura import bare_extraction

    found = bare_extraction(tree, include_comments=False, include_tables=True, favor_recall=True)
    return ("", "") if found is None or isinstance(found, dict) else (found.title or "", found.text or "")


def _completed(blocks: Sequence[Block], found: str) -> list[Block] | None:
    """The blocks that trafilatura found, and those between them that it lost: list items, quotes, captions, rows.

    ``None`` where too little of what it found is among the blocks.
    """
    whole = _signs(found)
    is_found = list(_found_in([_signs(block.text) for block in blocks], whole, {_signs(ln) for ln in _lines(found)}))
    covered = sum(len(_signs(b.text)) for b, taken in zip(blocks, is_found, strict=True) if taken)
    if not covered or covered < COVERED * len(whole):
        return None
    first, last = is_found.index(True), len(is_found) - is_found[::-1].index(True)
    within = (b for at, b in enumerate(blocks) if is_found[at] or (first < at < last and _tells(b)))
    return [block for block in within if not _points_elsewhere(block)]


def _found_in(blocks: Iterable[str], whole: str, lines: set[str]) -> Iterator[bool]:
    """For each block in order, whether it stands in the text.

    It does as a line of its own, where the block before it ends, or, if it is long, anywhere soon after.
    """
    at = 0
    for signs in blocks:
        place = at if whole.startswith(signs, at) else -1
        if place < 0 and len(signs) > SHORT:
            place = whole.find(signs, at, at + LOOKED_AT)
            place = whole.find(signs, 0, LOOKED_AT) if place < 0 else place
        yield place >= 0 or signs in lines
        at = place + len(signs) if place >= 0 else at


def _points_elsewhere(block: Block) -> bool:
    is_told = len(block.text.split()) >= LONG and _ENDS_SENTENCE.search(block.text) is not None
    return block.linked > MOST_LINKED and not is_told


def _telling(blocks: Iterable[Block]) -> list[Block]:
    """What looks like reporting where trafilatura finds none."""
    return [block for block in blocks if block.kind != "tr" and _tells(block)]


def _tells(block: Block) -> bool:
    if block.linked > MOST_LINKED:
        return False
    return block.kind in _ADDED or (
        len(block.text.split()) >= FEWEST_WORDS and _ENDS_SENTENCE.search(block.text) is not None
    )


def _text(blocks: Iterable[Block], titles: Sequence[str]) -> str:
    """The blocks a paragraph each; a title, and what was said before in the same words, is said once."""
    known = {_signs(title) for title in titles}
    headlines = sorted(known)
    kept: list[str] = []
    for block in blocks:
        signs = _signs(block.text)
        if signs in known or is_notice(block.text) or any(_is_headline(signs, title) for title in headlines):
            continue
        if len(block.text) >= REPEATED and block.kind not in ("li", "tr"):
            known.add(signs)
        kept.append(block.text)
    return "\n\n".join(kept)


def _is_headline(signs: str, title: str) -> bool:
    """Whether the title is these words and the site's name before or after them."""
    return len(signs) >= max(SHORTEST_HEADLINE, len(title) / 2) and (title.startswith(signs) or title.endswith(signs))


def _lines(text: str) -> Iterator[str]:
    return (words for line in text.splitlines() if (words := " ".join(line.split())))


def _signs(words: str) -> str:
    """Letters and digits alone, by which a text is found again whatever was made of its marks and spaces."""
    return "".join(filter(str.isalnum, words.casefold()))
