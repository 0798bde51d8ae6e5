"""Table: one compact row for each incident, made once for a state of the record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recount.lang.folding import fold_text
from recount.model import Figure, Harm, Incident, Place
from recount.publish.rows import ALL, Index
from recount.server.http.cursors import At

NO_DAY = -1
"""Stands for the day of an incident of which none is known."""

LONGEST_NAME = 80
"""Characters of a name that a list is sorted by: a cursor holds them."""


class Sort(StrEnum):
    """What a list of incidents is sorted by."""

    DAY = "day"
    """The last day, newest first; those without a day come last."""

    KILLED = "killed"
    """The best figure, largest first; those without one come last."""

    PLACE = "place"
    """The name of the place, from A on; those without one come last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place, to look for words in."""

    number: int
    names: str
    """Its names, folded, between spaces."""

    keys: str
    """The same in the folding that spellings of one name share."""


@dataclass(slots=True, kw_only=True)
class Row:
    """One incident of the table."""

    incident: Incident
    start: int
    end: int
    """First and last day as ordinals; `NO_DAY` for both where none is known."""

    killed: Figure | None
    injured: Figure | None
    harms: frozenset[str]
    grade: str
    spot: Spot
    """Its place, shared by all incidents there: what is asked of a place is answered once for each."""

    accused: str
    """Everyone accused, folded, between spaces; shared likewise."""

    def at(self, sort: Sort) -> At:
        """The place of the row in the list so sorted."""
        best = self.killed.best if self.killed else -1
        if sort is Sort.KILLED:
            return (-best, -self.end, self.incident.id)
        if sort is Sort.PLACE:
            return (self.spot.names.strip()[:LONGEST_NAME] or "\U0010ffff", -self.end, self.incident.id)
        return (-self.end, -best, self.incident.id)


class Making:
    """Rows in the making. Places and accused are few beside incidents: each is folded once."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.spots: dict[tuple[tuple[str, ...], tuple[str, ...]], Spot] = {}
        self._accused: dict[tuple[str, ...], str] = {}

    def row(self, incident: Incident) -> Row:
        """The incident's row."""
        figures = self._index.figures_of.get(incident.id, ())
        whole = {figure.harm: figure for figure in figures if figure.group == ALL}
        graded = self._index.grade_of.get(incident.id)
        names = tuple(actor.name for actor in incident.by)
        if names not in self._accused:
            self._accused[names] = f" {fold_text(' '.join(names))} "
        return Row(
            incident=incident,
            start=incident.when.start.toordinal() if incident.when else NO_DAY,
            end=incident.when.end.toordinal() if incident.when else NO_DAY,
            killed=whole.get(Harm.KILLED),
            injured=whole.get(Harm.INJURED),
            harms=frozenset(figure.harm.value for figure in figures),
            grade=graded.grade.value if graded else "",
            spot=self._spot(incident.where),
            accused=self._accused[names],
        )

    def _spot(self, where: Place | None) -> Spot:
        key = (where.names, where.keys) if where else ((), ())
        if key not in self.spots:
            names, keys = key
            self.spots[key] = Spot(
                number=len(self.spots), names=f" {fold_text(' '.join(names))} ", keys=f" {' '.join(keys)} "
            )
        return self.spots[key]
