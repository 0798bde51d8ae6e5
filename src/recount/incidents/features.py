"""Features: small comparisons of two tellings. Each returns how far it speaks for one event, and says so.

A score is between -1 (speaks against) and 1 (speaks for); 0 says nothing. What parts two tellings is no event that both
can be of, unless the details they share say that one of the two was misread. No sentence holds a person's name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from recount.incidents.labels import spell_day
from recount.incidents.places import lies_within, one_place, same_town
from recount.incidents.rarity import rarity
from recount.incidents.tellings import Telling
from recount.model import When

_MIXED_UP = frozenset({"airstrike", "shelling", "missile", "bombing", "suicide_bombing"})
"""Means that reports of one event often mix up."""

ENOUGH = {"name": 4.0, "place": 2.0, "age": 2.0, "word": 3.0}
"""Rarity of shared details at which a feature speaks with its full weight."""

LONG_AGO = 30
"""Days between two reports of no day, beyond which nothing says that they are of one event."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one feature says of a pair."""

    score: float
    sentence: str
    parts: bool = False
    """Whether the two can't be one event, if both are read right."""


Feature = Callable[[Telling, Telling], Finding]
_NOTHING = Finding(0.0, "")


def same_day(a: Telling, b: Telling) -> Finding:
    """The two happened on the same day."""
    if a.when is None or b.when is None:
        return _NOTHING
    days = max(a.when.days, b.when.days)
    if a.when.overlaps(b.when):
        if days == 1:
            return Finding(1.0, f"Both on {spell_day(a.when.start)}.")
        return Finding(0.7 if days <= 2 else 0.4 if days <= 7 else 0.15, "Their days overlap.")
    gap = _gap(a.when, b.when)
    if gap == 1:
        return Finding(-0.2, "One day apart: a night, or a day misread.")
    return Finding(-0.6 if gap <= 3 else -1.0, f"{gap} days apart.", parts=True)


def told_together(a: Telling, b: Telling) -> Finding:
    """One tells no day; the two were reported about the same time. Weak: it is never taken for the day of the event."""
    if (a.when is not None and b.when is not None) or a.published is None or b.published is None:
        return _NOTHING
    for known, other in ((a, b), (b, a)):
        if known.when is not None and other.published is not None and known.when.start > other.published:
            early = (known.when.start - other.published).days
            if early == 1:  # a time zone, or a night
                return _NOTHING
            return Finding(-1.0, "One was reported before the other happened.", parts=True)
    days = abs((a.published - b.published).days)
    if days <= 1:
        return Finding(1.0, "Reported on the same day or the next; one of them tells no day.")
    if days <= LONG_AGO:
        return Finding(0.3 if days <= 7 else -0.2, f"Reported {days} days apart; one of them tells no day.")
    return Finding(-1.0, "Reported more than a month apart; one of them tells no day.")


def same_place(a: Telling, b: Telling) -> Finding:
    """The two happened at the same place, or one place lies within the other."""
    if a.where is None or b.where is None:
        return _NOTHING
    if a.where.country != b.where.country and a.where.country and b.where.country:
        return Finding(-1.0, "Different countries.", parts=True)
    if one_place(a.where, b.where):
        return Finding(1.0 if a.fine or b.fine else 0.1, f"Both in {a.where.names[0]}.")
    for outer, inner in ((a.where, b.where), (b.where, a.where)):
        if lies_within(inner, outer):
            fine = a.fine and b.fine
            return Finding(0.6 if fine else 0.15, f"One in {outer.names[0]}, which holds the other's place.")
    if same_town(a.where, b.where):
        return Finding(-0.5, f"{a.where.names[0]} is not {b.where.names[0]}, though both lie in one town.", parts=True)
    return Finding(-1.0, f"{a.where.names[0]} is not {b.where.names[0]}.", parts=a.fine and b.fine)


def same_means(a: Telling, b: Telling) -> Finding:
    """The same means of harm."""
    if "unknown" in (a.means, b.means):
        return _NOTHING
    if a.means == b.means:
        return Finding(1.0, f"Both tell of {a.means.replace('_', ' ')}.")
    if {a.means, b.means} <= _MIXED_UP or "clash" in (a.means, b.means):
        return Finding(-0.3, "Means that reports often mix up.")
    return Finding(-1.0, f"{a.means.replace('_', ' ')} against {b.means.replace('_', ' ')}.")


def compatible_tolls(a: Telling, b: Telling) -> Finding:
    """Their tolls may be of one event."""
    worst, largest = 1.0, 0
    shared = a.tolls.keys() & b.tolls.keys()
    for harm in shared:
        ours, theirs = a.tolls[harm], b.tolls[harm]
        largest = max(largest, *ours, *theirs)
        if not ours & theirs:
            factor = min(max(x, y) / max(1, min(x, y)) for x in ours for y in theirs)
            worst = min(worst, 0.4 if factor <= 1.5 else 0.0 if factor <= 3 else -0.4 if factor <= 6 else -1.0)
    if not shared:
        return _NOTHING
    if worst == 1.0:
        return Finding(1.0 if largest > _COMMON_TOLL else 0.4, "They give the same toll.")
    return Finding(worst, "Their tolls are near each other." if worst > 0 else "Their tolls are far apart.")


_COMMON_TOLL = 3
"""Persons. Most attacks that are reported kill or hurt as many or fewer: the same toll says little."""


def same_victims(a: Telling, b: Telling) -> Finding:
    """Both count fighters, or neither does."""
    if a.combatants is None or b.combatants is None:
        return _NOTHING
    if a.combatants == b.combatants:
        return Finding(1.0, "The same kind of victims.")
    return Finding(-1.0, "Fighters in one, civilians in the other.")


def same_accused(a: Telling, b: Telling) -> Finding:
    """Both accuse the same party."""
    if not a.accused or not b.accused:
        return _NOTHING
    if a.accused & b.accused:
        return Finding(1.0, "Both accuse the same party.")
    return Finding(-1.0, "They accuse different parties.")


def same_sentence(a: Telling, b: Telling) -> Finding:
    """Both stand on the same sentence, word for word."""
    if a.sentences & b.sentences:
        return Finding(1.0, "The same sentence, word for word.")
    return _NOTHING


def shared_names(a: Telling, b: Telling) -> Finding:
    """The reports name the same persons, bodies or places beside the figures; rare names count for more."""
    return _shared(a, b, "name", "names told beside the figures are the same")


def shared_streets(a: Telling, b: Telling) -> Finding:
    """The reports name the same street or block."""
    return _shared(a, b, "place", "streets or blocks told beside the figures are the same")


def shared_ages(a: Telling, b: Telling) -> Finding:
    """The reports tell the same ages."""
    return _shared(a, b, "age", "ages told beside the figures are the same")


def shared_words(a: Telling, b: Telling) -> Finding:
    """The reports use the same seldom words beside the figures."""
    return _shared(a, b, "word", "seldom words beside the figures are the same")


def _shared(a: Telling, b: Telling, kind: str, said: str) -> Finding:
    ours, theirs = a.details.get(kind), b.details.get(kind)
    if not ours or not theirs:
        return _NOTHING
    both = set(ours).intersection(theirs)
    if not both:
        return _NOTHING
    return Finding(min(1.0, sum(map(rarity, both)) / ENOUGH[kind]), f"{len(both)} {said}.")


def _gap(a: When, b: When) -> int:
    return max((a.start - b.end).days, (b.start - a.end).days)
