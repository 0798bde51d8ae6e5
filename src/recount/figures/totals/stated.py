"""Stated totals: what the period claims say, one for each place, days and kind of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from recount.figures.standing import stand
from recount.figures.tolls import stated_number
from recount.figures.totals.groups import Kind, kind_of
from recount.figures.totals.regions import Region
from recount.figures.totals.spans import MOST_PEOPLE
from recount.model import ClaimId, Findings, GroundedClaim, IncidentId, Period, PeriodId, Reason

_SET_ASIDE = Reason(rule="set_aside", sentence="A reviewer set it aside.")

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One stated total: a number of people of one kind, counted by its sources in one place over some days.

    What different sources say of the same place, days and kind are rivals: `low` to `high` spans them.
    """

    at: int
    """Its number among all, in a fixed order."""

    periods: tuple[PeriodId, ...]
    label: str
    kind: Kind
    region: Region
    low: int
    high: int | None
    number: int
    """Stated last."""

    claims: tuple[ClaimId, ...]
    """Standing claims, the one stated last first."""

    open: tuple[ClaimId, ...]
    """Those that leave the upper end open."""

    said: frozenset[IncidentId]
    """Incidents that a report counts in it, itself or through a smaller total."""

    parents: frozenset[int] = frozenset()
    """Totals that a report counts it in."""


@dataclass(slots=True)
class _Draft:
    periods: list[Period] = field(default_factory=list)
    claims: dict[ClaimId, GroundedClaim] = field(default_factory=dict)


def stated_totals(
    findings: Findings, claims: Mapping[ClaimId, GroundedClaim], set_aside: Collection[ClaimId] = ()
) -> list[Stated]:
    """The stated totals of a record, in a fixed order. Those without a claim that stands are left out. Order-free."""
    drafts: dict[Key, _Draft] = defaultdict(_Draft)
    for period in findings.periods:
        for claim in (claims[c] for c in period.claims if c in claims):
            draft = drafts[_key(period, kind_of(claim))]
            draft.claims[claim.claim.id] = claim
            if period not in draft.periods:
                draft.periods.append(period)
    kept = [s for key in sorted(drafts, key=repr) if (s := _stated(key, drafts[key], set_aside)) is not None]
    return _linked(kept, drafts, claims)


def _key(period: Period, kind: Kind) -> Key:
    where = (period.where.keys or period.where.names, period.where.country) if period.where else None
    # A total without days, or of a whole war, stands for itself: how far it reaches back is not told.
    days = (period.when.start.isoformat(), period.when.end.isoformat()) if period.when and not period.war else period.id
    return kind.harm.value, kind.group, days, where if where else period.id, period.war


def _stated(key: Key, draft: _Draft, set_aside: Collection[ClaimId]) -> tuple[Key, Stated] | None:
    tolls = stand(list(draft.claims.values()), dict.fromkeys(set_aside, _SET_ASIDE)).tolls
    standing = [c for toll in tolls for c in toll.claims if c.quantity is not None]
    standing = [c for c in standing if stated_number(c) <= MOST_PEOPLE]
    if not standing:
        return None
    standing.sort(key=lambda c: (c.published or "", c.claim.id), reverse=True)
    ranges = [(c.claim.id, c.quantity) for c in standing if c.quantity is not None]
    # "Another 12" counts people beside those of its own toll: neither number is then the most there can be.
    beside = {c.claim.id for toll in tolls if len(toll.claims) > 1 for c in toll.claims if c.claim.besides}
    opened = tuple(sorted(i for i, q in ranges if q.high is None or q.high > MOST_PEOPLE or i in beside))
    first = min(draft.periods, key=lambda p: p.id)
    return key, Stated(
        at=0,
        periods=tuple(sorted(p.id for p in draft.periods)),
        label=first.label,
        kind=kind_of(standing[0]),
        region=Region(where=first.where, when=first.when),
        low=min(q.low for _, q in ranges),
        high=None if opened else max(q.high or 0 for _, q in ranges),
        number=stated_number(standing[0]),
        claims=tuple(c.claim.id for c in standing),
        open=opened,
        said=frozenset(i for p in draft.periods for i in p.contains),
    )


def _linked(
    kept: list[tuple[Key, Stated]], drafts: Mapping[Key, _Draft], claims: Mapping[ClaimId, GroundedClaim]
) -> list[Stated]:
    """The same with their numbers, with what they are counted in, and with the incidents of what they count."""
    from dataclasses import replace

    home = {c: at for at, (key, _) in enumerate(kept) for c in drafts[key].claims}
    parents = [
        frozenset(_parents(at, drafts[key].claims.values(), home=home, claims=claims))
        for at, (key, _) in enumerate(kept)
    ]
    above = [_above(at, parents) for at in range(len(kept))]
    said: list[set[IncidentId]] = [set(stated.said) for _, stated in kept]
    for at, (_, stated) in enumerate(kept):
        for higher in above[at]:
            said[higher] |= stated.said
    return [
        replace(stated, at=at, said=frozenset(said[at]), parents=frozenset(p for p in above[at] if at not in above[p]))
        for at, (_, stated) in enumerate(kept)
    ]


def _parents(
    at: int, own: Iterable[GroundedClaim], *, home: Mapping[ClaimId, int], claims: Mapping[ClaimId, GroundedClaim]
) -> Iterable[int]:
    for claim in own:
        whole = claim.claim.part_of
        # A part of other people than the whole counts ("500 killed, 900 injured") is in it no more than beside it.
        if whole is not None and whole in home and home[whole] != at and kind_of(claim).inside(kind_of(claims[whole])):
            yield home[whole]


def _above(at: int, parents: list[frozenset[int]]) -> set[int]:
    """Every total that this one is counted in, through others too. Claims that count one another are cut loose."""
    found: set[int] = set()
    waiting = list(parents[at])
    while waiting:
        higher = waiting.pop()
        if higher not in found and higher != at:
            found.add(higher)
            waiting.extend(parents[higher])
    return found
