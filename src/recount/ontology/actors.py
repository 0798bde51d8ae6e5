"""Actors: parties, monitors, media and agencies with their many names."""

from __future__ import annotations

import re
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

    means: tuple[tuple[str, str], ...] = ()
    """Whom speakers mean by its loaded words: the speaker's key and the key of another entry."""

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


def loaded(key: str, *, speaker: str, text: str) -> ActorEntry | None:
    """Whom a speaker means by the loaded words that stand under that key; ``None`` where that is not certain.

    It is not where the text names an armed group: "terrorists" beside "Islamic State" may be either.

    Args:
        key: of the entry whose words were used.
        speaker: key of who uses them: the source, else the outlet.
        text: the report's.
    """
    entry = _by_key().get(key)
    meant = dict(entry.means).get(speaker) if entry else None
    if meant is None or _groups().search(text.lower()):
        return None
    return _by_key()[meant]


@cache
def _by_key() -> dict[str, ActorEntry]:
    return {actor.key: actor for actor in actor_entries()}


@cache
def _groups() -> re.Pattern[str]:
    """The names of armed groups; words that name no one in particular left out."""
    named = (a for a in actor_entries() if a.kind in (ActorKind.REBEL_GROUP, ActorKind.MILITIA) and not a.generic)
    names = sorted({re.escape(name) for actor in named for name in (*actor.aliases, *(f.name for f in actor.former))})
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)")


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
