"""What a public release must not show: every value to be taken out of it, and what stands for each."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TypeVar

from recount.lang.names import fold_name
from recount.model import Actor, ActorKind, Person, Place, QuotedClaim, Release, Removed
from recount.ontology import actor_entries
from recount.publish.masking import Mask
from recount.publish.missed import Reader
from recount.publish.places import PLACE_WITHHELD, Atlas, atlas_of, fine_names, is_fine_name
from recount.publish.private import DEFAULT_OTHER, DEFAULT_SOURCE, is_nameless, is_private, stand_for
from recount.publish.tokens import tokens

NAME_WITHHELD = "[name withheld]"

_UNSURE = frozenset({ActorKind.UNKNOWN, ActorKind.MEDICAL})

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that redaction needs to know of a release. A pure function of it."""

    removed: tuple[Removed, ...]
    stands: dict[Actor, Actor]
    """What stands for each named private person."""

    atlas: Atlas
    mask: Mask


def plan_for(release: Release) -> Plan:
    """The plan of the public profile."""
    actors = sorted(set(things(release, Actor)), key=lambda actor: (actor.key, actor.name, actor.kind))
    atlas = atlas_of(things(release, Place))
    kept = _kept_names(release, actors, atlas)
    known = _known_names(release, actors, kept)
    removed = [Removed(kind="person", value=one.name, replacement=NAME_WITHHELD) for one in things(release, Person)]
    private, stands = _private(release, actors, known)
    removed += private
    removed += _places(release, atlas)
    removed += _missed(release, _keys(known), removed)
    removed = [one for one in _unique(removed) if fold_name(one.value) not in _register()]
    return Plan(removed=tuple(removed), stands=stands, atlas=atlas, mask=Mask(removed, kept=kept))


def things(thing: object, kind: type[T]) -> Iterator[T]:
    """Everything of that class within the thing, in order; codes, which are enumerations, are no texts."""
    if isinstance(thing, tuple):
        for one in thing:
            yield from things(one, kind)
    elif isinstance(thing, kind) and not isinstance(thing, Enum):
        yield thing
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for field in dataclasses.fields(thing):
            yield from things(getattr(thing, field.name), kind)


def _kept_names(release: Release, actors: Iterable[Actor], atlas: Atlas) -> list[str]:
    """Names of bodies, public figures, outlets and wide places, which stay although a removed name holds a word."""
    places = set(things(release, Place))
    wide = {name for place in places for name in place.names if name not in fine_names(place, atlas)}
    outlets = {head.outlet for head in release.reports if head.outlet}
    bodies = {actor.name for actor in actors if not is_private(actor)}
    return sorted({name for name in wide | bodies | outlets if not is_fine_name(name)} | _told_of(release))


def _told_of(release: Release) -> set[str]:
    """Names of well-known actors that some text of the release may hold: all their words stand in it.

    The words of others are no one's: "Nour al-Din al-Zenki", never spoken of, must not keep a "Nour Street".
    """
    told: set[str] = set()
    for text in set(things(release, str)):
        keys = {word.key for word in tokens(text)}
        told.update(name for key in keys for name, words in _by_first_word().get(key, ()) if words <= keys)
    return told


@lru_cache(maxsize=1)
def _by_first_word() -> dict[str, list[tuple[str, frozenset[str]]]]:
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for name in _register().values():
        keys = [word.key for word in tokens(name)]
        if keys:
            found.setdefault(keys[0], []).append((name, frozenset(keys)))
    return found


@lru_cache(maxsize=1)
def _register() -> dict[str, str]:
    """Names of well-known actors, by their folded forms. None of them is ever taken out whole."""
    return {fold_name(name): name for actor in actor_entries() for name in (actor.name, *actor.names)}


def _known_names(release: Release, actors: Iterable[Actor], kept: Iterable[str]) -> list[str]:
    """Names that are surely a body's, an outlet's or a place's, and no person's.

    Of places only those that a gazetteer knows, where it knows any: a person's name taken for a place must not pass.
    """
    places = set(things(release, Place))
    pointed = {name for place in places if place.point is not None for name in place.names}
    unsure = {actor.name for actor in actors if actor.kind in _UNSURE}
    unsure |= {name for place in places for name in place.names if pointed and name not in pointed}
    return [name for name in kept if name not in unsure]


def _private(release: Release, actors: list[Actor], names: Iterable[str]) -> tuple[list[Removed], dict[Actor, Actor]]:
    sentences = _sentences(release)
    known = frozenset(map(fold_name, names))
    removed: list[Removed] = []
    stands: dict[Actor, Actor] = {}
    keys: dict[str, str] = {}
    for actor in actors:
        if not is_private(actor) or is_nameless(actor, kept=known):
            continue
        default = DEFAULT_SOURCE if actor in sentences else DEFAULT_OTHER
        stand = stand_for(actor, kept=known, sentences=sentences.get(actor, ()), default=default)
        key = keys.setdefault(actor.key, f"private:{len(keys) + 1}")
        stands[actor] = Actor(name=stand.becomes, key=key, kind=ActorKind.PRIVATE_PERSON)
        # in square brackets, since it stands within quotations
        shown = f"[{stand.becomes}]"
        removed += (Removed(kind="private source", value=value, replacement=shown) for value in stand.values)
    return removed, stands


def _sentences(release: Release) -> dict[Actor, list[str]]:
    """By source, the words by which it is mentioned and the sentences it is quoted in."""
    found: defaultdict[Actor, list[str]] = defaultdict(list)
    for quoted in (*release.claims, *release.earlier, *_reworded(release)):
        mentions = (quoted.grounded.claim.source, *quoted.grounded.claim.via)
        words = [mention.words for mention in mentions if mention]
        for actor in filter(None, (quoted.grounded.source, *quoted.grounded.others, *quoted.grounded.via)):
            found[actor] += [*words, quoted.sentence]
    for said in release.statements:
        for actor in filter(None, (said.grounded.source, *said.grounded.via)):
            found[actor].append(said.sentence)
    return found


def _reworded(release: Release) -> Iterator[QuotedClaim]:
    """Claims of versions that outlets have replaced since."""
    for rewritten in release.rewritten:
        yield from (one.before for one in rewritten.claims if one.before is not None)


def _places(release: Release, atlas: Atlas) -> Iterator[Removed]:
    for place in set(things(release, Place)):
        for name in fine_names(place, atlas):
            yield Removed(kind="place", value=name, replacement=PLACE_WITHHELD)


def _missed(release: Release, known: frozenset[str], found: list[Removed]) -> list[Removed]:
    """Names that extraction missed and that what was found does not cover whole."""
    reader, mask = Reader(known), Mask(found)
    covered = {one.replacement for one in found}
    missed: list[Removed] = []
    for text in sorted(set(things(release, str))):
        missed += (Removed(kind="place", value=value, replacement=PLACE_WITHHELD) for value in reader.places(text))
        missed += (Removed(kind="person", value=value, replacement=NAME_WITHHELD) for value in reader.persons(text))
    return [one for one in missed if mask(one.value) not in covered]


def _unique(removed: Iterable[Removed]) -> list[Removed]:
    """Each value once, as first found for its kind; values without a letter or digit name nothing."""
    order = ("person", "private source", "place")
    found = sorted((one for one in removed if tokens(one.value)), key=lambda one: (order.index(one.kind), one.value))
    return list({one.value: one for one in reversed(found)}.values())[::-1]


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word.key for name in names for word in tokens(name))
