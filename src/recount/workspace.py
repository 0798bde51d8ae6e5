"""Workspace: settings, a record and the pipeline in one hand. What the commands use, and what a notebook user holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Self

from recount.config import Settings, load_settings
from recount.errors import UsageError
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
from recount.ontology import policy
from recount.pipeline import check, derive, readings
from recount.resolve import Gazetteer
from recount.review import Question, queue
from recount.sources import Limits, Passed, read
from recount.store import Store, open_store

Progress = Callable[[int], None]
"""Called with the number of inputs read so far."""


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
    passed: int = 0
    """Files of a folder that are no kind of input."""

    failures: list[Failure] = field(default_factory=list)
    snapshot: Snapshot | None = None
    """The snapshot this run made; ``None`` if it changed nothing."""


class Workspace:
    """A record, opened. Close it, or use it in a ``with``."""

    def __init__(self, store: Store, settings: Settings, gazetteer: Gazetteer) -> None:
        check()
        self.store = store
        self.settings = settings
        self.gazetteer = gazetteer

    @classmethod
    def open(cls, record: str | None = None, *, create: bool = False, settings: Settings | None = None) -> Self:
        """The record at that address, else the one the settings name.

        Args:
            record: a file, or ``postgresql://…``.
            create: whether to make it if it is missing, and to write to it; else it is only read.
            settings: where they are known already.
        """
        settings = settings or load_settings()
        store = open_store(record or settings.record, create=create, read_only=not create)
        return cls(store, settings, packaged_gazetteer())

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
        paths: Iterable[str],
        *,
        published: date | None = None,
        outlet: str | None = None,
        progress: Progress | None = None,
    ) -> RunSummary:
        """Read the inputs into the record and bring its figures up to date.

        What is in the record already is passed over: the same inputs again change nothing. Reports are kept in
        batches, each whole or not at all, so that a run that was cut off goes on where it was.
        """
        limits = Limits(max_bytes=self.settings.max_report_mb * 1_000_000, published=published, outlet=outlet)
        summary = RunSummary()
        batch: list[Report] = []
        for report in self._reports(paths, limits, summary, progress):
            batch.append(report)
            if len(batch) >= self.settings.batch:
                self._keep(batch, summary)
                batch = []
        self._keep(batch, summary)
        if self.store.stale():
            summary.snapshot = self.store.keep(self.derive(), at=now())
        return summary

    def derive(self) -> Findings:
        """The findings, computed anew from the record's claims and decisions. Nothing is kept."""
        return derive(self.store.claims(), self.store.decisions(), policy=policy(self.settings.policy))

    def findings(self) -> Findings:
        """The findings of the latest snapshot, or computed now where a run was cut off before making one."""
        latest = self.store.snapshot()
        return self.derive() if latest is None or self.store.stale() else latest.findings

    def questions(self) -> list[Question]:
        """What waits for a person, the weightiest first."""
        return queue(self.findings(), self.store.claims())

    def release(self, profile: Profile, number: int | None = None) -> Release:
        """All that an export or a brief may show: the latest snapshot, or the one of that number. Not yet redacted.

        Raises:
            UsageError: no such snapshot.
        """
        snapshot = self._snapshot(number)
        claims = list(self.store.claims())
        statements = list(self.store.statements())
        ids = {c.claim.report for c in claims} | {s.statement.report for s in statements}
        texts = self._canonical(ids)
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

    def _snapshot(self, number: int | None) -> Snapshot:
        if number is None and self.store.stale():
            latest = self.store.snapshot()
            at = latest.number + 1 if latest else 1
            return Snapshot(number=at, made=now(), digest="", findings=self.derive())
        found = self.store.snapshot(number)
        if found is None:
            raise UsageError(
                "the record has no such snapshot" if number else "the record is empty: `recount run` first"
            )
        return found

    def _canonical(self, ids: Iterable[ReportId]) -> dict[ReportId, str]:
        return {i: report.canonical for i, report in self.store.texts(ids).items()}

    def _reports(
        self, paths: Iterable[str], limits: Limits, summary: RunSummary, progress: Progress | None
    ) -> Iterator[Report]:
        """Reports among the inputs; the rest is counted."""
        seen: dict[str, tuple[ReportId, str | None]] = {}
        for at, found in enumerate(read(paths, limits=limits), start=1):
            if progress is not None:
                progress(at)
            if isinstance(found, Passed):
                summary.passed += 1
            elif isinstance(found, Failure):
                summary.failures.append(found)
                self.store.add([], [found], at=now())
            elif clash := _clash(found, seen):
                summary.failures.append(clash)
                self.store.add([], [clash], at=now())
            else:
                summary.read += 1
                yield found

    def _keep(self, batch: Sequence[Report], summary: RunSummary) -> None:
        """Read the new reports of a batch and keep them with their claims, in one transaction."""
        unique = {r.id: r for r in batch}
        known = self.store.known(unique)
        summary.known += len(batch) - len(unique) + len(known)
        fresh = [r for i, r in unique.items() if i not in known]
        read_now: list[tuple[Report, Reading]] = []
        failed: list[Failure] = []
        for report, result in readings(fresh, gazetteer=self.gazetteer, policy=policy(self.settings.policy)):
            if isinstance(result, Failure):
                failed.append(result)
            else:
                read_now.append((report, result))
        self._count(read_now, summary)
        if read_now or failed:
            summary.new += self.store.add(read_now, failed, at=now())
            summary.failures.extend(failed)

    def _count(self, read_now: Sequence[tuple[Report, Reading]], summary: RunSummary) -> None:
        words: Counter[str] = Counter()
        for report, reading in read_now:
            same = " ".join(report.canonical.split())
            if words[same] or self.store.same_text(report):
                summary.duplicates += 1
            words[same] += 1
            summary.versions += self.store.find_report(report.given_id) is not None
            summary.undated += any(r.kind == "undated" for r in reading.refusals)


def _clash(report: Report, seen: dict[str, tuple[ReportId, str | None]]) -> Failure | None:
    """The refusal of a second report of one id within a run: which of the two is the newer can't be told."""
    before = seen.setdefault(report.given_id, (report.id, report.retrieved))
    if before[0] == report.id or (report.retrieved and before[1] and report.retrieved > before[1]):
        return None
    told = (
        "another report of this run has this id and other words: rename the file or give it an `id` of its own; "
        "a newer version of one report needs a later `retrieved`, or a run of its own"
    )
    return Failure(report=report.given_id, stage="sources", error=told)


def _sentence(claim: GroundedClaim, texts: dict[ReportId, str]) -> str:
    return claim.claim.context.of(texts[claim.claim.report])


def now() -> str:
    """The time, UTC, ISO 8601 with seconds. The only clock that findings never see."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def packaged_gazetteer() -> Gazetteer:
    """The gazetteer that comes with Recount."""
    from recount.store.gazetteer import open_gazetteer

    return open_gazetteer()
