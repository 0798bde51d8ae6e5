"""Lines: the paragraphs of a text. Mostly a line each; in text that was wrapped at a fixed width, several.

Wires, e-mail and text cut from pages break their lines at 60 to 80 signs, in the middle of sentences. Read line by line
no figure would find its verb, so such lines are read together, up to an empty line or an indented one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from recount.model import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")

NARROWEST, WIDEST = 40, 100
"""Signs: a longest line beyond them was not wrapped at a fixed width."""

FULL = 0.75
"""Share of the longest line from which a line is full: its last word was the last that fitted."""

FEWEST = 3
"""Full lines that a text must have to be called wrapped."""

_ENDS = re.compile(r"[.!?:…\]][\"'”’)\]]*\s*$")


def find_lines(canonical: str, body_start: int) -> Iterator[Span]:
    """The paragraphs of the title and the body that hold a word, in order, without overlap. Linear in the text."""
    lines = [Span(start=m.start(), end=m.end()) for m in _LINE.finditer(canonical) if m.group().strip()]
    body = [line for line in lines if line.start >= body_start]
    yield from (line for line in lines if line.start < body_start)
    yield from _joined(canonical, body) if is_wrapped([line.of(canonical) for line in body]) else body


def is_wrapped(lines: list[str]) -> bool:
    """Whether the lines were broken at a fixed width: nearly all that end within a sentence are full."""
    width = max((len(line) for line in lines), default=0)
    if not NARROWEST <= width <= WIDEST:
        return False
    cut = [len(line) >= FULL * width for line in lines[:-1] if not _ENDS.search(line)]
    return sum(cut) >= FEWEST and sum(cut) >= 0.8 * len(cut)


def _joined(canonical: str, lines: list[Span]) -> Iterator[Span]:
    """The lines, those of one paragraph together."""
    first, last = lines[0], lines[0]
    for line in lines[1:]:
        between = canonical[last.end : line.start].replace("\r\n", "\n")
        if len(between) > 1 or canonical[line.start].isspace():
            yield Span(start=first.start, end=last.end)
            first = line
        last = line
    yield Span(start=first.start, end=last.end)
