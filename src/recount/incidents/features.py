"""Features: small comparisons of two tellings. Each returns how far it speaks for one event, and says so.

A score is between -1 (speaks against) and 1 (speaks for); 0 says nothing. A veto means that the two can't be one event.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from recount.incidents.labels import spell_day
from recount.incidents.places import lies_within, one_place
from recount.incidents.tellings import Telling
from recount.model import Reason

_EXPLOSIVE = frozenset({"airstrike", "shelling", "missile", "bombing"})
"""Means that reports of one event often mix up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one feature says of a pair."""

    score: float
    reason: Reason
    veto: bool = False


Feature = Callable[[Telling, Telling], Finding]


def same_day(a: Telling, b: Telling) -> Finding:
    """The two happened on the same day."""
    if a.when is None or b.when is None:
        return _says("same_day", 0.0, "One of them tells no day.")
    if a.when.overlaps(b.when):
        days = max(a.when.days, b.when.days)
        said = f"Both on {spell_day(a.when.start)}." if days == 1 else "Their days overlap."
        return _says("same_day", 1.0 if days <= 2 else 0.2, said)
    gap = max((a.when.start - b.when.end).days, (b.when.start - a.when.end).days)
    if gap == 1 and max(a.when.days, b.when.days) == 1:
        return _says("same_day", -0.6, "One day apart.")
    return _says("same_day", -1.0, f"{gap} days apart.", veto=True)


def same_place(a: Telling, b: Telling) -> Finding:
    """The two happened at the same place, or one place lies within the other."""
    if a.where is None or b.where is None:
        return _says("same_place", 0.0, "One of them tells no place.")
    if a.where.country != b.where.country and a.where.country and b.where.country:
        return _says("same_place", -1.0, "Different countries.", veto=True)
    if one_place(a.where, b.where):
        return _says("same_place", 1.0 if a.fine or b.fine else 0.1, f"Both in {a.where.names[0]}.")
    for outer, inner in ((a, b), (b, a)):
        if lies_within(inner.where, outer.where):
            said = f"One in {outer.where.names[0]}, which holds the other's place."
            return _says("same_place", 0.6 if outer.fine else 0.15, said)
    if a.fine and b.fine:
        return _says("same_place", -1.0, f"{a.where.names[0]} is not {b.where.names[0]}.", veto=True)
    return _says("same_place", -0.5, "Different places.")


def same_means(a: Telling, b: Telling) -> Finding:
    """The same means of harm."""
    if "unknown" in (a.means, b.means):
        return _says("same_means", 0.0, "One of them tells no means.")
    if a.means == b.means:
        return _says("same_means", 1.0, f"Both tell of {a.means.replace('_', ' ')}.")
    if {a.means, b.means} <= _EXPLOSIVE or "clash" in (a.means, b.means):
        return _says("same_means", -0.2, "Means that reports often mix up.")
    return _says("same_means", -0.8, f"{a.means.replace('_', ' ')} against {b.means.replace('_', ' ')}.")


def compatible_tolls(a: Telling, b: Telling) -> Finding:
    """Their tolls may be of one event."""
    shared = sorted(a.tolls.keys() & b.tolls.keys())
    if not shared:
        return _says("compatible_tolls", 0.0, "They count different harms.")
    worst = 1.0
    for harm in shared:
        ours, theirs = a.tolls[harm], b.tolls[harm]
        if ours & theirs:
            continue
        factor = min(max(x, y) / max(1, min(x, y)) for x in ours for y in theirs)
        worst = min(worst, 0.5 if factor <= 1.5 else 0.1 if factor <= 3 else -0.7)
    return _says("compatible_tolls", worst, "Their tolls agree." if worst > 0.4 else "Their tolls are far apart.")


def same_victims(a: Telling, b: Telling) -> Finding:
    """Both count fighters, or neither does."""
    if a.combatants is None or b.combatants is None:
        return _says("same_victims", 0.0, "One of them does not say who was harmed.")
    if a.combatants == b.combatants:
        return _says("same_victims", 0.5, "The same kind of victims.")
    return _says("same_victims", -0.6, "Fighters in one, civilians in the other.")


def same_sentence(a: Telling, b: Telling) -> Finding:
    """Both stand on the same sentence, word for word."""
    if a.sentences & b.sentences:
        return _says("same_sentence", 1.0, "The same sentence, word for word.")
    return _says("same_sentence", 0.0, "Different sentences.")


def _says(rule: str, score: float, sentence: str, *, veto: bool = False) -> Finding:
    return Finding(score=score, reason=Reason(rule=rule, sentence=sentence, score=score), veto=veto)
