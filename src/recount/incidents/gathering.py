"""Gathering: groups of one report's claims that tell of one event though not each of them tells its day and place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from recount.incidents.places import lies_within, one_place, same_town
from recount.model import ClaimId, GroundedClaim, Harm, When

Group = list[GroundedClaim]
FARTHEST = 8
"""How many times the toll of one source that of another may be and still be of one event."""

MOST_PARTS = 6
"""Groups of one town and day that are tried as the parts of another."""

MOST_GROUPS = 200
"""Groups of one report; one that tells of more is a list, in which nothing is left open by what stands beside it."""

MOST_OF_A_DAY = 40
"""Groups of one day; a report that counts more lists a war, not the quarters of a town."""


def gathered(groups: Sequence[Group], foes: Mapping[ClaimId, Collection[ClaimId]]) -> list[Group]:
    """The groups, those joined that leave open what another of the report tells, and those that add up to another.

    A group without a day joins the nearest one of the same place, one without a place the nearest of the same day;
    what both tell must agree, their figures too.
    """
    joined = [list(g) for g in groups]
    if len(joined) > MOST_GROUPS:
        return joined
    for group in sorted(joined, key=_first):
        others = [g for g in joined if g is not group and _leaves_open(group, g) and _agree(group, g, foes)]
        if others:
            home = min(others, key=lambda g: (abs(_first(g) - _first(group)), _first(g)))
            home.extend(group)
            joined = [g for g in joined if g is not group]
    return _added_up(joined, foes)


def home_of_the_others(claim: GroundedClaim, groups: Sequence[list[GroundedClaim]]) -> list[GroundedClaim] | None:
    """Where those are told of whom "14 of them" are some: with the nearest larger figure before it that fits.

    So "at least 17 died at the crossing" and, further on, "14 of the dead in the town were fighters" are one
    event, though each names a place of its own.
    """
    value = claim.claim.stated.value or 0
    if not claim.claim.partial or value < 2:
        return None
    before = [
        (other.claim.span.start, g)
        for g in groups
        for other in g
        if other.claim.span.start < claim.claim.span.start and _holds(other, claim)
    ]
    return max(before, key=lambda b: b[0])[1] if before else None


def _holds(whole: GroundedClaim, some: GroundedClaim) -> bool:
    """Whether a figure may count those that the other counts some of."""
    more = whole.quantity is not None and whole.quantity.low > (some.claim.stated.value or 0)
    days = whole.when is None or some.when is None or _same_days(whole.when, some.when)
    return more and days and whole.claim.harm is some.claim.harm and means_fit(whole, some)


def tolls_fit(a: GroundedClaim, b: GroundedClaim) -> bool:
    """Whether two figures of one report can be of one event: their intervals meet, or two sources differ.

    "Four" and "at least 27" killed on one day in one city are two events, though no word says so; "50" and "at least
    27" may be one. "Hundreds" and "11" are two, whoever says so.
    """
    if a.claim.harm is not b.claim.harm or a.quantity is None or b.quantity is None or _goes_on(a, b):
        return True
    if _counts_some(a) or _counts_some(b):
        return True  # "three children" and "five people" may be told of one event
    tops = [q.high for c, q in ((a, a.quantity), (b, b.quantity)) if q.high is not None and c.claim.stated.word is None]
    if not tops or max(a.quantity.low, b.quantity.low) <= min(tops):
        return True
    if max(a.quantity.low, b.quantity.low) > FARTHEST * max(1, min(tops)):
        return False
    return a.source is not None and b.source is not None and a.source.key != b.source.key


def _goes_on(a: GroundedClaim, b: GroundedClaim) -> bool:
    """Whether one figure follows on the other: "another 12", a toll that has risen, a later post of a live blog."""
    besides = a.claim.besides == b.claim.id or b.claim.besides == a.claim.id
    posts = a.claim.told_at is not None and b.claim.told_at is not None
    return besides or posts or a.claim.running or b.claim.running


def _counts_some(claim: GroundedClaim) -> bool:
    """Whether a figure is of some of those harmed: one victim named, or people of a group."""
    return bool(claim.claim.who or claim.claim.partial or (claim.claim.stated.value == 1 and claim.claim.persons))


def means_fit(a: GroundedClaim, b: GroundedClaim) -> bool:
    """Whether both tell the same means, or one of them none."""
    return a.claim.means == b.claim.means or "unknown" in (a.claim.means, b.claim.means)


def _leaves_open(a: Group, b: Group) -> bool:
    """Whether the first tells no day, or no place or only what holds the other's, and agrees with it in the rest."""
    one, other = a[0], b[0]
    if one.where is not None and other.where is not None:
        if one_place(one.where, other.where):
            return one.when is None
        return lies_within(other.where, one.where) and _same_days(one.when, other.when)
    return one.where is None and _same_days(one.when, other.when)


def may_join(a: Group, b: Group, foes: Mapping[ClaimId, Collection[ClaimId]]) -> bool:
    """Whether no person said that a claim of one is of another event than a claim of the other."""
    return not any(y.claim.id in foes.get(x.claim.id, ()) for x in a for y in b)


def _agree(a: Group, b: Group, foes: Mapping[ClaimId, Collection[ClaimId]]) -> bool:
    return may_join(a, b, foes) and all(means_fit(x, y) and tolls_fit(x, y) for x in a for y in b)


def _added_up(groups: Sequence[Group], foes: Mapping[ClaimId, Collection[ClaimId]]) -> list[Group]:
    """Join the groups of one town, day and means whose killed add up to those of another: its quarters."""
    of_a_day: dict[tuple[When, str], list[Group]] = defaultdict(list)
    for group in groups:
        if group[0].when is not None and group[0].where is not None and _killed(group):
            of_a_day[group[0].when, group[0].claim.means].append(group)
    gone: set[int] = set()
    for told in of_a_day.values():
        if 2 < len(told) <= MOST_OF_A_DAY:
            for whole in sorted(told, key=lambda g: (_killed(g), _first(g))):
                parts = [g for g in told if id(g) not in gone and _may_be_part(g, whole) and may_join(g, whole, foes)]
                for part in _that_add_up(parts[:MOST_PARTS], _killed(whole)):
                    whole.extend(part)
                    gone.add(id(part))
    return [g for g in groups if id(g) not in gone]


def _that_add_up(parts: Sequence[Group], killed: int) -> tuple[Group, ...]:
    """The fewest of them, at least two, whose killed add up to that many; none where there are none."""
    tried = (c for size in range(2, len(parts) + 1) for c in combinations(parts, size))
    return next((c for c in tried if sum(map(_killed, c)) == killed), ())


def _may_be_part(part: Group, whole: Group) -> bool:
    if part[0].where is None or whole[0].where is None:
        return False
    return 0 < _killed(part) < _killed(whole) and same_town(part[0].where, whole[0].where)


def _killed(group: Group) -> int:
    """The most killed that a claim of the group tells of; 0 where none does."""
    return max((c.claim.stated.value or 0 for c in group if c.claim.harm is Harm.KILLED), default=0)


def _same_days(a: When | None, b: When | None) -> bool:
    return a is not None and b is not None and (a.start, a.end) == (b.start, b.end)


def _first(group: Group) -> int:
    return min(c.claim.span.start for c in group)
