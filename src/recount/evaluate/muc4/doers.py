"""Doers: who the words beside a deed say did it, as MUC-4 writes it: persons by their noun, bodies by their name."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.draft import Scanned
from recount.claims.means import accused, claimants
from recount.claims.parties import PartyWords
from recount.evaluate.muc4.words import Phrase, listed, people
from recount.model import ActorKind, Reading, Token

_STATE = frozenset({ActorKind.STATE, ActorKind.STATE_FORCES, ActorKind.COALITION})

_BY_NOUN = frozenset({"rebels", "terrorists"})
"""Actors of the register that stand for people without a name."""


_FAR = 6
"""Tokens between "by" and the noun at most: "by a group of some ten armed men"."""


def persons(scanned: Sequence[Scanned], canonical: str) -> list[str]:
    """Nouns for those who did it: before a verb of the deed, or after "by"."""
    found: dict[str, str] = {}
    for one in scanned:
        tokens = one.sentence.tokens
        for phrase in people(tokens, canonical):
            if phrase.head in listed("doers") and _does(tokens, phrase):
                if phrase.head in listed("strangers") and not _strange(tokens, phrase):
                    continue
                found.setdefault(phrase.head, phrase.words)
    return list(found.values())[:2]


def _strange(tokens: Sequence[Token], phrase: Phrase) -> bool:
    around = {t.lower for t in tokens[max(0, phrase.first - 2) : phrase.last + 2]}
    return bool(around & listed("said_of_strangers"))


def _does(tokens: Sequence[Token], phrase: Phrase) -> bool:
    before = [t.lower for t in tokens[max(0, phrase.first - _FAR) : phrase.first]]
    if "by" in before and not {",", ".", "in", "near", "at", "against"} & set(before[before.index("by") :]):
        return True
    after = [t.lower for t in tokens[phrase.last : phrase.last + 5]]
    passive = any(w in ("was", "were", "been", "being", "be") for w in after)
    return bool(set(after) & listed("acts")) and not passive


def bodies(
    scanned: Sequence[Scanned], every: Sequence[Scanned], canonical: str, reading: Reading
) -> tuple[list[str], bool]:
    """Names of the bodies said to have done it, as said, and whether one of them is a state's."""
    found: dict[str, tuple[str, ActorKind]] = {}
    for one in scanned:
        tokens = one.sentence.tokens
        deeds = [k for k, t in enumerate(tokens) if t.lower in listed("acts")] or [len(tokens)]
        for p in (p for k in deeds for p in accused(one, (k, k + 1), (0, 0), active=k < len(tokens))):
            if p.key not in _BY_NOUN:
                found.setdefault(p.key, (_said(tokens, p.first, p.last, canonical), p.kind))
    for one in scanned:
        spans = [c.claim for c in reading.claims if one.sentence.span.holds(c.claim.span)]
        mentions = [m for c in spans for m in c.by]
        mentions += [
            m for s in reading.statements if one.sentence.span.overlaps(s.statement.span) for m in s.statement.by
        ]
        for p in one.parties:
            words = {m.words for m in mentions}
            if p.name in words and p.key not in _BY_NOUN:
                found.setdefault(p.key, (_said(one.sentence.tokens, p.first, p.last, canonical), p.kind))
    for p, one in claiming(every):
        found.setdefault(p.key, (_said(one.sentence.tokens, p.first, p.last, canonical), p.kind))
    for p, one in blamed(every, reading):
        found.setdefault(p.key, (_said(one.sentence.tokens, p.first, p.last, canonical), p.kind))
    return [said for said, _ in found.values()], any(kind in _STATE for _, kind in found.values())


def blamed(every: Sequence[Scanned], reading: Reading) -> list[tuple[PartyWords, Scanned]]:
    """The parties that an accusation of the report names, where it blames one only."""
    spans = [(s.statement.span, m.words) for s in reading.statements if s.statement.kind == "allegation"
             for m in s.statement.by]  # fmt: skip
    found = [
        (p, one)
        for span, name in spans
        for one in every
        if one.sentence.span.overlaps(span)
        for p in one.parties
        if p.name == name and p.key not in _BY_NOUN
    ]
    return found if len({p.key for p, _ in found}) == 1 else []


def claiming(every: Sequence[Scanned]) -> list[tuple[PartyWords, Scanned]]:
    """The parties that own to an attack anywhere in the report."""
    return [(p, one) for one in every for key in claimants(one) for p in one.parties if p.key == key]


def _said(tokens: Sequence[Token], first: int, last: int, canonical: str) -> str:
    return " ".join(canonical[tokens[first].start : tokens[last - 1].end].split())
