"""Reviewing: what a person holds of a record besides reading into it: findings, questions, decisions and editions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from recount.config import Settings
from recount.errors import UsageError
from recount.figures import ESTIMATORS
from recount.model import ClaimId, Decision, Edition, Findings, GroundedClaim, Snapshot
from recount.ontology import Policy, policy
from recount.pipeline import Derivation, Update, judge
from recount.publish.changes import Changes, compare
from recount.publish.rows import index_of
from recount.resolve import Gazetteer
from recount.review import (
    About,
    Agreement,
    Dispute,
    Judgements,
    Questions,
    Standing,
    Waiting,
    agreement,
    carry,
    clean,
    states,
)
from recount.store import Store
from recount.workspace.adding import Addition, make_addition
from recount.workspace.additions import claims_of_record, claims_to_judge, find_claims, taken_back
from recount.workspace.deciding import Deciding, Order, check_all
from recount.workspace.deriving import Kept
from recount.workspace.editions import Verification, earlier_claims, make_edition, verify

NOTHING_NEW = Update()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a decision did."""

    decisions: tuple[Decision, ...]
    added: int
    """How many of them the log did not have."""

    changes: Changes
    """What it changed in the findings."""

    disputes: tuple[Dispute, ...]
    """What reviewers disagree about that these decisions are part of."""

    notes: tuple[str, ...] = ()
    update: Update = NOTHING_NEW
    """Which incidents and periods are new, changed or gone since the decision, and what was and is found about them."""


