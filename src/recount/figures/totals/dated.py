"""Dated: the incidents of a record in columns, to be held against days and places thousands at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from recount.figures.totals.regions import Region, Side, side_of_place
from recount.model import Incident, IncidentId, Place, When

NEVER, EVER = 0, 1 << 40
"""Ordinals before and after every day: the days of an incident of which none is known."""

_SIDES = (Side.APART, Side.PARTLY, Side.INSIDE)
"""In such an order that days and place together lie as the lesser of the two does."""

_CODES = {side: code for code, side in enumerate(_SIDES)}

Codes = npt.NDArray[np.int8]


class Dated:
    """The incidents, in the order of their identifiers, each with its days and place.

    Args:
        incidents: of the whole record.
    """

    def __init__(self, incidents: Iterable[Incident]) -> None:
        self.every = tuple(sorted(incidents, key=lambda i: i.id))
        self._at = {incident.id: at for at, incident in enumerate(self.every)}
        days = [(i.when.start.toordinal(), i.when.end.toordinal()) if i.when else (NEVER, EVER) for i in self.every]
        self._first, self._last = np.array(days, dtype=np.int64).reshape(-1, 2).T
        numbers: dict[Place | None, int] = {}
        self._placed = np.array([numbers.setdefault(i.where, len(numbers)) for i in self.every], dtype=np.int64)
        self._places = tuple(numbers)

    def by_side(self, asked: Region, said: Mapping[IncidentId, Side]) -> dict[Side, list[Incident]]:
        """The incidents inside what is asked and those partly so, in order.

        Args:
            asked: place and days; ``None`` does not limit.
            said: how incidents lie that are counted in stated totals, whatever their own place and day leave open;
                identifiers of no incident are passed over.
        """
        codes = self._by_days(asked.when)
        self._lower_by_place(codes, asked.where)
        for id_, side in said.items():
            at = self._at.get(id_)
            if at is not None and codes[at] != _CODES[Side.INSIDE]:
                codes[at] = _CODES[side]
        return {side: self._of(codes == _CODES[side]) for side in (Side.INSIDE, Side.PARTLY)}

    def _by_days(self, asked: When | None) -> Codes:
        if asked is None:
            return np.full(len(self.every), _CODES[Side.INSIDE], dtype=np.int8)
        start, end = asked.start.toordinal(), asked.end.toordinal()
        meets = (self._first <= end) & (self._last >= start)
        within = (self._first >= start) & (self._last <= end)
        return meets.astype(np.int8) + within.astype(np.int8)

    def _lower_by_place(self, codes: Codes, asked: Place | None) -> None:
        """Lower the codes of days to those of days and place. A place is held against what is asked once."""
        if asked is None:
            return
        left = codes > 0
        of_place = np.zeros(len(self._places), dtype=np.int8)
        for number in np.unique(self._placed[left]).tolist():
            of_place[number] = _CODES[side_of_place(self._places[number], asked)]
        np.minimum(codes, of_place[self._placed], out=codes)

    def _of(self, chosen: npt.NDArray[np.bool_]) -> list[Incident]:
        return [self.every[at] for at in np.flatnonzero(chosen).tolist()]
