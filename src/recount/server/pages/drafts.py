"""Drafts: a claim that a person is about to add, filled in from what stands around the chosen words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recount.claims.numbers import number_at
from recount.lang.phrases import lower_at
from recount.model import Bound, Field, GroundedClaim, Harm, Stated, Token
from recount.review import NONE, told
from recount.server.pages.claim_cards import NAMES, choices_of
from recount.server.shapes.reading import Draft, Slot

TAKEN_OVER = (Field.WHEN, Field.WHERE, Field.MEANS, Field.BY, Field.SOURCE)
"""What a new claim most often shares with the one before it."""

BARE = {
    Field.VALUE: "",
    Field.BOUND: Bound.EXACT.value,
    Field.HARM: Harm.KILLED.value,
    Field.VICTIMS: "unspecified",
    Field.MEANS: "unknown",
    Field.MODALITY: "asserted",
    Field.BACKGROUND: "no",
    Field.SCOPE: "incident",
}
"""What a field says where nothing is known."""

_TOKEN = re.compile(r"\w+(?:[-.,]\w+)*|\S")


def draft_of(canonical: str, claims: Sequence[GroundedClaim], chosen: str) -> Draft | None:
    """The draft for the words chosen, ``start-end``; ``None`` where none are, or they are not in the text."""
    if not chosen:
        return None
    start, end = map(int, chosen.split("-"))
    if not 0 <= start < end <= len(canonical):
        return None
    words = canonical[start:end]
    before = [c for c in claims if c.claim.span.start <= start]
    nearest = before[-1] if before else (claims[0] if claims else None)
    return Draft(start=start, end=end, text=words, slots=tuple(_slot(f, words, nearest) for f in Field))


def _slot(field: Field, words: str, nearest: GroundedClaim | None) -> Slot:
    value = BARE.get(field, NONE)
    if nearest is not None and field in TAKEN_OVER:
        value = told(nearest, field)
    stated = number_in(words)
    if field is Field.VALUE and stated is not None and stated.value is not None:
        value = str(stated.value) if stated.value_max is None else f"{stated.value} to {stated.value_max}"
    if field is Field.BOUND and stated is not None:
        value = stated.bound.value
    return Slot(field=field.value, name=NAMES[field], told="", words="", value=value, choices=choices_of(field))


def number_in(words: str) -> Stated | None:
    """The first number among the words, with the bound before it ("at least")."""
    tokens = [Token(m.start(), m.end(), m[0], m[0].lower()) for m in _TOKEN.finditer(words)]
    found = next((n for i in range(len(tokens)) if (n := number_at(tokens, i)) is not None), None)
    if found is None:
        return None
    lead = " ".join(lower_at(tokens, i) for i in range(max(0, found.first - 3), found.first))
    bounds = {"at least": Bound.AT_LEAST, "more than": Bound.MORE_THAN, "over": Bound.MORE_THAN, "about": Bound.ABOUT}
    bound = next((b for said, b in bounds.items() if lead.endswith(said)), found.stated.bound)
    return Stated(value=found.stated.value, value_max=found.stated.value_max, bound=bound, word=found.stated.word)
