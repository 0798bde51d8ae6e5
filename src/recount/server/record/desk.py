"""Desk: the record behind the pages, opened once and shared by all requests.

A page is made from a `State`, the record as it stood at one moment. The next one is made when the record has moved on,
whoever moved it: this desk, another one, or a command. After decisions it is the one before with what they touched; its
tables, which take longer, are made beside the pages, which go on with those of before.
"""

from __future__ import annotations

import gc
import secrets
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from recount.errors import RecordReadOnly
from recount.model import (
    EVERYONE,
    Asked,
    ClaimId,
    Decision,
    DecisionKind,
    Edition,
    Extent,
    GroundedClaim,
    GroundedStatement,
    Harm,
    Incident,
    Period,
    Profile,
    QuotedClaim,
    QuotedStatement,
    Release,
    Snapshot,
)
from recount.review import IN_FORCE, About, states
from recount.review.about import touched
from recount.review.votes import reviewer
from recount.server.http.problems import Conflict, Opening
from recount.server.http.rendering import Frame
from recount.server.record.intake import Intake
from recount.server.record.publishing import Publishing
from recount.server.record.state import State, state_of
from recount.server.record.trays import Trays
from recount.workspace import Decided, Workspace
from recount.workspace.adding import Addition
from recount.workspace.additions import taken_back
from recount.workspace.deciding import Order
from recount.workspace.reviewing import now

LARGE = 20_000
"""Claims from which a record is opened beside the pages, and its tables are made beside them: below, all of it takes
less than a second or two."""

LONGEST_WAIT = 30
"""Seconds after which tables are made though somebody goes on deciding."""

EVERYTHING = Asked(harm=Harm.KILLED, victims=EVERYONE, where=None, when=None)
"""The total that is asked first. What it is found from serves all others."""

