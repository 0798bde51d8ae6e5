"""Placing: which names of places a sentence holds. What they are on earth comes later, in `resolve`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from recount.claims.words import words
from recount.lang.loader import lexicon
from recount.lang.phrases import PhraseTable
from recount.model import ActorKind, Span, Token

LONGEST = 6
"""Tokens of a name at most."""

_PARTICLES = ("al-", "el-", "ad-", "ar-", "as-", "ash-", "an-", "ez-", "az-", "at-")
_LOOSE_PARTICLES = frozenset({"al", "el", "ez", "az", "ash", "de", "of"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """A name that may be a place, at tokens `[first, last)`, with its kind and direction words."""

    first: int
    last: int
    span: Span
    words: str
    """Direction, name and kind as said: "eastern Aleppo", "Bustan al-Qasr neighborhood"."""

    announced: bool
    """Whether a preposition or a kind word says that it is a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _PlaceLexicon:
    before: PhraseTable[bool]
    kinds: frozenset[str]
    directions: frozenset[str]
    not_places: frozenset[str]
    held: tuple[str, ...]
    """Endings of adjectives made of a name: "rebel-held", "Kurdish-majority"."""

    speaking: frozenset[str]
    """Words after the name of an outlet or a body: "Al-Manar reporter"."""

    owners: frozenset[str]
    """Words after a family's name."""

    adjuncts: frozenset[str]
    """Words between a name and its kind: "Yarmouk refugee camp"."""

    titles: frozenset[str]
    """Words before a person's name."""

    people: frozenset[str]
    """Words for the people or things of a place."""


@cache
def _lexicon() -> _PlaceLexicon:
    table = lexicon("en", "places")
    return _PlaceLexicon(
        before=PhraseTable((phrase, True) for phrase in table["before"]),
        kinds=frozenset(w for words in table["kinds"].values() for w in words),
        directions=frozenset(table["directions"]["words"]),
        not_places=frozenset(table["not_places"]["words"]),
        held=tuple(f"-{word}" for word in table["held"]["words"]),
        speaking=frozenset(table["speaking"]["words"]),
        owners=frozenset(table["owners"]["words"]),
        adjuncts=frozenset(table["adjuncts"]["words"]),
        titles=frozenset(table["titles"]["words"]),
        people=frozenset(w for words in lexicon("en", "demonyms")["people"].values() for w in words),
    )


def find_places(tokens: Sequence[Token]) -> list[PlaceWords]:
    """The names in a sentence that may be places, left to right."""
    found, i = [], 0
    while i < len(tokens):
        made = _city_side(tokens, i) or _name(tokens, i)
        if made is None:
            i += 1
        else:
            if not _names_no_place(tokens, made):
                found.append(made)
            i = made.last
    return found


def _names_no_place(tokens: Sequence[Token], made: PlaceWords) -> bool:
    """Whether the name is an adjective ("Syrian"), or of a body, an outlet or a person ("al-Nusra", "President X")."""
    table = _lexicon()
    alone = made.last - made.first == 1
    if alone and (tokens[made.first].lower in words().adjectives or tokens[made.first].lower in table.kinds):
        return True
    after = tokens[made.last].lower if made.last < len(tokens) else ""
    before = tokens[made.first - 1].lower if made.first else ""
    if _of_a_family(tokens, made.last):
        return True
    if after in table.speaking or tokens[made.last - 1].lower in table.speaking or before in table.titles:
        return True
    actor = words().actors.at(tokens, made.first)
    return actor is not None and actor.last >= made.last and actor.meaning.kind not in _LANDS


def _of_a_family(tokens: Sequence[Token], at: int) -> bool:
    """Whether "family" follows, or other names of a list that it follows: "the Made-Up and Other families"."""
    owners, end = _lexicon().owners, min(len(tokens), at + LONGEST)
    while at + 1 < end and tokens[at].lower in ("and", ",") and _capital(tokens, at + 1):
        at += 1
        while at < end and _capital(tokens, at):
            at += 1
    return at < len(tokens) and tokens[at].lower in owners


_LANDS = frozenset({ActorKind.STATE, ActorKind.STATE_FORCES})
"""Kinds of actor whose name may be a country's."""


