"""Desk: the record behind the pages, opened once and shared by all requests.

A page is made from a `State`: the record as it stood at one moment, with what is needed to look things up. It is
made anew when the record has moved on, whoever moved it: this desk, another one, or a command.
"""

from __future__ import annotations

import secrets
import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from recount.errors import RecordReadOnly
from recount.model import (
    ClaimId,
    Decision,
    DecisionKind,
    Edition,
    Extent,
    Figure,
    Findings,
    Graded,
    GroundedClaim,
    GroundedStatement,
    Harm,
    Incident,
    Origin,
    Period,
    Profile,
    QuotedClaim,
    QuotedStatement,
    Release,
    ReportHead,
    ReportId,
    Snapshot,
)
from recount.publish.rows import Index, index_of
from recount.review import Question, Standing, queue
from recount.review.states import State as Worth
from recount.review.votes import reviewer
from recount.server.catalogue import Catalogue
from recount.server.cursors import At
from recount.server.ledger import Ledger
from recount.server.points import Points
from recount.server.intake import Intake
from recount.server.problems import Conflict, NotFound
from recount.server.publishing import Publishing
from recount.server.publishers import publishers_of
from recount.server.rendering import Frame
from recount.server.trays import Trays
from recount.server.searching import Searching
from recount.server.shapes.outlets import Outlet
from recount.server.sums import Sums
from recount.workspace import Decided, Workspace
from recount.workspace.adding import Addition
from recount.workspace.deciding import Order

JUDGING = frozenset({DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.SET_ASIDE, DecisionKind.CORRECT})
"""Judgements on one claim: whoever gave one has looked at it."""

APART = frozenset({DecisionKind.DIFFERENT, DecisionKind.ELSEWHERE})
IN_FORCE = frozenset({Worth.COUNTS, Worth.DISPUTED})


