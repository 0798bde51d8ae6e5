"""Consistency: figures of one incident that lie within one another must fit; where they don't, it shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from recount.figures.sorting import ALL, COMBATANTS
from recount.model import Figure, Harm, Reason, Use

_POOLED = Reason(
    rule="told_apart", sentence="It counts the killed or the injured alone, who are among those pooled here."
)

Key = tuple[Harm, str]


def consistent(figures: Iterable[Figure]) -> list[Figure]:
    """The figures of one incident, each group within its whole and the killed and the injured within those pooled.

    A number is never added to another. A whole is raised to what one of its groups comes to; a group's low is no more
    than its whole's; each that moved says so in its notes.
    """
    by_key = {(f.harm, f.group): f for f in figures}
    for harm, group in list(by_key):
        if group not in (ALL, COMBATANTS) and (harm, ALL) in by_key:
            _raise(by_key, (harm, group), (harm, ALL))
            _lower(by_key, (harm, group), (harm, ALL))
    pooled = (Harm.CASUALTIES, ALL)
    apart = [(h, ALL) for h in (Harm.KILLED, Harm.INJURED) if (h, ALL) in by_key]
    if pooled in by_key:
        for key in apart:
            _raise(by_key, key, pooled)
            by_key[pooled] = replace(by_key[pooled], low=max(by_key[pooled].low, by_key[key].low))
        by_key[pooled] = _with_sum(by_key[pooled], [by_key[key] for key in apart])
    return list(by_key.values())


def _raise(by_key: dict[Key, Figure], part: Key, whole: Key) -> None:
    """Raise a whole to what its part comes to."""
    of_some, of_all = by_key[part], by_key[whole]
    if of_some.best > of_all.best or of_some.high > of_all.high:
        high = max(of_all.high, of_some.high)
        by_key[whole] = replace(
            of_all,
            best=max(of_all.best, of_some.best),
            high=high,
            open_high=of_all.open_high or of_some.high == high,
            notes=(*of_all.notes, _raised(of_some, of_all)),
        )


def _lower(by_key: dict[Key, Figure], part: Key, whole: Key) -> None:
    """Take a group's low down to its whole's."""
    of_some = by_key[part]
    if of_some.low > by_key[whole].low:
        said = f"Another source puts all of them at {by_key[whole].low}, fewer than this group."
        lowered = Reason(rule="whole_is_fewer", sentence=said)
        by_key[part] = replace(of_some, low=by_key[whole].low, notes=(*of_some.notes, lowered))


def _raised(part: Figure, whole: Figure) -> Reason:
    who = part.harm.value if part.group == ALL else part.group.replace("_", " ")
    said = f"Sources that count only some of them ({who}) give {part.high}, more than the {whole.high} given for all."
    return Reason(rule="raised_to_a_part", sentence=said)


def _with_sum(pooled: Figure, apart: list[Figure]) -> Figure:
    """The pooled figure with those told apart among its uses, and a note where they come to more than it holds."""
    known = {use.claim for use in pooled.uses}
    others = {u.claim for f in apart for u in f.uses if u.used} - known
    uses = (*pooled.uses, *(Use(claim=c, used=False, reason=_POOLED) for c in others))
    total = sum(f.best for f in apart)
    notes = pooled.notes
    if total > pooled.high and not pooled.open_high:
        said = f"Killed and injured told apart come to {total}, more than the {pooled.high} told together."
        notes = (*notes, Reason(rule="more_apart_than_pooled", sentence=said))
    return replace(pooled, uses=tuple(sorted(uses, key=lambda u: u.claim)), notes=notes)


def by_harm(figures: Iterable[Figure]) -> Mapping[Harm, Figure]:
    """The figures of everybody, by harm."""
    return {f.harm: f for f in figures if f.group == ALL}
