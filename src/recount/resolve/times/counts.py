"""Counts: the numbers and units of expressions of time."""

from __future__ import annotations

from recount.lang.loader import lexicon
from recount.lang.timegrammar import Expression
from recount.lang.timegrammar.words import LETTERS

_UNITS = {LETTERS[k]: v for k, v in (("quarter", "Q"), ("century", "CE"), ("hours", "H"), ("period", "XX"))}


def unit_of(e: Expression) -> str:
    """The letter of its unit, such as ``D``, ``W``, ``M``, ``Q``, ``Y`` and ``DE``.

    Raises:
        ValueError: it has none.
    """
    table = lexicon("en", "times")
    for word in reversed(e.words):
        if word.letter in _UNITS:
            return _UNITS[word.letter]
        if word.letter in (LETTERS["units"], LETTERS["years"], LETTERS["many"]):
            name = word.lower
            if name in ("centuries",):
                return "CE"
            return str(table["units"].get(name) or table["units"][name.removesuffix("s")])
        if word.letter == LETTERS["parts_of_day"]:
            return "D"
    raise ValueError("no unit")


def count_of(e: Expression) -> int | None:
    """How many: "a" is one, "a couple" two; ``None`` for "several", "a few" or none said."""
    if (few := e.first("few")) is not None and not e.has("numbers", "small", "number"):
        return 2 if few == "couple" else None
    if (small := e.first("small") or e.first("number")) is not None:
        return int(small.replace(",", "")) if small.replace(",", "").isdigit() else None
    words = [w for w in e.words if w.letter in (LETTERS["numbers"], LETTERS["hundreds"], LETTERS["or"], LETTERS["to"])]
    if e.has("a") and e.has("or"):
        return 1  # a month or two
    if not e.has("units", "numbers", "century", "quarter"):
        return None
    if words:
        return _sum([w.lower for w in words])
    return 1 if e.has("a") or e.has("units", "century", "quarter") else None


def _sum(words: list[str]) -> int:
    """The value of number words in a row, up to "or" or "to"."""
    table, total = lexicon("en", "times"), 0
    for word in words:
        if word in ("or", "to"):
            break
        if word in table["hundreds"]:
            total = max(1, total) * int(table["hundreds"][word])
        else:
            total += number_of(word)
    return total


def number_of(word: str) -> int:
    """The value of a number word."""
    return int(lexicon("en", "times")["numbers"][word])


def ordinal_of(word: str | None) -> int:
    """The value of an ordinal, in words or figures.

    Raises:
        ValueError: it is none.
    """
    if word is None:
        raise ValueError("no ordinal")
    if word[0].isdigit():
        return int(word[:-2])
    return int(lexicon("en", "times")["ordinals"][word])
