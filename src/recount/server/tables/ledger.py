"""Ledger: the claims of a state in columns, made once, then narrowed down in milliseconds."""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from recount.lang.folding import fold_text
from recount.model import ClaimId, GroundedClaim, Harm, Incident, Place
from recount.publish.rows import Index, verdict
from recount.server.http.cursors import At

NO_DAY = -1
"""Stands for the days of a claim of which none is known."""

KEPT = 8
"""Ways of narrowing whose claims are kept: paging asks for the same ones again."""

BETWEEN = " \n "
"""Between the names of a place, so that no words are found across two of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which claims are asked for: all, unless something is given."""

    report: str = ""
    """Given id of the report."""

    incident: str = ""
    harm: Harm | None = None
    means: str = ""
    place: str = ""
    """Words of a name of the place; case and accents do not count."""

    outlet: str = ""
    start: date | None = None
    end: date | None = None
    """Days of which the claim's must have one."""

    used: bool | None = None


class Ledger:
    """The claims, ordered by report and place in its text. A claim is known by its row.

    Narrowing half a million of them to a harm, some days and a place takes 60 ms, then nothing for as long as it is
    among the last few asked for.
    """

    def __init__(self, claims: Iterable[GroundedClaim], index: Index) -> None:
        self.claims = sorted(claims, key=at_of)
        self._index = index
        self._kept: OrderedDict[Wanted, Sequence[int]] = OrderedDict()
        self._keeping = threading.Lock()

    def at(self, row: int) -> At:
        """The place of a row in the list."""
        return at_of(self.claims[row])

    def find(self, wanted: Wanted) -> Sequence[int]:
        """The rows that are asked for, in order."""
        with self._keeping:
            if wanted in self._kept:
                self._kept.move_to_end(wanted)
                return self._kept[wanted]
        found = self._narrow(self._named(wanted), wanted)
        with self._keeping:
            self._kept[wanted] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def _named(self, wanted: Wanted) -> Sequence[int]:
        """The rows of the report and the incident that are asked for; all where neither is."""
        rows: Sequence[int] = range(len(self.claims))
        if wanted.report:
            first = bisect_left(self.claims, wanted.report, key=lambda claim: claim.given_id)
            rows = range(first, bisect_right(self.claims, wanted.report, key=lambda claim: claim.given_id))
        if wanted.incident:
            incident = self._incidents.get(wanted.incident)
            own = (self._row_of.get(claim, -1) for claim in (incident.claims if incident else ()))
            rows = sorted(row for row in own if row in rows)
        return rows

    def _narrow(self, rows: Sequence[int], wanted: Wanted) -> Sequence[int]:
        # Column after column, each a plain loop over what the one before left: no call for a claim.
        if wanted.harm is not None:
            harms = self._harms
            rows = [row for row in rows if harms[row] is wanted.harm]
        if wanted.used is not None:
            used = self._used
            rows = [row for row in rows if used[row] is wanted.used]
        if wanted.means:
            means = self._means
            rows = [row for row in rows if means[row] == wanted.means]
        if wanted.outlet:
            outlets = self._outlets
            rows = [row for row in rows if outlets[row] == wanted.outlet]
        if wanted.start or wanted.end:
            rows = self._within(rows, wanted.start or date.min, wanted.end or date.max)
        if words := fold_text(wanted.place):
            fitting = {number for number, names in enumerate(self._names) if f" {words} " in names}
            places = self._places
            rows = [row for row in rows if places[row] in fitting]
        return rows

    def _within(self, rows: Sequence[int], start: date, end: date) -> Sequence[int]:
        first, last = start.toordinal(), end.toordinal()
        days = self._days
        return [row for row in rows if days[row][0] <= last and first <= days[row][1]]

    @cached_property
    def means(self) -> tuple[str, ...]:
        """Every means that some claim names, sorted."""
        return tuple(sorted(set(self._means)))

    @cached_property
    def _row_of(self) -> dict[ClaimId, int]:
        return {claim.claim.id: row for row, claim in enumerate(self.claims)}

    @cached_property
    def _incidents(self) -> dict[str, Incident]:
        return {incident.id: incident for incident in self._index.incident_of.values()}

    @cached_property
    def _harms(self) -> list[Harm]:
        return [claim.claim.harm for claim in self.claims]

    @cached_property
    def _means(self) -> list[str]:
        return [claim.claim.means for claim in self.claims]

    @cached_property
    def _outlets(self) -> list[str | None]:
        return [claim.outlet for claim in self.claims]

    @cached_property
    def _used(self) -> list[bool | None]:
        uses = self._index.uses_of
        found = (verdict(uses.get(claim.claim.id, ())) for claim in self.claims)
        return [use.used if use else None for use in found]

    @cached_property
    def _days(self) -> list[tuple[int, int]]:
        none = (date.max.toordinal() + 1, NO_DAY)  # after every day and before every day: within no days
        whens = (claim.when for claim in self.claims)
        return [(when.start.toordinal(), when.end.toordinal()) if when else none for when in whens]

    @cached_property
    def _places(self) -> list[int]:
        """The number of each claim's place among `_names`."""
        numbers = {key: number for number, key in enumerate(self._distinct)}
        return [numbers[_key(claim.where)] for claim in self.claims]

    @cached_property
    def _distinct(self) -> dict[tuple[str, ...], None]:
        return dict.fromkeys(_key(claim.where) for claim in self.claims)

    @cached_property
    def _names(self) -> list[str]:
        """The names of each place, folded: many claims share one."""
        return [f" {BETWEEN.join(map(fold_text, names))} " for names in self._distinct]


def at_of(claim: GroundedClaim) -> At:
    """The place of a claim in lists."""
    return claim.given_id, claim.claim.span.start, claim.claim.span.end, claim.claim.id


def _key(place: Place | None) -> tuple[str, ...]:
    return place.names if place else ()
