"""Workspace: settings, a record and the pipeline in one hand. What the commands use, and what a notebook user holds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Self

from recount.claims import Extractor, extract, open_extractor
from recount.config import Settings, load_settings
from recount.errors import UsageError
from recount.figures import ESTIMATORS
from recount.model import (
    Failure,
    Findings,
    GroundedClaim,
    Profile,
    QuotedClaim,
    QuotedStatement,
    Reading,
    Release,
    Report,
    ReportId,
    Snapshot,
)
from recount.ontology import Policy, policy
from recount.pipeline import check, derive, readings
from recount.resolve import Gazetteer
from recount.review import Question, queue
from recount.sources import Limits, Passed, read, without_clashes
from recount.store import Store, open_store

Progress = Callable[[str, int], None]
"""Called with what is being done, ``reading`` or ``figures``, and the number of inputs read so far."""

MOST_AT_ONCE = 20_000_000
"""Characters of text kept together in one transaction, however few reports they make: till then they take memory."""


@dataclass(slots=True, kw_only=True)
class RunSummary:
    """What one run read, and how the record stands after it."""

    read: int = 0
    """Reports met among the inputs, whether new or known."""

    new: int = 0
    known: int = 0
    """Reports that were in the record already, word for word."""

    versions: int = 0
    """New reports whose id the record knew with other words."""

    duplicates: int = 0
    """New reports whose words another report of the record has as well."""

    undated: int = 0
    """New reports that bear no date."""

    passed: int = 0
    """Files of a folder that are no kind of input."""

    failures: list[Failure] = field(default_factory=list)
    snapshot: Snapshot | None = None
    """The snapshot this run made; ``None`` if it changed nothing."""


class Workspace:
    """A record, opened. Close it, or use it in a ``with``."""

    def __init__(
        self, store: Store, settings: Settings, gazetteer: Gazetteer, *, extractor: Extractor = extract
    ) -> None:
        check()
        self.store = store
        self.settings = settings
        self.gazetteer = gazetteer
        self.extractor = extractor

    @classmethod
    def open(
        cls, record: str | os.PathLike[str] | None = None, *, create: bool = False, settings: Settings | None = None
    ) -> Self:
        """The record at that address, else the one the settings name.

        Args:
            record: a file, or ``postgresql://…``.
            create: whether to make it if it is missing, and to write to it; else it is only read.
            settings: where they are known already.
        """
        settings = settings or load_settings()
        gazetteer = gazetteer_of(settings)
        address = settings.record if record is None else os.fspath(record)
        # Before the store: a setting that is missing must not leave an empty record behind.
        extractor = open_extractor(settings.extractor, settings) if create else extract
        return cls(open_store(address, create=create, read_only=not create), settings, gazetteer, extractor=extractor)

    def close(self) -> None:
        """Let go of the record."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(
        self,
        paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
        *,
        published: date | None = None,
        outlet: str | None = None,
        progress: Progress = lambda doing, inputs: None,
    ) -> RunSummary:
        """Read the inputs into the record and bring its figures up to date.

        What is in the record already is passed over: the same inputs again change nothing. Reports are kept in
        batches, each whole or not at all, so that a run that was cut off goes on where it was.
        """
        every = [paths] if isinstance(paths, str | os.PathLike) else paths
        limits = Limits(max_bytes=self.settings.max_report_bytes, published=published, outlet=outlet)
        summary = RunSummary()
        found = without_clashes(read((os.fspath(path) for path in every), limits=limits))
        for batch in _batches(_told(found, summary, progress), self.settings.batch):
            self._keep(batch, summary)
        if self.store.stale() or self._made_another_way():
            progress("figures", summary.read)
            summary.snapshot = self.store.keep(self.derive(), at=now())
        return summary

    def derive(self) -> Findings:
        """The findings, computed anew from the record's claims and decisions. Nothing is kept."""
        return derive(
            self.store.claims(),
            self.store.decisions(),
            policy=self._policy,
            statements=self.store.statements(),
            estimator=self.settings.estimator,
            trusted=self.settings.trusted,
        )

    def findings(self) -> Findings:
        """The findings of the latest snapshot, or computed now where a run was cut off before making one."""
        latest = self.store.snapshot()
        return self.derive() if latest is None or self.store.stale() else latest.findings

    def questions(self) -> list[Question]:
        """What waits for a person, the weightiest first."""
        return queue(self.findings(), self.store.claims())

    def outline(self, number: int | None = None) -> Release:
        """The latest snapshot, or the one of that number, without the claims behind it. Not redacted.

        Raises:
            UsageError: no such snapshot.
        """
        snapshot = self._snapshot(number)
        return Release(profile=Profile.INTERNAL, snapshot=snapshot, before=None, reports=(), claims=(), statements=())

    def release(self, profile: Profile, number: int | None = None) -> Release:
        """All that an export or a brief may show: the latest snapshot, or the one of that number. Not yet redacted.

        Raises:
            UsageError: no such snapshot.
        """
        snapshot = self._snapshot(number)
        claims = list(self.store.claims())
        statements = list(self.store.statements())
        ids = {c.claim.report for c in claims} | {s.statement.report for s in statements}
        texts = {i: report.canonical for i, report in self.store.texts(ids).items()}
        return Release(
            profile=profile,
            snapshot=snapshot,
            before=self.store.snapshot(snapshot.number - 1) if snapshot.number > 1 else None,
            reports=tuple(self.store.heads()),
            claims=tuple(QuotedClaim(grounded=c, sentence=_sentence(c, texts)) for c in claims),
            statements=tuple(
                QuotedStatement(grounded=s, sentence=s.statement.context.of(texts[s.statement.report]))
                for s in statements
            ),
        )

    @property
    def _policy(self) -> Policy:
        return policy(self.settings.policy)

    def _made_another_way(self) -> bool:
        """Whether the latest figures were made under another policy or estimator than the settings name now."""
        latest = self.store.snapshot()
        figures = latest.findings.figures if latest else ()
        estimator = ESTIMATORS.get(self.settings.estimator).label(self.settings.trusted)
        now_made = (f"{self._policy.name}-{self._policy.version}", estimator)
        return any((figure.policy, figure.estimator) != now_made for figure in figures)

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

    def _keep(self, batch: Sequence[Report | Failure], summary: RunSummary) -> None:
        """Read the new reports of a batch and keep them with their claims, and the failures, in one transaction."""
        reports = [r for r in batch if isinstance(r, Report)]
        failed = [f for f in batch if isinstance(f, Failure)]
        unique = {r.id: r for r in reports}
        known = self.store.known(unique)
        fresh = [r for i, r in unique.items() if i not in known]
        read_now: list[tuple[Report, Reading]] = []
        for report, result in readings(
            fresh,
            gazetteer=self.gazetteer,
            policy=self._policy,
            parser=self.settings.parser,
            extractor=self.extractor,
        ):
            if isinstance(result, Failure):
                failed.append(result)
            else:
                read_now.append((report, result))
        summary.read += len(reports)
        summary.known += len(reports) - len(fresh)
        self._count(read_now, summary)
        if read_now or failed:
            summary.new += self.store.add(read_now, failed, at=now())
            summary.failures.extend(failed)

    def _count(self, read_now: Sequence[tuple[Report, Reading]], summary: RunSummary) -> None:
        words: dict[str, str] = {}
        ids: set[str] = set()
        for report, reading in read_now:
            first = words.setdefault("".join(report.canonical.split()), report.given_id)
            summary.duplicates += first != report.given_id or bool(self.store.same_text(report))
            summary.versions += report.given_id in ids or self.store.find_report(report.given_id) is not None
            summary.undated += any(r.kind == "undated" for r in reading.refusals)
            ids.add(report.given_id)


