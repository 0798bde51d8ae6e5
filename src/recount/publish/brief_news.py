"""What a brief says is new against the snapshot before, each thing with its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recount.model import Grade, Release
from recount.publish import wording
from recount.publish.brief_claims import ClaimView, Quoted
from recount.publish.brief_incidents import IncidentView, anchor_of, moved
from recount.publish.changes import Changes, Move, Regraded


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLine:
    """One thing that a reader of the snapshot before has not seen."""

    word: str
    style: str
    anchor: str
    """Empty where the thing is gone."""

    label: str
    told: str
    claim: ClaimView | None


def headline(release: Release, lines: int) -> str:
    """The brief's heading: how much is new."""
    if release.before is None:
        return "The first snapshot of this record"
    since = f"since snapshot {release.before.number}"
    if not lines:
        return f"Nothing has changed {since}"
    return f"{wording.spelled(lines)} {'thing has' if lines == 1 else 'things have'} changed {since}"


def compared(release: Release) -> str:
    """What the snapshot was compared with."""
    if release.before is None:
        return "There is no earlier snapshot to compare with, so nothing is marked as new."
    then = wording.moment(release.before.made)
    return f"Compared with snapshot {release.before.number} of {then}. New: shares no claim with any incident of then."


def news_lines(
    release: Release, news: Changes, *, incidents: tuple[IncidentView, ...], quoted: Quoted
) -> Iterator[NewsLine]:
    """New incidents first, then new totals, figures that moved, and grades that changed."""
    present = {incident.id: incident for incident in incidents}
    yield from (_new_incident(incident) for incident in incidents if incident.id in news.new)
    yield from _new_totals(release, news, quoted)
    yield from (_move_line(move, present.get(move.incident)) for move in news.moves)
    yield from (_regraded_line(change, present[change.incident]) for change in news.regraded)


def _new_incident(incident: IncidentView) -> NewsLine:
    whole = [figure for figure in incident.figures if figure.whole]
    told = "; ".join(f"{figure.title} {figure.triple}" for figure in whole)
    return NewsLine(
        word="new",
        style="new",
        anchor=incident.anchor,
        label=incident.label,
        told=told or "no figure yet",
        claim=next((figure.lead for figure in whole if figure.lead), None),
    )


def _new_totals(release: Release, news: Changes, quoted: Quoted) -> Iterator[NewsLine]:
    for period in release.snapshot.findings.periods:
        if period.id in news.new_periods:
            claim = next((view for one in period.claims if (view := quoted.view(one))), None)
            yield NewsLine(
                word="new total",
                style="new",
                anchor=anchor_of(period.id),
                label=period.label,
                told=claim.words if claim else "no number given",
                claim=claim,
            )


def _move_line(move: Move, incident: IncidentView | None) -> NewsLine:
    figures = incident.figures if incident and move.after else ()
    lead = (f.lead for f in figures if f.harm == move.harm.value and f.group == move.group and f.lead)
    return NewsLine(
        word=move.kind.value,
        style=move.kind.name.lower(),
        anchor=incident.anchor if incident else "",
        label=move.label,
        told=f"{moved(move)} {_then_and_now(move)}",
        claim=next(lead, None),
    )


def _then_and_now(move: Move) -> str:
    before, after = (wording.triple(side) if side else "" for side in (move.before, move.after))
    if not before:
        return f"{after}, not counted before"
    return f"{before} → {after}" if after else f"{before}, no longer stated"


def _regraded_line(change: Regraded, incident: IncidentView) -> NewsLine:
    contested = change.after is Grade.CONTESTED
    why = f". {incident.grade.reason}" if incident.grade else ""
    return NewsLine(
        word="contradicted" if contested else "regraded",
        style="contested" if contested else "range",
        anchor=incident.anchor,
        label=incident.label,
        told=f"graded {change.before.value} → {change.after.value}{why}",
        claim=None,
    )
