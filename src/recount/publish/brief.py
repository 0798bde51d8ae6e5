"""Brief: everything that both brief formats show, worked out once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recount.model import Figure, Profile, Release
from recount.publish import wording
from recount.publish.brief_claims import Quoted
from recount.publish.brief_incidents import IncidentView, incident_views
from recount.publish.brief_news import NewsLine, compared, headline, news_lines
from recount.publish.brief_periods import PeriodView, period_views
from recount.publish.brief_reports import Read, about, days_of, reports_of
from recount.publish.brief_statements import RefusalView, Statements, StatementView, refusals_of, statements_of
from recount.publish.brief_versions import OutletChanges, outlet_changes
from recount.publish.changes import Changes, changes
from recount.publish.charts import Bar, ByDay, bar, by_day, killed, round_up
from recount.publish.sums import killed_in_all


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """What the recorded incidents add up to."""

    best: str
    range: str
    incidents: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """One incident on one line."""

    anchor: str
    label: str
    new: bool
    killed: str
    """The best figure for all killed; "not told" where there is none."""

    range: str
    bar: Bar | None
    dots: str
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A release as a person reads it."""

    number: int
    made: str
    digest: str
    title: str
    """What an editor calls it; empty where nobody does."""

    note: tuple[str, ...]
    """What an editor writes at its head, by paragraphs."""

    headline: str
    about: str
    """How many reports of how many outlets, and their days."""

    first: bool
    compared: str
    news: tuple[NewsLine, ...]
    toll: Toll | None
    glance: tuple[Glance, ...]
    """The first incidents, on one scale."""

    by_day: ByDay | None
    incidents: tuple[IncidentView, ...]
    periods: tuple[PeriodView, ...]
    sections: tuple[tuple[str, tuple[StatementView, ...]], ...]
    """Statements under the headings that hold any."""

    refusals: tuple[RefusalView, ...]
    undated: int
    grades: tuple[tuple[str, str, int], ...]
    """Dots, word and number of incidents of each grade."""

    method: tuple[str, ...]
    caveats: tuple[str, ...]
    withheld: str
    """What the profile took out, in numbers; empty where it took out nothing."""

    rewritten: OutletChanges

    reports: tuple[Read, ...]


def brief_of(release: Release) -> Brief:
    """The brief of a release. Equal releases give equal briefs."""
    quoted, news = Quoted(release), changes(release)
    incidents = incident_views(release, quoted, news=news)
    lines = tuple(news_lines(release, news, incidents=incidents, quoted=quoted))
    return Brief(
        number=release.snapshot.number,
        made=wording.moment(release.snapshot.made),
        digest=release.snapshot.digest[:12],
        title=" ".join(release.title.split()),
        note=_paragraphs(release.note),
        headline=headline(release, len(lines)),
        about=about(release),
        first=news.first,
        compared=compared(release),
        news=lines,
        toll=_toll(release),
        glance=_glance(release, incidents[:GLANCED], news),
        by_day=_by_day(release),
        incidents=incidents,
        periods=period_views(release, quoted, news=news),
        sections=_sections(statements_of(release)),
        refusals=refusals_of(release),
        undated=sum(day is None for day in days_of(release).values()),
        grades=_grades(release),
        method=tuple(_method(release)),
        caveats=_CAVEATS,
        withheld=_withheld(release),
        rewritten=outlet_changes(release),
        reports=reports_of(release),
    )


GLANCED = 12
"""Incidents on the overview of a brief."""

_CAVEATS = (
    "These are numbers that sources state. Nobody who made this brief has counted bodies or visited a site.",
    "A range spans what standing sources say. It is no margin of error and no probability.",
    "What no report in the record mentions is missing here, and places without reporters are told of least.",
    "Two incidents here may be one event that reports tell in ways too different to be told apart from two.",
    "Who is accused is accused by a source named beside it. An accusation is not a finding.",
    "A grade says how well reports bear an incident out, by rules that anyone can apply again. It is no verdict.",
)


