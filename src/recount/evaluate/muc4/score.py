"""Scores of MUC-4: how templates are laid side by side, and what a fill earns.

By the rules of the fourth Message Understanding Conference (Chinchor, "MUC-4 evaluation metrics", 1992): a fill that is
right earns 1, one that is partly right ½; recall is what was earned over the fills of the key, precision over those of
the response. F is over *all templates*: every fill of a template that has no counterpart counts, as missing or as
spurious. Where the official scorer asked a person, a fixed rule stands here:

- **Templates** are laid side by side so that the most is earned. A pair needs types that fit, and something else in
  common: a target, a victim, a perpetrator, or both the place and the day.
- **What is optional** in the key, a template or a fill, neither helps nor harms: it is not counted, and neither is what
  was laid beside it.
- **Words** are right if they are the same but for articles, signs and numbers before them; partly right if all words of
  one are within the other, with the head, its last word before any "of".
- **Types of incident**: ATTACK beside a more special type is partly right. Of other closed sets a fill is right or not.
- **Numbers** are right if both ends are the same; partly right if the lower ends are ("6" beside "6-").
- **Days** are right if both ends are the same; partly right if they share a day. "On or before" goes back 31 days.
- **Places** are right if the names are the same; partly right if they share one.
- **What is said of a target** ("DEATH: «MAYOR»") is right if it is said of the same target, else partly right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from recount.evaluate.assignment import assign
from recount.evaluate.muc4.templates import Count, Days, Fill, Path, Slot, Template, Value

RIGHT, PARTLY, WRONG = 1.0, 0.5, 0.0

BEFORE = timedelta(days=31)
"""How far "on or before" goes back where days are compared."""

_CONTENT = (Slot.TARGET, Slot.VICTIM_NAME, Slot.VICTIM, Slot.INDIVIDUAL, Slot.ORGANISATION)
_TEXT = frozenset({Slot.INSTRUMENT, Slot.INDIVIDUAL, Slot.ORGANISATION, Slot.TARGET, Slot.VICTIM_NAME, Slot.VICTIM})


@dataclass(frozen=True, slots=True)
class Tally:
    """What was earned, of how much: `earned` over `possible` is recall, over `actual` precision."""

    earned: float = 0.0
    possible: int = 0
    actual: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.earned + other.earned, self.possible + other.possible, self.actual + other.actual)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One document."""

    all_templates: Tally
    aligned: Mapping[Slot, Tally]
    """By slot, over the templates that have a counterpart."""

    pairs: tuple[tuple[int, int], ...]
    """Key and response templates laid side by side."""


def score(key: Sequence[Template], response: Sequence[Template]) -> Scored:
    """The response laid beside the key. The order of templates and of fills does not matter."""
    pairs = assign([[_worth(k, r) for r in response] for k in key])
    paired = {j for _, j in pairs}
    aligned = {slot: Tally() for slot in Slot}
    total = Tally()
    for i, j in pairs:
        for slot in Slot:
            if not key[i].optional:
                aligned[slot] += compare(slot, key[i].of(slot), response[j].of(slot))
    found = {i for i, _ in pairs}
    missing = [t for i, t in enumerate(key) if i not in found and not t.optional]
    spurious = [t for j, t in enumerate(response) if j not in paired]
    for slot in Slot:
        total += aligned[slot]
        for t in missing:
            total += compare(slot, t.of(slot), ())
        for t in spurious:
            total += compare(slot, (), t.of(slot))
    return Scored(all_templates=total, aligned=aligned, pairs=tuple(pairs))


def compare(slot: Slot, key: Sequence[Fill], response: Sequence[Fill]) -> Tally:
    """What the fills of one slot earn, laid side by side so that they earn the most."""
    worth = [[_earned(slot, k, r) for r in response] for k in key]
    pairs = assign(worth)
    optional = {j for i, j in pairs if key[i].optional}
    return Tally(
        earned=sum(worth[i][j] for i, j in pairs if j not in optional),
        possible=sum(not k.optional for k in key),
        actual=len(response) - len(optional),
    )


def _worth(key: Template, response: Template) -> float:
    """What two templates earn beside each other; 0 where they may not stand so."""
    if not compare(Slot.TYPE, key.of(Slot.TYPE), response.of(Slot.TYPE)).earned:
        return 0.0
    shared = any(compare(slot, key.of(slot), response.of(slot)).earned for slot in _CONTENT)
    if not shared:
        place, day = (compare(s, key.of(s), response.of(s)).earned for s in (Slot.LOCATION, Slot.DATE))
        if not (place and day):
            return 0.0
    return sum(compare(slot, key.of(slot), response.of(slot)).earned for slot in Slot)


def _earned(slot: Slot, key: Fill, response: Fill) -> float:
    best = max((value_earned(slot, k, r) for k, r in product(key.values, response.values)), default=WRONG)
    if best == RIGHT and key.about and not _same_target(key.about, response.about):
        return PARTLY
    return best


def _same_target(key: Sequence[str], response: Sequence[str]) -> bool:
    return any(_words_earned(a, b) for a, b in product(key, response))


def value_earned(slot: Slot, key: Value, response: Value) -> float:
    """What one value earns beside one of the key."""
    if isinstance(key, Days) and isinstance(response, Days):
        return _days_earned(key, response)
    if isinstance(key, Count) and isinstance(response, Count):
        if (key.low, key.high) == (response.low, response.high):
            return RIGHT
        return PARTLY if key.low is not None and key.low == response.low else WRONG
    if isinstance(key, Path) and isinstance(response, Path):
        ours, theirs = ({plain(n) for n in p.names} for p in (key, response))
        return RIGHT if ours == theirs else PARTLY if ours & theirs else WRONG
    if isinstance(key, str) and isinstance(response, str):
        if slot in _TEXT:
            return _words_earned(key, response)
        if key == response:
            return RIGHT
        return PARTLY if slot is Slot.TYPE and "ATTACK" in (key, response) else WRONG
    return WRONG


def _days_earned(key: Days, response: Days) -> float:
    if key == response:
        return RIGHT
    (a, b), (c, d) = _ends(key), _ends(response)
    return PARTLY if a <= d and c <= b else WRONG


def _ends(days: Days) -> tuple[date, date]:
    end = days.end or date.max
    return days.start or (end - BEFORE if days.end else date.min), end


_SIGNS = re.compile(r"[^\w' -]+")
_BEFORE = frozenset(
    "THE A AN ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE SOME SEVERAL ABOUT AT LEAST MORE THAN"
    " OTHER ANOTHER".split()
)


def plain(words: str) -> str:
    """Words without signs, and without articles and numbers before them."""
    told = _SIGNS.sub(" ", words.upper()).split()
    while len(told) > 1 and (told[0] in _BEFORE or told[0].isdecimal()):
        told = told[1:]
    return " ".join(told)


def _words_earned(key: str, response: str) -> float:
    one, other = plain(key), plain(response)
    if one == other:
        return RIGHT if one else WRONG
    ours, theirs = one.split(), other.split()
    short, long = (ours, theirs) if len(ours) <= len(theirs) else (theirs, ours)
    if not short or not set(short) <= set(long):
        return WRONG
    return PARTLY if _head(short) in (_head(long), long[-1]) or _head(long) in short else WRONG


def _head(words: Sequence[str]) -> str:
    """The last word before any "of" or "in"."""
    cut = next((k for k, w in enumerate(words) if k and w in ("OF", "IN", "WHO", "FROM", "AT")), len(words))
    return words[cut - 1]
