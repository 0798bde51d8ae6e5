"""Laid: which incidents and stated totals lie within what is asked, and which near which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, inf, radians

import numpy as np

from recount.figures.totals.dated import Dated
from recount.figures.totals.groups import Kind
from recount.figures.totals.regions import (
    EARTH,
    Region,
    Side,
    names_of,
    places_apart,
)
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
    near: Near
    """Finds totals of the whole record."""

    @property
    def every(self) -> tuple[Stated, ...]:
        """All totals that bear on it."""
        return (*self.totals, *self.totals_partly)


def lay(
    kind: Kind,
    asked: Region,
    *,
    incidents: Dated,
    totals: Sequence[Stated],
    spans: Spans,
    near: Near,
) -> Laid:
    """What of these lies within the region asked, for people of this kind.

    An incident that a report counts in a total inside is inside with it, whatever its own place and day leave open.
    """
    of_totals = {t.at: _side_of_total(t, kind, asked) for t in totals}
    said: dict[IncidentId, Side] = {}
    for total in totals:
        within = total.region.side(asked)
        for held in total.said if within is not Side.APART else ():
            said[held] = Side.INSIDE if within is Side.INSIDE else said.get(held, within)
    sides = incidents.by_side(asked, said)
    own = spans.among((i.id for side in sides.values() for i in side), kind)
    return Laid(
        kind=kind,
        spans=own,
        inside=tuple(i for i in sides[Side.INSIDE] if i.id in own),
        partly=tuple(i for i in sides[Side.PARTLY] if i.id in own),
        totals=tuple(t for t in totals if of_totals[t.at] is Side.INSIDE),
        totals_partly=tuple(t for t in totals if of_totals[t.at] is Side.PARTLY),
        near=near,
    )


def _side_of_total(total: Stated, kind: Kind, asked: Region) -> Side:
    side = total.region.side(asked)
    if side is Side.APART or total.kind.apart(kind):
        return Side.APART
    return side if total.kind.inside(kind) else Side.PARTLY


class Near:
    """Finds those of many regions that are not apart from one. Of places alike, one is compared; of far ones, none.

    Args:
        regions: each with its number, which is what it is found by.
    """

    def __init__(self, regions: Iterable[tuple[int, Region]]) -> None:
        self._by_place: dict[Place | None, list[tuple[int, int, int]]] = defaultdict(list)
        for number, region in regions:
            self._by_place[region.where].append((number, *_ordinals(region)))
        self._places = [p for p in self._by_place if p is not None]
        self._named: dict[str, list[Place]] = defaultdict(list)
        for place in self._places:
            for name in names_of(place):
                self._named[name].append(place)
        self._reach = _Reach(self._places)
        self._known: dict[Place | None, _Days] = {}
        self._near_incident: dict[IncidentId, list[int]] = {}

    def incident(self, incident: Incident) -> list[int]:
        """The same for an incident's place and days, found once."""
        found = self._near_incident.get(incident.id)
        if found is None:
            found = self.of(Region(where=incident.where, when=incident.when))
            self._near_incident[incident.id] = found
        return found

    def of(self, region: Region) -> list[int]:
        """Numbers of those that share ground and days with the region, in order."""
        near = self._known.get(region.where)
        if near is None:
            near = self._known[region.where] = _Days(self._near(region.where))
        return near.meeting(*_ordinals(region))

    def _near(self, where: Place | None) -> list[tuple[int, int, int]]:
        if where is None:
            close = list(self._places)
        else:
            # A place in another by its names has a name of it among its own; all else is near only if it is close.
            related = (p for name in names_of(where) for p in self._named.get(name, ()))
            candidates = dict.fromkeys([*self._reach.of(where), *related])
            close = [p for p in candidates if not places_apart(where, p)]
        return sorted(found for place in (*close, None) for found in self._by_place.get(place, ()))


class _Days:
    """Numbers, each with its first and last day."""

    def __init__(self, rows: Sequence[tuple[int, int, int]]) -> None:
        self._rows = rows
        self._table = np.array(rows, dtype=np.int64).reshape(-1, 3).T if len(rows) > FEW else None

    def meeting(self, first: int, last: int) -> list[int]:
        """Those that have a day from the first to the last."""
        if self._table is None:
            return [at for at, start, end in self._rows if start <= last and first <= end]
        numbers, starts, ends = self._table
        found: list[int] = numbers[(starts <= last) & (first <= ends)].tolist()
        return found


FEW = 50
"""Rows up to which a plain loop is quicker than a column."""


class _Reach:
    """Which of many places may share ground with one, by points and radii: found in one step, as a superset."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._places = places
        points = [(p.point.latitude, p.point.longitude, p.point.radius) if p.point else (0, 0, inf) for p in places]
        self._latitudes, self._longitudes, self._radii = np.array(points, dtype=float).reshape(-1, 3).T

    def of(self, place: Place) -> list[Place]:
        """Places within reach. Places without a point are within everyone's."""
        if place.point is None:
            return list(self._places)
        north = np.radians(self._latitudes - place.point.latitude)
        east = np.radians(self._longitudes - place.point.longitude)
        scale = np.cos(np.radians(self._latitudes)) * cos(radians(place.point.latitude))
        half = np.sqrt(np.minimum(1, np.sin(north / 2) ** 2 + scale * np.sin(east / 2) ** 2))
        apart = 2 * EARTH * np.arcsin(half) - _ROUNDING
        return [self._places[at] for at in np.flatnonzero(apart <= self._radii + place.point.radius).tolist()]


_ROUNDING = 1.0
"""Metres by which sines of the two libraries may differ, with much to spare."""


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


def linked(totals: Sequence[Stated], *, near: Near | None = None) -> list[list[Stated]]:
    """The totals in groups that have nothing to do with one another: no incident, and no smaller total, in both.

    Args:
        totals: the totals.
        near: with it, sharing ground and days makes one group as well.
    """
    position = {t.at: at for at, t in enumerate(totals)}
    links = [(at, position[p]) for at, t in enumerate(totals) for p in t.parents if p in position]
    holders: dict[IncidentId, int] = {}
    for at, total in enumerate(totals):
        links.extend((at, holders.setdefault(incident, at)) for incident in total.said)
        met = near.of(total.region) if near is not None else ()
        links.extend((at, position[other]) for other in met if other < total.at and other in position)
    return [[totals[at] for at in group] for group in components(len(totals), links)]
