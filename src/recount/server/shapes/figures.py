"""Figures, many."""

from __future__ import annotations

from dataclasses import dataclass

from recount.model import Figure, Harm, When
from recount.publish import wording
from recount.publish.rows import ALL
from recount.server.shapes.claims import harm_choices
from recount.server.shapes.tables import Cell, Column, Sieve, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class OneFigure:
    """Low, best and high, the incident they are of, and every claim used or set aside."""

    label: str
    """Of the incident."""

    when: When | None
    told: str
    """Low, best and high in words: "72 – 81 – 86 or more"."""

    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Some of the figures, by incident, harm and group."""

    figures: tuple[OneFigure, ...]
    first: int
    """How many come before these."""

    total: int
    """How many there are of those asked for."""

    next: str
    """The cursor of those after these; empty at the end."""

    before: str | None
    """The cursor of as many before these, empty for the start of the list; nothing if there are none."""

    groups: tuple[str, ...]
    """Every group that some figure counts."""

    @property
    def table(self) -> Table:
        """As a page."""
        groups = tuple((group, "everyone" if group == ALL else wording.words(group)) for group in self.groups)
        return Table(
            title="Figures",
            lead="How many people suffered one harm in one incident: the lowest, the best and the highest number that"
            " a standing source gives, or that follows from those.",
            columns=(
                Column(words="Incident"),
                Column(words="Harm"),
                Column(words="Best", number=True),
                Column(words="Low – best – high", number=True),
                Column(words="Stands on"),
                Column(words="Why"),
            ),
            rows=tuple(_cells(one) for one in self.figures),
            empty="Here every figure of the record stands, with why it is what it is.",
            sieves=(
                Sieve(name="harm", words="Harm", kind="choice", choices=harm_choices()),
                Sieve(name="group", words="Group", kind="choice", choices=groups),
                Sieve(name="incident", words="Incident", kind="id"),
            ),
            first=self.first,
            total=self.total,
            next=self.next,
            before=self.before,
        )


def _cells(one: OneFigure) -> tuple[Cell, ...]:
    figure = one.figure
    harm = wording.HARMS[Harm(figure.harm)]
    used = sum(use.used for use in figure.uses)
    aside = len(figure.uses) - used
    return (
        Cell(words=one.label, address=f"/incidents/{figure.incident}", more=wording.days(one.when)),
        Cell(words=harm if figure.group == ALL else f"{wording.words(figure.group)} {harm}"),
        Cell(words=wording.best(figure), style=figure.harm.value),
        Cell(words=one.told),
        Cell(
            words=wording.count(used, "claim"),
            address=f"/claims?incident={figure.incident}&harm={figure.harm.value}",
            more=f"{wording.count(figure.origins, 'origin')}" + (f" · {aside} set aside" if aside else ""),
        ),
        Cell(words=figure.reason.sentence, style="soft"),
    )
