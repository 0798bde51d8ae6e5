"""Capitals: reports set wholly in capitals, as old wires and many bulletins are, read as if they were not.

Where every letter is a capital, capitals no longer tell names from words. The tokens of such a report get the letters
they would have in ordinary print, so that every later stage reads them as it reads any other report. Only the tokens
change: the text, every span into it and every quotation stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from recount.lang.loader import lexicon
from recount.model import Sentence, Token

FEWEST = 40
"""Letters below which nothing is said of a text: a single heading in capitals is none."""

SMALL_SHARE = 0.05
"""Share of small letters up to which a text counts as set in capitals ("MCLEAN" may be printed "McLEAN")."""

_ENDINGS = (
    "ed", "ing", "ly", "tion", "tions", "sion", "sions", "ment", "ments", "ness", "ive", "ists", "men", "ous", "ful",
    "less", "able", "ible", "ships", "ship", "isms", "ities", "ity", "izes", "izing", "ters",
)  # fmt: skip
"""Ends of English words that no list holds: "dynamited", "machinegunning". Names seldom end so."""

_FAMILY = ("'s", "s", "es", "d", "ed", "ing", "er", "ers")
"""What a form adds to a word of the list."""

_LETTERS = 3
"""A word of at most so many letters without a vowel stays in capitals: "DPA"."""


def in_capitals(text: str) -> bool:
    """Whether a text is set wholly in capitals."""
    capital = sum(c.isupper() for c in text)
    small = sum(c.islower() for c in text)
    return capital >= FEWEST and small <= SMALL_SHARE * (capital + small)


def in_ordinary_print(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences with their tokens in the letters that ordinary print would give them. Lengths stay."""
    for sentence in sentences:
        yield replace(sentence, tokens=tuple(_printed(t, k) for k, t in enumerate(sentence.tokens)))


def _printed(token: Token, k: int) -> Token:
    return token._replace(text=ordinary(token.text, first=k == 0))


def ordinary(word: str, *, first: bool = False) -> str:
    """A word set in capitals as ordinary print has it: "PEASANTS" as "peasants", "MEDELLIN" as "Medellin".

    Args:
        word: one token.
        first: whether it begins its sentence.
    """
    small = word.lower()
    if not word[0].isalpha() or len(small) != len(word):
        return word
    if small in _never_small() or not _is_common(small):
        return _name(word, small)
    return word[0] + small[1:] if first else small


def _name(word: str, small: str) -> str:
    if small == "de":
        return small
    if "." in word or (len(word) <= _LETTERS + 1 and not set(small) & set("aeiouy")):
        return word
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))


def _is_common(small: str) -> bool:
    known = _common()
    if small in known or small.rstrip("'") in known:
        return True
    if "-" in small:
        return all(not part or part.isdigit() or _is_common(part) for part in small.split("-"))
    for end in _FAMILY:
        stem = small.removesuffix(end)
        if stem != small and len(stem) > 2 and (stem in known or stem + "e" in known):
            return True
    return len(small) > 5 and small.endswith(_ENDINGS)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Words of the list, and those that the lexicons of harm, people and weapons know."""
    listed = (files("recount.lang") / "en" / "common_words.txt").read_text(encoding="utf-8").split()
    told = [w for row in lexicon("en", "victims")["noun"] for w in row["words"]]
    told += [w for row in lexicon("en", "weapons")["entry"] for w in row["words"]]
    told += [w for row in lexicon("en", "harms")["trigger"] for way in ("active", "passive") for w in row.get(way, ())]
    return frozenset(listed) | {part for w in told for part in w.split() if part.isalpha()} - _never_small()


@lru_cache(maxsize=1)
def _never_small() -> frozenset[str]:
    """Names of days and months, and words that ordinary print always begins with a capital."""
    times = lexicon("en", "times")
    names = {w for w in (*times["months"], *times["weekdays"]) if w not in ("may", "march", "mar", "sat", "sun")}
    peoples = {
        part for words in lexicon("en", "demonyms")["people"].values() for w in words for part in w.lower().split()
    }
    return frozenset(names | peoples | set(lexicon("en", "capitals")["names"]))
