"""Search: reports, claims and incidents by their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Annotated

from fastapi import Query

from recount.errors import UsageError
from recount.model import Grade, GroundedClaim, Harm, Report, ReportHead, ReportId, Term
from recount.publish import wording
from recount.publish.brief_claims import voices
from recount.server.http.answers import Views
from recount.server.http.cursors import part_of, read_cursor, write_cursor
from recount.server.pages.facets import Facets, iso
from recount.server.record.desk import Desk
from recount.server.record.state import State
from recount.server.shapes.search import ClaimHitLine, Found, IncidentHit, ReportHit, Run
from recount.server.tables.catalogue import Wanted
from recount.server.tables.searching import Sieve, runs
from recount.server.tables.table import Row
from recount.server.tables.table import Sort as By
from recount.server.views.given import Code, Cursor, Day, From, Limit, TheDesk, Words
from recount.store.search import excerpt, holds, indexed_words, marks_in, parse_query

views = Views()

FEW = 5
"""Of each kind, where all three are shown."""

SCANNED = 60
"""Reports whose sentences are read for claims, where all three kinds are shown."""

SCANNED_AT_ONCE = 300
"""The same for one page of claims alone."""

READ_AT_ONCE = 20
"""Reports whose texts are held together."""


class Group(StrEnum):
    """What is shown."""

    ALL = ""
    REPORTS = "reports"
    CLAIMS = "claims"
    INCIDENTS = "incidents"


@views.page("/search", "search.html.j2", tags=["search"])
def search(
    desk: TheDesk,
    q: Annotated[str, Query(max_length=1000, description="Words; “in quotes” together, bomb* by their start.")] = "",
    group: Annotated[Group, Query(alias="in", description="Only this kind.")] = Group.ALL,
    outlet: Words = "",
    start: From = None,
    to: Day = None,
    harm: Code = "",
    cursor: Cursor = "",
    limit: Limit = 20,
) -> Found:
    """The reports, claims and incidents that hold all the words. Case, accents and forms of letters do not count."""
    if start and to and to < start:
        raise UsageError(f"The last day, {to}, is before the first, {start}: swap them.")
    if harm and harm not in list(Harm):
        raise UsageError(f"There is no harm {harm!r}: choose of {', '.join(Harm)}.")
    asked = _Asked(desk, q, group, Sieve(outlet=outlet, start=start, end=to, harm=harm))
    if not q.strip():
        return asked.nothing("")
    try:
        terms = parse_query(q)
    except UsageError as error:
        return asked.nothing(f"{str(error)[:1].upper()}{str(error)[1:]}.")
    return asked.found(terms, cursor, limit)


class _Asked:
    """One question."""

    def __init__(self, desk: Desk, words: str, group: Group, sieve: Sieve) -> None:
        self._desk, self._words, self._group, self._sieve = desk, words, group, sieve
        self._state: State = desk.state()

    @property
    def _filtered(self) -> bool:
        return self._sieve != Sieve()

    def nothing(self, told: str) -> Found:
        """The page before anything is looked for."""
        return self._made(told=told)

    def found(self, terms: Sequence[Term], cursor: str, limit: int) -> Found:
        """What is found."""
        searching = self._state.tables.searching
        every = searching.holding(self._words, self._desk.workspace.store.holding)
        heads = searching.sift(every, self._sieve)
        rows, meant = self._incidents(terms)
        most = FEW if self._group is Group.ALL else limit
        first = 0 if self._group is not Group.REPORTS else self._first(cursor, len(heads))
        shown = heads[first : first + most] if self._group in (Group.ALL, Group.REPORTS) else []
        claims, after, seen_all = self._claims(heads, terms, cursor, limit)
        incidents, more, before = self._page(rows, cursor, most)
        if self._group is Group.REPORTS:
            more = write_cursor("found reports", (first + most,)) if first + most < len(heads) else ""
            before = None if not first else write_cursor("found reports", (max(0, first - most),))
        elif self._group is Group.CLAIMS:
            more, before = after, None
        elif self._group is Group.ALL:
            more, before = "", None
        return self._made(
            reports=tuple(self._reports(shown, terms)),
            claims=tuple(claims[:FEW]) if self._group is Group.ALL else tuple(claims),
            incidents=tuple(incidents),
            report_count=len(heads),
            claim_count=len(claims),
            all_claims=seen_all,
            incident_count=len(rows),
            meant=meant,
            every=every,
            next=more,
            before=before,
        )

    def _first(self, cursor: str, length: int) -> int:
        at = read_cursor(cursor, "found reports")[0] if cursor else 0
        return min(max(0, at), length) if isinstance(at, int) else 0

    def _reports(self, heads: Sequence[ReportHead], terms: Sequence[Term]) -> Iterator[ReportHit]:
        texts = self._desk.workspace.store.texts([ReportId(head.id) for head in heads])
        for head in heads:
            if (report := texts.get(ReportId(head.id))) is None:
                continue
            words, _, marks = excerpt(report.canonical, terms)
            stamp = self._state.tables.searching.stamps[ReportId(head.id)]
            yield ReportHit(
                given_id=head.given_id,
                title=head.title or "untitled",
                outlet=stamp.outlet,
                published=wording.day(stamp.day) if stamp.day else "undated",
                excerpt=_runs(words, [(m.start, m.end) for m in marks]),
                claims=len(self._state.by_report.get(ReportId(head.id), ())),
            )

    def _claims(
        self, heads: Sequence[ReportHead], terms: Sequence[Term], cursor: str, limit: int
    ) -> tuple[list[ClaimHitLine], str, bool]:
        """Claims, where they go on, and whether all reports were looked at."""
        if self._group not in (Group.ALL, Group.CLAIMS):
            return [], "", False
        at, skip = 0, 0
        if cursor and self._group is Group.CLAIMS:
            place = read_cursor(cursor, "found claims")
            at, skip = (int(place[0]), int(place[1])) if all(isinstance(p, int) for p in place[:2]) else (0, 0)
        most = limit if self._group is Group.CLAIMS else SCANNED * FEW
        end = min(len(heads), max(0, at) + (SCANNED_AT_ONCE if self._group is Group.CLAIMS else SCANNED))
        found: list[ClaimHitLine] = []
        for number, report in self._read(heads, max(0, at), end):
            lines = list(self._of_report(report, terms)) if report else []
            lines = lines[skip:] if number == at else lines
            room = most - len(found)
            found += lines[:room]
            if len(lines) > room:
                used = room + (skip if number == at else 0)
                return found, write_cursor("found claims", (number, used)), False
        return found, write_cursor("found claims", (end, 0)) if end < len(heads) else "", end == len(heads)

    def _read(self, heads: Sequence[ReportHead], first: int, end: int) -> Iterator[tuple[int, Report | None]]:
        """The reports from the first on, a few at once; ``None`` for one without claims."""
        for start in range(first, end, READ_AT_ONCE):
            numbers = range(start, min(end, start + READ_AT_ONCE))
            told = [id_ for n in numbers if self._state.by_report.get(id_ := ReportId(heads[n].id))]
            texts = self._desk.workspace.store.texts(told) if told else {}
            yield from ((n, texts.get(ReportId(heads[n].id))) for n in numbers)

    def _of_report(self, report: Report, terms: Sequence[Term]) -> Iterator[ClaimHitLine]:
        canonical = report.canonical
        for claim in self._state.by_report.get(ReportId(report.id), ()):
            if self._sieve.harm and claim.claim.harm.value != self._sieve.harm:
                continue
            sentence = claim.claim.context.of(canonical)
            if holds((indexed_words(sentence),), terms):
                yield self._line(claim, _runs(sentence, [(m.start, m.end) for m in marks_in(sentence, terms)]))

    def _line(self, claim: GroundedClaim, sentence: tuple[Run, ...]) -> ClaimHitLine:
        incident = self._state.index.incident_of.get(claim.claim.id)
        return ClaimHitLine(
            id=claim.claim.id,
            given_id=claim.given_id,
            harm=claim.claim.harm.value,
            words=f"{wording.stated(claim.claim.stated)} {wording.HARMS[claim.claim.harm]}",
            sentence=sentence,
            voices=voices((claim.source, *claim.others), claim.via, claim.outlet),
            reported=wording.iso_day(claim.published),
            incident=incident.id if incident else "",
            incident_label=incident.label if incident else "",
        )

    def _incidents(self, terms: Sequence[Term]) -> tuple[list[Row], tuple[str, ...]]:
        """The incidents; where none has the words, those of a place that a gazetteer knows under them."""
        table = self._state.tables.catalogue
        rows = table.saying(f" {' '.join(t.words)}{'' if t.begins else ' '}" for t in terms)
        meant: tuple[str, ...] = ()
        if not rows:
            entries = self._desk.workspace.gazetteer.find(self._words.strip(' "“”'))
            meant = tuple(dict.fromkeys(e.name for e in entries if table.named(e.name)))
            rows = table.find(Wanted(place=(meant,)), By.DAY) if meant else []
        return [row for row in rows if self._is_wanted(row)] if self._filtered else rows, meant

    def _is_wanted(self, row: Row) -> bool:
        if self._sieve.harm and self._sieve.harm not in row.harms:
            return False
        if not (self._sieve.outlet or self._sieve.start or self._sieve.end):
            return True
        heads = (self._state.latest.get(told.id) for told in row.incident.reports)
        by_report = Sieve(outlet=self._sieve.outlet, start=self._sieve.start, end=self._sieve.end)
        return any(head and self._state.tables.searching.wanted(head, by_report) for head in heads)

    def _page(self, rows: Sequence[Row], cursor: str, limit: int) -> tuple[list[IncidentHit], str, str | None]:
        if self._group not in (Group.ALL, Group.INCIDENTS):
            return [], "", None
        where = cursor if self._group is Group.INCIDENTS else ""
        part = part_of(rows, lambda row: row.at(By.DAY), order="found incidents", cursor=where, limit=limit)
        return [_incident(row) for row in part.rows], part.next, part.before

    def _made(
        self,
        *,
        told: str = "",
        reports: tuple[ReportHit, ...] = (),
        claims: tuple[ClaimHitLine, ...] = (),
        incidents: tuple[IncidentHit, ...] = (),
        report_count: int = 0,
        claim_count: int = 0,
        all_claims: bool = True,
        incident_count: int = 0,
        meant: tuple[str, ...] = (),
        every: Sequence[ReportHead] = (),
        next: str = "",  # noqa: A002 - as answers call it
        before: str | None = None,
    ) -> Found:
        sieve = self._sieve
        facets = Facets(
            searching=self._state.tables.searching, words=self._words, group=self._group.value, sieve=self._sieve
        )
        return Found(
            q=self._words,
            group=self._group.value,
            outlet=sieve.outlet,
            start=iso(sieve.start),
            end=iso(sieve.end),
            harm=sieve.harm,
            told=told,
            reports=reports,
            claims=claims,
            incidents=incidents,
            report_count=report_count,
            claim_count=claim_count,
            all_claims=all_claims,
            incident_count=incident_count,
            meant=meant,
            outlets=tuple(facets.outlets(every)),
            spans=tuple(facets.spans(every)),
            harms=tuple(facets.harms(every)),
            unfiltered=facets.address(outlet="", start="", end="", harm="") if self._filtered else "",
            next=next,
            before=before,
            not_indexed=self._desk.workspace.store.not_indexed(),
        )


def _incident(row: Row) -> IncidentHit:
    return IncidentHit(
        id=row.incident.id,
        label=row.incident.label,
        killed=f"{wording.best(row.killed)} killed" if row.killed else "killed not told",
        range=wording.triple(row.killed) if row.killed else "",
        dots=wording.GRADE_DOTS[Grade(row.grade)] if row.grade else "",
        grade=row.grade,
    )


def _runs(text: str, marks: Sequence[tuple[int, int]]) -> tuple[Run, ...]:
    return tuple(Run(text=words, marked=marked) for words, marked in runs(text, marks))
