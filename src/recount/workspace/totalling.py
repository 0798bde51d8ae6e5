"""Totalling: how many people a record's claims count over a place, days, a harm and a group of victims."""

from __future__ import annotations

from datetime import date

from recount.errors import UsageError
from recount.model import EVERYONE, Asked, Findings, Harm, Place, Total, When
from recount.workspace.reviewing import Reviewing

MOST_NAMED = 6
"""Places named where several go by one name."""


class Totalling(Reviewing):
    """A record that can be asked for totals."""

    def total(
        self,
        place: str | Place | None = None,
        *,
        start: date | None = None,
        end: date | None = None,
        harm: Harm = Harm.KILLED,
        victims: str = EVERYONE,
    ) -> Total:
        """How many people the record's claims count there, on those days, of those victims. Computed now.

        Args:
            place: "Aleppo", or with what holds it, "al-Bab, Aleppo"; everywhere unless given.
            start: the first day; no first one unless given.
            end: the last day, included; no last one unless given.
            harm: what happened to them.
            victims: one of `recount.figures.totals.VICTIMS`.

        Raises:
            UsageError: no place of that name, or several; a last day before the first; no such group of victims.
        """
        from recount.figures.totals import VICTIMS, total

        if victims not in VICTIMS:
            raise UsageError(f"no victims called {victims!r}: there are {', '.join(VICTIMS)}")
        if start is not None and end is not None and end < start:
            raise UsageError(f"the last day, {end}, is before the first, {start}")
        found = self.findings()
        where = self._asked_place(place, found) if isinstance(place, str) else place
        dated = start is not None or end is not None
        asked = Asked(
            harm=harm,
            victims=victims,
            where=where,
            when=When(start=start or date.min, end=end or date.max) if dated else None,
        )
        judged, claims = self._judged()
        return total(asked, found, claims, set_aside=judged.rejected | judged.set_aside)

    def _asked_place(self, words: str, findings: Findings) -> Place:
        from recount.figures.totals.places import find_place

        told = [i.where for i in findings.incidents] + [p.where for p in findings.periods]
        known = {place for place in told if place is not None}
        found = find_place(words, known, self.gazetteer.find(words.partition(",")[0].strip()))
        if found.one is None and not found.places:
            raise UsageError(
                f"no place called {words!r} is in the record or the gazetteer: see how the record spells it"
            )
        if found.one is None:
            named = [f"{', '.join(p.names)}" for p in found.places[:MOST_NAMED]]
            raise UsageError(f"several places are called {words!r}: say which, such as {' or '.join(map(repr, named))}")
        return found.one