CATCHING_UP = "Saved. Lists are being brought up to date …"


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
        about = workspace.store.about()
        self._name = _name_of(about.address)
        self._large = about.claims > LARGE
        self._made: State | None = None
        self._mark = 0
        self._renewing: threading.Thread | None = None
        self._opening: threading.Thread | None = None
        self._making = threading.Lock()
        self._writing = threading.RLock()
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

    def open_ahead(self) -> bool:
        """Begin to make the first state of a large record, beside whoever asks for it; whether it is a large one."""
        if self._large and self._opening is None:
            self._opening = threading.Thread(target=self._make_first, name="opening", daemon=True)
            self._opening.start()
        return self._large

    def state(self) -> State:
        """The record as it stands now.

        Raises:
            Opening: it is large, and being opened.
        """
        extent = self.workspace.store.extent()
        made = self._made
        if made is not None and (made.extent == extent or self._reads_on(made, extent)):
            return made
        if made is None and self._opening is not None and self._opening.is_alive():
            raise Opening("The record is being opened. A large one takes some minutes, once.")
        with self._making:
            if self._made is None or self._made.extent != extent:
                self._made = self._make(extent, self._made)
                if self._made.tables.state is not self._made:
                    self._renew()
            return self._made

    def _make_first(self) -> None:
        with self._making:
            if self._made is None:
                if not self.read_only:
                    # Else the first decision would hold all findings against the latest snapshot, which takes seconds.
                    self.workspace.kept.keep(at=now())
                made = self._make(self.workspace.store.extent(), None)
                made.tables.prepare()
                made.tables.sums.prepare(self.set_aside)
                made.tables.sums.total(EVERYTHING, self.set_aside)
                self._made = made
                _settle()

    def _reads_on(self, made: State, extent: Extent) -> bool:
        """Whether no more came than reports that are still being read: nobody waits for figures of half of them."""
        return self.intake.course.busy and made.extent.decisions == extent.decisions

    def stand(self) -> str:
        """How it stands, in a word that differs wherever a page that follows from the state could."""
        state = self.state()
        snapshot = state.snapshot.number if state.snapshot else 0
        return f"{self._opened} {state.extent} {state.tables.state.extent} {snapshot} {self.working}"

    def frame(self, name: str) -> Frame:
        """What every page shows around its own matter."""
        state = self.state()
        name = name or self.workspace.settings.reviewer
        return Frame(
            record=self._name,
            waiting=len(state.questions),
            decisions=state.extent.decisions,
            reviewer=name,
            last=_last_of(name, state.about),
            readable_only=self.read_only,
            working=self.working or ("" if state.tables.state is state else CATCHING_UP),
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

    def with_statements(self, release: Release, statements: Iterable[GroundedStatement]) -> Release:
        """The release with these statements, each with its sentence."""
        every = list(statements)
        texts = self.workspace.store.texts({s.statement.report for s in every})
        canonical = {id_: report.canonical for id_, report in texts.items()}
        quoted = (
            QuotedStatement(grounded=s, sentence=s.statement.context.of(canonical[s.statement.report])) for s in every
        )
        return replace(release, statements=tuple(quoted))

    def set_aside(self) -> frozenset[ClaimId]:
        """The claims that people rejected or set aside, as they stand in the latest versions of their reports."""
        judgements = self.workspace.judgements()
        return judgements.rejected | judgements.set_aside

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
            for d in (one.decision for one in state.about.log[seen:])
            if reviewer(d) != _folded(order.by) and meant & touched(d)
        ]

    def _meant(self, order: Order, state: State) -> set[str]:
        meant: set[str] = set()
        for thing in order.things:
            meant.add(thing)
            if (incident := state.incidents.get(thing)) is not None:
                meant.update(incident.claims)
        return meant

    def _make(self, extent: Extent, before: State | None) -> State:
        """The state as the record stands now: after decisions alone, the one before with what they touched."""
        kept = self.workspace.kept
        with kept.lock:
            derivation, _ = self.workspace.catch_up()
            mark, self._mark = self._mark, kept.mark
            decided_alone = before is not None and before.extent.reports == extent.reports
            renewed = kept.touched_since(mark) if decided_alone else None
            snapshot = self.workspace.store.snapshot_head()
            log, carried = derivation.log, derivation.carried
            about = About(states(log), carried)
            if before is None or renewed is None:
                heads, claims = self.workspace.store.heads(), self.workspace.claims_now()
                return state_of(derivation.findings, claims, extent=extent, snapshot=snapshot, heads=heads, about=about)
            gone = taken_back(self.workspace.store, log)
            made = before.after(
                derivation.findings_of(renewed),
                touched=renewed,
                told=lambda id_: None if id_ in gone else derivation.claims.get(id_),
                judged=_named_in(carried[before.extent.decisions :], carried),
                about=about,
                extent=extent,
                snapshot=snapshot,
            )
        if self._large:
            made.tables = before.tables
        return made

    def _renew(self) -> None:
        """Begin to make the tables of the latest state beside the pages, if nobody does."""
        if self._renewing is None or not self._renewing.is_alive():
            self._renewing = threading.Thread(target=self._keep_renewing, name="tables", daemon=True)
            self._renewing.start()

    def _keep_renewing(self) -> None:
        """Until the tables are those of the latest state, however many decisions are made meanwhile.

        Whoever decides goes before: it begins when nobody has for a while, or when it has waited long enough.
        """
        while True:
            for _ in range(LONGEST_WAIT):
                before = self._made
                time.sleep(1)
                if self._made is before:
                    break
            state = self._made
            if state is None or state.tables.state is state:
                return
            renewed = state.tables.renewed(state)
            renewed.sums.prepare(self.set_aside)
            renewed.sums.total(EVERYTHING, self.set_aside)
            replaced, state.tables = state.tables, renewed
            replaced.state.tables = renewed  # else the two would hold each other, and never go
            if self._large:
                _settle()


def _settle() -> None:
    """Spare Python's search for garbage what was made for all pages: over it the search takes a third of a second."""
    gc.collect(1)
    gc.freeze()


def _named_in(decisions: Iterable[Decision], log: Sequence[Decision]) -> set[ClaimId]:
    """The claims that these decisions name; of an undo, those that what it takes back names."""
    by_id = {one.id: one for one in log}
    found: set[ClaimId] = set()
    for decision in decisions:
        at: Decision | None = decision
        while at is not None and at.undoes is not None:
            at = by_id.get(at.undoes)
        if at is not None:
            found.update(at.claims, at.others)
    return found


def _last_of(name: str, about: About) -> str:
    """The latest decision of that reviewer that counts; empty where there is none."""
    own = (one.decision for one in reversed(about.log) if one.state in IN_FORCE)
    undoable = (d for d in own if d.kind is not DecisionKind.UNDO and reviewer(d) == _folded(name))
    return next((d.id for d in undoable), "")


def _folded(name: str) -> str:
    """A reviewer's name as names are held against one another."""
    return " ".join(name.split()).casefold()


def _name_of(address: str) -> str:
    return address.rstrip("/").rsplit("/", 1)[-1]
