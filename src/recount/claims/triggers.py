"""Triggers: the words of a sentence that say what harm came to people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from recount.lang.loader import lexicon
from recount.lang.phrases import Match, PhraseTable
from recount.model import Harm, Token

ACTIVE, PASSIVE, TOLL = "active", "passive", "toll"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A harm word or phrase at tokens `[first, last)`."""

    first: int
    last: int
    harm: Harm
    ways: frozenset[str]
    """Constructions it may stand in: active, passive, toll."""

    weak: bool
    """Whether it says harm only of people named as such."""

    words: str


def find_triggers(tokens: Sequence[Token]) -> list[Trigger]:
    """All harm words of the sentence, left to right, the longest phrase at each place."""
    return [_trigger(tokens, match) for match in _table().find(tokens)]


def trigger_at(tokens: Sequence[Token], k: int) -> Trigger | None:
    """The harm word or phrase that starts at token `k`, the longest."""
    match = _table().at(tokens, k)
    return None if match is None else _trigger(tokens, match)


def _trigger(tokens: Sequence[Token], match: Match[tuple[Harm, frozenset[str]]]) -> Trigger:
    said = " ".join(t.lower for t in tokens[match.first : match.last])
    harm, ways = match.meaning
    return Trigger(first=match.first, last=match.last, harm=harm, ways=ways, weak=said in _weak(), words=said)


@cache
def harm_nouns() -> dict[str, Harm]:
    """Nouns that are both the count and the harm: "20 deaths"."""
    return {w: Harm(row["harm"]) for row in lexicon("en", "harms")["trigger"] for w in row.get("noun", ())}


@cache
def _table() -> PhraseTable[tuple[Harm, frozenset[str]]]:
    ways: dict[str, tuple[Harm, set[str]]] = {}
    for row in lexicon("en", "harms")["trigger"]:
        for way in (ACTIVE, PASSIVE, TOLL):
            for phrase in row.get(way, ()):
                ways.setdefault(phrase, (Harm(row["harm"]), set()))[1].add(way)
    return PhraseTable((phrase, (harm, frozenset(kinds))) for phrase, (harm, kinds) in ways.items())


@cache
def _weak() -> frozenset[str]:
    return frozenset(w for row in lexicon("en", "harms")["trigger"] for w in row.get("weak", ()))
