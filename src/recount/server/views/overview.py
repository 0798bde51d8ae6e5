"""The overview: what is new, the figures, what waits for a person, what was not read and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from recount.model import Figure, Harm, Incident, Snapshot
from recount.publish import wording
from recount.publish.brief_claims import Quoted
from recount.publish.brief_incidents import incident_views
from recount.publish.brief_news import NewsLine, news_lines
from recount.publish.changes import Changes, changes, compare
from recount.publish.charts import ByDay, by_day, killed
from recount.publish.charts_by_month import by_month
from recount.publish.sums import killed_in_all
from recount.server.http.answers import Views
from recount.server.record.desk import Desk
from recount.server.record.state import State
from recount.server.shapes.overview import Counted, Listed, News, Overview, Sum
from recount.server.views.given import TheDesk

views = Views()

QUESTIONS = {
    "contested": "Accounts that contradict each other",
    "wide_range": "Sources far apart",
    "one_or_two": "One strike or two?",
}
"""Kinds of questions that are no refusals."""

MOST_NEWS = 12
MOST_PLACES = 6
MOST_RECENT = 8


@views.page("/", "overview.html.j2", tags=["pages"])
def overview(desk: TheDesk) -> Overview:
    """How the record stands: what is new since the last edition, figures, what waits, what was not read."""
    tables = desk.state().tables
    edition = desk.workspace.store.edition()
    key = ("overview", edition.number if edition else 0)
    made = tables.kept(key, lambda state: _overview(desk, state))
    return replace(made, waiting=waiting(desk), not_read=_not_read(desk))


def _overview(desk: Desk, state: State) -> Overview:
    since, before = _compared_with(desk)
    lines = list(_news(desk, state, before)) if before else []
    figures = killed(state.findings.figures)
    unit, chart = _by_day(state, figures)
    return Overview(
        about=_about(state),
        headline=_headline(state, since, len(lines)),
        since=since,
        news=tuple(lines[:MOST_NEWS]),
        more_news=max(0, len(lines) - MOST_NEWS),
        sum=_sum(state),
        by_day=chart,
        by=unit,
        places=_places(state, figures),
        waiting=(),
        not_read=(),
        grades=_grades(state),
        recent=_recent(state, figures),
        empty=not state.heads,
    )


def waiting(desk: Desk) -> tuple[Counted, ...]:
    """What waits for a person, by kind."""
    counts = desk.state().questions.kinds
    return tuple(
        Counted(words=kind_words(kind), count=n, address=f"/review?kind={kind}") for kind, n in counts.most_common()
    )


def kind_words(kind: str) -> str:
    """A kind of question, as a person calls it."""
    return QUESTIONS.get(kind) or wording.REFUSALS.get(kind) or wording.words(kind).capitalize()


def _compared_with(desk: Desk) -> tuple[str, Snapshot | None]:
    """The last edition, in words, and what it held."""
    edition = desk.workspace.store.edition()
    if edition is None:
        return "", None
    return f"edition {edition.number} of {wording.moment(edition.made)}", desk.edition_snapshot(edition)


def _news(desk: Desk, state: State, before: Snapshot) -> Iterator[News]:
    found = compare(before.findings, state.findings)
    touched = _touched(found)
    release = desk.release_of(
        [i for i in state.findings.incidents if i.id in touched],
        [p for p in state.findings.periods if p.id in found.new_periods],
        before=before,
    )
    quoted = Quoted(release)
    incidents = incident_views(release, quoted, news=changes(release))
    address_of = {view.anchor: f"/incidents/{view.id}" for view in incidents}
    yield from (_line(line, address_of) for line in news_lines(release, found, incidents=incidents, quoted=quoted))
    for gone in found.gone:
        yield News(
            word="withdrawn", style="withdrawn", label=gone.label, told="no claim of it is left", who="", address=""
        )


def _touched(found: Changes) -> set[str]:
    merged = {m.into.id for m in found.merged} | {i.id for s in found.split for i in s.into}
    return {*found.new, *(m.incident for m in found.moves), *(r.incident for r in found.regraded), *merged}


def _line(line: NewsLine, address_of: dict[str, str]) -> News:
    return News(
        word=line.word,
        style=line.style,
        label=line.label,
        told=line.told,
        who=" → ".join(line.claim.voices) if line.claim else "",
        address=address_of.get(line.anchor, ""),
    )


def _headline(state: State, since: str, lines: int) -> str:
    if not state.heads:
        return "Nothing has been read into this record yet"
    if not since:
        return f"{wording.count(len(state.incidents), 'incident')}, no edition published yet"
    if not lines:
        return "Nothing is new since the last edition"
    return f"{wording.spelled(lines)} {'thing is' if lines == 1 else 'things are'} new since the last edition"


def _about(state: State) -> str:
    outlets = {head.outlet for head in state.latest.values() if head.outlet}
    told = wording.count(len(state.latest), "report")
    told += f" from {wording.count(len(outlets), 'outlet')}" if outlets else ""
    days = [head.published for head in state.latest.values() if head.published]
    if days:
        first, last = min(days), max(days)
        told += f" · {wording.day(first)}" + (f" to {wording.day(last)}" if first != last else "")
    return f"{told} · {wording.count(len(state.claims), 'claim')}"


def _sum(state: State) -> Sum | None:
    added = killed_in_all(state.findings)
    if added is None:
        return None
    told = f"Added over {wording.count(added.dated, 'incident')} of a known day."
    if added.undated:
        told += f" {wording.count(added.undated, 'incident')} without a day left out: they may be the same."
    if left := [u for u in state.findings.unaccounted if u.left]:
        told += f" {wording.count(len(left), 'total')} over several days {'holds' if len(left) == 1 else 'hold'} more."
    return Sum(best=wording.number(added.best), range=wording.span(added.sides), told=told)


def _by_day(state: State, figures: dict[str, Figure]) -> tuple[str, ByDay | None]:
    """Killed by day; by month or year where the days would be too many to draw."""
    left = {one.period: one for one in state.findings.unaccounted}
    told = [(i, figures[i.id]) for i in state.findings.incidents if i.id in figures]
    totals = [(p, left[p.id]) for p in state.findings.periods if p.id in left and p.harm is Harm.KILLED]
    chart = by_day(told, totals)
    return ("day", chart) if chart else by_month(told) or ("day", None)


def _places(state: State, figures: dict[str, Figure]) -> tuple[Counted, ...]:
    sums: defaultdict[str, int] = defaultdict(int)
    for incident in state.findings.incidents:
        if incident.where and incident.id in figures:
            sums[", ".join(_town(incident))] += figures[incident.id].best
    ordered = sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:MOST_PLACES]
    return tuple(Counted(words=name, count=n, address=f"/incidents?place={name}") for name, n in ordered)


def _town(incident: Incident) -> Sequence[str]:
    """The last two names of its place before the country: the town and what holds it."""
    names = incident.where.names if incident.where else ()
    return names[-2:] if len(names) > 2 else names


def _not_read(desk: Desk) -> tuple[Counted, ...]:
    def refusals(_: State) -> Counter[str]:
        return Counter(refusal.kind for _, refusal in desk.workspace.store.refusals())

    refused = desk.state().tables.kept("refusals", refusals)
    failed = Counter(failure.stage for failure in desk.workspace.store.failures())
    told = [Counted(words=wording.REFUSALS.get(k) or wording.words(k), count=n) for k, n in refused.most_common()]
    stages = {"sources": "Files that could not be read"}
    told += [
        Counted(words=stages.get(s, f"Stopped in stage {s}"), count=n, address="/reports?failed=1")
        for s, n in failed.most_common()
    ]
    return tuple(told)


def _grades(state: State) -> tuple[Counted, ...]:
    counts = Counter(graded.grade for graded in state.findings.grades)
    return tuple(
        Counted(words=grade.value.capitalize(), count=counts[grade], address=f"/incidents?grade={grade}", mark=dots)
        for grade, dots in wording.GRADE_DOTS.items()
    )


def _recent(state: State, figures: dict[str, Figure]) -> tuple[Listed, ...]:
    dated = [i for i in state.findings.incidents if i.when]
    dated.sort(key=lambda i: (-i.when.end.toordinal() if i.when else 0, -_best(figures.get(i.id)), i.id))
    return tuple(_listed(i, state, figures.get(i.id)) for i in dated[:MOST_RECENT])


def _best(figure: Figure | None) -> int:
    return figure.best if figure else -1


def _listed(incident: Incident, state: State, figure: Figure | None) -> Listed:
    graded = state.index.grade_of.get(incident.id)
    return Listed(
        id=incident.id,
        label=incident.label,
        killed=wording.best(figure) if figure else "not told",
        range=wording.triple(figure) if figure else "",
        grade=graded.grade.value if graded else "",
        dots=wording.GRADE_DOTS[graded.grade] if graded else "",
    )
