"""passages(): what changed between two versions of a text, sentence by sentence and within them word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from recount.model import Span

_SENTENCE = re.compile(r"\S(?:[^.!?؟。\n]|\n(?!\s*\n)|[.!?؟。](?!\s))*[.!?؟。]*")
"""Good enough to line two versions of one text up: no claim is read from it."""

_WORD = re.compile(r"\S+")

MOST_SENTENCES = 3000
MOST_WORDS = 2000
"""Beyond these a stretch is shown as removed and added whole: comparing takes time with their square."""


class Change(StrEnum):
    """What became of words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of which the same became."""

    change: Change
    words: str
    """On one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Neighbouring sentences that were changed, added or removed."""

    before: Span
    after: Span
    """Where they stand in either text, in code points; empty where there are none."""

    pieces: tuple[Piece, ...]


def passages(before: str, after: str) -> tuple[Passage, ...]:
    """What changed from one text to the other, in order. White space does not count. Empty for equal texts."""
    old, new = _sentences(before), _sentences(after)
    words = [[" ".join(span.of(text).split()) for span in spans] for text, spans in ((before, old), (after, new))]
    return tuple(
        _passage((before, old[a:b]), (after, new[c:d]), at=(_edge(old, a), _edge(new, c)))
        for a, b, c, d in _changed(*words)
    )


def _sentences(text: str) -> list[Span]:
    return [Span(start=found.start(), end=found.end()) for found in _SENTENCE.finditer(text)]


def _edge(spans: Sequence[Span], at: int) -> int:
    """Where something would stand that comes before that sentence."""
    return spans[at].start if at < len(spans) else (spans[-1].end if spans else 0)


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that are not the same, as ``[a, b)`` of the old and ``[c, d)`` of the new."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    a, b, c, d = head, len(old) - tail, head, len(new) - tail
    if max(b - a, d - c) > MOST_SENTENCES:
        yield a, b, c, d
        return
    for tag, i, j, k, m in SequenceMatcher(None, old[a:b], new[c:d], autojunk=False).get_opcodes():
        if tag != "equal":
            yield a + i, a + j, c + k, c + m


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    return next((at for at, (x, y) in enumerate(zip(old, new, strict=False)) if x != y), min(len(old), len(new)))


def _passage(old: tuple[str, list[Span]], new: tuple[str, list[Span]], *, at: tuple[int, int]) -> Passage:
    spans = [
        Span(start=some[0].start, end=some[-1].end) if some else Span(start=edge, end=edge)
        for (_, some), edge in zip((old, new), at, strict=True)
    ]
    before, after = (_WORD.findall(span.of(text)) for (text, _), span in zip((old, new), spans, strict=True))
    return Passage(before=spans[0], after=spans[1], pieces=tuple(_pieces(before, after)))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    if max(len(before), len(after)) > MOST_WORDS:
        codes: Sequence[tuple[str, int, int, int, int]] = [("replace", 0, len(before), 0, len(after))]
    else:
        codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for tag, i, j, k, m in codes:
        if tag == "equal":
            yield Piece(change=Change.KEPT, words=" ".join(before[i:j]))
            continue
        if i < j:
            yield Piece(change=Change.REMOVED, words=" ".join(before[i:j]))
        if k < m:
            yield Piece(change=Change.ADDED, words=" ".join(after[k:m]))
