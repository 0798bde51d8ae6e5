"""Asked: which incidents a person wants to see on the map, and which of the record's those are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query

from recount.errors import UsageError
from recount.server.tables.points import Kind, Points

Day = Annotated[str, Query(max_length=10, description="A day, YEAR-MONTH-DAY; empty for no limit.")]
Codes = Annotated[list[str], Query(max_length=60, description="Codes, as `/map.json` lists them. Any of them fits.")]

NOWHERE = "none"
"""Value of `where` for the incidents that have no point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Filters. Within one, any value fits; all filters must."""

    start: date | None = None
    end: date | None = None
    """Days that an incident must touch, both included. With either, incidents of no known day are left out."""

    means: tuple[str, ...] = ()
    harms: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    nowhere: bool = False
    """Whether only incidents without a point are wanted."""

    pairs: tuple[tuple[str, str], ...] = field(init=False)
    """The same as parameters of an address."""

    def __post_init__(self) -> None:
        pairs = [("from", self.start.isoformat())] if self.start else []
        pairs += [("to", self.end.isoformat())] if self.end else []
        for name, values in (("means", self.means), ("harm", self.harms), ("grade", self.grades)):
            pairs += [(name, value) for value in values]
        object.__setattr__(self, "pairs", tuple(pairs))

    @property
    def dated(self) -> bool:
        """Whether days are limited."""
        return self.start is not None or self.end is not None

    def address(self, *, nowhere: bool = False, page: int = 1) -> str:
        """Where the list with these filters stands."""
        more = [("where", NOWHERE)] if nowhere else []
        more += [("page", str(page))] if page > 1 else []
        return f"/map?{urlencode([*self.pairs, *more])}".rstrip("?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """What fits, by number, the latest first."""

    placed: tuple[int, ...]
    nowhere: tuple[int, ...]
    """Incidents that fit but have no point."""

    undated: int
    """Incidents left out only because their day is not known."""


def a_day(told: str, name: str) -> date | None:
    """The day given.

    Raises:
        UsageError: it is none.
    """
    if not told.strip():
        return None
    try:
        return date.fromisoformat(told.strip())
    except ValueError:
        raise UsageError(
            f"{name} should be a day such as 2016-10-11, not {told!r}: change it or leave it out"
        ) from None


def pick(points: Points, asked: Asked) -> Picked:
    """The incidents that fit."""
    kinds = {number for number, kind in enumerate(points.kinds) if _kind_fits(kind, asked)}
    start = asked.start.toordinal() if asked.start else 0
    end = asked.end.toordinal() if asked.end else date.max.toordinal()
    rows = points.rows
    fitting = [number for number in points.latest if rows[number].kind in kinds]
    found = fitting
    if asked.dated:
        found = [n for n in fitting if rows[n].end >= start and rows[n].start <= end and rows[n].start]
    return Picked(
        placed=tuple(number for number in found if rows[number].spot >= 0),
        nowhere=tuple(number for number in found if rows[number].spot < 0),
        undated=sum(not rows[number].start for number in fitting) if asked.dated else 0,
    )


def _kind_fits(kind: Kind, asked: Asked) -> bool:
    return (
        (not asked.means or kind.means in asked.means)
        and (not asked.grades or kind.grade in asked.grades)
        and (not asked.harms or not set(asked.harms).isdisjoint(kind.harms))
    )
