"""WordprocessingML: the paragraphs of a document as it reads with all changes accepted.

What was struck out is no text, what was put in is. Words in text boxes stand after the paragraph they are anchored to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

CELLS = " | "
"""Between the cells of a table row."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_STRUCK = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}delText", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText", _FALLBACK})
"""What holds no words, or words that are struck out, or the same words again for older programs."""

_BREAKS = frozenset({f"{_W}br", f"{_W}cr"})
_BOX = f"{_W}txbxContent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph, or one row of a table with its cells between bars."""

    text: str
    style: str = ""
    """Identifier of its style; empty for ordinary text."""


def paragraphs_of(container: Any) -> Iterator[Paragraph]:  # noqa: ANN401 - lxml declares no types
    """The paragraphs and table rows below an element, in order; none is empty."""
    for element in container:
        if element.tag == f"{_W}p":
            yield from _paragraph(element)
        elif element.tag == f"{_W}tbl":
            yield from _rows(element)
        elif element.tag not in _STRUCK:
            yield from paragraphs_of(element)


def _paragraph(element: Any) -> Iterator[Paragraph]:  # noqa: ANN401
    boxes: list[Any] = []
    words = "".join(_words(element, boxes))
    text = "\n".join(line for part in words.split("\n") if (line := " ".join(part.split())))
    if text:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        yield Paragraph(text=text, style="" if style is None else style.get(f"{_W}val") or "")
    for box in boxes:
        yield from paragraphs_of(box)


def _words(element: Any, boxes: list[Any]) -> Iterator[str]:  # noqa: ANN401
    """The words of a paragraph; the text boxes that are met on the way are put aside."""
    for part in element:
        if part.tag == _BOX:
            boxes.append(part)
        elif part.tag == f"{_W}t":
            yield part.text or ""
        elif part.tag == f"{_W}tab":
            yield " "
        elif part.tag in _BREAKS:
            yield "\n"
        elif part.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif part.tag not in _STRUCK:
            yield from _words(part, boxes)


def _rows(table: Any) -> Iterator[Paragraph]:  # noqa: ANN401
    for row in table.iterchildren(f"{_W}tr"):
        cells = (" ".join(" ".join(p.text.split()) for p in paragraphs_of(cell)) for cell in row.iter(f"{_W}tc"))
        words = [cell for cell in cells if cell]
        if words:
            yield Paragraph(text=CELLS.join(words))
