"""Private persons among the actors: who is one, what stands for them, and which words name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recount.lang.en.persons import person_words
from recount.model import Actor, ActorKind
from recount.publish.missed import Reader, name_runs
from recount.publish.tokens import Token, tokens

DEFAULT_SOURCE = "a resident"
DEFAULT_OTHER = "a person"

_UNSURE = frozenset({ActorKind.UNKNOWN, ActorKind.MEDICAL})
_WINDOW_AFTER = 8
_WINDOW_BEFORE = 4
"""Words around a name in which a trade is taken for its bearer's."""

_PREPOSITIONS = frozenset({"at", "in", "from", "for", "of", "with", "near", "inside", "outside"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What stands for a named private person."""

    values: tuple[str, ...]
    """The words that name the person, to be taken out everywhere."""

    becomes: str
    """"a medic", "a resident", …"""


def is_private(actor: Actor) -> bool:
    """Whether the actor is a private person: by its kind, or, where that is unsure, by a trade beside a name."""
    if actor.kind is ActorKind.PRIVATE_PERSON:
        return True
    return actor.kind in _UNSURE and any(Reader(frozenset()).persons(actor.name))


def is_nameless(actor: Actor, *, kept: frozenset[str]) -> bool:
    """Whether it names no one: "activist at Aleppo Media Center" with `kept` or body words after the preposition."""
    words = tokens(actor.name)
    if not any(word.lower in person_words().nameless for word in words) or any(Reader(kept).places(actor.name)):
        return False
    return not any(True for _ in _own_names(actor.name, words, kept))


def stand_for(actor: Actor, *, kept: frozenset[str], sentences: Iterable[str], default: str = DEFAULT_SOURCE) -> Stand:
    """What stands for a named private person, with the word that its name, else one of the sentences, calls for."""
    words = tokens(actor.name)
    values = tuple(dict.fromkeys(_own_names(actor.name, words, kept))) or (actor.name,)
    becomes = _role(words) or next(filter(None, (_role_beside(values, text) for text in sentences)), default)
    return Stand(values=values, becomes=becomes)


def _own_names(name: str, words: list[Token], kept: frozenset[str]) -> Iterator[str]:
    """The runs of capitalised words in it that are no place, no body and no one in `kept`."""
    for start, until in name_runs(name, kept):
        after = {word.lower for word in words[until : until + 3]} & person_words().bodies
        inside = {word.lower for word in words[start:until]} & person_words().bodies
        led = start and words[start - 1].lower in _PREPOSITIONS
        if not (led and (after or inside)):
            yield name[words[start].start : words[until - 1].end]


def _role_beside(values: tuple[str, ...], text: str) -> str | None:
    """The role that words near the name give, in one sentence."""
    words = tokens(text)
    keys = {word.key for value in values for word in tokens(value)}
    at = [index for index, word in enumerate(words) if word.key in keys]
    if not at:
        return None
    return _role(words[at[-1] + 1 : at[-1] + 1 + _WINDOW_AFTER]) or _role(words[max(0, at[0] - _WINDOW_BEFORE) : at[0]])


def _role(words: list[Token]) -> str | None:
    said = {word.lower for word in words}
    return next((becomes for becomes, role in person_words().roles if role & said), None)
