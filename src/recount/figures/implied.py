"""Implied: the fewest persons that victims told of one by one and in groups come to. No source states it.

"A teacher, his wife and their three sons" were at least five, though no word says five. It is a figure, never a claim,
and the weakest evidence there is: a number that somebody states always comes before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from recount.figures.sorting import is_one_victim
from recount.lang.names import fold_name
from recount.model import ClaimId, GroundedClaim

_BY_AGE_AND_SEX = frozenset({"children", "women"})
"""Groups of which nobody belongs to two: a girl is a child. Whoever is a medic may be a woman too."""


def implied(claims: Sequence[GroundedClaim]) -> tuple[int, tuple[GroundedClaim, ...]]:
    """The fewest persons that claims which each count only some of those harmed come to, and the claims behind it.

    Of each report, the most that one of its sentences tells of, or the victims it names; of all reports, the most.
    Never an addition over sentences or reports, which may tell of the same people in other words. Order-free.
    """
    by_sentence: dict[tuple[str, int], list[GroundedClaim]] = defaultdict(list)
    named: dict[str, list[GroundedClaim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: (c.claim.report, c.claim.span.start, c.claim.id)):
        by_sentence[claim.claim.report, claim.claim.context.start].append(claim)
        if is_one_victim(claim) and claim.claim.persons:
            named[claim.claim.report].append(claim)
    found = [_told_together(told) for told in by_sentence.values()]
    found += [(len(told), told) for told in map(_distinct, named.values())]
    told = [f for f in found if f[0] > 0]
    most = max(told, key=lambda f: (f[0], -len(f[1]), f[1][0].claim.id), default=(0, []))
    return most[0], tuple(most[1])


def _told_together(claims: Sequence[GroundedClaim]) -> tuple[int, list[GroundedClaim]]:
    """What one sentence's claims come to: companions add up, breakdowns of a whole as far as they can't overlap."""
    within = {c.claim.id: c for c in claims}
    outer = [c for c in claims if not _is_nested(c, within)]
    breakdown = [c for c in outer if c.claim.part_of is not None and c.claim.part_of not in within]
    within_whole = {c.claim.id for c in breakdown}
    companions = [c for c in outer if c.claim.id not in within_whole]
    parts = [*_one_of_each(breakdown), _companions(companions)]
    return max(parts, key=lambda p: p[0])


def _one_of_each(breakdown: Sequence[GroundedClaim]) -> Iterable[tuple[int, list[GroundedClaim]]]:
    """The parts of one whole, group by group; children and women together, since nobody is both."""
    largest: dict[str, GroundedClaim] = {}
    for claim in breakdown:
        for who in claim.claim.who[:1] or ("",):
            if who not in largest or _least(claim) > _least(largest[who]):
                largest[who] = claim
    together = [largest[who] for who in sorted(_BY_AGE_AND_SEX & largest.keys())]
    yield _number(together), together
    yield from ((_least(c), [c]) for who, c in sorted(largest.items()) if who not in _BY_AGE_AND_SEX)


def _companions(claims: Sequence[GroundedClaim]) -> tuple[int, list[GroundedClaim]]:
    """Persons told beside one another; "a man" and a name of no other group may be one person."""
    counted = [c for c in claims if not is_one_victim(c)]
    single: dict[tuple[str, ...], tuple[list[GroundedClaim], list[GroundedClaim]]] = {}
    for claim in claims:
        if is_one_victim(claim):
            named, unnamed = single.setdefault(claim.claim.who, ([], []))
            (named if claim.claim.persons else unnamed).append(claim)
    persons = [c for named, unnamed in single.values() for c in max(_distinct(named), unnamed, key=len)]
    together = [*counted, *persons]
    return _number(together), together


def _is_nested(claim: GroundedClaim, within: dict[ClaimId, GroundedClaim]) -> bool:
    """Whether another claim of the sentence counts its people too.

    Not where that counts fewer, or people of another group; "a father and his four sons": nor where it is told after,
    of a group that this one is not said to be of.
    """
    whole = within.get(claim.claim.part_of) if claim.claim.part_of else None
    if whole is None or _least(whole) <= _least(claim):
        return False
    ours, theirs = set(claim.claim.who), set(whole.claim.who)
    before = claim.claim.span.start < whole.claim.span.start
    return not (theirs and ours.isdisjoint(theirs) and (ours or before))


def _distinct(claims: Sequence[GroundedClaim]) -> list[GroundedClaim]:
    """One claim for each victim named. Beside full names, a single one may be what people called one of them."""
    kept: list[tuple[list[str], GroundedClaim]] = []
    told = [(fold_name(c.claim.persons[0].name).split(), c) for c in claims]
    full = [(words, c) for words, c in told if len(c.claim.persons[0].name.split()) > 1]
    for words, claim in full or told:
        if words and not any(_one_name(words, other) for other, _ in kept):
            kept.append((words, claim))
    return [claim for _, claim in kept]


def _one_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names may be one person's: one within the other, or the same first name with another in common."""
    shared = set(one) & set(other)
    return shared in (set(one), set(other)) or (one[0] == other[0] and len(shared) > 1)


def _number(claims: Iterable[GroundedClaim]) -> int:
    return sum(_least(c) for c in claims)


def _least(claim: GroundedClaim) -> int:
    return claim.quantity.low if claim.quantity is not None else 0
