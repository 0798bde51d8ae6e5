"""Points: a record's incidents as columns of short numbers, small enough to be filtered in the browser.

Fifty thousand incidents take under a megabyte: what many share (a spot, a kind) is told once and pointed to, days are
steps from the day before, and degrees have no more decimals than the radius warrants. Words are left to the server:
whoever wants to read about an incident asks for its card by its number (`views/map.py`).
"""

from __future__ import annotations

import gzip
import hashlib
from collections import Counter, defaultdict
from datetime import date
from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple

import msgspec

from recount.model import Figure, Findings, Harm, Incident, Point
from recount.publish.rows import ALL

GRAVITY = {harm: at for at, harm in enumerate(Harm)}
"""Harms in the order that the vocabulary has them: the gravest first."""

NAME_LENGTH = 60
"""Code points of a spot's name: it comes from a report."""


class Kind(NamedTuple):
    """What many incidents share, so that it is told once."""

    means: str
    grade: str
    harms: tuple[Harm, ...]
    """Those that some figure of the incident tells of, the gravest first."""

    open_high: bool
    """Whether more may have been killed than its high says."""


class Spot(NamedTuple):
    """A point with its radius, where one or more incidents are."""

    latitude: float
    longitude: float
    """Degrees, WGS 84, rounded to a tenth of the radius or finer."""

    radius: int
    """Metres."""


class Row(NamedTuple):  # fifty thousand of them: a frozen dataclass takes four times as long to make
    """One incident."""

    incident: Incident
    spot: int
    """Number of its spot; -1 where it has no point."""

    kind: int
    killed: Figure | None
    start: int
    end: int
    """Its first and last day, as `date.toordinal` counts; 0 where they are not known."""


class Points:
    """The incidents of a record for the map, the earliest first, those of no known day last."""

    def __init__(self, findings: Findings) -> None:
        self._figures = _tolls(findings)
        self._grades = {graded.incident: graded.grade.value for graded in findings.grades}
        self._spot_of: dict[tuple[float, float, float], int] = {}
        self._spots: dict[Spot, int] = {}
        self._kinds: dict[Kind, int] = {}
        last = date.max
        ordered = sorted(findings.incidents, key=lambda one: (one.when.start if one.when else last, one.id))
        self.rows = tuple(self._row(incident) for incident in ordered)
        self.spots, self.kinds = tuple(self._spots), tuple(self._kinds)

    @cached_property
    def latest(self) -> tuple[int, ...]:
        """All numbers, the latest incident first, those of no known day last."""
        dated = sum(row.start > 0 for row in self.rows)
        return (*range(dated - 1, -1, -1), *range(dated, len(self.rows)))

    @cached_property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day on which anything happened."""
        dated = [row for row in self.rows if row.start]
        if not dated:
            return None, None
        return date.fromordinal(dated[0].start), date.fromordinal(max(row.end for row in dated))

    @cached_property
    def number_of(self) -> dict[str, int]:
        """The number of each incident, by id."""
        return {row.incident.id: number for number, row in enumerate(self.rows)}

    @cached_property
    def counts(self) -> tuple[Counter[str], Counter[Harm], Counter[str]]:
        """How many incidents there are of each means, harm and grade."""
        of_kind = Counter(row.kind for row in self.rows)
        means, harms, grades = Counter[str](), Counter[Harm](), Counter[str]()
        for number, count in of_kind.items():
            kind = self.kinds[number]
            means[kind.means] += count
            grades[kind.grade] += count
            harms.update(dict.fromkeys(kind.harms, count))
        return means, harms, grades

    @cached_property
    def tag(self) -> str:
        """What these points are told from others by."""
        # By incident too: columns may be the same where the incidents behind them are not.
        digest = hashlib.sha256("".join(row.incident.id for row in self.rows).encode())
        digest.update(msgspec.json.encode(self._columns))
        return digest.hexdigest()[:16]

    @cached_property
    def payload(self) -> bytes:
        """All of them as JSON. `docs/desk.md` has what the columns mean."""
        return msgspec.json.encode({"tag": self.tag, **self._columns})

    @cached_property
    def packed(self) -> bytes:
        """The same, compressed once for all who ask."""
        return gzip.compress(self.payload, 6, mtime=0)

    def _row(self, incident: Incident) -> Row:
        figures = self._figures.get(incident.id, {})
        killed, when = figures.get(Harm.KILLED), incident.when
        kind = Kind(
            incident.means,
            self._grades.get(incident.id, ""),
            tuple(sorted(figures, key=GRAVITY.__getitem__)) if len(figures) > 1 else tuple(figures),
            killed is not None and killed.open_high,
        )
        return Row(
            incident,
            self._number(incident.where.point) if incident.where and incident.where.point else -1,
            self._kinds.setdefault(kind, len(self._kinds)),
            killed,
            when.start.toordinal() if when else 0,
            when.end.toordinal() if when else 0,
        )

    def _number(self, point: Point) -> int:
        """The number of the spot that a point makes."""
        exactly = point.latitude, point.longitude, point.radius
        found = self._spot_of.get(exactly)
        if found is None:
            found = self._spot_of[exactly] = self._spots.setdefault(_spot(point), len(self._spots))
        return found

    @cached_property
    def _columns(self) -> dict[str, object]:
        dated = [row for row in self.rows if row.start]
        longer = ((number, row.end - row.start) for number, row in enumerate(dated) if row.end > row.start)
        killed = [row.killed for row in self.rows]
        return {
            "first": date.fromordinal(dated[0].start).isoformat() if dated else None,
            "spots": {
                "latitude": [spot.latitude for spot in self.spots],
                "longitude": [spot.longitude for spot in self.spots],
                "radius": [spot.radius for spot in self.spots],
                "name": self._names(),
            },
            "kinds": {
                "means": [kind.means for kind in self.kinds],
                "grade": [kind.grade for kind in self.kinds],
                "harms": [list(kind.harms) for kind in self.kinds],
                "open": [int(kind.open_high) for kind in self.kinds],
            },
            "day": [row.start - before.start for before, row in pairwise([*dated[:1], *dated])],
            "longer": [*chain.from_iterable(longer)],
            "spot": [row.spot for row in self.rows],
            "kind": [row.kind for row in self.rows],
            "best": [figure.best if figure else -1 for figure in killed],
            "below": [figure.best - figure.low if figure else 0 for figure in killed],
            "above": [figure.high - figure.best if figure else 0 for figure in killed],
        }

    def _names(self) -> list[str]:
        """What each spot is mostly called."""
        said: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for row in self.rows:
            if row.spot >= 0 and row.incident.where:
                said[row.spot][row.incident.where.names[0]] += 1
        return [said[number].most_common(1)[0][0][:NAME_LENGTH] for number in range(len(self.spots))]


def decimals(radius: float) -> int:
    """Decimals of a degree that a radius in metres warrants: the rounding moves the point by a tenth of it at most."""
    return next((n for n, metres in ((1, 100_000), (2, 8_000), (3, 800), (4, 80)) if radius >= metres), 5)


def _spot(point: Point) -> Spot:
    places = decimals(point.radius)
    return Spot(round(point.latitude, places), round(point.longitude, places), max(1, round(point.radius)))


def _tolls(findings: Findings) -> dict[str, dict[Harm, Figure]]:
    """The figures for everyone, by incident and harm."""
    found: defaultdict[str, dict[Harm, Figure]] = defaultdict(dict)
    for figure in findings.figures:
        if figure.group == ALL:
            found[figure.incident].setdefault(figure.harm, figure)
    return found
