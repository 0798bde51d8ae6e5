"""Words around the names of private persons, and words for places closer than a neighbourhood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from recount.lang.loader import lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that tests the words: the name to be found in it, or ``None`` where nothing may be found."""

    sentence: str
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWords:
    """The words of ``persons.toml``, all in lower case."""

    roles: tuple[tuple[str, frozenset[str]], ...]
    """What a private person becomes ("a medic") and the words that call for it, the first fitting one to be taken."""

    nameless: frozenset[str]
    """Nouns under which a source is quoted without a name, those of `roles` included."""

    named: Mapping[str, tuple[tuple[str, ...], ...]]
    """Phrases before a name, word by word, by their last word."""

    between: frozenset[str]
    """Words that may stand between such a phrase and the name."""

    unless: frozenset[str]
    """Words before such a phrase that make it the name of a place or a body."""

    kin: frozenset[str]
    of: frozenset[str]
    """Words whose "of" calls for a name: "the body of"."""

    after: frozenset[str]
    """Words that make the name before them a family's."""

    trades: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    fine: frozenset[str]
    """Words of names closer than a neighbourhood."""

    fine_in_text: frozenset[str]
    """Those of them that tell a place's name in running text."""

    wide: frozenset[str]
    bodies: frozenset[str]
    groups: frozenset[str]
    """Words with which an armed group's name begins."""

    outlets: frozenset[str]
    """Words in which a body's name ends."""

    common: frozenset[str]
    """Words that are no one's name by themselves."""

    examples: tuple[Example, ...]


@lru_cache(maxsize=1)
def person_words() -> PersonWords:
    """The words, read once."""
    data = lexicon("en", "persons")
    roles = tuple((role["becomes"], frozenset(role["words"])) for role in data["role"])
    phrases = [tuple(phrase.split()) for phrase in data["named"]["phrases"]]
    lasts = {phrase[-1] for phrase in phrases}
    return PersonWords(
        roles=roles,
        nameless=_set(data, "nameless").union(*(words for _, words in roles)),
        named={last: tuple(phrase for phrase in phrases if phrase[-1] == last) for last in lasts},
        between=_set(data, "named", "between"),
        unless=_set(data, "named", "unless"),
        kin=_set(data, "kin"),
        of=_set(data, "kin", "of") | _set(data, "kin"),
        after=_set(data, "kin", "after"),
        trades=_set(data, "trade"),
        particles=_set(data, "particles"),
        articles=_set(data, "particles", "articles"),
        fine=_set(data, "fine"),
        fine_in_text=_set(data, "fine", "named"),
        wide=_set(data, "fine", "wide"),
        bodies=_set(data, "bodies"),
        groups=_set(data, "bodies", "groups"),
        outlets=_set(data, "bodies", "outlets"),
        common=_set(data, "common"),
        examples=tuple(Example(sentence=e.get("hit") or e["miss"], name=e.get("name")) for e in data["example"]),
    )


def _set(data: Mapping[str, Any], table: str, key: str = "words") -> frozenset[str]:
    return frozenset(data[table][key])
