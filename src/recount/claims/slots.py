"""Slots: places and modality of each draft, from its sentence and those before it."""

from __future__ import annotations

from recount.claims.draft import Draft, Scanned
from recount.model import Mention, Modality

MOST_NEAR = 40
"""Drafts, and sentences, looked back over at most: enough for any report, and it bounds the work for made-up ones."""

CARRIED_PLACES = 10
"""Places of earlier sentences kept with a claim, nearest first, to say what contains its own."""


def fill_places(draft: Draft, scanned: list[Scanned]) -> None:
    """Names of places: those of its sentence first, then those of the sentences before, nearest first."""
    tokens = draft.scanned.sentence.tokens
    q = draft.link.quantity
    later = [link.quantity.first for link in draft.scanned.links if link.quantity.first >= q.last]
    edge = min(later, default=len(tokens)) if draft.part_of is None else len(tokens)
    own = [p for p in draft.scanned.places if p.announced]
    ranked = sorted(own, key=lambda p: (not q.last <= p.first < edge, p.first < q.first, abs(p.first - q.last)))
    draft.where = [Mention(span=p.span, words=p.words) for p in ranked]
    draft.own_places = len(ranked)
    for before in reversed(scanned[max(0, draft.number - MOST_NEAR) : draft.number]):
        if len(draft.where) >= draft.own_places + CARRIED_PLACES:
            break
        draft.where.extend(Mention(span=p.span, words=p.words) for p in before.places if p.announced)


def fill_modality(draft: Draft) -> None:
    """Whether the words assert, allege, deny, expect or suppose the harm."""
    tokens, q = draft.scanned.sentence.tokens, draft.link.quantity
    for match in draft.scanned.hedges:
        near = abs(match.first - q.first) <= 12
        if near and not any(t.text in ";:" for t in tokens[min(match.first, q.first) : max(match.last, q.last)]):
            draft.modality = match.meaning
            if match.meaning is not Modality.ALLEGED:
                return
