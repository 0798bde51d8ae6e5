"""Cover: the programme for one group of stated totals that meet.

People are counted in cells: a place among those of the totals, everything within it, and a stretch of days between two
days on which some total begins or ends. Places form a tree by their names. Of two places in one place, neither
within the other, it is added up only if they share no ground; else the larger counts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from recount.figures.totals.laid import components
from recount.figures.totals.linear import Programme
from recount.figures.totals.regions import Region, names_of, place_within, places_apart
from recount.figures.totals.stated import Stated
from recount.model import IncidentId, Place

ROOT = -1
"""The node for all that is asked."""

Cell = tuple[int, int]
"""Node and stretch of days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """The fewest people in one group of totals and the incidents near them."""

    value: int
    incidents_alone: int
    """What the incidents give by themselves."""

    totals: tuple[int, ...]
    """Numbers of the totals that hold the value up."""

    incidents: tuple[IncidentId, ...]
    """Incidents that add to it."""


@dataclass(slots=True, kw_only=True)
class Cover:
    """A group of totals with the incidents that lie near no other."""

    totals: tuple[Stated, ...]
    as_stated: bool = False
    placed: list[tuple[IncidentId, Region, int]] = field(default_factory=list)
    """Incidents with their region and least number."""

    def add(self, incident: IncidentId, region: Region, amount: int) -> None:
        """Put an incident among those near."""
        self.placed.append((incident, region, amount))

    def asks(self, total: Stated) -> int:
        """How many people the total counts at least."""
        return total.number if self.as_stated else total.low


def covered(cover: Cover) -> Covered:
    """The fewest people that the group can mean."""
    tree = _Tree([t.region.where for t in cover.totals])
    stretches = _Stretches(cover)
    cells = _Cells(cover, tree, stretches)
    programme = Programme()
    rows, incidents_of = cells.fill(programme)
    solved = programme.solve()
    every = sum(amount for _, _, amount in cover.placed)
    floor = solved.bound + cells.settled if solved else 0
    if solved is None or every > floor:
        return Covered(value=every, incidents_alone=every, totals=(), incidents=tuple(i for i, _, _ in cover.placed))
    binding = set(cells.settled_incidents)
    for variable, incidents in incidents_of.variables.items():
        if solved.rates and solved.rates[variable] > 0:
            binding.update(incidents)
    for row, incidents in incidents_of.rows.items():
        if solved.prices[row] > 0:
            binding.update(incidents)
    held = tuple(total for row, total in rows.items() if solved.prices[row] > 0)
    return Covered(value=floor, incidents_alone=every, totals=held, incidents=tuple(sorted(binding)))


class _Tree:
    """The places of the totals, each under the smallest that holds it, and what stands side by side in groups."""

    def __init__(self, places: list[Place | None]) -> None:
        unique = {_name(p): p for p in places if p is not None}
        self.places = [unique[name] for name in sorted(unique)]
        self._at = {_name(p): at for at, p in enumerate(self.places)}
        self._holding: dict[Place | None, int] = {}
        self._may_hold: dict[tuple[int, Place | None], list[int]] = {}
        self.parent = [self._above(at) for at in range(len(self.places))]
        self.upwards = {node: self._upwards(node) for node in (ROOT, *range(len(self.places)))}
        """Each node and all that hold it, the root last."""
        self.children: dict[int, list[list[int]]] = {}
        for node in (ROOT, *range(len(self.places))):
            own = [at for at, parent in enumerate(self.parent) if parent == node]
            meeting = [
                (one, two)
                for one in range(len(own))
                for two in range(one)
                if not places_apart(self.places[own[one]], self.places[own[two]])
            ]
            self.children[node] = [[own[at] for at in group] for group in components(len(own), meeting)]

    def node(self, place: Place | None) -> int:
        """The node of a total's place."""
        return ROOT if place is None else self._at[_name(place)]

    def smallest(self, nodes: Iterable[int]) -> int:
        """Of nodes, the one under the most others."""
        return max(nodes, key=lambda at: (len(self.upwards[at]), -at))

    def holding(self, place: Place | None) -> int:
        """The smallest node that certainly holds the place."""
        if place not in self._holding:
            inside = [at for at, p in enumerate(self.places) if place is not None and place_within(place, p)]
            self._holding[place] = self.smallest([ROOT, *inside])
        return self._holding[place]

    def may_hold(self, node: int, place: Place | None) -> list[int]:
        """The nodes directly under this one that the place may lie in."""
        if (node, place) not in self._may_hold:
            below = [at for group in self.children[node] for at in group]
            near = [at for at in below if place is None or not places_apart(place, self.places[at])]
            self._may_hold[(node, place)] = near
        return self._may_hold[(node, place)]

    def _upwards(self, node: int) -> list[int]:
        found = [node]
        while found[-1] != ROOT:
            found.append(self.parent[found[-1]])
        return found

    def _above(self, at: int) -> int:
        own = self.places[at]
        above = [
            n
            for n, p in enumerate(self.places)
            if n != at and place_within(own, p) and not (place_within(p, own) and n > at)
        ]
        return max(above, key=lambda n: (len(_name(self.places[n])[0]), -n), default=ROOT)