def _paragraphs(note: str) -> tuple[str, ...]:
    return tuple(line for one in note.splitlines() if (line := one.strip()))


def _sections(statements: Statements) -> tuple[tuple[str, tuple[StatementView, ...]], ...]:
    titled = (
        ("What the parties said", statements.said),
        ("What is planned", statements.planned),
        ("Infrastructure hit", statements.hit),
        ("Also reported", statements.other),
    )
    return tuple((title, views) for title, views in titled if views)


def _toll(release: Release) -> Toll | None:
    added = killed_in_all(release.snapshot.findings)
    if added is None:
        return None
    told = f"Added over {wording.count(added.dated, 'incident')} of a known day"
    if added.undated:
        told += f"; {wording.count(added.undated, 'incident')} without a day left out, since they may be the same"
    return Toll(best=wording.number(added.best), range=wording.span(added.sides), incidents=told)


def _glance(release: Release, incidents: tuple[IncidentView, ...], news: Changes) -> tuple[Glance, ...]:
    figures = killed(release.snapshot.findings.figures)
    shown = [figure for incident in incidents if (figure := figures.get(incident.id))]
    top = max((figure.high for figure in shown), default=0)
    scale = round_up(max(1, top + top // 10))
    return tuple(
        _glanced(incident, figures.get(incident.id), scale, new=incident.id in news.new) for incident in incidents
    )


def _glanced(incident: IncidentView, figure: Figure | None, scale: int, *, new: bool) -> Glance:
    return Glance(
        anchor=incident.anchor,
        label=incident.label,
        new=new,
        killed=wording.best(figure) if figure else "not told",
        range=wording.triple(figure) if figure else "",
        bar=bar(figure, scale) if figure else None,
        dots=incident.grade.dots if incident.grade else "",
        grade=incident.grade.word if incident.grade else "not graded",
    )


def _by_day(release: Release) -> ByDay | None:
    findings = release.snapshot.findings
    figures = killed(findings.figures)
    left = {one.period: one for one in findings.unaccounted}
    return by_day(
        [(incident, figures[incident.id]) for incident in findings.incidents if incident.id in figures],
        [(period, left[period.id]) for period in findings.periods if period.id in left and period.harm == "killed"],
    )


def _grades(release: Release) -> tuple[tuple[str, str, int], ...]:
    grades = [graded.grade for graded in release.snapshot.findings.grades]
    return tuple((dots, grade.value, grades.count(grade)) for grade, dots in wording.GRADE_DOTS.items())


def _method(release: Release) -> Iterator[str]:
    findings = release.snapshot.findings
    figures: tuple[Figure, ...] = findings.figures
    estimators = sorted({figure.estimator for figure in figures})
    policies = sorted({figure.policy for figure in figures})
    rules = sorted({graded.reason.rule for graded in findings.grades})
    if figures:
        told = f"Best figures are chosen by {wording.listed(estimators)}; low and high are the lowest and highest"
        yield f"{told} number that a standing source states. Number words are read by {wording.listed(policies)}."
    if rules:
        named = wording.listed([wording.words(rule) for rule in rules])
        yield f"Grades follow Airwars' five. The rules that fired here: {named}."
    yield f"Snapshot {release.snapshot.number}, findings digest {release.snapshot.digest[:12]}."


def _withheld(release: Release) -> str:
    if release.profile is not Profile.PUBLIC:
        return ""
    kinds = ("person", "name of a person"), ("private source", "private source"), ("place", "close place")
    plurals = {"person": "names of persons", "private source": "private sources", "place": "close places"}
    counts = [
        wording.count(n, noun, plurals[kind])
        for kind, noun in kinds
        if (n := sum(one.kind == kind for one in release.removed))
    ]
    if not counts:
        return "This is the public version; nothing in it had to be withheld."
    told = "In this public version, words in square brackets stand for what was withheld, also within quotations."
    return f"Withheld for safety: {wording.listed(counts)}. {told}"