class State:
    """The record as it stood at one moment. Never changed once made; what takes time is made when first asked for."""

    def __init__(
        self,
        *,
        extent: Extent,
        snapshot: Snapshot | None,
        findings: Findings,
        claims: Mapping[ClaimId, GroundedClaim],
        heads: Sequence[ReportHead],
    ) -> None:
        self.extent = extent
        self.snapshot = snapshot
        """The latest snapshot; its findings are these, unless a run was cut off before making one."""

        self.findings = findings
        self.claims = claims
        """Of the latest version of every report, corrected and with their origins followed back."""

        self.heads = tuple(heads)
        """Every version of every report, by given id and version."""

    @cached_property
    def index(self) -> Index:
        """The findings by what they belong to."""
        return index_of(self.findings)

    @cached_property
    def incidents(self) -> dict[str, Incident]:
        """The incidents by id."""
        return {incident.id: incident for incident in self.findings.incidents}

    @cached_property
    def catalogue(self) -> Catalogue:
        """The incidents as a table, to be filtered and sorted."""
        return Catalogue(self.findings, self.index)

    @cached_property
    def sums(self) -> Sums:
        """The totals that were asked of it."""
        return Sums(self.findings, self.claims)

    @cached_property
    def searching(self) -> Searching:
        """What was searched for in it."""
        return Searching(self.latest.values(), self.by_report)

    @cached_property
    def points(self) -> Points:
        """The incidents for the map."""
        return Points(self.findings)

    @cached_property
    def latest(self) -> dict[str, ReportHead]:
        """The latest version of each report, by given id."""
        return {head.given_id: head for head in self.heads}

    @cached_property
    def by_report(self) -> dict[ReportId, tuple[GroundedClaim, ...]]:
        """The claims of each report, in the order of its text."""
        found: defaultdict[ReportId, list[GroundedClaim]] = defaultdict(list)
        for claim in self.claims.values():
            found[claim.claim.report].append(claim)
        return {report: tuple(claims) for report, claims in found.items()}

    @cached_property
    def newest(self) -> tuple[ReportHead, ...]:
        """The latest versions, the newest day first, those without a day last."""

        def order(head: ReportHead) -> tuple[int, str]:
            return -(head.published.toordinal() if head.published else 0), head.given_id

        return tuple(sorted(self.latest.values(), key=order))

    @cached_property
    def outlets(self) -> tuple[str, ...]:
        """The outlets, by name."""
        return tuple(sorted({head.outlet for head in self.heads if head.outlet}))

    @cached_property
    def copies_of(self) -> dict[ClaimId, tuple[GroundedClaim, ...]]:
        """By claim, those of other reports that copy its words."""
        found: defaultdict[ClaimId, list[GroundedClaim]] = defaultdict(list)
        for claim in self.claims.values():
            if claim.copy_of is not None:
                found[claim.copy_of].append(claim)
        return {claim: tuple(copies) for claim, copies in found.items()}

    @cached_property
    def ledger(self) -> Ledger:
        """The claims in columns, to be narrowed down."""
        return Ledger(self.claims.values(), self.index)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures by incident, harm and group."""
        return tuple(sorted(self.findings.figures, key=figure_at))

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """Every group that a figure counts."""
        return tuple(sorted({figure.group for figure in self.findings.figures}))

    @cached_property
    def publishers(self) -> tuple[Outlet, ...]:
        """The outlets by name, each with what is from it."""
        return publishers_of(self.latest.values(), self.claims.values())

    @cached_property
    def by_given_id(self) -> tuple[ReportHead, ...]:
        """The latest versions of the reports, by given id."""
        return tuple(sorted(self.latest.values(), key=lambda head: head.given_id))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What waits for a person, the weightiest first."""
        return tuple(queue(self.findings, self.claims.values()))

    def incident(self, key: str) -> Incident:
        """The incident of that id.

        Raises:
            NotFound: there is none.
        """
        found = self.incidents.get(key)
        if found is None:
            raise NotFound(f"There is no incident {key!r} now. It may have been merged or split: see the incidents.")
        return found

    def part(self, incidents: Iterable[Incident], periods: Iterable[Period] = ()) -> Findings:
        """The findings about these incidents and totals alone."""
        kept, totals = tuple(incidents), tuple(periods)
        ids, wanted = [one.id for one in kept], {one.id for one in totals}
        figures: list[Figure] = [f for i in ids for f in self.index.figures_of.get(i, ())]
        grades: list[Graded] = [g for i in ids if (g := self.index.grade_of.get(i))]
        origins: list[Origin] = [o for i in ids for o in self.index.origins_of.get(i, ())]
        return Findings(
            incidents=kept,
            periods=totals,
            figures=tuple(figures),
            grades=tuple(grades),
            unaccounted=tuple(left for left in self.findings.unaccounted if left.period in wanted),
            origins=tuple(origins),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """What somebody else decided meanwhile."""

    decision: str
    by: str
    kind: str
    at: str
    why: str


class Taken(Conflict):
    """Somebody else decided on the same claims since the page was opened."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        first = clashes[0]
        super().__init__(
            f"{first.by} decided on this while your page was open. Nothing of yours was saved: look at what"
            " was decided, then decide again if you still see it otherwise. Both are then kept and shown."
        )
        self.clashes = tuple(clashes)


class Desk:
    """A record, opened for a person at a browser. Safe to share between threads.

    Args:
        workspace: the open record.
        read_only: whether nothing may be changed.
    """

    def __init__(self, workspace: Workspace, *, read_only: bool = False) -> None:
        self.workspace = workspace
        self.read_only = read_only
        self._opened = secrets.token_hex(8)
        self._made: State | None = None
        self._making = threading.Lock()
        self._writing = threading.RLock()
        self._open: tuple[State, tuple[Question, ...]] | None = None
        self._about: dict[str, list[Standing]] = {}
        self._log: tuple[int, list[Standing]] | None = None
        self._edition: tuple[int, Snapshot | None] | None = None
        self.working = ""
        self.trays = Trays(most=workspace.settings.max_unpacked_mb * 1_000_000)
        self.intake = Intake(workspace, tell=self._tell)
        self.publishing = Publishing(workspace)

    def _tell(self, working: str) -> None:
        self.working = working

    def close(self) -> None:
        """Let go of the record."""
        self.workspace.close()

    def state(self) -> State:
        """The record as it stands now."""
        extent = self.workspace.store.extent()
        made = self._made
        if made is not None and (made.extent == extent or self._reads_on(made, extent)):
            return made
        with self._making:
            if self._made is None or self._made.extent != extent:
                self._made = self._make(extent)
            return self._made

    def _reads_on(self, made: State, extent: Extent) -> bool:
        """Whether no more came than reports that are still being read: nobody waits for figures of half of them."""
        return self.intake.course.busy and made.extent.decisions == extent.decisions

    def stand(self) -> str:
        """How it stands, in a word that differs wherever a page that follows from the state could."""
        state = self.state()
        snapshot = state.snapshot.number if state.snapshot else 0
        return f"{self._opened} {state.extent} {snapshot} {self.working}"

    def frame(self, name: str) -> Frame:
        """What every page shows around its own matter."""
        state = self.state()
        name = name or self.workspace.settings.reviewer
        return Frame(
            record=_name_of(self.workspace.store.about().address),
            waiting=len(self.questions()),
            decisions=state.extent.decisions,
            reviewer=name,
            last=self._last_of(name),
            readable_only=self.read_only,
            working=self.working,
        )

    def quoted(self, claims: Iterable[GroundedClaim]) -> tuple[QuotedClaim, ...]:
        """The claims, each with its sentence."""
        every = list(claims)
        texts = self.workspace.store.texts({c.claim.report for c in every})
        canonical = {id_: report.canonical for id_, report in texts.items()}
        return tuple(QuotedClaim(grounded=c, sentence=c.claim.context.of(canonical[c.claim.report])) for c in every)

    def release_of(
        self, incidents: Iterable[Incident], periods: Iterable[Period] = (), *, before: Snapshot | None = None
    ) -> Release:
        """A release of these incidents and totals alone, with all their claims: what pages are made from."""
        state = self.state()
        part = state.part(incidents, periods)
        wanted = {c for i in part.incidents for c in i.claims} | {c for p in part.periods for c in p.claims}
        claims = self.quoted(state.claims[c] for c in sorted(wanted) if c in state.claims)
        reports = {c.grounded.given_id for c in claims}
        latest = state.snapshot
        return Release(
            profile=Profile.INTERNAL,
            snapshot=Snapshot(
                number=latest.number if latest else 0,
                made=latest.made if latest else "",
                digest=latest.digest if latest else "",
                findings=part,
            ),
            before=before,
            reports=tuple(state.latest[r] for r in sorted(reports) if r in state.latest),
            claims=claims,
            statements=(),
        )

    def questions(self) -> tuple[Question, ...]:
        """What waits for a person and nobody has judged yet, the weightiest first."""
        state = self.state()
        if self._open is None or self._open[0] is not state:
            self.log()
            self._open = (state, tuple(q for q in state.questions if not self._answered(q, state)))
        return self._open[1]

    def _answered(self, question: Question, state: State) -> bool:
        if question.other:
            return self._told_apart(state.incidents[question.about], state.incidents[question.other])
        incident = state.incidents.get(question.about)
        if incident is None:
            return self.is_judged(question.about)
        uses = (u.claim for f in state.index.figures_of.get(incident.id, ()) for u in f.uses if u.used)
        return bool(self._about) and all(self.is_judged(claim) for claim in set(uses))

    def _told_apart(self, one: Incident, other: Incident) -> bool:
        """Whether somebody judged that these are two."""
        theirs = set(other.claims)
        told = (s for claim in one.claims for s in self._about.get(claim, ()) if s.state in IN_FORCE)
        return any(theirs & _touched(s.decision) for s in told if s.decision.kind in APART)

    def _last_of(self, name: str) -> str:
        """The latest decision of that reviewer that counts; empty where there is none."""
        who = " ".join(name.split()).casefold()
        own = (s.decision for s in reversed(self.log()) if s.state in IN_FORCE and reviewer(s.decision) == who)
        return next((d.id for d in own if d.kind is not DecisionKind.UNDO), "")

    def is_judged(self, claim: str) -> bool:
        """Whether somebody accepted, rejected, set aside or corrected the claim, and it counts."""
        return any(s.state in IN_FORCE and s.decision.kind in JUDGING for s in self.log_of(claim))

    def with_statements(self, release: Release, statements: Iterable[GroundedStatement]) -> Release:
        """The release with these statements, each with its sentence."""
        every = list(statements)
        texts = self.workspace.store.texts({s.statement.report for s in every})
        canonical = {id_: report.canonical for id_, report in texts.items()}
        quoted = (
            QuotedStatement(grounded=s, sentence=s.statement.context.of(canonical[s.statement.report])) for s in every
        )
        return replace(release, statements=tuple(quoted))

    def log(self) -> list[Standing]:
        """The log, oldest first, each decision with what became of it. Kept until the log grows."""
        length = self.workspace.store.extent().decisions
        if self._log is None or self._log[0] != length:
            self._log = (length, self.workspace.decisions())
            about: defaultdict[str, list[Standing]] = defaultdict(list)
            for one in self._log[1]:
                for touched in _touched(one.decision):
                    about[touched].append(one)
            self._about = dict(about)
        return self._log[1]

    def log_of(self, thing: str) -> Sequence[Standing]:
        """The decisions on that claim, or on that decision, oldest first."""
        self.log()
        return self._about.get(thing, ())

    def edition_snapshot(self, edition: Edition) -> Snapshot | None:
        """What an edition held. The last one asked for is kept: every look at the overview asks for it."""
        if self._edition is None or self._edition[0] != edition.number:
            self._edition = (edition.number, self.workspace.store.snapshot(edition.snapshot))
        return self._edition[1]

    def decide(self, order: Order, *, seen: int | None = None) -> Decided:
        """Take a judgement into the log.

        Args:
            order: what is to be decided.
            seen: entries that the log had when the page was made; ``None`` to decide whatever came since.

        Raises:
            Taken: somebody else has decided on the same claims since.
            UsageError: it names what is not in the record, or makes no sense. Nothing was decided.
        """
        if self.read_only:
            raise RecordReadOnly("This record is open for reading only: nothing can be decided here.")
        with self._writing:
            if seen is not None and (clashes := self._clashes(order, seen)):
                raise Taken(clashes)
            return self.workspace.decide(order)

    def add(self, addition: Addition) -> Decided:
        """Take a claim that the reading missed into the log.

        Raises:
            UsageError: it can't be meant so. Nothing was added.
        """
        if self.read_only:
            raise RecordReadOnly("This record is open for reading only: nothing can be added here.")
        with self._writing:
            return self.workspace.add_claim(addition)

    def _clashes(self, order: Order, seen: int) -> list[Clash]:
        state = self.state()
        if state.extent.decisions <= seen:
            return []
        meant = self._meant(order, state)
        return [
            Clash(decision=d.id, by=d.by, kind=d.kind.value, at=d.at, why=d.why)
            for d in self.workspace.store.decisions()[seen:]
            if reviewer(d) != " ".join(order.by.split()).casefold() and meant & _touched(d)
        ]

    def _meant(self, order: Order, state: State) -> set[str]:
        meant: set[str] = set()
        for thing in order.things:
            meant.add(thing)
            if (incident := state.incidents.get(thing)) is not None:
                meant.update(incident.claims)
        return meant

    def _make(self, extent: Extent) -> State:
        workspace = self.workspace
        claims = workspace.claims_now()
        snapshot = workspace.store.snapshot()
        findings = workspace.findings()
        return State(
            extent=extent, snapshot=snapshot, findings=findings, claims=claims, heads=tuple(workspace.store.heads())
        )


def figure_at(figure: Figure) -> At:
    """The place of a figure in lists."""
    return figure.incident, list(Harm).index(figure.harm), figure.group


def _touched(decision: Decision) -> set[str]:
    touched: set[str] = {*decision.claims, *decision.others}
    if decision.kind is DecisionKind.UNDO and decision.undoes is not None:
        touched.add(decision.undoes)
    return touched


def _name_of(address: str) -> str:
    return address.rstrip("/").rsplit("/", 1)[-1]
