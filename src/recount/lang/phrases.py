"""Phrases: longest match of word sequences over tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from recount.model import Token

T = TypeVar("T")


def lower_at(tokens: Sequence[Token], i: int) -> str:
    """The lower-case word at token `i`; the empty string outside the sequence."""
    return tokens[i].lower if 0 <= i < len(tokens) else ""


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """Tokens `[first, last)` of the sequence searched, and what the phrase stands for."""

    first: int
    last: int
    meaning: T


class PhraseTable(Generic[T]):
    """A dictionary whose keys are sequences of lower-case words. The longest key wins; matches do not overlap."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        # By first word, then by length, the longest first: one look-up a length, however many phrases start alike.
        self._by_first: dict[str, list[tuple[int, dict[tuple[str, ...], T]]]] = {}
        by_length: dict[tuple[str, int], dict[tuple[str, ...], T]] = {}
        for phrase, meaning in phrases:
            words = tuple(phrase.lower().split())
            by_length.setdefault((words[0], len(words)), {}).setdefault(words, meaning)
        for (first, length), known in sorted(by_length.items(), key=lambda item: -item[0][1]):
            self._by_first.setdefault(first, []).append((length, known))

    def at(self, tokens: Sequence[Token], i: int, *, limit: int | None = None) -> Match[T] | None:
        """The longest phrase that starts at token `i` and ends before token `limit`."""
        if i >= len(tokens) or (known := self._by_first.get(tokens[i].lower)) is None:
            return None
        limit = len(tokens) if limit is None else limit
        for length, phrases in known:
            end = i + length
            if end <= limit and (words := tuple([t.lower for t in tokens[i:end]])) in phrases:
                return Match(i, end, phrases[words])
        return None

    def ending_at(self, tokens: Sequence[Token], end: int, *, longest: int = 4) -> Match[T] | None:
        """The longest phrase of at most `longest` words that ends just before token `end`."""
        for first in range(max(0, end - longest), end):
            if tokens[first].lower not in self._by_first:
                continue
            found = self.at(tokens, first, limit=end)
            if found and found.last == end:
                return found
        return None

    def find(self, tokens: Sequence[Token]) -> Iterator[Match[T]]:
        """All matches, left to right."""
        known, last = self._by_first, 0
        for i in [i for i, token in enumerate(tokens) if token.lower in known]:  # most sentences have none
            if i >= last and (found := self.at(tokens, i)) is not None:
                yield found
                last = found.last

    def find_any(self, tokens: Sequence[Token]) -> bool:
        """Whether any phrase stands in the sequence."""
        return next(self.find(tokens), None) is not None
