"""One incident: its figures with every claim behind them, who is accused by whom, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from recount.model import (
    ClaimId,
    Figure,
    GroundedClaim,
    GroundedStatement,
    Incident,
    Period,
    Release,
    StatementModality,
    Unaccounted,
)
from recount.publish import wording
from recount.publish.brief_claims import Quoted, voices
from recount.publish.brief_incidents import IncidentView, incident_views
from recount.publish.brief_periods import left_sentence
from recount.publish.brief_statements import StatementView, statements_of
from recount.publish.changes import changes
from recount.publish.charts import killed
from recount.server.http.answers import Views
from recount.server.http.problems import NotFound
from recount.server.pages.claim_cards import judged
from recount.server.pages.related import related
from recount.server.pages.small_maps import small_map
from recount.server.pages.tolls import tolls_of, unweighed_of
from recount.server.record.desk import Desk
from recount.server.record.state import State
from recount.server.shapes.incident import (
    Accused,
    DecisionLine,
    GradePart,
    IncidentPage,
    Nearby,
    OriginLine,
    Spoken,
    StatementLine,
    Where,
    Within,
)
from recount.server.views.given import Key, TheDesk
from recount.server.views.incidents import means_words

views = Views()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What the page is made from."""

    state: State
    incident: Incident
    release: Release
    view: IncidentView
    claims: tuple[GroundedClaim, ...]
    statements: tuple[GroundedStatement, ...]


@views.page("/incidents/{key}", "incident.html.j2", tags=["incidents"])
def incident(desk: TheDesk, key: Key) -> IncidentPage:
    """One incident, by its id or by that of a claim of it, with everything behind its figures."""
    state = desk.state()
    return _page(desk, _seen(desk, state, _find(state, key)))


def _find(state: State, key: str) -> Incident:
    """The incident; by a claim too, since an incident's own id changes whenever its claims do."""
    if not key.startswith("claim:"):
        return state.incident(key)
    found = state.index.incident_of.get(ClaimId(key))
    if found is None:
        raise NotFound(f"{key} is in no incident now: it was rejected, or counts for a total over several events.")
    return found


def _seen(desk: Desk, state: State, found: Incident) -> _Seen:
    periods = state.tables.catalogue.periods_of.get(found.id, ())
    release = desk.release_of([found], periods)
    claims = tuple(state.claims[c] for c in found.claims if c in state.claims)
    reports = sorted({c.claim.report for c in claims})
    near = related(found, desk.workspace.store.statements_of(reports), state.by_report)
    release = desk.with_statements(release, near)
    view = incident_views(release, Quoted(release), news=changes(release))[0]
    return _Seen(state=state, incident=found, release=release, view=view, claims=claims, statements=tuple(near))


def _page(desk: Desk, seen: _Seen) -> IncidentPage:
    found, view, graded = seen.incident, seen.view, seen.state.index.grade_of.get(seen.incident.id)
    statements = statements_of(seen.release)
    quoted = Quoted(seen.release)
    seen_claims: set[str] = set()
    return IncidentPage(
        id=found.id,
        anchor=found.claims[0],
        label=found.label,
        title=", ".join(found.where.names[:2]) if found.where else "Place not told",
        day=view.day,
        start=found.when.start.isoformat() if found.when else None,
        end=found.when.end.isoformat() if found.when else None,
        means=means_words(found.means),
        where=_where(found, view),
        reports=wording.count(len(found.reports), "report"),
        origins=tuple(OriginLine(label=label, reason=why) for label, why in view.origins),
        origin_count=wording.count(seen.state.index.origins(found.id), "origin"),
        accused=tuple(_accused(seen)),
        hit=tuple(dict.fromkeys(wording.words(h) for s in seen.statements for h in s.statement.infrastructure)),
        grade=GradePart(
            word=view.grade.word,
            dots=view.grade.dots,
            reason=view.grade.reason,
            raise_by=view.grade.raise_by,
            status=wording.words(graded.status) if graded and graded.status else "",
            status_reason=graded.status_reason.sentence if graded and graded.status_reason else "",
            answers=view.grade.answers,
        )
        if view.grade
        else None,
        tolls=tolls_of(view, seen.state.index.figures_of.get(found.id, ()), quoted, _denials(seen), ticked=seen_claims),
        unweighed=unweighed_of(view, ticked=seen_claims),
        said=tuple(_statement(one, seen) for one in statements.said),
        struck=tuple(_statement(one, seen) for one in statements.hit),
        within=tuple(_within(seen)),
        reasons=view.reasons,
        decisions=tuple(_decisions(desk, found)),
        near=tuple(_near(seen)),
        claims=len(found.claims),
        map=small_map(found.where.point, found.where.names[0]) if found.where and found.where.point else None,
    )