def _told(
    inputs: Iterable[Report | Failure | Passed], summary: RunSummary, progress: Progress
) -> Iterator[Report | Failure]:
    """The inputs, with the progress told, and what no reader is for counted."""
    for at, found in enumerate(inputs, start=1):
        progress("reading", at)
        if isinstance(found, Passed):
            summary.passed += 1
        else:
            yield found


def _batches(inputs: Iterable[Report | Failure], most: int) -> Iterator[list[Report | Failure]]:
    batch: list[Report | Failure] = []
    size = 0
    for found in inputs:
        batch.append(found)
        size += len(found.text) if isinstance(found, Report) else 0
        if len(batch) >= most or size >= MOST_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _sentence(claim: GroundedClaim, texts: dict[ReportId, str]) -> str:
    return claim.claim.context.of(texts[claim.claim.report])


def now() -> str:
    """The time, UTC, ISO 8601 with seconds. The only clock that findings never see."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def packaged_gazetteer() -> Gazetteer:
    """The gazetteer that comes with Recount."""
    from recount.store.gazetteer import open_gazetteer

    return open_gazetteer()


def gazetteer_of(settings: Settings) -> Gazetteer:
    """The gazetteer that comes with Recount, together with the places that the user has added.

    Raises:
        RecordError: one of them is damaged.
    """
    from recount.store.own_gazetteer import open_gazetteers

    return open_gazetteers(settings.own_gazetteer)
