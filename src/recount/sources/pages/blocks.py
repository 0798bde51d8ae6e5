"""Blocks: the paragraphs, list items, quotes, captions, headings and table rows of a tree, in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

CELLS = " | "
"""Between the cells of a table row."""

LONGEST_CELL = 300
"""Characters of a cell of figures. One that holds more is a column of a page that was laid out with tables."""

LONGEST_HOST = 300
"""Characters of a link that are looked at for its host."""

_EMPTY_LINE = re.compile(r"\n[ \t]*\r?\n")
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NAMED = frozenset({"li", "tr", "figcaption", "blockquote", "caption", "dt", "dd", "pre", *_HEADS})
_ENDS = _NAMED | frozenset(
    "p div article section main header footer aside figure table ul ol dl form center address hr br body td th "
    "details summary nav fieldset option button".split()
)
_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "head", "select", "textarea", "math"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One stretch of text, its white space folded. Never empty."""

    text: str
    kind: str
    """The element that says most of it: ``li``, ``tr``, ``blockquote``, ``figcaption``, ``h2`` …, else ``p``."""

    linked: float
    """Share of its characters that are links, 0 to 1."""

    @property
    def is_heading(self) -> bool:
        """Whether it heads what follows."""
        return self.kind in _HEADS


def blocks_of(tree: html.HtmlElement, *, host: str | None = None) -> Iterator[Block]:
    """The blocks of a tree in order. Linear in its size; a row of figures is one block, its cells between bars.

    Args:
        tree: a page, or a part of one.
        host: of the page's address, if that is known: a link that leads to another host points to a source, not to
            another story of this outlet, and is not counted in `Block.linked`.
    """
    gathered = _Gathered(host or "")
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            yield from gathered.enter(element, tag)
        else:
            yield from gathered.leave(element, tag, is_root=element is tree)
    yield from gathered.block()


class _Gathered:
    """The text of the block that is being read."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._pieces: list[str] = []
        self._linked = 0
        self._kinds: list[str] = []
        self._links = self._silent = self._row = 0
        self._figures: list[bool] = []

    def enter(self, element: html.HtmlElement, tag: str) -> Iterator[Block]:
        if tag in _SILENT:
            self._silent += 1
        if tag == "table":
            self._figures.append(_holds_figures(element))
        if self._ends(tag):
            yield from self.block()
        if tag == "tr" and self._figures and self._figures[-1]:
            self._row += 1
        if tag in _NAMED and (tag != "tr" or self._row):
            self._kinds.append(tag)
        self._links += tag == "a" and self._is_own(element)
        self._add(element.text)

    def leave(self, element: html.HtmlElement, tag: str, *, is_root: bool) -> Iterator[Block]:
        if self._row and tag in ("td", "th"):
            self._pieces.append(CELLS)
        elif self._ends(tag):
            yield from self.block()
        if tag == "tr" and self._row:
            yield from self.block()
            self._row -= 1
            self._kinds.pop()
        elif tag in _NAMED and tag != "tr":
            self._kinds.pop()
        if tag == "table":
            self._figures.pop()
        self._links -= tag == "a" and self._is_own(element)
        self._silent -= tag in _SILENT
        if not is_root:
            self._add(element.tail)

    def block(self) -> Iterator[Block]:
        """The block that ends here, if any words were gathered; of text set beforehand, one up to each empty line."""
        kind = self._kinds[-1] if self._kinds else "p"
        gathered = "".join(self._pieces)
        linked = min(1.0, self._linked / max(1, len(gathered)))
        for piece in _EMPTY_LINE.split(gathered) if kind == "pre" else [gathered]:
            text = " ".join(piece.split()).removesuffix(CELLS.rstrip()).rstrip()
            if any(map(str.isalnum, text)):
                yield Block(text=text, kind=kind, linked=linked)
        self._pieces, self._linked = [], 0

    def _ends(self, tag: str) -> bool:
        return tag in _ENDS and not self._row

    def _is_own(self, link: html.HtmlElement) -> bool:
        """Whether a link stays with the outlet."""
        href = (link.get("href") or "").strip()[:LONGEST_HOST]
        return not self._host or not href.startswith(("http://", "https://")) or self._host in href.split("/")[2]

    def _add(self, words: str | None) -> None:
        if words and not self._silent:
            self._pieces.append(words)
            self._linked += len(words) if self._links else 0


def _holds_figures(table: html.HtmlElement) -> bool:
    """Whether a table holds figures, and does not lay out a page."""
    if next(table.iterdescendants("table", "p", "div", *_HEADS), None) is not None:
        return False
    return all(len("".join(cell.itertext())) <= LONGEST_CELL for cell in table.iterdescendants("td"))
