"""Word classes of a language, gathered once from its lexicons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from recount.lang.loader import lexicon
from recount.lang.phrases import Match, PhraseTable
from recount.model import ActorKind, Bound, Modality, Token, Victims
from recount.ontology import ActorEntry, actor_entries

NEAR = 6
"""Words on either side that show whether a text sets everything in capitals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VictimNoun:
    """What a noun for people says of them."""

    victims: Victims
    who: str | None
    single: bool
    """Whether it may count as one victim without a number: "a woman was killed"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The word classes that extraction asks for."""

    victims: PhraseTable[VictimNoun]
    not_victims: PhraseTable[str]
    adjectives: frozenset[str]
    determiners: frozenset[str]
    auxiliaries: frozenset[str]
    bounds_before: PhraseTable[Bound]
    bounds_after: PhraseTable[Bound]
    actors: PhraseTable[ActorEntry]
    means: PhraseTable[str]
    say: PhraseTable[str]
    according: PhraseTable[str]
    claiming: PhraseTable[str]
    """Phrases by which a party owns to an attack: the party stands before them, or after those that end in "by"."""

    attacks: PhraseTable[bool]
    """Words of attack that name no weapon: "X's offensive", "X stormed"."""

    bombs: frozenset[str]
    """Last words of names of bombs, which fall from the air where a state's forces or a coalition drop them."""

    blasts: frozenset[str]
    """Words for what may be no bomb at all."""

    unclear: PhraseTable[bool]
    """Phrases that say that no one knows who did it."""

    hedges: PhraseTable[Modality]
    """Words that allege, deny, expect or suppose."""

    speakers: frozenset[str]
    """Nouns for persons and bodies that may be a source."""

    speaking_persons: frozenset[str]
    heading_ends: frozenset[str]
    """Nouns that end a heading as its source even in lower case: "ten killed in raid monitor"."""

    roles: frozenset[str]
    """Lower-case words that may stand before such a noun: "senior military official"."""


class ActorTable(PhraseTable[ActorEntry]):
    """Names of actors. Those that are also words count only as written for a name: "IS" but not "is"."""

    def at(self, tokens: Sequence[Token], i: int, *, limit: int | None = None) -> Match[ActorEntry] | None:
        """The longest name that starts at token `i` and ends before token `limit`."""
        found = super().at(tokens, i, limit=limit)
        return found if found is not None and _written_as_name(tokens, found) else None


def _written_as_name(tokens: Sequence[Token], found: Match[ActorEntry]) -> bool:
    first, actor = tokens[found.first], found.meaning
    if found.last - found.first > 1 or not (actor.acronyms or actor.proper):
        return True
    if first.lower in actor.acronyms:
        around = tokens[max(0, found.first - NEAR) : found.last + NEAR]
        return first.text.isupper() and (len(around) == 1 or any(t.text != t.text.upper() for t in around))
    return first.lower not in actor.proper or first.text[:1].isupper()


@cache
def words() -> Words:
    """The word classes of English."""
    victims, modifiers, reporting = (lexicon("en", name) for name in ("victims", "modifiers", "reporting"))
    bounds = lexicon("en", "bounds")
    hedged = (Modality.HYPOTHETICAL, Modality.EXPECTED, Modality.DENIED, Modality.ALLEGED)
    return Words(
        victims=PhraseTable((w, _noun(row)) for row in victims["noun"] for w in row["words"]),
        not_victims=PhraseTable((w, row["kind"]) for row in lexicon("en", "not_victims")["noun"] for w in row["words"]),
        adjectives=frozenset(modifiers["adjectives"]),
        determiners=frozenset(modifiers["determiners"]),
        auxiliaries=frozenset(modifiers["auxiliaries"]),
        bounds_before=PhraseTable((k, Bound(v)) for k, v in bounds["before"].items()),
        bounds_after=PhraseTable((k, Bound(v)) for k, v in bounds["after"].items()),
        actors=ActorTable(_actor_names()),
        means=PhraseTable((w, row["concept"]) for row in lexicon("en", "weapons")["entry"] for w in row["words"]),
        say=PhraseTable((w, w) for w in reporting["verbs"]),
        according=PhraseTable((w, w) for w in reporting["before"]),
        claiming=PhraseTable((w, "by" if w.endswith(" by") else "self") for w in reporting["claiming"]),
        attacks=PhraseTable((w, True) for w in lexicon("en", "weapons")["attacks"]["words"]),
        bombs=frozenset(lexicon("en", "weapons")["bombs"]["words"]),
        blasts=frozenset(lexicon("en", "weapons")["blasts"]["words"]),
        unclear=PhraseTable((w, True) for w in reporting["unclear"]),
        hedges=PhraseTable((w, modality) for modality in hedged for w in reporting[modality.value]),
        speakers=frozenset(reporting["persons"]) | frozenset(reporting["bodies"]),
        speaking_persons=frozenset(reporting["persons"]),
        heading_ends=frozenset(reporting["heading_ends"]),
        roles=frozenset(reporting["roles"]),
    )


PARTIES = frozenset(
    {ActorKind.STATE, ActorKind.STATE_FORCES, ActorKind.REBEL_GROUP, ActorKind.MILITIA, ActorKind.COALITION}
)
"""Kinds of actor that may be accused, or whose fighters may be counted."""


def _actor_names() -> Iterator[tuple[str, ActorEntry]]:
    """The register's own names first, then those that a people's name and a noun for forces make: "Sudanese troops"."""
    yield from ((name, actor) for actor in actor_entries() for name in actor.names)
    forces: list[str] = lexicon("en", "accusing")["forces"]
    for actor in actor_entries():
        if actor.kind is ActorKind.STATE_FORCES:
            whose = (*actor.people, *(f"{c}{ending}" for c in actor.country for ending in ("'s", "’s", "s")))
            yield from ((f"{of} {noun}", actor) for of in whose for noun in forces)


def _noun(row: dict[str, object]) -> VictimNoun:
    who = row.get("who")
    return VictimNoun(
        victims=Victims(str(row["victims"])), who=None if who is None else str(who), single=bool(row.get("single"))
    )
