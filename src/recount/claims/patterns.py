"""Patterns: rows of words with alternatives and one gap, as the statement lexicon writes them.

"hold|holds|held * responsible" is one pattern. Matching is linear in the tokens: a gap is bounded and never nested.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from recount.model import Token

T = TypeVar("T")

GAP = 7
"""Tokens that "*" stands for at most."""

_ENDS = frozenset(".;:?!")


@dataclass(frozen=True, slots=True)
class Mark(Generic[T]):
    """A pattern found: tokens `[first, head)` are its words up to the gap, `[first, last)` all of it."""

    first: int
    head: int
    last: int
    meaning: T


@dataclass(frozen=True, slots=True)
class _Pattern(Generic[T]):
    words: tuple[frozenset[str], ...]
    then: frozenset[str]
    meaning: T


class Patterns(Generic[T]):
    """Patterns by their first word. At each place the longest wins, one with a gap before one without; no overlap."""

    def __init__(self, rows: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[_Pattern[T]]] = {}
        for row, meaning in rows:
            words, then = _parsed(row)
            pattern = _Pattern(words, then, meaning)
            for first in words[0]:
                self._by_first.setdefault(first, []).append(pattern)
        for known in self._by_first.values():
            known.sort(key=lambda p: (-len(p.words), not p.then))

    def find(self, tokens: Sequence[Token]) -> Iterator[Mark[T]]:
        """All patterns of the sentence, left to right."""
        i = 0
        while i < len(tokens):
            found = self._at(tokens, i)
            if found is None:
                i += 1
            else:
                yield found
                i = found.head

    def _at(self, tokens: Sequence[Token], i: int) -> Mark[T] | None:
        for p in self._by_first.get(tokens[i].lower, ()):
            head = i + len(p.words)
            if head > len(tokens) or (head > i + 1 and tokens[i + 1].lower not in p.words[1]):
                continue
            if any(tokens[i + k].lower not in p.words[k] for k in range(2, len(p.words))):
                continue
            last = _tail(tokens, head, p.then) if p.then else head
            if last is not None:
                return Mark(i, head, last, p.meaning)
        return None


def _tail(tokens: Sequence[Token], head: int, then: frozenset[str]) -> int | None:
    """Where the word after the gap ends; ``None`` where there is none before the clause ends."""
    for k in range(head, min(len(tokens), head + GAP + 1)):
        if tokens[k].lower in then:
            return k + 1
        if tokens[k].text in _ENDS:
            return None
    return None


def _parsed(row: str) -> tuple[tuple[frozenset[str], ...], frozenset[str]]:
    """The words before the gap and those after it, each with its alternatives.

    Raises:
        ValueError: the pattern begins with a gap, or has more than one word after it.
    """
    head, gap, tail = row.lower().partition("*")
    words = tuple(frozenset(word.split("|")) for word in head.split())
    after = tail.split()
    if not words or (gap and len(after) != 1):
        raise ValueError(f"a pattern is words, or words, * and one word: {row!r}")
    return words, frozenset(after[0].split("|")) if after else frozenset()
