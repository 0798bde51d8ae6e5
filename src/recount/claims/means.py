"""Means: how the harm was done, and by whom it is said to have been done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recount.claims.parties import PartyWords, names_a_place
from recount.claims.words import words
from recount.model import ActorKind, Token

if TYPE_CHECKING:
    from recount.claims.draft import Scanned

_ACTING = frozenset({"by", "from"})

_ON_FOOT = frozenset({ActorKind.REBEL_GROUP, ActorKind.MILITIA})

_LOOSE = frozenset({"the army", "government", "damascus regime", "american", "russian", "russians", "turkish"})
"""Names that accuse only where a deed stands right beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeansWords:
    """A means of harm at tokens `[first, last)`."""

    first: int
    last: int
    concept: str


def find_means(tokens: Sequence[Token]) -> list[MeansWords]:
    """The means named in a sentence, left to right."""
    return [MeansWords(first=m.first, last=m.last, concept=m.meaning) for m in words().means.find(tokens)]


def is_blast(tokens: Sequence[Token], named: MeansWords) -> bool:
    """Whether the words tell of a blast, which may be no bomb: "an explosion at the depot"."""
    return all(t.lower in words().blasts for t in tokens[named.first : named.last])


def from_the_air(scanned: Scanned, named: MeansWords) -> str:
    """The concept of a means; the bombs of a state's forces or a coalition fall from the air."""
    if named.concept != "bombing" or scanned.sentence.tokens[named.last - 1].lower not in words().bombs:
        return named.concept
    air = (p for p in scanned.parties if p.kind not in _ON_FOOT and 0 <= named.first - p.last <= 1)
    return "airstrike" if any(air) else named.concept


def nearest_means(found: Sequence[MeansWords], first: int, last: int) -> MeansWords | None:
    """The means closest to tokens `[first, last)`; of two as close, the one named first."""
    return min(found, key=lambda m: (max(m.first - last, first - m.last, 0), m.first), default=None)


def claimants(scanned: Scanned) -> list[str]:
    """Keys of the parties that claim an attack: "X claimed responsibility", "the attack was claimed by X"."""
    tokens = scanned.sentence.tokens
    out = []
    for match in words().claiming.find(tokens):
        named = scanned.parties
        before = [p for p in named if p.last <= match.first]
        after = [p for p in named if match.last <= p.first <= match.last + 2]
        if match.meaning == "by":
            out += [p.key for p in after[:1]]
        elif before:
            out.append(before[-1].key)
    return out + [p.key for p in scanned.parties if _owns_to_it(scanned, p)]


def _owns_to_it(scanned: Scanned, p: PartyWords) -> bool:
    """Whether a party says that its own people struck: "X said one of its fighters blew himself up"."""
    tokens = scanned.sentence.tokens
    said = next((m for k in range(p.last, p.last + 4) if (m := words().say.at(tokens, k)) is not None), None)
    if said is None:
        return False
    ours = range(said.last, min(len(tokens) - 1, said.last + 8))
    own = next((k for k in ours if tokens[k].lower in ("its", "their") and tokens[k + 1].lower in _OURS), None)
    if own is None:
        return False
    after = tokens[own : own + 16]
    return any(m.first >= own for m in scanned.means) or any(words().attacks.at(after, k) for k in range(len(after)))


def accused(
    scanned: Scanned, trigger: tuple[int, int] | None, victims: tuple[int, int], *, active: bool
) -> list[PartyWords]:
    """The parties a sentence says did the harm: "by X", "X killed", "X's warplanes", "X air strikes".

    Parties among the victims' own words are never the accused.
    """
    tokens = scanned.sentence.tokens
    found = [p for p in scanned.parties if not (p.first < victims[1] and victims[0] < p.last)]
    deeds = scanned.means
    out = [
        p for p in found if _acts(tokens, p, deeds) or (active and trigger is not None and _subject(tokens, p, trigger))
    ]
    return list({p.key: p for p in out}.values())


def _acts(tokens: Sequence[Token], p: PartyWords, deeds: Sequence[MeansWords]) -> bool:
    """Whether the party is tied to a deed: a means right after it, or "by" before it."""
    after = next((m for m in deeds if 0 <= m.first - p.last <= 2), None)
    if (
        after is not None
        and not names_a_place(tokens, p)
        and not any(t.text in ",;." or t.lower in _NOT_BETWEEN for t in tokens[p.last : after.first])
    ):
        return True
    before = tokens[p.first - 1].lower if p.first else ""
    if before == "the" and p.first > 1:
        before = tokens[p.first - 2].lower
    return before in _ACTING and words().say.ending_at(tokens, max(0, p.first - 1)) is None


_NOT_BETWEEN = frozenset(
    {"and", "in", "on", "said", "says", "say", "by", "from", "to", "against", "after", "with", "were"}
)


_OURS = frozenset(
    "fighter fighters member members militant militants bomber bombers forces men soldiers warplanes".split()
)
_FIGHTERS = frozenset("fighters militants members forces troops soldiers units terrorists gunmen rebels".split())
"""Nouns whose "of" or "from" names the party that they act for."""


def _subject(tokens: Sequence[Token], p: PartyWords, trigger: tuple[int, int]) -> bool:
    """Whether the party stands before an active harm word as its subject."""
    gap = [t.lower for t in tokens[p.last : trigger[0]]]
    before = [t.lower for t in tokens[max(0, p.first - 3) : p.first]]
    if set(before[-2:]) & {"against", "on", "at", "targeting", "hit", "struck", "near", "in", "with", "for", "between"}:
        return False  # the target, not the one who strikes
    of = next((k for k in (-1, -2) if len(before) >= -k and before[k] in ("of", "from", "to")), None)
    if of is not None and not (before[:of] and before[of - 1] in _FIGHTERS):
        return False
    if p.last > trigger[0] or len(gap) > 8 or tokens[p.first].lower in _LOOSE or names_a_place(tokens, p):
        return False
    return not any(w in (".", ";", "said", "says", "against", "by") for w in gap)
