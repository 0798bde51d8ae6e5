"""Flowing: the lines of printed pages put together to paragraphs, without what stands on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

FEWEST_PAGES = 3
"""Pages on which a line must stand at the same end to be a header or a footer."""

EDGE = 3
"""Lines at the head and at the foot of a page among which headers and footers are looked for."""

MOST_NUMBERS = 4
LONGEST_NUMBER = 6
"""Digits of a page's number."""

NARROWEST = 25
"""Width in characters below which lines are no wrapped text but a list: "Killed 11", "Injured 40"."""

FULL = 0.6
"""Share of the width from which a line is full, so that the next one goes on with it."""

WIDER = 1.3
"""Times the width from which a line is none of the column's: a headline, after which a paragraph begins."""

_HYPHENATED = re.compile(r"\x02(?=\s*(\w))")
"""PDFium's sign for a hyphen at the end of a line; it gives the halves of the word on one line."""

_HYPHEN = re.compile(r"(?<=[^\W\d_])[\ufffe\u00ad\u2010-]$")
_ENDS = re.compile(r"[.!?…؟۔:;][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[•●▪◦–—*·-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_DIGITS = re.compile(r"\d+")


def flowing(pages: Sequence[str]) -> str:
    """The text of pages, paragraphs with an empty line between; one that goes on over the page is whole."""
    paragraphs: list[str] = []
    for lines in without_running_lines([_lines(page) for page in pages]):
        for at, paragraph in enumerate(_paragraphs(lines)):
            if at == 0 and paragraphs and _goes_on(paragraphs[-1], paragraph):
                paragraphs[-1] = _joined(paragraphs[-1], paragraph)
            else:
                paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)


def without_running_lines(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of pages without headers, footers and page numbers: those that stand at one edge of three pages.

    A number in them may count the pages; any other number must be the same. Where pages are fewer, all lines stay.
    """
    heads = Counter(s for n, page in enumerate(pages) for s in {s for line in page[:EDGE] for s in _signs(line, n)})
    feet = Counter(s for n, page in enumerate(pages) for s in {s for line in page[-EDGE:] for s in _signs(line, n)})

    def runs(line: str, at: int, number: int, length: int) -> bool:
        signs = _signs(line, number)
        return (at < EDGE and any(heads[s] >= FEWEST_PAGES for s in signs)) or (
            at >= length - EDGE and any(feet[s] >= FEWEST_PAGES for s in signs)
        )

    return [
        [line for at, line in enumerate(page) if line == "" or not runs(line, at, number, len(page))]
        for number, page in enumerate(pages)
    ]


def _signs(line: str, page: int) -> Iterator[str]:
    """What a line is told again by on another page: its words, and these with a number as its distance to the page's.

    "Page 3 of 9" on the third page and "Page 4 of 9" on the fourth are the same; "3 killed" and "9 killed" are not.
    """
    yield line
    for number in islice(_DIGITS.finditer(line), MOST_NUMBERS):
        if len(number[0]) <= LONGEST_NUMBER:
            yield f"{line[: number.start()]}<{int(number[0]) - page}>{line[number.end() :]}"


def _lines(page: str) -> list[str]:
    """The lines of a page; empty ones between paragraphs stay."""
    return [" ".join(line.split()) for line in _HYPHENATED.sub(_whole_word, page).splitlines()]


def _whole_word(cut: re.Match[str]) -> str:
    """What stands for the hyphen at a line's end: nothing within a word, the hyphen before a name ("Al-Bab")."""
    return "" if cut[1].islower() else "-"


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(len(lengths) * 0.8)] if lengths else 0  # a headline may be longer than the column is wide
    open_one = ""
    before = ""
    for line in lines:
        if not line or (open_one and not _continues(before, line, width)):
            if open_one:
                yield open_one
            open_one = line
        else:
            open_one = _joined(open_one, line) if open_one else line
        before = line
    if open_one:
        yield open_one


def _continues(before: str, line: str, width: int) -> bool:
    """Whether a line goes on with the paragraph of the one before it."""
    if _ITEM.match(line):
        return False
    if _HYPHEN.search(before) or line[0].islower():
        return True
    if len(before) > WIDER * width:
        return False
    is_full = width >= NARROWEST and len(before) >= FULL * width
    return is_full and not (_ENDS.search(before) and len(before) < 0.85 * width)


def _goes_on(before: str, line: str) -> bool:
    """Whether a paragraph goes on over the page: it ends within a sentence, and the next page begins within one."""
    return _ENDS.search(before) is None and line[0].islower()


def _joined(before: str, line: str) -> str:
    """Two lines as one; a word that was cut in two is whole again where both halves are in small letters."""
    if _HYPHEN.search(before) and line[:1].islower():
        is_soft = before[-1] in "\ufffe\u00ad"
        cut = is_soft or not before[:-1].rpartition(" ")[2].count("-")
        return before[:-1] + line if cut else before + line
    return f"{before} {line}"
