"""Catalogue: the incidents of a state as a compact table, made once, then filtered and sorted in milliseconds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from recount.lang.folding import fold_text
from recount.lang.names import fold_name
from recount.model import Figure, Findings, Grade, Harm, Incident, Period, When
from recount.publish.rows import ALL, Index
from recount.server.cursors import At

NO_DAY = -1
"""Stands for the day of an incident of which none is known."""

LONGEST_NAME = 80
"""Characters of a name that a list is sorted by: a cursor holds them."""

NEIGHBOURS = 8
"""Incidents at most that are offered as perhaps the same."""


class Sort(StrEnum):
    """What a list of incidents is sorted by."""

    DAY = "day"
    """The last day, newest first; those without a day come last."""

    KILLED = "killed"
    """The best figure, largest first; those without one come last."""

    PLACE = "place"
    """The name of the place, from A on; those without one come last."""


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
    names: str
    """The place's names, folded, between spaces: what words of a place are looked for in."""

    keys: str
    """The same in the folding that spellings of one name share."""

    accused: str
    words: str
    """Label, place and accused, folded, between spaces: what a search looks in."""

    def at(self, sort: Sort) -> At:
        """The place of the row in the list so sorted."""
        best = self.killed.best if self.killed else -1
        if sort is Sort.KILLED:
            return (-best, -self.end, self.incident.id)
        if sort is Sort.PLACE:
            return (self.names.strip()[:LONGEST_NAME] or "\U0010ffff", -self.end, self.incident.id)
        return (-self.end, -best, self.incident.id)


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
    """The incidents of some findings as a table."""

    def __init__(self, findings: Findings, index: Index) -> None:
        self._periods = findings.periods
        self._rows = [_row(incident, index) for incident in findings.incidents]
        self._sorted: dict[Sort, list[Row]] = {}

    def sorted(self, sort: Sort) -> list[Row]:
        """All rows, so sorted."""
        if sort not in self._sorted:
            self._sorted[sort] = sorted(self._rows, key=lambda row: row.at(sort))
        return self._sorted[sort]

    def find(self, wanted: Wanted, sort: Sort) -> list[Row]:
        """The rows that are asked for, so sorted."""
        tests = list(_tests(wanted))
        rows = self.sorted(sort)
        return [row for row in rows if all(test(row) for test in tests)] if tests else rows

    def undated(self, wanted: Wanted) -> int:
        """How many rows are left out for want of a day alone."""
        if wanted.start is None and wanted.end is None:
            return 0
        tests = list(_tests(wanted, dated=False))
        return sum(row.end == NO_DAY and all(test(row) for test in tests) for row in self._rows)

    def named(self, words: str) -> bool:
        """Whether some place has a name of those words."""
        fits = _at_place((words,))
        return any(map(fits, self._rows))

    def saying(self, terms: Iterable[str]) -> list[Row]:
        """The rows in whose label, place or accused all of these stand, the newest first."""
        wanted = list(terms)
        return [row for row in self.sorted(Sort.DAY) if all(term in row.words for term in wanted)]

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


def _row(incident: Incident, index: Index) -> Row:
    figures = index.figures_of.get(incident.id, ())
    whole = {figure.harm: figure for figure in figures if figure.group == ALL}
    graded = index.grade_of.get(incident.id)
    names = incident.where.names if incident.where else ()
    place = f" {fold_text(' '.join(names))} "
    accused = f" {fold_text(' '.join(actor.name for actor in incident.by))} "
    return Row(
        incident=incident,
        start=incident.when.start.toordinal() if incident.when else NO_DAY,
        end=incident.when.end.toordinal() if incident.when else NO_DAY,
        killed=whole.get(Harm.KILLED),
        injured=whole.get(Harm.INJURED),
        harms=frozenset(figure.harm.value for figure in figures),
        grade=graded.grade.value if graded else "",
        names=place,
        keys=f" {' '.join(incident.where.keys)} " if incident.where else " ",
        accused=accused,
        words=f" {fold_text(incident.label)}{place}{accused}",
    )


def _counted(codes: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(codes).items(), key=lambda pair: (-pair[1], pair[0])))


Test = Callable[[Row], bool]


def _tests(wanted: Wanted, *, dated: bool = True) -> Iterator[Test]:
    for spellings in wanted.place:
        yield _at_place(spellings)
    if dated and (wanted.start or wanted.end):
        days = When(start=wanted.start or date.min, end=wanted.end or date.max)
        first, last = days.start.toordinal(), days.end.toordinal()
        yield lambda row: row.end != NO_DAY and row.start <= last and first <= row.end
    if wanted.means:
        yield lambda row: row.incident.means == wanted.means
    if wanted.harm:
        yield lambda row: wanted.harm in row.harms
    if wanted.grade:
        yield lambda row: row.grade == wanted.grade
    if accused := fold_text(wanted.accused):
        yield lambda row: f" {accused} " in row.accused


def _at_place(spellings: tuple[str, ...]) -> Test:
    """Whether a place has one of these names, in words or in the folding that spellings share."""
    folded = [(f" {fold_text(name)} ", f" {fold_name(name)} ") for name in spellings]
    return lambda row: any(words in row.names or key in row.keys for words, key in folded)


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
