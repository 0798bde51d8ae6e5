"""What a brief says is new against the snapshot before, each thing with its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from recount.model import Grade, Incident, Release
from recount.publish import wording
from recount.publish.brief_claims import ClaimView, Quoted
from recount.publish.brief_incidents import IncidentView, anchor_of, moved
from recount.publish.changes import Changes, Merged, Move, Regraded, Split


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
    since = f"since {_before(release)}"
    if not lines:
        return f"Nothing has changed {since}"
    return f"{wording.spelled(lines)} {'thing has' if lines == 1 else 'things have'} changed {since}"


def compared(release: Release) -> str:
    """What the snapshot was compared with."""
    if release.before is None:
        return "There is no earlier snapshot to compare with, so nothing is marked as new."
    then = wording.moment(release.before.made)
    return f"Compared with {_before(release)} of {then}. New: shares no claim with any incident of then."


def _before(release: Release) -> str:
    number = release.before.number if release.before else 0
    return release.since or f"snapshot {number}"


def news_lines(
    release: Release, news: Changes, *, incidents: tuple[IncidentView, ...], quoted: Quoted
) -> Iterator[NewsLine]:
    """New incidents first, then new totals, what was merged and split, figures that moved, grades that changed."""
    present = {incident.id: incident for incident in incidents}
    yield from (_new_incident(incident) for incident in incidents if incident.id in news.new)
    yield from _new_totals(release, news, quoted)
    yield from (_merged_line(merged, present) for merged in news.merged)
    yield from (_split_line(split, present) for split in news.split)
    yield from (_move_line(move, present.get(move.incident), quoted) for move in news.moves)
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
        claim=next((figure.lead for figure in whole if figure.lead), _lead(incident)),
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


def _merged_line(merged: Merged, present: Mapping[str, IncidentView]) -> NewsLine:
    return NewsLine(
        word="merged",
        style="range",
        anchor=anchor_of(merged.into.id),
        label=merged.into.label,
        told=f"{wording.spelled(len(merged.of))} incidents of then are one now: {_labels(merged.of)}",
        claim=_lead(present.get(merged.into.id)),
    )


def _split_line(split: Split, present: Mapping[str, IncidentView]) -> NewsLine:
    return NewsLine(
        word="split",
        style="range",
        anchor=anchor_of(split.into[0].id),
        label=split.of.label,
        told=f"One incident of then is {wording.spelled(len(split.into)).lower()} now: {_labels(split.into)}",
        claim=_lead(present.get(split.into[-1].id)),
    )


def _labels(incidents: Sequence[Incident]) -> str:
    return "; ".join(incident.label for incident in incidents)


def _lead(incident: IncidentView | None) -> ClaimView | None:
    """The sentence an incident stands on; where no figure has any, the first that is part of none."""
    if incident is None:
        return None
    return next((figure.lead for figure in incident.figures if figure.lead), next(iter(incident.unweighed), None))


def _move_line(move: Move, incident: IncidentView | None, quoted: Quoted) -> NewsLine:
    figures = incident.figures if incident and move.after else ()
    now = [f.lead for f in figures if f.harm == move.harm.value and f.group == move.group and f.lead]
    # What is withdrawn has its sentence too: the one it stood on.
    then = (quoted.view(use.claim) for use in move.before.uses if use.used) if move.before and not now else ()
    lead = (view for view in (*now, *then) if view)
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
        claim=_lead(incident),
    )
