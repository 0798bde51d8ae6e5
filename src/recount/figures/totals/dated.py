"""Dated: the incidents of a record, found by their days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from recount.model import Incident, IncidentId, When

NEVER, EVER = 0, 1 << 40
"""Ordinals before and after every day: the days of an incident of which none is known."""


class Dated:
    """The incidents, in the order of their identifiers, found by days in a fraction of a millisecond.

    Args:
        incidents: of the whole record.
    """

    def __init__(self, incidents: Iterable[Incident]) -> None:
        self.every = tuple(sorted(incidents, key=lambda i: i.id))
        self._place = {incident.id: at for at, incident in enumerate(self.every)}
        days = [(i.when.start.toordinal(), i.when.end.toordinal()) if i.when else (NEVER, EVER) for i in self.every]
        self._first, self._last = np.array(days, dtype=np.int64).reshape(-1, 2).T

    def within(self, when: When | None, besides: Iterable[IncidentId] = ()) -> Sequence[Incident]:
        """The incidents that may be of these days, and those that are named besides.

        Args:
            when: days, of which an incident shares one, unless none of its own is known; ``None`` for all days.
            besides: identifiers; those of no incident are passed over.
        """
        if when is None:
            return self.every
        found = (self._first <= when.end.toordinal()) & (self._last >= when.start.toordinal())
        found[[self._place[id_] for id_ in besides if id_ in self._place]] = True
        return [self.every[at] for at in np.flatnonzero(found).tolist()]
