"""Private persons among the actors: who is one, what stands for them, and which words name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recount.lang.names import fold_name
from recount.model import Actor, ActorKind
from recount.publish.missed import Reader, name_runs
from recount.publish.person_words import person_words
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
    """Whether the actor is a private person: by its kind, or, where that is unsure, by a trade beside a name.

    A name such as "Meridian Wire" is a body's, whatever its kind: an outlet that no register knows.
    """
    if actor.kind is ActorKind.PRIVATE_PERSON:
        return not _is_body(actor.name)
    return actor.kind in _UNSURE and any(Reader(frozenset()).persons(actor.name))


def _is_body(name: str) -> bool:
    said = [word.lower for word in tokens(name)]
    known = person_words()
    return bool(said) and said[-1] in known.outlets and not set(said) & (known.nameless | known.kin)


def is_nameless(actor: Actor, *, kept: frozenset[str]) -> bool:
    """Whether it names no one: "activist at Aleppo Media Center", or nothing but a place or a body.

    Args:
        actor: a private person.
        kept: folded names of places and bodies that stay.
    """
    words = tokens(actor.name)
    if fold_name(actor.name) in kept:
        return True
    if any(Reader(_words_of(kept)).places(actor.name)) or any(True for _ in _own_names(actor.name, words, kept)):
        return False
    known = person_words()
    told = any(word.lower in known.nameless for word in words)
    return told or all(word.lower in known.common | known.bodies for word in words)


def stand_for(actor: Actor, *, kept: frozenset[str], sentences: Iterable[str], default: str = DEFAULT_SOURCE) -> Stand:
    """What stands for a named private person, with the word that its name, else one of the sentences, calls for."""
    words = tokens(actor.name)
    values = tuple(dict.fromkeys(_own_names(actor.name, words, kept))) or (actor.name,)
    becomes = _role(words) or next(filter(None, (_role_beside(values, text) for text in sentences)), default)
    return Stand(values=values, becomes=becomes)


def _own_names(name: str, words: list[Token], kept: frozenset[str]) -> Iterator[str]:
    """The runs of capitalised words in it that are no place and no body."""
    for start, until in name_runs(name, frozenset()):
        run = name[words[start].start : words[until - 1].end]
        near = {word.lower for word in words[start : until + 3]} & person_words().bodies
        led = start > 0 and words[start - 1].lower in _PREPOSITIONS
        if fold_name(run) not in kept and not (led and near):
            yield run


def _words_of(kept: frozenset[str]) -> frozenset[str]:
    return frozenset(word for name in kept for word in name.split())


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
