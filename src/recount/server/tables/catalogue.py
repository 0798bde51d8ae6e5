"""Catalogue: the incidents of a state as a compact table, made once, then filtered and sorted in milliseconds."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from recount.lang.folding import fold_text
from recount.lang.names import fold_name
from recount.model import Findings, Grade, Harm, Incident, Period
from recount.publish.rows import Index
from recount.server.tables.table import NO_DAY, Making, Row, Sort

KEPT = 8
"""Lists that are kept as they were asked for."""

NEIGHBOURS = 8
"""Incidents at most that are offered as perhaps the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which incidents are asked for: all, unless something is given."""

    place: tuple[tuple[str, ...], ...] = ()
    """Spellings of each name that the place must have; of each, one."""

    start: date | None = None
    end: date | None = None
    means: str = ""
    harm: str = ""
    grade: str = ""
    accused: str = ""


class Catalogue:
    """The incidents of some findings as a table. Safe to share between threads."""

    def __init__(self, findings: Findings, index: Index) -> None:
        self._periods = findings.periods
        making = Making(index)
        self._rows = [making.row(incident) for incident in findings.incidents]
        self._spots = list(making.spots.values())
        self._sorted: dict[Sort, list[Row]] = {}
        self._found: OrderedDict[tuple[Wanted, Sort], list[Row]] = OrderedDict()

    def sorted(self, sort: Sort) -> list[Row]:
        """All rows, so sorted."""
        if sort not in self._sorted:
            self._sorted[sort] = sorted(self._rows, key=lambda row: row.at(sort))
        return self._sorted[sort]

    def find(self, wanted: Wanted, sort: Sort) -> list[Row]:
        """The rows that are asked for, so sorted. What was asked last is kept: people page through it."""
        found = self._found.get((wanted, sort))
        if found is None:
            found = self._sift(self.sorted(sort), wanted)
            self._found[(wanted, sort)] = found
            if len(self._found) > KEPT:
                self._found.popitem(last=False)
        return found

    def undated(self, wanted: Wanted) -> int:
        """How many rows are left out for want of a day alone."""
        if wanted.start is None and wanted.end is None:
            return 0
        without = replace(wanted, start=None, end=None)
        return len(self._sift([row for row in self._rows if row.end == NO_DAY], without))

    def named(self, words: str) -> bool:
        """Whether some place has a name of those words."""
        return bool(self._spots_named((words,)))

    def saying(self, terms: Iterable[str]) -> list[Row]:
        """The rows in whose label, place or accused all of these stand, the newest first."""
        found = self._worded
        for term in terms:
            found = [one for one in found if term in one[0]]
        return [row for _, row in found]

    def _sift(self, rows: list[Row], wanted: Wanted) -> list[Row]:
        for spellings in wanted.place:
            spots = self._spots_named(spellings)
            rows = [row for row in rows if row.spot.number in spots]
        if wanted.start or wanted.end:
            first, last = ((day or end).toordinal() for day, end in ((wanted.start, date.min), (wanted.end, date.max)))
            rows = [row for row in rows if row.end != NO_DAY and row.start <= last and first <= row.end]
        if wanted.means:
            rows = [row for row in rows if row.incident.means == wanted.means]
        if wanted.harm:
            rows = [row for row in rows if wanted.harm in row.harms]
        if wanted.grade:
            rows = [row for row in rows if row.grade == wanted.grade]
        if accused := fold_text(wanted.accused):
            rows = [row for row in rows if f" {accused} " in row.accused]
        return rows

    def _spots_named(self, spellings: tuple[str, ...]) -> set[int]:
        """The places that have one of these names, in words or in the folding that spellings share."""
        folded = [(f" {fold_text(name)} ", f" {fold_name(name)} ") for name in spellings]
        return {
            spot.number for spot in self._spots if any(words in spot.names or key in spot.keys for words, key in folded)
        }

    @cached_property
    def _worded(self) -> list[tuple[str, Row]]:
        """The rows, the newest first, each with the words that a search looks in."""
        return [
            (f" {fold_text(row.incident.label)}{row.spot.names}{row.accused}", row) for row in self.sorted(Sort.DAY)
        ]

    @cached_property
    def means(self) -> tuple[tuple[str, int], ...]:
        """Every means with its number of incidents, the most frequent first."""
        return _counted(row.incident.means for row in self._rows)

    @cached_property
    def accused(self) -> tuple[tuple[str, int], ...]:
        """Everyone accused, likewise."""
        return _counted(name for row in self._rows for name in {actor.name for actor in row.incident.by})

    @cached_property
    def harms(self) -> tuple[tuple[str, int], ...]:
        """Every harm, in their own order."""
        counts = Counter(harm for row in self._rows for harm in row.harms)
        return tuple((harm.value, counts[harm.value]) for harm in Harm if counts[harm.value])

    @cached_property
    def grades(self) -> tuple[tuple[str, int], ...]:
        """Every grade, the best first."""
        counts = Counter(row.grade for row in self._rows)
        return tuple((grade.value, counts[grade.value]) for grade in Grade if counts[grade.value])

    def near(self, incident: Incident) -> tuple[Incident, ...]:
        """Incidents of the same or a neighbouring day that share a name of the place, the likeliest first."""
        if incident.when is None or incident.where is None:
            return ()
        days = range(incident.when.start.toordinal() - 1, incident.when.end.toordinal() + 2)
        found = {id(row): row for day in days[:MOST_DAYS] for row in self._by_day.get(day, ())}
        scored = [(_nearness(row, incident), row) for row in found.values() if row.incident.id != incident.id]
        likely = sorted((score, row.incident.id, row) for score, row in scored if score is not None)
        return tuple(row.incident for _, _, row in likely[:NEIGHBOURS])

    @cached_property
    def periods_of(self) -> dict[str, tuple[Period, ...]]:
        """By incident, the stated totals that count it."""
        found: defaultdict[str, list[Period]] = defaultdict(list)
        for period in self._periods:
            for incident in period.contains:
                found[incident].append(period)
        return {incident: tuple(periods) for incident, periods in found.items()}

    @cached_property
    def _by_day(self) -> dict[int, list[Row]]:
        found: defaultdict[int, list[Row]] = defaultdict(list)
        for row in self._rows:
            for day in range(row.start, min(row.end, row.start + MOST_DAYS) + 1) if row.end != NO_DAY else ():
                found[day].append(row)
        return found


MOST_DAYS = 10
"""Days of an incident by which others are found near it: one told of a whole month is near to nothing."""


def _counted(codes: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(codes).items(), key=lambda pair: (-pair[1], pair[0])))


def _nearness(row: Row, incident: Incident) -> tuple[int, int, int] | None:
    """How far apart two incidents are, nearest first; ``None`` where they share no name but the country's."""
    other, where, when = row.incident, incident.where, incident.when
    if other.where is None or where is None or when is None or other.when is None:
        return None
    shared = [key for key in where.keys if key in other.where.keys]
    if not shared or (shared == [where.keys[-1]] and len(where.keys) > 1):
        return None
    depth = where.keys.index(shared[0]) + other.where.keys.index(shared[0])
    return depth, abs(row.start - when.start.toordinal()), -len(other.claims)
