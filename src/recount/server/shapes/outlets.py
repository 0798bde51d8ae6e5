"""Outlets, many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from recount.publish import wording
from recount.server.shapes.tables import Cell, Column, Sieve, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who published reports, and how many."""

    name: str | None
    """Nothing for reports that name none."""

    reports: int
    """Counted in their latest versions."""

    claims: int
    first: date | None
    """The day of its first report that bears one."""

    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """Some of the outlets, by name."""

    outlets: tuple[Outlet, ...]
    first: int
    """How many come before these."""

    total: int
    """How many there are of those asked for."""

    next: str
    """The cursor of those after these; empty at the end."""

    before: str | None
    """The cursor of as many before these, empty for the start of the list; nothing if there are none."""

    @property
    def table(self) -> Table:
        """As a page."""
        return Table(
            title="Outlets",
            lead="Who published the reports of this record.",
            columns=(
                Column(words="Outlet"),
                Column(words="Reports", number=True),
                Column(words="Claims", number=True),
                Column(words="From"),
                Column(words="To"),
            ),
            rows=tuple(_cells(one) for one in self.outlets),
            empty="Here every outlet stands, with how many reports and claims are from it.",
            sieves=(Sieve(name="name", words="Name"),),
            first=self.first,
            total=self.total,
            next=self.next,
            before=self.before,
        )


def _cells(one: Outlet) -> tuple[Cell, ...]:
    asked = urlencode({"outlet": one.name}) if one.name else ""
    return (
        Cell(words=one.name or "not named", style="" if one.name else "soft"),
        Cell(words=wording.number(one.reports), address=f"/reports?{asked}" if asked else ""),
        Cell(words=wording.number(one.claims), address=f"/claims?{asked}" if asked and one.claims else ""),
        Cell(words=wording.day(one.first) if one.first else "undated", style="soft"),
        Cell(words=wording.day(one.last) if one.last else "", style="soft"),
    )