class Reviewing:
    """A record whose findings are looked at, judged and published. `Workspace` reads into it as well."""

    store: Store
    settings: Settings
    gazetteer: Gazetteer

    @cached_property
    def kept(self) -> Kept:
        """What was derived, for as long as the record is open."""
        return Kept(self.store, self.settings)

    def catch_up(self) -> tuple[Derivation, Update]:
        """All that follows from the record as it stands, and what changed since this was last asked for.

        The first time takes as long as the record is large; from then on it costs what is new, whoever wrote it.
        Nothing is written.
        """
        return self.kept.catch_up()

    def derive(self) -> Findings:
        """The findings that follow from the record's claims and decisions as they stand. Nothing is written."""
        with self.kept.lock:
            return self.catch_up()[0].findings

    def findings(self) -> Findings:
        """The findings of the latest snapshot, or computed now where a run was cut off before making one."""
        if self.kept.held:
            return self.derive()
        latest = self.store.snapshot()
        return self.derive() if latest is None or self.store.stale() else latest.findings

    def questions(self) -> Waiting:
        """What waits for a person and nobody has answered yet, the weightiest first."""
        findings, claims, log = self.findings(), self.claims(), self.store.decisions()
        index = index_of(findings)
        carried = carry(log, claims=claims, earlier=earlier_claims(self.store, claims, log)).decisions
        return About(states(log), carried).open(
            Questions(findings, claims),
            incident_of=index.incident_of,
            incidents={incident.id: incident for incident in findings.incidents},
            figures_of=lambda incident: index.figures_of.get(incident, ()),
        )

    def decide(self, order: Order) -> Decided:
        """Take a judgement into the log and bring the figures up to date.

        Raises:
            UsageError: it names what is not in the record, or makes no sense. Nothing was decided.
        """
        with self.kept.lock:
            derivation, _ = self.catch_up()
            deciding = Deciding(
                store=self.store, derivation=derivation, gazetteer=self.gazetteer, parser=self.settings.parser
            )
            made = deciding.make(order, datetime.now(UTC).isoformat(timespec="microseconds"))
            return self._log(made, tuple(deciding.notes))

    def add_claim(self, addition: Addition) -> Decided:
        """Take a claim that the reading missed into the log, and bring the figures up to date.

        Raises:
            UsageError: its words are none of the latest version of its report, they are a claim already, or a field
                says what it can't. Nothing was added.
        """
        with self.kept.lock:
            derivation, _ = self.catch_up()
            report = self.store.find_report(addition.report)
            latest = self.store.find_report(report.given_id) if report else None
            if report is None or latest is None or latest.id != report.id:
                raise UsageError(f"{addition.report!r} is no report of this record in its latest version")
            deciding = Deciding(
                store=self.store, derivation=derivation, gazetteer=self.gazetteer, parser=self.settings.parser
            )
            made = make_addition(
                addition,
                report,
                looked=deciding.correction,
                gazetteer=self.gazetteer,
                policy=self._policy,
                parser=self.settings.parser,
                at=datetime.now(UTC).isoformat(timespec="microseconds"),
            )
            if derivation.claims.get(made.claims[0]) is not None:
                raise UsageError("these words are a claim of that harm already: correct it, or undo what took it back")
            return self._log([made], ())

    def claims(self) -> list[GroundedClaim]:
        """What was read in the latest versions, and what people added there, in the order of the texts."""
        return claims_of_record(self.store, self.store.decisions())

    def find_claim(self, id_: ClaimId) -> GroundedClaim | None:
        """The claim of that id, of any version, as it was read or added."""
        return find_claims(self.store, self.store.decisions(), [id_]).get(id_)

    def decide_all(self, decisions: Iterable[Decision]) -> Decided:
        """Take another log's decisions into this one, all or none, and bring the figures up to date.

        What is in the log already is passed over.

        Raises:
            UsageError: one is damaged, or names a claim or a decision that this record does not have.
        """
        made = list(decisions)
        with self.kept.lock:
            check_all(self.store, made)
            self.catch_up()
            return self._log(made, ())

    def decisions(self) -> list[Standing]:
        """The log, oldest first, each decision with what became of it."""
        return states(self.store.decisions())

    def stale_decisions(self) -> dict[str, tuple[ClaimId, ...]]:
        """By decision, those of its claims whose words the latest version of their report no longer has."""
        log = self.store.decisions()
        claims = claims_to_judge(self.store, log)
        return dict(carry(log, claims=claims, earlier=earlier_claims(self.store, claims, log)).stale)

    def judgements(self) -> Judgements:
        """What counts of the log, with what reviewers disagree about."""
        if self.kept.held:
            with self.kept.lock:
                return self.catch_up()[0].judgements()
        return self._judged()[0]

    def claims_now(self) -> dict[ClaimId, GroundedClaim]:
        """Every claim as the whole record has it: as reviewers corrected it, with its origins followed back."""
        if self.kept.held:
            with self.kept.lock:
                derivation, _ = self.catch_up()
                claims, gone = dict(derivation.claims), taken_back(self.store, derivation.log)
        else:
            claims, gone = self._judged()[1], taken_back(self.store, self.store.decisions())
        for id_ in gone:
            claims.pop(id_, None)
        return claims

    def agreement(self) -> list[Agreement]:
        """How far reviewers agree on what two or more of them judged."""
        log = self.store.decisions()
        return agreement(log, find_claims(self.store, log, {id_ for d in log for id_ in d.claims}))

    def create_edition(self, note: str = "") -> Edition:
        """Keep the record as it stands as its next edition.

        Raises:
            UsageError: the record is empty, or the note can't stand on one line.
        """
        self._snapshot(None)
        return make_edition(self.store, self.settings, note=clean(note, "the note") if note else "", at=now())

    def editions(self) -> list[Edition]:
        """All editions, oldest first."""
        return self.store.editions()

    def edition(self, number: int | None = None) -> Edition:
        """The edition of that number, or the latest.

        Raises:
            UsageError: there is none.
        """
        found = self.store.edition(number)
        if found is None:
            latest = self.store.edition()
            if latest is None:
                raise UsageError("the record has no edition yet: make one with `recount edition create`")
            raise UsageError(f"the record has no edition {number}: its latest is {latest.number}")
        return found

    def verify_edition(self, number: int | None = None) -> Verification:
        """Compute an edition again, the latest unless one is named, and say what differs.

        Raises:
            UsageError: there is none of that number.
        """
        return verify(self.store, self.settings, self.edition(number))

    def _judged(self) -> tuple[Judgements, dict[ClaimId, GroundedClaim]]:
        if self.kept.held:
            with self.kept.lock:
                derivation, _ = self.catch_up()
                return derivation.judgements(), dict(derivation.claims)
        log = self.store.decisions()
        claims = claims_to_judge(self.store, log)
        earlier = earlier_claims(self.store, claims, log)
        return judge(claims, log, policy=self._policy, earlier=earlier, prints=self.store.fingerprints())

    def _log(self, made: Sequence[Decision], notes: tuple[str, ...]) -> Decided:
        added = self.store.decide_all(made)
        derivation, update = self.catch_up()
        self.kept.keep(at=now())
        return Decided(
            decisions=tuple(made),
            added=added,
            changes=compare(update.before, update.after),
            disputes=tuple(derivation.disputes_of(d.id for d in made)),
            notes=notes,
            update=update,
        )

    @property
    def _policy(self) -> Policy:
        return policy(self.settings.policy)

    def _made_another_way(self) -> bool:
        """Whether the latest figures were made under another policy or estimator than the settings name now."""
        estimator = ESTIMATORS.get(self.settings.estimator).label(self.settings.trusted)
        now_made = (f"{self._policy.name}-{self._policy.version}", estimator)
        with closing(self.store.outlines()) as outlines:
            figure = next((figure for outline in outlines for figure in outline.figures), None)
        return figure is not None and (figure.policy, figure.estimator) != now_made

    def _snapshot(self, number: int | None) -> Snapshot:
        latest = self.store.snapshot()
        if number is None and self.store.stale():
            at = latest.number + 1 if latest else 1
            return Snapshot(number=at, made=now(), digest="", findings=self.derive())
        found = latest if number is None else self.store.snapshot(number)
        if found is None and latest is None:
            raise UsageError("the record is empty: read reports into it with `recount run PATH…` first")
        if found is None:
            raise UsageError(f"the record has no snapshot {number}: its latest is {latest.number if latest else 0}")
        return found


def now() -> str:
    """The time, UTC, ISO 8601 with seconds. The only clock that findings never see."""
    return datetime.now(UTC).isoformat(timespec="seconds")
