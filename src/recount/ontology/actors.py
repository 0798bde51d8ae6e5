"""Actors: parties, monitors, media and agencies with their many names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from recount.model import ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName:
    """A name that an actor has given up."""

    name: str
    """In lower case, as text has it."""

    until: int
    """The year in which it was given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEntry:
    """One actor of the register."""

    key: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    """Names in lower case, as text has them."""

    acronyms: tuple[str, ...] = ()
    """Short names that are also words, or too short to trust: they count only in capitals amid small letters."""

    proper: tuple[str, ...] = ()
    """Names that are also words: they count only with a capital."""

    said: tuple[str, ...] = ()
    """Loaded words that some outlets use for the actor."""

    side: str = ""
    """Whose side it is on, where it is a party."""

    former: tuple[FormerName, ...] = ()
    """Names that it had before and that reports of then, or out of habit, use."""

    country: tuple[str, ...] = ()
    """Names, in lower case, of the country whose forces they are; of a coalition, of those that it fights in."""

    at_home: tuple[str, ...] = ()
    """Names that many bodies share, "civil defence": this one's only where a report speaks of its home alone."""

    home: str = ""
    """How the names of its country and people begin, in lower case: "syria"."""

    people: tuple[str, ...] = ()
    """Adjectives of that country, which make its forces' names: "sudanese" (troops)."""

    generic: str = ""
    """Set where the name stands for whichever one a report is about: a "state", a "coalition", or some "group"."""

    wikidata: str = ""
    """Its identifier there, given only where it is certain; else empty."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, in lower case, that text may have for it."""
        former = (f.name for f in self.former)
        return (*self.aliases, *self.acronyms, *self.proper, *self.said, *self.at_home, *former)

    def is_meant_by(self, words: str, homes: frozenset[str]) -> bool:
        """Whether one of its names, in lower case, is its own in a report that speaks of these `homes_in` it."""
        return words.removeprefix("the ") not in self.at_home or self.home in homes


@cache
def actor_entries() -> tuple[ActorEntry, ...]:
    """The register, in the order of its files."""
    folder = files("recount.ontology") / "actors"
    tables = [tomllib.loads(p.read_text("utf-8")) for p in sorted(folder.iterdir(), key=lambda p: p.name)]
    return tuple(msgspec.convert(row, ActorEntry) for table in tables for row in table["actor"])


def meant_by(words: str, homes: frozenset[str], found: ActorEntry) -> ActorEntry | None:
    """Which body a name found in the register means in a report; ``None`` where it is shared and the report can't tell.

    Args:
        words: the name, in lower case.
        homes: homes of actors that the report speaks of.
        found: an actor of that name.
    """
    shared = _sharing().get(words.removeprefix("the "), (found,))
    meant = [actor for actor in shared if actor.is_meant_by(words, homes)]
    return meant[0] if len(meant) == 1 else None


@cache
def _sharing() -> dict[str, tuple[ActorEntry, ...]]:
    """The bodies that share each name."""
    names = {name for actor in actor_entries() for name in actor.at_home}
    return {name: tuple(actor for actor in actor_entries() if name in actor.at_home) for name in sorted(names)}


def homes_in(text: str) -> frozenset[str]:
    """The homes of actors that a text speaks of."""
    lower = text.lower()
    return frozenset(home for home in _homes() if home in lower)


@cache
def _homes() -> frozenset[str]:
    return frozenset(actor.home for actor in actor_entries() if actor.home)
