"""Laid: which incidents and stated totals lie within what is asked, and which near which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from recount.figures.totals.groups import Kind
from recount.figures.totals.regions import Region, Side, places_apart
from recount.figures.totals.spans import Span, Spans
from recount.figures.totals.stated import Stated
from recount.model import Incident, IncidentId, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """What bears on one total. In a fixed order."""

    kind: Kind
    spans: Mapping[IncidentId, Span]
    """Of every incident below, for the kind asked."""

    inside: tuple[Incident, ...]
    partly: tuple[Incident, ...]
    totals: tuple[Stated, ...]
    """Those that certainly count only people asked for."""

    totals_partly: tuple[Stated, ...]

    @property
    def every(self) -> tuple[Stated, ...]:
        """All totals that bear on it."""
        return (*self.totals, *self.totals_partly)


def lay(kind: Kind, asked: Region, *, incidents: Sequence[Incident], totals: Sequence[Stated], spans: Spans) -> Laid:
    """What of these lies within the region asked, for people of this kind.

    An incident that a report counts in a total inside is inside with it, whatever its own place and day leave open.
    """
    sides = {t.at: _side_of_total(t, kind, asked) for t in totals}
    said: dict[IncidentId, Side] = {}
    for total in totals:
        for incident in total.said:
            within = total.region.side(asked)
            if within is Side.INSIDE or (within is Side.PARTLY and incident not in said):
                said[incident] = within
    own: dict[IncidentId, Span] = {}
    by_side: dict[Side, list[Incident]] = {side: [] for side in Side}
    for incident in incidents:
        side = Region(where=incident.where, when=incident.when).side(asked)
        told = said.get(incident.id)
        if told is not None and side is not Side.INSIDE:
            side = told
        span = spans.of(incident.id, kind) if side is not Side.APART else None
        if span is not None:
            own[incident.id] = span
            by_side[side].append(incident)
    return Laid(
        kind=kind,
        spans=own,
        inside=tuple(by_side[Side.INSIDE]),
        partly=tuple(by_side[Side.PARTLY]),
        totals=tuple(t for t in totals if sides[t.at] is Side.INSIDE),
        totals_partly=tuple(t for t in totals if sides[t.at] is Side.PARTLY),
    )


def _side_of_total(total: Stated, kind: Kind, asked: Region) -> Side:
    side = total.region.side(asked)
    if side is Side.APART or total.kind.apart(kind):
        return Side.APART
    return side if total.kind.inside(kind) else Side.PARTLY


class Near:
    """Finds the totals that are not apart from a region. Places are compared once each, not with every total anew."""

    def __init__(self, totals: Sequence[Stated]) -> None:
        self._totals = totals
        self._places = {t.region.where for t in totals}
        self._by_place: dict[Place | None, list[tuple[int, int, int]]] = {}

    def of(self, region: Region) -> list[int]:
        """Positions, among the totals given, of those that share ground and days with the region."""
        if region.where not in self._by_place:
            self._by_place[region.where] = self._near(region.where)
        near = self._by_place[region.where]
        if region.when is None:
            return [at for at, _, _ in near]
        first, last = region.when.start.toordinal(), region.when.end.toordinal()
        return [at for at, start, end in near if start <= last and first <= end]

    def _near(self, where: Place | None) -> list[tuple[int, int, int]]:
        close = {p for p in self._places if where is None or p is None or not places_apart(where, p)}
        return [(at, *_ordinals(t.region)) for at, t in enumerate(self._totals) if t.region.where in close]


def _ordinals(region: Region) -> tuple[int, int]:
    if region.when is None:
        return 0, 1 << 40
    return region.when.start.toordinal(), region.when.end.toordinal()


def components(size: int, links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected components of numbers 0 to `size`, each in order, by their first."""
    root = list(range(size))

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    for one, other in links:
        high, low = sorted((find(one), find(other)), reverse=True)
        root[high] = low
    groups: dict[int, list[int]] = {}
    for at in range(size):
        groups.setdefault(find(at), []).append(at)
    return list(groups.values())


def linked(totals: Sequence[Stated], *, near: Callable[[Region], list[int]] | None = None) -> list[list[int]]:
    """Positions of the totals in groups that have nothing to do with one another: no ground and days, no incident."""
    position = {t.at: at for at, t in enumerate(totals)}
    links = [(at, position[p]) for at, t in enumerate(totals) for p in t.parents if p in position]
    holders: dict[IncidentId, int] = {}
    for at, total in enumerate(totals):
        links.extend((at, holders.setdefault(incident, at)) for incident in total.said)
        if near is not None:
            links.extend((at, other) for other in near(total.region) if other < at)
    return components(len(totals), links)
