"""Actors: names of sources and parties become known bodies, named persons, or stay words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from recount.lang.loader import lexicon
from recount.lang.names import fold_name
from recount.model import Actor, ActorKind, Mention, Text
from recount.ontology import ActorEntry, actor_entries, homes_in, loaded, meant_by

_ARTICLES = re.compile(r"^(?:an?|the|some)\s+", re.IGNORECASE)
_SHORT_FORM = re.compile(r"\s*\([A-Z]{2,8}\)$")
_DEFINED = re.compile(r"((?:[A-Z][\w'’-]{0,30} ){2,6})\(([A-Z]{2,8})\)")
_REACH = 60
"""Code points around a name within which a title or office says that the person speaks in public."""


@cache
def _register() -> dict[str, ActorEntry]:
    names: dict[str, ActorEntry] = {}
    for actor in actor_entries():
        for alias in (actor.name, *actor.names):
            names.setdefault(fold_name(alias), actor)
    return names


def _known(words: str, text: Text) -> ActorEntry | None:
    """The actor of the register that the words name in this report."""
    actor = _register().get(fold_name(words))
    return actor and meant_by(words.lower(), _homes(text.canonical), actor)


@lru_cache(maxsize=4)
def _homes(canonical: str) -> frozenset[str]:
    return homes_in(canonical)


@cache
def _speakers() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = lexicon("en", "reporting")
    return frozenset(table["persons"]), frozenset(table["bodies"]), frozenset(table["offices"])


def find_actors(mention: Mention | None, text: Text) -> tuple[Actor, ...]:
    """The actors that a mention names; two joined by ";" are two."""
    if mention is None:
        return ()
    return tuple(_actor(words.strip(), text) for words in mention.words.split(";") if words.strip())


def _actor(words: str, text: Text) -> Actor:
    bare = _ARTICLES.sub("", _SHORT_FORM.sub("", words))
    known = _known(bare, text)
    if known is None and bare.isupper():
        bare = _spelled_out(bare, text.canonical, (*text.credits, text.report.outlet or ""))
    if known is not None:
        name = words if known.kind is not ActorKind.UNKNOWN else known.name
        return Actor(name=name, key=f"actor:{known.key}", kind=known.kind)
    return Actor(
        name=bare if bare != words and words.isupper() else words,
        key=f"said:{fold_name(bare)}",
        kind=_kind(words, bare, text),
    )


@lru_cache(maxsize=256)
def _spelled_out(letters: str, canonical: str, carriers: tuple[str, ...]) -> str:
    """What an abbreviation stands for: "OPA" where the report names, or credits, an "Orontes Press Agency"."""
    named = [m[1] for m in _DEFINED.finditer(canonical) if m[2] == letters]
    for name in (*named, *carriers):
        words = name.split()
        for start in range(len(words)):
            if "".join(w[0] for w in words[start:] if w[0].isupper()) == letters:
                return " ".join(words[start:])
    return letters


def _kind(words: str, bare: str, text: Text) -> ActorKind:
    persons, bodies, _ = _speakers()
    lowers = {w.lower().strip(",.") for w in bare.split()}
    if is_generic(bare):
        return ActorKind.MEDIA if lowers & {"media", "television", "radio"} else ActorKind.UNKNOWN
    if lowers & bodies:
        return ActorKind.UNKNOWN
    if lowers & persons or _holds_office(bare, text):
        return ActorKind.OFFICIAL if _holds_office(bare, text) else ActorKind.UNKNOWN
    return ActorKind.PRIVATE_PERSON if bare[:1].isupper() and not words.isupper() else ActorKind.UNKNOWN


def is_generic(bare: str) -> bool:
    """Whether the words name nobody in particular: "local activists", "a medic"."""
    persons, bodies, _ = _speakers()
    parts = bare.split()
    named = [w for w in parts if w[:1].isupper() and w.lower() not in persons | bodies | _counts()]
    return not named


@cache
def _counts() -> frozenset[str]:
    """Number words: "Several members" at the start of a sentence is nobody's name."""
    return frozenset(word for table in lexicon("en", "numbers").values() for word in table)


def _holds_office(name: str, text: Text) -> bool:
    """Whether the report gives the person an office near some mention of the surname: "Foreign Minister …"."""
    return _office_near(name.split()[-1], text.canonical)


@lru_cache(maxsize=256)
def _office_near(surname: str, canonical: str) -> bool:
    offices = _speakers()[2]
    for found in re.finditer(re.escape(surname), canonical):
        around = canonical[max(0, found.start() - _REACH) : found.end() + _REACH].lower()
        if offices & set(re.findall(r"[\w-]+", around)):
            return True
    return False


def origins(source: tuple[Actor, ...], via: tuple[Actor, ...], text: Text) -> tuple[str, ...]:
    """Whose counting a figure is: each source's key. Sources without a name count as one with whoever quoted them.

    Without a source it is the agency credited for the text, else the outlet, else the report itself.
    """
    carrier = via[-1].key if via else _carrier(text)
    if not source:
        return (carrier,)
    return tuple(dict.fromkeys(f"{a.key}@{carrier}" if _is_unnamed(a) else a.key for a in source))


def as_meant(accused: tuple[Actor, ...], source: tuple[Actor, ...], text: Text) -> tuple[Actor, ...]:
    """The accused, loaded words among them read as whoever uses them means them. Their names stay as said.

    A source that the register knows uses them; where there is none, the outlet does. "Terrorists" of Syrian state media
    are the rebels; those of anybody else, or in a report that names an armed group, stay words.
    """
    known = next((a.key for a in source if a.key.startswith("actor:")), None)
    speaker = (known or _carrier(text)).removeprefix("actor:")
    meant = ((a, loaded(a.key.removeprefix("actor:"), speaker=speaker, text=text.canonical)) for a in accused)
    read = (Actor(name=a.name, key=f"actor:{entry.key}", kind=entry.kind) if entry else a for a, entry in meant)
    return tuple({a.key: a for a in read}.values())


def _is_unnamed(actor: Actor) -> bool:
    return actor.key.startswith("said:") and is_generic(_ARTICLES.sub("", actor.name))


def _carrier(text: Text) -> str:
    for name in (*text.credits, text.report.outlet):
        if name:
            known = _known(name, text)
            return f"actor:{known.key}" if known else f"said:{fold_name(name)}"
    return f"report:{text.report.given_id}"
