"""Parties: the armed parties and states that a sentence names; words such as "the army" by what the report is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from recount.claims.words import PARTIES, words
from recount.lang.phrases import Match, PhraseTable
from recount.model import ActorKind, Sentence, Token
from recount.ontology import ActorEntry, actor_entries

GROUP, STATE, COALITION = "group", "state", "coalition"
"""What a generic name stands for: some armed group, the state the report is about, the coalition it is about."""

APART = 3
"""Words at most between a generic name and the group it goes with: "terrorists of the so-called X"."""

_JOINING = frozenset(
    {"of", "from", "the", "so-called", "called", "group", "groups", '"', "“", "known", "as", "belonging", "to"}
)
_LOADED = frozenset({"group", "takfiri", "jihadist", "extremist", "islamist", "armed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyWords:
    """A party at tokens `[first, last)`."""

    first: int
    last: int
    name: str
    key: str
    kind: ActorKind
    side: str = ""
    generic: str = ""
    """What the name stands for where it names no one in particular."""


def find_parties(tokens: Sequence[Token], local: Mapping[str, ActorEntry] | None = None) -> list[PartyWords]:
    """Armed parties and states named in a sentence, left to right."""
    return parties_among(tokens, words().actors.find(tokens), local)


def parties_among(
    tokens: Sequence[Token], actors: Iterable[Match[ActorEntry]], local: Mapping[str, ActorEntry] | None = None
) -> list[PartyWords]:
    """The armed parties and states among the actors that a sentence names.

    A generic word that goes with a group's name is not a party beside it: "the X terrorist group", "militants of X".

    Args:
        tokens: the sentence's.
        actors: the actors it names.
        local: whom "the army" or "the coalition" means in this report, by the key of the generic name.
    """
    found = [_party(m, (local or {}).get(m.meaning.key, m.meaning)) for m in actors if m.meaning.kind in PARTIES]
    own = [p for p in found if p.generic != GROUP]
    return [p for p in found if p.generic != GROUP or not any(_goes_with(tokens, p, other) for other in own)]


def _party(match: Match[ActorEntry], actor: ActorEntry) -> PartyWords:
    return PartyWords(
        first=match.first,
        last=match.last,
        name=actor.name,
        key=actor.key,
        kind=actor.kind,
        side=actor.side,
        generic=actor.generic,
    )


def _goes_with(tokens: Sequence[Token], generic: PartyWords, group: PartyWords) -> bool:
    if group.kind not in (ActorKind.REBEL_GROUP, ActorKind.MILITIA):
        return False
    if group.last <= generic.first:
        return all(t.lower in _LOADED for t in tokens[group.last : generic.first])
    between = tokens[generic.last : group.first]
    return len(between) <= APART and all(t.lower in _JOINING for t in between)


def local_actors(sentences: Sequence[Sentence]) -> dict[str, ActorEntry]:
    """Whom the generic names of a state's forces or of a coalition mean in a report, by their keys.

    It is the state, and the coalition, that the report names most; none where two are named as often.
    """
    lands, named = Counter[str](), Counter[str]()
    for sentence in sentences:
        lands.update(m.meaning for m in _lands().find(sentence.tokens) if not _says_whose(sentence.tokens, m))
        found = (m.meaning for m in words().actors.find(sentence.tokens) if m.meaning.kind is ActorKind.COALITION)
        named.update(actor.key for actor in found if not actor.generic)
    about, leading = _most(lands), _most(named)
    chosen = {
        STATE: next((a for a in actor_entries() if a.kind is ActorKind.STATE_FORCES and about in a.country[:1]), None),
        COALITION: next((a for a in actor_entries() if a.key == leading), None)
        or next((a for a in actor_entries() if a.kind is ActorKind.COALITION and about in a.country), None),
    }
    generic = ((a, chosen.get(a.generic)) for a in actor_entries() if a.generic)
    return {a.key: actor for a, actor in generic if actor is not None}


def _says_whose(tokens: Sequence[Token], land: Match[str]) -> bool:
    """Whether a people's name only says whose strike or shells it was, which is often another land's."""
    if tokens[land.first].lower.removesuffix("s") in _countries():
        return False
    return words().means.at(tokens, land.last) is not None or words().attacks.at(tokens, land.last) is not None


@cache
def _countries() -> frozenset[str]:
    return frozenset(c.removesuffix("s") for a in actor_entries() for c in a.country)


def names_a_place(tokens: Sequence[Token], party: PartyWords) -> bool:
    """Whether a bare name before a deed may be where it was: "the Moscow attack", not "Turkish jets"."""
    name = " ".join(t.lower for t in tokens[party.first : party.last])
    if name in SEATS:
        return True
    after = tokens[party.last].lower if party.last < len(tokens) else ""
    return name in LANDS and after in EVENTS


SEATS = frozenset({"moscow", "ankara", "kremlin", "damascus", "tehran"})
"""Seats of governments: they stand for a party where one speaks or is accused, never right before a deed."""

LANDS = frozenset({"russia", "turkey", "türkiye", "israel", "iran", "united states"})
EVENTS = frozenset("attack bombing blast explosion shooting ambush massacre siege stabbing quake earthquake".split())
"""Deeds in the singular that headlines put behind the place where they happened."""


def _most(counted: Counter[str]) -> str | None:
    first = counted.most_common(2)
    return None if not first or (len(first) > 1 and first[0][1] == first[1][1]) else first[0][0]


@cache
def _lands() -> PhraseTable[str]:
    """Names of countries and peoples, each with its country."""
    states = [a for a in actor_entries() if a.kind is ActorKind.STATE_FORCES and a.country]
    return PhraseTable(
        (name, a.country[0])
        for a in states
        for country in (*a.country, *a.people)
        for name in (country, f"{country}'s", f"{country}s")
    )
