"""Expressions of time in a text: where they stand and of which words they are made, not yet what they mean."""

from __future__ import annotations

from dataclasses import dataclass

from recount.lang.timegrammar.lookalikes import is_none
from recount.lang.timegrammar.rules import NAMES, pattern
from recount.lang.timegrammar.words import LETTERS, Word, words_of


def letters_of(kind: str) -> str:
    """The letters of a class; "year" is a unit with a letter of its own."""
    return LETTERS[kind] + (LETTERS["years"] if kind == "units" else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """One expression: which rule knows it, its words, and where it stands."""

    rule: str
    words: tuple[Word, ...]
    start: int
    end: int
    """Code points into the text searched."""

    before: str = ""
    """The word before it, in lower case."""

    def every(self, kind: str) -> list[str]:
        """Its words of a class, in lower case."""
        letters = letters_of(kind)
        return [w.lower for w in self.words if w.letter in letters]

    def first(self, kind: str) -> str | None:
        """Its first word of a class, in lower case."""
        letters = letters_of(kind)
        return next((w.lower for w in self.words if w.letter in letters), None)

    def has(self, *kinds: str) -> bool:
        """Whether it has a word of one of the classes."""
        letters = "".join(letters_of(k) for k in kinds)
        return any(w.letter in letters for w in self.words)


def find_expressions(text: str, start: int = 0, end: int | None = None) -> list[Expression]:
    """All expressions of time in `text[start:end]`, left to right, without overlap. Linear."""
    words, letters = words_of(text, start, end)
    found, at, rules = list[Expression](), 0, pattern()
    while (match := rules.search(letters, at)) is not None:
        first, last = match.span()
        rule = NAMES[(match.lastindex or 1) - 1]
        while last > first + 1 and letters[last - 1] in "!,-":
            last -= 1
        if is_none(rule, words, letters, first, last):
            at = last if rule in _WHOLE else first + 1
            continue
        found.extend(_made(rule, tuple(words[first:last]), words[first - 1].lower if first else ""))
        at = last
    return found


_WHOLE = frozenset({"old", "date"})
"""Rules of what is no time of anything told: nothing within is one either."""


def _made(rule: str, words: tuple[Word, ...], before: str) -> list[Expression]:
    """The expression; two for a span of days of one month, "10 to 12 October", each of which names a day."""
    if rule != "dayspan":
        return [Expression(rule=rule, words=words, start=words[0].start, end=words[-1].end, before=before)]
    k = next(i for i, w in enumerate(words) if w.letter in _BETWEEN)
    first, last = words[:k], words[k + 1 :]
    month = [w for w in words if w.letter in (LETTERS["months"], LETTERS["year"])]
    return [
        Expression(
            rule="date",
            words=(*part, *(w for w in month if w not in part)),
            start=part[0].start,
            end=part[-1].end,
            before=led,
        )
        for part, led in ((first, before), (last, words[k].lower))
    ]


_BETWEEN = (LETTERS["hyphen"], LETTERS["to"], LETTERS["and"], LETTERS["or"])