def _name(tokens: Sequence[Token], i: int) -> PlaceWords | None:
    """A name with the words around it that say what it is."""
    table = _lexicon()
    directed = tokens[i].lower in table.directions and _capital(tokens, i + 1)
    start = i + 1 if directed else i
    if not _capital(tokens, start):
        return None
    k = start + 1
    while k < min(len(tokens), start + LONGEST) and (_capital(tokens, k) or _links(tokens, k) or _shortens(tokens, k)):
        k += 1
    at = k + 1 if k < len(tokens) and tokens[k].lower in table.adjuncts else k
    kind_after = at < len(tokens) and tokens[at].lower in table.kinds
    first = i
    last = at + 1 if kind_after else k
    kind_before = _kind_before(tokens, first)
    announced = directed or kind_after or kind_before is not None or _announced(tokens, first)
    said = " ".join(t.text for t in tokens[first:k]).replace(" . ", ". ")
    kind = tokens[at].lower if kind_after else kind_before
    return PlaceWords(
        first=first,
        last=last,
        span=Span(start=tokens[first].start, end=tokens[last - 1].end),
        words=f"{said} {kind}" if kind and not directed else said,
        announced=announced,
    )


def _city_side(tokens: Sequence[Token], i: int) -> PlaceWords | None:
    """Such as "the west of the city", "the eastern part of the city": said of the city the report is about."""
    directions = _lexicon().directions
    if tokens[i].lower not in directions:
        return None
    k = i + 2 if i + 1 < len(tokens) and tokens[i + 1].lower in ("part", "side", "half") else i + 1
    if [t.lower for t in tokens[k : k + 3]] != ["of", "the", "city"]:
        return None
    span = Span(start=tokens[i].start, end=tokens[k + 2].end)
    return PlaceWords(first=i, last=k + 3, span=span, words=f"{tokens[i].lower} of the city", announced=True)


def _kind_before(tokens: Sequence[Token], first: int) -> str | None:
    """The kind in "the town of X", "city of X"."""
    named_before = first >= 3 and _capital(tokens, first - 3)  # "the X neighbourhood of Aleppo": X is the one
    if (
        first >= 2
        and tokens[first - 1].lower == "of"
        and tokens[first - 2].lower in _lexicon().kinds
        and not named_before
    ):
        return tokens[first - 2].lower
    return None


def _announced(tokens: Sequence[Token], first: int) -> bool:
    """Whether a preposition stands before the name, or before the first of the names it is listed with."""
    at = first
    while at > 1 and (tokens[at - 1].lower == "and" or tokens[at - 1].text == ",") and _capital(tokens, at - 2):
        at -= 2
        while at > 0 and _capital(tokens, at - 1):
            at -= 1
    while at > 0 and tokens[at - 1].lower in ("the", "rebel-held", "government-held", "nearby", "besieged", "syrian"):
        at -= 1
    return _lexicon().before.ending_at(tokens, at) is not None


def _capital(tokens: Sequence[Token], k: int) -> bool:
    """Whether a token may begin or go on a name."""
    if not 0 <= k < len(tokens):
        return False
    token = tokens[k]
    table = _lexicon()
    if token.lower in table.not_places or len(token.text) < 2 or token.text in table.people:
        return False
    if token.lower.endswith(table.held):
        return False
    particle = next((p for p in _PARTICLES if token.lower.startswith(p)), None)
    return token.text[0].isupper() or (particle is not None and token.text[len(particle) : len(particle) + 1].isupper())


def _links(tokens: Sequence[Token], k: int) -> bool:
    """Whether a small word goes on a name: "Deir ez Zor", "Khan al Asal"."""
    return tokens[k].lower in _LOOSE_PARTICLES - {"of"} and _capital(tokens, k + 1)


def _shortens(tokens: Sequence[Token], k: int) -> bool:
    """Whether a full stop only shortens the word before: "St. Louis"."""
    return tokens[k].text == "." and tokens[k - 1].lower in _SHORT and _capital(tokens, k + 1)


_SHORT = frozenset({"st", "ste", "ft", "mt"})
