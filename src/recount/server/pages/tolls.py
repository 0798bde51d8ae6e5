"""Tolls: an incident's figures by harm, the groups within everyone, each with its claims and its ladder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from recount.model import Figure
from recount.publish import wording
from recount.publish.brief_claims import ClaimView, Quoted
from recount.publish.brief_incidents import FigureView, IncidentView
from recount.publish.charts import ladder
from recount.publish.rows import ALL
from recount.server.pages.ladders import plot_of
from recount.server.shapes.incident import ClaimLine, FigurePart, Toll
from recount.server.shapes.incidents import Numbers
from recount.server.shapes.ladder import Plot

Denials = Sequence[tuple[date, str]]


def tolls_of(
    view: IncidentView, figures: Sequence[Figure], quoted: Quoted, denials: Denials, *, ticked: set[str]
) -> tuple[Toll, ...]:
    """The figures by harm, in the harms' own order.

    Args:
        view: the incident as a brief shows it.
        figures: its figures.
        quoted: its claims.
        denials: those without a number, for the ladder of the killed.
        ticked: claims that can be ticked already; those shown here are added.
    """
    by_key = {(f.harm.value, f.group): f for f in figures}
    harms: defaultdict[str, list[FigurePart]] = defaultdict(list)
    for one in view.figures:
        figure = by_key[(one.harm, one.group)]
        harms[one.harm].append(_part(one, figure, _plot(one, figure, quoted, denials), ticked))
    return tuple(
        Toll(
            harm=harm,
            title=wording.HARMS[by_key[(harm, parts[0].group)].harm],
            whole=next((part for part in parts if part.group == ALL), None),
            groups=tuple(part for part in parts if part.group != ALL),
        )
        for harm, parts in harms.items()
    )


def unweighed_of(view: IncidentView, *, ticked: set[str]) -> tuple[ClaimLine, ...]:
    """Claims of the incident that no figure weighs."""
    return tuple(claim_line(one, ticked) for one in view.unweighed)


def claim_line(one: ClaimView, ticked: set[str] | None = None) -> ClaimLine:
    """A claim as a row of a table."""
    can = ticked is not None and one.id not in ticked
    if ticked is not None:
        ticked.add(one.id)
    return ClaimLine(
        id=one.id,
        harm=one.harm,
        number=one.number,
        quote=one.quote,
        voices=one.voices,
        own_voice=one.own_voice,
        reported=one.reported,
        report=one.link.report,
        used=one.used,
        reason=one.reason,
        note=one.note,
        can_split=can,
    )


def numbers_of(figure: Figure) -> Numbers:
    """The figure as numbers."""
    return Numbers(
        low=figure.low, best=figure.best, high=figure.high, open_low=figure.open_low, open_high=figure.open_high
    )


def _part(one: FigureView, figure: Figure, plot: Plot | None, ticked: set[str]) -> FigurePart:
    return FigurePart(
        harm=one.harm,
        group=one.group,
        title=one.title,
        numbers=numbers_of(figure),
        best=one.best,
        range=one.range,
        bar=one.bar,
        origins=one.origins,
        reason=one.reason,
        notes=one.notes,
        used=tuple(claim_line(claim, ticked) for claim in one.used),
        aside=tuple(claim_line(claim, ticked) for claim in one.aside),
        plot=plot,
    )


def _plot(one: FigureView, figure: Figure, quoted: Quoted, denials: Denials) -> Plot | None:
    if figure.group != ALL:
        return None
    drawn = ladder(figure, [said for use in figure.uses if (said := quoted.find(use.claim))])
    if drawn is None:
        return None
    sides = wording.Sides(low=figure.low, high=figure.high, open_low=figure.open_low, open_high=figure.open_high)
    return plot_of(
        drawn, sides=sides, best=figure.best, harm=one.title, denials=denials if one.harm == "killed" else ()
    )
