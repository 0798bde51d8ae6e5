"""Words: phrases of a sentence that fill MUC-4's slots, and the closed sets that they belong to."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from recount.claims.words import words
from recount.lang.phrases import PhraseTable
from recount.model import Place, Token

_STOPS = frozenset(
    "the a an this that these those his her its their our of in on at by to from with for and or but as when while"
    " after before near outside inside against into onto over under between through which who whom whose was were is"
    " are be been being has have had will would not some several two three four five six seven eight nine ten first"
    " second another other also then there where yesterday today tonight morning night against during toward"
    " including about least more than each every no such same caused causing hit attacked destroyed damaged destroying"
    " damaging exploded bombed dynamited burned burning set blew blown placed planted threw hurled according".split()
)
_LONGEST = 5
"""Words of a phrase at most."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words at tokens `[first, last)`; its head is the last."""

    first: int
    last: int
    head: str
    words: str


def closed_set(name: str, told: str) -> str | None:
    """The member of one of MUC-4's closed sets that words belong to, ``None`` where none is known."""
    spaced = f" {told.upper()} "
    return next((k for k, marks in _sets()[name].items() if any(f" {m} " in spaced for m in marks)), None)


def latin(name: str) -> str:
    """A name as the corpus spells it: capitals without accents."""
    decomposed = unicodedata.normalize("NFKD", name.upper())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("’", "'")


def things(tokens: Sequence[Token], canonical: str) -> Iterator[Phrase]:
    """Buildings, vehicles and lines that a sentence names, left to right."""
    for found in _things().find(tokens):
        if found.last < len(tokens) and _things().at(tokens, found.last) is not None:
            continue
        yield _phrase(tokens, canonical, found.first, found.last)


def hit_things(tokens: Sequence[Token], canonical: str) -> Iterator[Phrase]:
    """Those of them that may have been hit: nothing of an army, nothing that someone sits in, comes from or speaks."""
    for thing in things(tokens, canonical):
        said = set(thing.words.lower().split())
        before = [t.lower for t in tokens[max(0, thing.first - 3) : thing.first] if t.lower not in ("the", "a", "an")]
        last = before[-1] if before else ""
        speaks = words().say.at(tokens, thing.last) is not None or any(
            t.lower in ("announcer", "spokesman") for t in tokens[thing.last : thing.last + 2]
        )
        ridden = thing.head in listed("ridden") and last in listed("riding")
        if not (said & listed("of_armies") or last in _NOT_HIT or speaks or ridden):
            yield thing


_NOT_HIT = frozenset("from to their toward towards".split())


def people(tokens: Sequence[Token], canonical: str) -> Iterator[Phrase]:
    """Nouns for people that a sentence names with the words before them, left to right."""
    for found in words().victims.find(tokens):
        yield _phrase(tokens, canonical, found.first, found.last)


def _phrase(tokens: Sequence[Token], canonical: str, first: int, last: int) -> Phrase:
    start = first
    while start > 0 and last - start < _LONGEST and _goes_before(tokens[start - 1]):
        start -= 1
    said = " ".join(canonical[tokens[start].start : tokens[last - 1].end].split())
    return Phrase(start, last, tokens[last - 1].lower, said)


def _goes_before(token: Token) -> bool:
    word = token.lower
    if word in listed("before_a_noun"):
        return True
    return word[0].isalpha() and word not in _STOPS and not word.endswith(("ed", "ly", "ing")) and word.isascii()


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one list of `vocabulary.toml`; some of them are beginnings of words, as it says there."""
    table = tomllib.loads((files("recount.evaluate.muc4") / "vocabulary.toml").read_text(encoding="utf-8"))
    return frozenset(table[name])


@cache
def _sets() -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = tomllib.loads(
        (files("recount.evaluate.muc4") / "sets.toml").read_text(encoding="utf-8")
    )
    return table


@cache
def _things() -> PhraseTable[bool]:
    named = {w.lower() for marks in _sets()["target"].values() for w in marks if w not in listed("only_before_things")}
    return PhraseTable((w, True) for w in named | listed("things"))


def same_place(a: Place, b: Place) -> bool:
    """Whether one place holds the other, or they are the same."""
    return a.keys[0] in b.keys or b.keys[0] in a.keys
