"""Tables: what lists, maps, totals and searches are answered from. Each is made of a whole state, when first asked for.

Making them takes seconds over a large record. So a decision does not wait for them: pages go on with the tables of the
state before, while those of the new one are made beside (see `Desk`).
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Hashable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from recount.model import ClaimId, Figure, GroundedClaim, Harm, ReportHead
from recount.server.http.cursors import At
from recount.server.shapes.outlets import Outlet
from recount.server.tables.catalogue import Catalogue
from recount.server.tables.ledger import Ledger
from recount.server.tables.points import Points
from recount.server.tables.publishers import publishers_of
from recount.server.tables.searching import Searching
from recount.server.tables.sums import Sums

if TYPE_CHECKING:
    from recount.server.record.state import State

T = TypeVar("T")

LONGEST_ID = 60
"""Characters of a given id that a list is sorted by: a cursor holds them."""


class Tables:
    """The tables of one state. Safe to share between threads: at worst two make one table twice."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._kept: dict[Hashable, tuple[Callable[[State], Any], Any]] = {}
        self._keeping = threading.Lock()

    def kept(self, key: Hashable, make: Callable[[State], T]) -> T:
        """What `make` gives for the state that the tables are of, made once for each key."""
        with self._keeping:
            if key not in self._kept:
                self._kept[key] = (make, make(self.state))
            found: T = self._kept[key][1]
            return found

    def prepare(self) -> None:
        """Make all of them now, so that nobody's first look waits for one."""
        _make_all(self)
        for table in (self.catalogue, self.ledger, self.searching, self.sums):
            _make_all(table)

    def renewed(self, state: State) -> Tables:
        """The tables of another state, made now: all that were asked of these."""
        fresh = Tables(state)
        for name in list(self.__dict__):
            if isinstance(getattr(Tables, name, None), cached_property):
                getattr(fresh, name)
        for key, (make, _) in list(self._kept.items()):
            fresh.kept(key, make)
        return fresh

    @cached_property
    def catalogue(self) -> Catalogue:
        """The incidents as a table, to be filtered and sorted."""
        return Catalogue(self.state.findings, self.state.index)

    @cached_property
    def sums(self) -> Sums:
        """The totals that were asked of it."""
        return Sums(self.state.findings, self.state.claims)

    @cached_property
    def searching(self) -> Searching:
        """What was searched for in it."""
        return Searching(self.state.latest.values(), self.state.by_report)

    @cached_property
    def points(self) -> Points:
        """The incidents for the map."""
        return Points(self.state.findings)

    @cached_property
    def ledger(self) -> Ledger:
        """The claims in columns, to be narrowed down."""
        return Ledger(self.state.claims.values(), self.state.index)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures by incident, harm and group."""
        return tuple(sorted(self.state.findings.figures, key=figure_at))

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """Every group that a figure counts."""
        return tuple(sorted({figure.group for figure in self.state.findings.figures}))

    @cached_property
    def publishers(self) -> tuple[Outlet, ...]:
        """The outlets by name, each with what is from it."""
        return publishers_of(self.state.latest.values(), self.state.claims.values())

    @cached_property
    def copies_of(self) -> dict[ClaimId, tuple[GroundedClaim, ...]]:
        """By claim, those of other reports that copy its words."""
        found: defaultdict[ClaimId, list[GroundedClaim]] = defaultdict(list)
        for claim in self.state.claims.values():
            if claim.copy_of is not None:
                found[claim.copy_of].append(claim)
        return {claim: tuple(copies) for claim, copies in found.items()}

    @cached_property
    def newest(self) -> tuple[ReportHead, ...]:
        """The latest versions, the newest day first, those without a day last."""
        return tuple(sorted(self.state.latest.values(), key=report_at))

    @cached_property
    def by_given_id(self) -> tuple[ReportHead, ...]:
        """The latest versions of the reports, by given id."""
        return tuple(sorted(self.state.latest.values(), key=lambda head: head.given_id))


def _make_all(held: object) -> None:
    """Whatever it makes when first asked for, made now."""
    for name, one in vars(type(held)).items():
        if isinstance(one, cached_property):
            getattr(held, name)


def report_at(head: ReportHead) -> At:
    """The place of a report in the list of reports."""
    return -(head.published.toordinal() if head.published else 0), head.given_id[:LONGEST_ID], head.id


def figure_at(figure: Figure) -> At:
    """The place of a figure in lists."""
    return figure.incident, list(Harm).index(figure.harm), figure.group