def _where(found: Incident, view: IncidentView) -> Where:
    point = found.where.point if found.where else None
    return Where(
        name=view.place,
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        radius=point.radius if point else None,
        told=view.precision,
    )


def _accused(seen: _Seen) -> Iterator[Accused]:
    """Everyone accused, those with most origins first, each with the claims and statements that say so."""
    said: list[GroundedClaim | GroundedStatement] = [*seen.claims, *seen.statements]
    lines = []
    for actor in seen.incident.by:
        by = [one for one in said if any(a.key == actor.key for a in one.by) and _asserts(one)]
        origins = {origin for one in by if isinstance(one, GroundedClaim) for origin in one.origins}
        lines.append(Accused(name=actor.name, origins=len(origins), by=tuple(_spoken(by))))
    yield from sorted(lines, key=lambda line: (-line.origins, -len(line.by), line.name))


def _asserts(one: GroundedClaim | GroundedStatement) -> bool:
    return isinstance(one, GroundedClaim) or one.statement.modality is not StatementModality.DENIED


def _spoken(found: Sequence[GroundedClaim | GroundedStatement]) -> Iterator[Spoken]:
    """Who says it and where, each chain of one report once."""
    once: dict[tuple[str, tuple[str, ...]], Spoken] = {}
    for one in found:
        sources = (one.source, *one.others) if isinstance(one, GroundedClaim) else (one.source,)
        chain = voices(sources, one.via, one.outlet)
        spoken = Spoken(
            claim=one.claim.id if isinstance(one, GroundedClaim) else "",
            voices=chain,
            report=one.given_id,
            reported=wording.iso_day(one.published),
        )
        once.setdefault((one.given_id, chain), spoken)
    yield from once.values()


def _denials(seen: _Seen) -> list[tuple[date, str]]:
    """Denials without a number, by day of publication."""
    return [
        (date.fromisoformat(s.published[:10]), (s.who or s.by or ((s.source,) if s.source else ()))[0].name)
        for s in seen.statements
        if s.statement.kind == "denial" and s.published and (s.who or s.by or s.source)
    ]


def _statement(one: StatementView, seen: _Seen) -> StatementLine:
    report = one.links[0].report
    published = next((s.published for s in seen.statements if s.given_id == report), None)
    return StatementLine(
        title=one.title[:1].upper() + one.title[1:],
        quote=one.quote,
        voices=one.voices,
        report=report,
        reported=wording.iso_day(published),
    )


def _within(seen: _Seen) -> Iterator[Within]:
    left = {one.period: one for one in seen.release.snapshot.findings.unaccounted}
    for period in seen.release.snapshot.findings.periods:
        one = left.get(period.id)
        yield Within(
            label=period.label,
            total=f"{wording.number(one.stated)} {wording.HARMS[period.harm]}" if one else wording.HARMS[period.harm],
            share=min(100.0, 100 * one.accounted / one.stated) if one and one.stated else 0.0,
            left=_left(one),
            address=totals_address(period),
        )


def _left(one: Unaccounted | None) -> str:
    return f"{left_sentence(one)}." if one else "What it leaves over can't be told."


def totals_address(period: Period) -> str:
    """The page of totals, asked for what a stated total covers."""
    asked = {
        "place": ", ".join(period.where.names) if period.where else "",
        "from": period.when.start.isoformat() if period.when else "",
        "to": period.when.end.isoformat() if period.when else "",
        "harm": period.harm.value,
    }
    return f"/totals?{urlencode(asked)}"


def _decisions(desk: Desk, found: Incident) -> Iterator[DecisionLine]:
    on: dict[str, int] = {}
    standing = {}
    for claim in found.claims:
        for one in desk.state().about.of(claim):
            on[one.decision.id] = on.get(one.decision.id, 0) + 1
            standing[one.decision.id] = one
    for one in sorted(standing.values(), key=lambda s: s.decision.at, reverse=True):
        told = judged(one)
        yield DecisionLine(
            id=told.id,
            words=told.words,
            by=told.by,
            at=told.at,
            why=told.why,
            state=told.state,
            claims=on[told.id],
        )


def _near(seen: _Seen) -> Iterator[Nearby]:
    others = seen.state.tables.catalogue.near(seen.incident)
    figures = killed(_figures(seen.state, others))
    for one in others:
        figure = figures.get(one.id)
        yield Nearby(id=one.id, label=one.label, killed=f"{wording.best(figure)} killed" if figure else "")


def _figures(state: State, incidents: Iterable[Incident]) -> list[Figure]:
    return [figure for one in incidents for figure in state.index.figures_of.get(one.id, ())]