def _name(place: Place) -> tuple[tuple[str, ...], str]:
    return names_of(place), place.country or ""


class _Stretches:
    """Stretches of days, numbered, between the days on which some total begins or ends."""

    def __init__(self, cover: Cover) -> None:
        dated = [t.region.when for t in cover.totals if t.region.when is not None]
        cuts = {w.start.toordinal() for w in dated} | {w.end.toordinal() + 1 for w in dated}
        self._cuts = sorted(cuts)
        self.every = range(len(self._cuts) + 1)

    def of_total(self, region: Region) -> range:
        """Those that the region's days fill; all where it has none."""
        if region.when is None:
            return self.every
        first = bisect_right(self._cuts, region.when.start.toordinal())
        return range(first, bisect_right(self._cuts, region.when.end.toordinal()) + 1)

    def of_incident(self, region: Region) -> int | None:
        """The one that holds all of its days; ``None`` where they lie in several, or are not known."""
        found = self.of_total(region)
        return found[0] if len(found) == 1 else None


@dataclass(slots=True)
class _Held:
    """Incidents behind the limit of each variable and behind each row."""

    variables: dict[int, list[IncidentId]] = field(default_factory=dict)
    rows: dict[int, list[IncidentId]] = field(default_factory=dict)


class _Cells:
    """The cells with the incidents that certainly lie in them."""

    def __init__(self, cover: Cover, tree: _Tree, stretches: _Stretches) -> None:
        self._cover, self._tree, self._stretches = cover, tree, stretches
        self._needed: dict[int, set[int]] = defaultdict(set)
        self._said: dict[IncidentId, list[int]] = defaultdict(list)
        for total in cover.totals:
            node = tree.node(total.region.where)
            for above in tree.upwards[node]:
                self._needed[above].update(stretches.of_total(total.region))
            for incident in total.said:
                self._said[incident].append(node)
        self._in: dict[Cell, int] = defaultdict(int)
        """Least number of people in the incidents within a cell, and which those are."""
        self._who: dict[Cell, list[IncidentId]] = defaultdict(list)
        self._beside: dict[Cell, int] = defaultdict(int)
        """The same for those that lie in the cell and in none of the smaller places in it."""
        self._who_beside: dict[Cell, list[IncidentId]] = defaultdict(list)
        for incident, region, amount in cover.placed:
            self._put(incident, region, amount)
        outside = [c for c in self._in if c[0] == ROOT and c[1] not in self._needed[ROOT]]
        self.settled = sum(self._in[c] for c in outside)
        """People in stretches that no total counts."""
        self.settled_incidents = [i for c in outside for i in self._who[c]]

    def fill(self, programme: Programme) -> tuple[dict[int, int], _Held]:
        """Write the programme: its rows for totals, with their numbers, and the incidents behind every other limit."""
        held = _Held()
        people: dict[Cell, int] = {}
        for node in (ROOT, *range(len(self._tree.places))):
            for stretch in sorted(self._needed[node]):
                cell = (node, stretch)
                variable = programme.variable(self._in[cell], cost=int(node == ROOT))
                people[cell] = variable
                held.variables[variable] = self._who[cell]
        for node, groups in self._tree.children.items():
            for stretch in sorted(self._needed[node]) if groups else ():
                self._add_up((node, stretch), groups, people, programme=programme, held=held)
        rows = {}
        for total in self._cover.totals:
            node = self._tree.node(total.region.where)
            cells = [people[(node, s)] for s in self._stretches.of_total(total.region)]
            rows[programme.row(cells, low=self._cover.asks(total))] = total.at
        return rows, held

    def _add_up(
        self, cell: Cell, groups: list[list[int]], people: dict[Cell, int], *, programme: Programme, held: _Held
    ) -> None:
        """All in a cell are at least those in the places within it that share no ground, and those in none of them."""
        node, stretch = cell
        least, who, parts = self._beside[cell], list(self._who_beside[cell]), list[int]()
        for group in groups:
            inside = [people[(at, stretch)] for at in group if (at, stretch) in people]
            own = [(at, stretch) for at in group]
            if len(inside) == 1 and len(group) == 1:
                parts.append(inside[0])
            elif inside:
                both = programme.variable(sum(self._in[c] for c in own))
                held.variables[both] = [i for c in own for i in self._who[c]]
                for one in inside:
                    programme.row([both], [one], low=0)
                parts.append(both)
            else:
                least += sum(self._in[c] for c in own)
                who.extend(i for c in own for i in self._who[c])
        if parts:
            held.rows[programme.row([people[(node, stretch)]], parts, low=least)] = who

    def _put(self, incident: IncidentId, region: Region, amount: int) -> None:
        stretch = self._stretches.of_incident(region)
        if stretch is None:
            return
        nodes = [self._tree.holding(region.where), *self._said.get(incident, ())]
        node = self._tree.smallest(nodes)
        for above in self._tree.upwards[node]:
            self._in[(above, stretch)] += amount
            self._who[(above, stretch)].append(incident)
        if not any(stretch in self._needed[at] for at in self._tree.may_hold(node, region.where)):
            self._beside[(node, stretch)] += amount
            self._who_beside[(node, stretch)].append(incident)
