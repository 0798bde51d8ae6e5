"""Speaking: noun phrases of a sentence that may name a source, and what their words are.

They are found as runs over word classes: D determiner, N a noun for people or bodies that speak, C capitalised,
M modifier, P preposition, O anything else. One linear expression over these letters gives the phrases.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from recount.claims.words import words
from recount.lang.timewords import find_times
from recount.model import Token

LONGEST = 14
"""Tokens in a source's noun phrase at most."""


_PHRASE = re.compile(r"D?[MNC]{0,8}[NC](?:PD?[MNC]{0,8}[NC]){0,3}")


PREPOSITIONS = frozenset({"of", "at", "for", "in", "from", "with"})


PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which"})


def speaker_phrases(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Token ranges of all noun phrases that may speak."""
    letters = "".join(class_of(tokens, k) for k in range(len(tokens)))
    found = [(m.start(), m.end()) for m in _PHRASE.finditer(letters) if m.end() - m.start() <= LONGEST]
    return [(a, b) for a, b in found if "N" in letters[a:b] or not is_placed(tokens, a)]


def is_placed(tokens: Sequence[Token], first: int) -> bool:
    """Whether a preposition of place stands before a bare name: "near Jarabulus" speaks of a place, not a source."""
    if first > 1 and tokens[first - 2].lower == "according":
        return False
    return first > 0 and tokens[first - 1].lower in ("in", "near", "at", "on", "around", "outside", "across", "to")


def class_of(tokens: Sequence[Token], k: int) -> str:
    """The letter of a word's class."""
    token = tokens[k]
    if token.lower in _DETERMINERS:
        return "D"
    if token.lower in words().speakers:
        return "N"
    if token.lower in PREPOSITIONS:
        return "P"
    if is_time(tokens, k) or words().say.at(tokens, k) or (k == 0 and words().according.at(tokens, k)):
        return "O"
    if k == 0 and (token.lower in words().roles or token.lower in words().adjectives):
        return "M"
    if token.text[0].isupper() or (token.lower[:3] in ("al-", "el-", "ez-") and token.text[3:4].isupper()):
        return "C"
    if token.lower in words().adjectives or token.lower in words().roles or "-" in token.lower[1:]:
        return "M"
    return "O"


_DETERMINERS = frozenset("a an the its their his her one two three some several".split())


def may_name_a_source(tokens: Sequence[Token], k: int) -> bool:
    """Whether a word is a noun for those who speak, or has a capital as names have."""
    if tokens[k].lower in words().speakers:
        return True
    return tokens[k].text[0].isupper() and tokens[k].lower not in PRONOUNS and len(tokens[k].text) > 1


def holds_a_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the phrase holds a name: a capitalised word that is no article."""
    return any(
        t.text[0].isupper() and t.lower not in words().speakers and t.lower not in ("the", "a", "an")
        for t in tokens[first:last]
    )


def is_proper(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the phrase is a name and nothing else."""
    return all(t.text[0].isupper() for t in tokens[first:last])


def is_time(tokens: Sequence[Token], k: int) -> bool:
    """Whether a word with a capital is of a time: a weekday, a month."""
    return tokens[k].text[0].isupper() and _names_a_time(tokens[k].lower)


@lru_cache(maxsize=10_000)
def _names_a_time(word: str) -> bool:
    return bool(find_times(word))
