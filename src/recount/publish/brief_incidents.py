"""What a brief shows of one incident."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recount.model import (
    Figure,
    Grade,
    Graded,
    Harm,
    Incident,
    Release,
    Use,
)
from recount.publish import wording
from recount.publish.brief_claims import ClaimView, Quoted
from recount.publish.changes import Changes, Move
from recount.publish.charts import Bar, Ladder, bar, ladder, round_up
from recount.publish.rows import ALL, Index, index_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A word that sets a thing apart, and the style it is shown in."""

    word: str
    style: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """One figure: its number, its range, and every claim behind it."""

    anchor: str
    harm: str
    group: str
    """``all``, or a victim group."""

    title: str
    """"killed", or "children killed"."""

    whole: bool
    """Whether it counts everyone."""

    low: str
    best: str
    high: str
    range: str
    triple: str
    bar: Bar
    origins: str
    reason: str
    notes: tuple[str, ...]
    """What a reader must not overlook, a sentence each."""

    lead: ClaimView | None
    """The claim whose number is best."""

    used: tuple[ClaimView, ...]
    aside: tuple[ClaimView, ...]
    ladder: Ladder | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeView:
    """A grade with its rule and what would raise it."""

    word: str
    dots: str
    reason: str
    raise_by: str
    strike: str
    """How well it stands who struck, in a sentence; empty where it was no strike."""

    answers: tuple[str, ...]
    """Who of the accused accepts or denies it, a sentence each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentView:
    """One incident as a brief shows it."""

    id: str
    anchor: str
    label: str
    day: str
    place: str
    precision: str
    means: str
    accused: str
    reports: str
    """How many reports tell of it, and how many origins are behind them."""

    origins: tuple[tuple[str, str], ...]
    """What each origin is called, and why it is one."""

    badges: tuple[Badge, ...]
    grade: GradeView | None
    figures: tuple[FigureView, ...]
    unweighed: tuple[ClaimView, ...]
    """Claims of the incident that no figure weighs."""

    reasons: tuple[str, ...]
    """Why its claims stand together."""


def anchor_of(identifier: str) -> str:
    """The identifier as a fragment of an address."""
    return identifier.replace(":", "-")


def incident_views(release: Release, quoted: Quoted, *, news: Changes) -> tuple[IncidentView, ...]:
    """The incidents, the most recent day first, of one day the largest first; those without a day last."""
    findings = release.snapshot.findings
    index = index_of(findings)
    ordered = sorted(findings.incidents, key=lambda incident: _order(incident, index))
    return tuple(_incident(incident, index, quoted, news=news) for incident in ordered)


def _order(incident: Incident, index: Index) -> tuple[int, int, str, str]:
    best = max((figure.best for figure in index.figures_of.get(incident.id, ()) if figure.group == ALL), default=-1)
    killed = next((f.best for f in index.figures_of.get(incident.id, ()) if _is_whole(f, Harm.KILLED)), None)
    return -_last_day(incident), -(best if killed is None else killed), incident.label, incident.id


def _last_day(incident: Incident) -> int:
    return incident.when.end.toordinal() if incident.when else 0


def _is_whole(figure: Figure, harm: Harm) -> bool:
    return figure.harm is harm and figure.group == ALL


def _scales(figures: Iterable[Figure]) -> dict[Harm, int]:
    """One scale for each harm of an incident, so that its children can be seen against its people."""
    tops: defaultdict[Harm, int] = defaultdict(int)
    for figure in figures:
        tops[figure.harm] = max(tops[figure.harm], figure.high)
    # a fifth of room to the right shows that an open end goes on
    return {harm: round_up(max(1, top + top // 5)) for harm, top in tops.items()}


def _incident(incident: Incident, index: Index, quoted: Quoted, *, news: Changes) -> IncidentView:
    figures = sorted(index.figures_of.get(incident.id, ()), key=_figure_order)
    scales = _scales(figures)
    weighed = {use.claim for figure in figures for use in figure.uses}
    rest = (quoted.view(claim) for claim in incident.claims if claim not in weighed)
    return IncidentView(
        id=incident.id,
        anchor=anchor_of(incident.id),
        label=incident.label,
        day=wording.days(incident.when),
        place=wording.place(incident.where),
        precision=wording.precision(incident.where.point) if incident.where else "not on the map",
        means="means not told" if incident.means == "unknown" else wording.words(incident.means),
        accused=wording.listed([actor.name for actor in incident.by], "or"),
        reports=_told_in(incident, index.origins(incident.id)),
        origins=tuple((one.label, one.reason.sentence) for one in index.origins_of.get(incident.id, ())),
        badges=tuple(_badges(incident, news)),
        grade=_grade(index.grade_of.get(incident.id)),
        figures=tuple(_figure(figure, quoted, scales[figure.harm]) for figure in figures),
        unweighed=tuple(view for view in rest if view),
        reasons=tuple(reason.sentence for reason in incident.reasons),
    )


def _told_in(incident: Incident, origins: int) -> str:
    reports = wording.count(len(incident.reports), "report")
    return f"{reports}, {wording.count(origins, 'origin')}" if origins else reports


def _figure_order(figure: Figure) -> tuple[int, bool, str]:
    return list(Harm).index(figure.harm), figure.group != ALL, figure.group


def _figure(figure: Figure, quoted: Quoted, scale: int) -> FigureView:
    views = [view for use in figure.uses if (view := quoted.view(use.claim, use))]
    said = [one for use in figure.uses if (one := quoted.find(use.claim))]
    harm = wording.HARMS[figure.harm]
    return FigureView(
        anchor=f"{anchor_of(figure.incident)}-{figure.harm.value}-{figure.group}",
        harm=figure.harm.value,
        group=figure.group,
        title=harm if figure.group == ALL else f"{wording.words(figure.group)} {harm}",
        whole=figure.group == ALL,
        low=wording.low(figure),
        best=wording.best(figure),
        high=wording.high(figure),
        range=wording.span(figure),
        triple=wording.triple(figure),
        bar=bar(figure, scale),
        origins=wording.count(figure.origins, "independent origin"),
        reason=figure.reason.sentence,
        notes=tuple(_notes(figure)),
        lead=_lead(figure, quoted),
        used=tuple(view for view in views if view.used),
        aside=tuple(view for view in views if not view.used),
        ladder=ladder(figure, said) if figure.group == ALL else None,
    )


def _notes(figure: Figure) -> Iterator[str]:
    yield from (note.sentence for note in figure.notes)
    if figure.implied is not None:
        yield f"Those told of one by one or as kin come to at least {figure.implied}; no source gives that number."


def _lead(figure: Figure, quoted: Quoted) -> ClaimView | None:
    """The used claim that states the best number, else the first used one."""
    used = [(use, one) for use in figure.uses if use.used and (one := quoted.find(use.claim))]
    exact = [use for use, one in used if one.grounded.claim.stated.value == figure.best]
    first: Use | None = next(iter([*exact, *(use for use, _ in used)]), None)
    return quoted.view(first.claim, first) if first else None


def _grade(graded: Graded | None) -> GradeView | None:
    if graded is None:
        return None
    grade: Grade = graded.grade
    return GradeView(
        word=grade.value,
        dots=wording.GRADE_DOTS[grade],
        reason=graded.reason.sentence,
        raise_by=graded.raise_by,
        strike=f"Strike {wording.words(graded.status)}: {graded.status_reason.sentence}"
        if graded.status and graded.status_reason
        else "",
        answers=tuple(_answers(graded)),
    )


def _answers(graded: Graded) -> Iterator[str]:
    for said, actors in (("reports it itself", graded.accepted), ("denies it", graded.denied)):
        if actors:
            yield f"{wording.listed([actor.name for actor in actors], 'and')} {said}."


def _badges(incident: Incident, news: Changes) -> Iterator[Badge]:
    if incident.id in news.new:
        yield Badge(word="new", style="new")
    for move in news.moves:
        if move.incident == incident.id and move.group == ALL:
            yield Badge(word=f"{moved(move)} {move.kind.value}", style=move.kind.name.lower())
    for change in news.regraded:
        if change.incident == incident.id:
            yield Badge(word=f"was {change.before.value}", style="range")


def moved(move: Move) -> str:
    """What moved: "killed", or "children killed"."""
    harm = wording.HARMS[move.harm]
    return harm if move.group == ALL else f"{wording.words(move.group)} {harm}"
