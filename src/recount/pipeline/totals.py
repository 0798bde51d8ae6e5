"""Totals: the periods of a record and what each leaves over, kept up to date by looking only at what is touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from recount.figures import Whole, left_over
from recount.incidents.lineage import with_those
from recount.incidents.periods import make_period, total_key
from recount.model import ClaimId, GroundedClaim, Harm, IncidentId, Period, Unaccounted

Key = tuple[object, ...]
Total = tuple[Period, Unaccounted | None]


class Totals:
    """The totals that claims state, by what all claims of one have in common."""

    def __init__(self) -> None:
        self.found: dict[Key, Total] = {}
        self._ids: dict[str, Key] = {}
        self._claims: dict[Key, list[ClaimId]] = {}
        self._key: dict[ClaimId, Key] = {}
        self._holding: dict[IncidentId, set[Key]] = {}
        self._open: set[Key] = set()

    def find(self, id_: str) -> Total | None:
        """The total of that identifier."""
        key = self._ids.get(id_)
        return None if key is None else self.found[key]

    def put(self, id_: ClaimId, claim: GroundedClaim | None) -> None:
        """Let the claim state this, if it states a total; ``None``: nothing any more."""
        before = self._key.pop(id_, None)
        if before is not None:
            self._open.add(before)
            self._claims[before].remove(id_)
            if not self._claims[before]:
                del self._claims[before]
        now = None if claim is None else total_key(claim)
        if now is not None:
            self._open.add(now)
            self._key[id_] = now
            self._claims.setdefault(now, []).append(id_)

    def touch(self, claims: Iterable[ClaimId]) -> None:
        """The totals that these claims state are to be looked at again: their parts or their copies changed."""
        self._open.update(key for id_ in claims if (key := self._key.get(id_)) is not None)

    def settle(
        self,
        *,
        incidents: Iterable[IncidentId],
        claims: Mapping[ClaimId, GroundedClaim],
        parts: Mapping[ClaimId, Iterable[ClaimId]],
        homes: Mapping[ClaimId, IncidentId],
        copies: Callable[[ClaimId], list[GroundedClaim]],
        wholes: Callable[[IncidentId], Mapping[Harm, Whole]],
    ) -> list[tuple[Total | None, Total | None]]:
        """Bring up to date what is open; answers the totals that are otherwise, as they were and as they are.

        Args:
            incidents: those that changed: totals that hold one are looked at again.
            claims: all, by id.
            parts: for each claim those that are part of it.
            homes: the incident that each claim was grouped into; copies are in none.
            copies: for each claim those that copy it and count.
            wholes: the figures of everybody, by incident and harm.
        """
        for incident in incidents:
            self._open |= self._holding.get(incident, set())
        moved = []
        for key in self._open:
            before, now = self.found.pop(key, None), None
            for incident in before[0].contains if before else ():
                self._holding[incident].discard(key)
            if key in self._claims:
                own = [claims[id_] for id_ in sorted(self._claims[key])]
                inside = {id_: {homes[p] for p in parts.get(id_, ()) if p in homes} for id_ in self._claims[key]}
                made = make_period(own, inside)
                period = with_those(made, [c for id_ in made.claims for c in copies(id_)])
                left = left_over(period, claims, {i: wholes(i) for i in period.contains})
                now = self.found[key] = (period, left)
                for incident in period.contains:
                    self._holding.setdefault(incident, set()).add(key)
            if before is not None:
                self._ids.pop(before[0].id, None)
            if before != now:
                moved.append((before, now))
        self._ids.update((self.found[key][0].id, key) for key in self._open if key in self.found)
        self._open = set()
        return moved
