"""Words of time: a text as a string of letters, one for each word, that says what the word may do in an expression.

Rules are then patterns over that string: short, linear, and blind to everything that is no word of time.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from recount.lang.loader import lexicon

OTHER = "."
"""The letter of every word that has nothing to do with time."""

LETTERS = {
    "months": "M", "weekdays": "W", "seasons": "S", "parts_of_day": "P", "units": "U", "many": "V", "numbers": "n",
    "ordinals": "o", "decades": "k", "ago": "g", "earlier": "e", "later": "l", "last": "L", "next": "X", "this": "H",
    "that": "h", "the": "t", "a": "a", "fiscal": "i", "few": "f", "half": "b", "quarter": "Q", "century": "1",
    "period": "2", "of": "q", "in": "I", "and": "+", "or": "r", "so": "s", "to": "T", "at": "@", "on": "O",
    "early": "E", "edge": "D", "each": "c", "per": "p", "more": "m", "old": "w", "long": "ł", "rest": "R", "era": "B",
    "about": "u", "least": "v", "than": "x", "less": "y", "up": "z", "no": "N", "clock": "C", "ampm": "A", "iso": "J",
    "decade": "K", "ordinal": "Z", "year": "Y", "small": "d", "number": "#", "short": "j", "hyphen": "-",
    "comma": ",", "stop": "!", "deictic": "G", "zone": "F", "apostrophe": "'", "holidays": "3", "references": "4",
    "sets": "5", "recent": "6", "hours": "7", "possessive": "8",
    "before": "9", "after": "0", "over": "%", "future": "$", "near": "~", "hundreds": "=", "years": "Ł", "former": "þ",
}  # fmt: skip
"""The letter of each class."""

PHRASES = ("holidays", "references", "sets")
"""Tables whose entries may be of several words: each stands as one word in the string."""

SINGLE = ("months", "weekdays", "seasons", "parts_of_day", "numbers", "hundreds", "ordinals", "decades", "deictic")
"""Tables of single words, each of the class of its table's name."""

ZONES = ("gmt", "est", "edt", "cst", "cdt", "mst", "pst", "pdt", "utc")

_TOKEN = re.compile(
    r"[^\W\d_]{2,}+"
    r"|(?P<iso>(?<![\d.-])\d{4}-\d\d-\d\d(?![\d-])|(?<![\d/.])\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)(?![\d/]))"
    r"|(?P<clock>\b\d{1,2}:\d\d(?::\d\d)?)(?!\d)"
    r"|(?P<decade>\b(?:1[0-9]|20)\d0['’]?s\b|['’]?\b[2-9]0s\b)"
    r"|(?P<ordinal>\b\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<short>(?<!\w)['’]\d\d\b)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<dotted>\b[aApP]\.\s?[mM]\b\.?|\b[bB]\.\s?[cC]\b\.?)"
    r"|(?P<possessive>(?<=\w)['’]s\b)"
    r"|[^\W\d_]"
    r"|(?P<mark>[^\w\s]|_)"
)
_MARKS = {"-": "-", "–": "-", "‐": "-", "‑": "-", ",": ",", ".": "!", "’": "'", "'": "'"}
_CAPITAL = frozenset("may march mar sept mon tue wed thu fri sat sun jan feb apr jun jul aug sep oct nov dec".split())
"""Names that are everyday words or bits of words as well: they count only with a capital."""


class Word(NamedTuple):
    """A word of a text, with the letter of its class. A plain tuple: a report has hundreds."""

    text: str
    start: int
    end: int
    letter: str

    @property
    def lower(self) -> str:
        """The word in lower case, with straight apostrophes."""
        return self.text.lower().replace("’", "'")


def words_of(text: str, start: int = 0, end: int | None = None) -> tuple[list[Word], str]:
    """The words of `text[start:end]`, and the letters of their classes as one string of the same length."""
    table, phrases, found = classes(), _phrases(), list[Word]()
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        shown, kind = match.group(), match.lastgroup
        if kind is None:
            lower = shown.lower()
            letter = table.get(lower, OTHER)
            if lower in _CAPITAL and not shown[0].isupper():
                letter = OTHER
        elif kind == "mark":
            letter = _MARKS.get(shown, OTHER)
        else:
            letter = _of_figures(kind, shown)
        found.append(Word(shown, match.start(), match.end(), letter))
        if letter == _ENDS_PHRASE:
            _close_phrase(text, found, phrases)
    return found, "".join([w[3] for w in found])


_ENDS_PHRASE = "?"
"""The letter of a word that may be the last of a phrase, until it is known whether it is."""


def _close_phrase(text: str, found: list[Word], phrases: dict[str, str]) -> None:
    """Make one word of the words of a phrase that ends here; else give the last its own letter."""
    for count in (4, 3, 2, 1):
        said = found[-count:]
        name = " ".join(w.lower for w in said) if len(said) == count else ""
        letter = phrases.get(name.replace(" 's", "'s"))
        if letter is not None and (letter != LETTERS["holidays"] or said[0].text[0].isupper()):
            del found[-count:]
            found.append(Word(text[said[0].start : said[-1].end], said[0].start, said[-1].end, letter))
            return
    last = found[-1]
    found[-1] = Word(last.text, last.start, last.end, _own_letter(last.lower))


def _of_figures(kind: str, shown: str) -> str:
    if kind == "number":
        if not (shown.isascii() and shown.isdigit()):
            return LETTERS["number"] if shown.isascii() else OTHER
        if len(shown) == 4 and 1000 <= int(shown) < 2200:
            return LETTERS["year"]
        return LETTERS["small"] if len(shown) <= 2 else LETTERS["number"]
    if kind == "dotted":
        return LETTERS["ampm" if shown[0] in "apAP" else "era"]
    return LETTERS[kind]


@cache
def _phrases() -> dict[str, str]:
    """The letter of each phrase."""
    table = lexicon("en", "times")
    return {phrase: LETTERS[name] for name in PHRASES for phrase in table[name]}


@cache
def _own_letter(word: str) -> str:
    return _single().get(word, OTHER)


@cache
def classes() -> dict[str, str]:
    """Each word's letter; that of the last word of a phrase waits for the words before it."""
    return _single() | {phrase.split()[-1]: _ENDS_PHRASE for phrase in _phrases()} | {"s": OTHER}


@cache
def _single() -> dict[str, str]:
    table = lexicon("en", "times")
    found = {w: LETTERS[name] for name, words in table["words"].items() for w in words}
    for name in SINGLE:
        found |= dict.fromkeys(table[name], LETTERS[name])
    for unit in table["units"]:
        found.setdefault(unit, LETTERS["units"])
        found.setdefault(unit + "s", LETTERS["many"])
    found |= dict.fromkeys(("am", "pm"), LETTERS["ampm"]) | dict.fromkeys(ZONES, LETTERS["zone"])
    return found | {"centuries": LETTERS["many"], "year": LETTERS["years"]}
