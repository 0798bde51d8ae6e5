"""Workspace: settings, a record and the pipeline in one hand. What the commands use, and what a notebook user holds."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Self

from recount.claims import Extractor, extract, open_extractor
from recount.config import Settings, load_settings
from recount.model import (
    Capture,
    ClaimId,
    Failure,
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
from recount.pipeline import check, readings
from recount.preserving import Preserving
from recount.recorded_web import recorded_web
from recount.resolve import Gazetteer
from recount.reviewing import Decided, now
from recount.sources import Found, Limits, Noted, Passed, Unchanged, is_address, read, without_clashes
from recount.store import Store, open_store
from recount.store.originals import Originals, beside, originals_folder
from recount.store.parts import sweep
from recount.versions import rewritten_since
from recount.workers import FEWEST, Parcel, Read, Workers

if TYPE_CHECKING:
    from recount.sources.web import Web

__all__ = ["Decided", "Progress", "RunSummary", "Workspace", "gazetteer_of", "limits_of", "packaged_gazetteer"]

Progress = Callable[[str, int, str], None]
"""Called with what is being done, ``reading`` or ``figures``, the number of inputs that were read so far, and the path
or address of the one that is open."""

MOST_AT_ONCE = 20_000_000
"""Characters of text kept together in one transaction, however few reports they make: till then they take memory."""


LONGEST_WAIT = 15.0
"""Seconds after which a batch is kept though it is not full: what was fetched from slow servers is not to be lost."""


@dataclass(slots=True, kw_only=True, eq=False)
class Batch:
    """Reports that are kept together."""

    reports: list[Report] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    captures: list[Capture] = field(default_factory=list)
    fresh: list[Report] = field(default_factory=list)
    """Those that the record does not know."""

    begun: list[Parcel] | None = None
    """The fresh ones, where they are with the workers."""


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

    near_duplicates: int = 0
    """Further new reports that share much of their text with another report of the record."""

    undated: int = 0
    """New reports that bear no date."""

    passed: int = 0
    """Files of a folder that are no kind of input."""

    unchanged: int = 0
    """Pages that are as they were when they were last fetched."""

    noted: list[Noted] = field(default_factory=list)
    """What is worth telling of inputs, such as which column of a table was taken for what."""

    in_new_words: set[ReportId] = field(default_factory=set)
    """New reports whose words no other report has all."""

    failures: list[Failure] = field(default_factory=list)
    snapshot: Snapshot | None = None
    """The snapshot this run made; ``None`` if it changed nothing."""


class Workspace(Preserving):
    """A record, opened. Close it, or use it in a ``with``."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        gazetteer: Gazetteer,
        *,
        originals: Originals | None = None,
        timestamps: Path | None = None,
        extractor: Extractor = extract,
        jobs: int = 1,
    ) -> None:
        check()
        self.store = store
        self.settings = settings
        self.gazetteer = gazetteer
        self.extractor = extractor
        self.originals = originals
        self.timestamps = timestamps
        self._jobs = jobs

    @classmethod
    def open(
        cls,
        record: str | os.PathLike[str] | None = None,
        *,
        create: bool = False,
        write: bool = False,
        settings: Settings | None = None,
        jobs: int = 1,
    ) -> Self:
        """The record at that address, else the one the settings name.

        Args:
            record: a file, or ``postgresql://…``.
            create: whether to make it if it is missing, and to write to it.
            write: whether to write to it, if it is there; without either it is only read.
            settings: where they are known already.
            jobs: processes that read reports at once. With more than one, a script of yours must keep what it does
                under ``if __name__ == "__main__":``, since each process loads the script anew.
        """
        settings = settings or load_settings()
        gazetteer = gazetteer_of(settings)
        address = settings.record if record is None else os.fspath(record)
        # Before the store: a setting that is missing must not leave an empty record behind.
        extractor = open_extractor(settings.extractor, settings) if create else extract
        store = open_store(address, create=create, read_only=not (create or write))
        folder = originals_folder(address, settings)
        originals = Originals(folder, clock=now, collector=settings.collector) if folder else None
        return cls(
            store,
            settings,
            gazetteer,
            originals=originals,
            timestamps=beside(address, "timestamps"),
            extractor=extractor,
            jobs=jobs,
        )

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
        columns: Mapping[str, str] | None = None,
        progress: Progress = lambda doing, inputs, opened: None,
        web: Web | None = None,
        feeds_only: bool = False,
    ) -> RunSummary:
        """Read the inputs into the record and bring its figures up to date.

        What is in the record already is passed over: the same inputs again change nothing. Reports are kept in
        batches, each whole or not at all, so that a run that was cut off goes on where it was.

        Args:
            paths: files, folders, web addresses, ``-`` for standard input.
            published: day of reports that bear none.
            outlet: outlet of reports that name none.
            columns: columns of tables.
            progress: told how far it is.
            web: where web addresses are looked up; opened for this run unless given.
            feeds_only: whether web addresses must be those of feeds.
        """
        every = [paths] if isinstance(paths, str | os.PathLike) else paths
        limits = limits_of(self.settings, published=published, outlet=outlet, columns=columns)
        summary = RunSummary()
        addresses = [os.fspath(path) for path in every]
        self._sign_older()
        keeper = self.originals if self.settings.keep_originals else None
        with self._web(addresses, web) as online, Workers(self.settings, jobs=self._jobs) as workers:
            told = _Told(progress)
            if keeper:
                sweep(keeper.folder)
            inputs = read(
                addresses, limits=limits, keeper=keeper, web=online, feeds_only=feeds_only, opened=told.opened
            )
            batches = _batches(_readable(without_clashes(inputs), summary), self.settings.batch, self.originals)
            for batch in _ahead(batches, self._begin, workers):
                self._keep(batch, summary, workers, told)
        self.store.index()
        if self.store.stale() or self._made_another_way():
            progress("figures", summary.read, "")
            summary.snapshot = self.store.keep(self.derive(), at=now())
            summary.near_duplicates = self._near_duplicates(summary.in_new_words)
        return summary

    def _web(self, addresses: Iterable[str], web: Web | None) -> AbstractContextManager[Web | None]:
        """The web, if there are addresses among the inputs: the network is else never touched."""
        if web is not None or not any(map(is_address, addresses)):
            return nullcontext(web)
        return recorded_web(self.store, self.originals, self.settings)

    def outline(self, number: int | None = None) -> Release:
        """The latest snapshot, or the one of that number, without the claims behind it. Not redacted.

        Raises:
            UsageError: no such snapshot.
        """
        snapshot = self._snapshot(number)
        return Release(profile=Profile.INTERNAL, snapshot=snapshot, before=None, reports=(), claims=(), statements=())

    def release(self, profile: Profile, number: int | None = None, *, since: int | None = None) -> Release:
        """All that an export or a brief may show: the latest snapshot, or the one of that number. Not yet redacted.

        Claims are shown as reviewers corrected them.

        Args:
            profile: for whom.
            number: of the snapshot.
            since: the edition to compare with; the snapshot before unless given.

        Raises:
            UsageError: no such snapshot or edition.
        """
        snapshot = self._snapshot(number)
        before = self._before(snapshot, since)
        read_so, corrected = list(self.store.claims()), self._judged()[1]
        statements = list(self.store.statements())
        claims = [corrected[c.claim.id] for c in read_so]
        changed = [c for c in read_so if corrected[c.claim.id].reasons != c.reasons]
        earlier = [*changed, *self._used_before(before, corrected)]
        rewritten = rewritten_since(
            self.store,
            before,
            extent=None if since is None else self.edition(since).extent,
            upto=snapshot.made,
            corrected=corrected,
        )
        ids = {c.claim.report for c in (*claims, *earlier)} | {s.statement.report for s in statements}
        texts = {i: report.canonical for i, report in self.store.texts(ids).items()}
        return Release(
            profile=profile,
            snapshot=snapshot,
            before=before,
            reports=tuple(self.store.heads()),
            claims=tuple(QuotedClaim(grounded=c, sentence=_sentence(c, texts)) for c in claims),
            statements=tuple(
                QuotedStatement(grounded=s, sentence=s.statement.context.of(texts[s.statement.report]))
                for s in statements
            ),
            earlier=tuple(QuotedClaim(grounded=c, sentence=_sentence(c, texts)) for c in earlier),
            since="" if since is None else f"edition {since}",
            rewritten=rewritten,
        )

    def _sign_older(self) -> None:
        """Make the signatures of the reports that an older Recount read into this record, once."""
        missing = self.store.unsigned()
        if missing:
            from recount.text.duplicates import sign  # numpy: 0.1 s that others need not wait
        for start in range(0, len(missing), self.settings.batch):
            texts = self.store.texts(missing[start : start + self.settings.batch])
            self.store.sign({id_: sign(report) for id_, report in texts.items()})

    def _near_duplicates(self, new: Collection[ReportId]) -> int:
        """How many of these reports share much of their text with another report of the record."""
        from recount.text.duplicates import find_copies

        copies = find_copies(self.store.fingerprints()) if new else []
        return len({report for copy in copies for report in (copy.report, copy.of)} & set(new))

    def _before(self, snapshot: Snapshot, since: int | None) -> Snapshot | None:
        if since is not None:
            edition = self.edition(since)
            found = self.store.snapshot(edition.snapshot)
            # An edition is what was published: its own day, whatever day its figures were first seen.
            return None if found is None else replace(found, made=edition.made)
        return self.store.snapshot(snapshot.number - 1) if snapshot.number > 1 else None

    def _used_before(self, before: Snapshot | None, now: Mapping[ClaimId, GroundedClaim]) -> list[GroundedClaim]:
        """Claims that the figures of a snapshot used and that stand in no latest version now."""
        figures = before.findings.figures if before else ()
        gone = {use.claim for figure in figures for use in figure.uses if use.used} - now.keys()
        return list(self.store.find_claims(sorted(gone)).values())

    def _begin(self, batch: Batch, before: Batch | None, workers: Workers) -> None:
        """Let the workers begin with the new reports of a batch, where there are many."""
        unique = {r.id: r for r in batch.reports}
        known = self.store.known(unique) | ({r.id for r in before.fresh} if before else set())
        batch.fresh = [r for i, r in unique.items() if i not in known]
        if self._jobs > 1 and len(batch.fresh) >= FEWEST:
            batch.begun = workers.begin(batch.fresh)

    def _keep(self, batch: Batch, summary: RunSummary, workers: Workers, told: _Told) -> None:
        """Keep the new reports of a batch with their claims, and the failures, in one transaction."""
        failed = batch.failures
        read_now: list[tuple[Report, Reading]] = []
        old = len(batch.reports) - len(batch.fresh)
        told.done(old + len(failed))
        for report, result in self._read(batch, workers):
            if isinstance(result, Failure):
                failed.append(result)
            else:
                read_now.append((report, result))
            told.done(1)
        summary.read += len(batch.reports)
        summary.known += old
        self._count(read_now, summary)
        if read_now or failed or batch.captures:
            summary.new += self.store.add(read_now, failed, at=now(), captures=batch.captures)
            summary.failures.extend(failed)

    def _read(self, batch: Batch, workers: Workers) -> Iterator[Read]:
        """What is read in the new reports of a batch."""
        if batch.begun is not None:
            return workers.results(batch.begun)
        return readings(
            batch.fresh,
            gazetteer=self.gazetteer,
            policy=self._policy,
            parser=self.settings.parser,
            extractor=self.extractor,
        )

    def _count(self, read_now: Sequence[tuple[Report, Reading]], summary: RunSummary) -> None:
        words: dict[str, str] = {}
        ids: set[str] = set()
        for report, reading in read_now:
            first = words.setdefault("".join(report.canonical.split()), report.given_id)
            if first != report.given_id or self.store.same_text(report):
                summary.duplicates += 1
            else:
                summary.in_new_words.add(report.id)
            summary.versions += report.given_id in ids or self.store.find_report(report.given_id) is not None
            summary.undated += any(r.kind == "undated" for r in reading.refusals)
            ids.add(report.given_id)


class _Told:
    """What a run tells of its progress."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._done, self._open = progress, 0, ""

    def opened(self, path: str) -> None:
        """This one is read now."""
        self._open = path
        self._progress("reading", self._done, path)

    def done(self, inputs: int) -> None:
        """So many more were read."""
        if inputs:
            self._done += inputs
            self._progress("reading", self._done, self._open)


def _readable(inputs: Iterable[Found], summary: RunSummary) -> Iterator[Report | Failure]:
    """The reports and failures; what no reader is for is counted, and what is noted is kept."""
    for found in inputs:
        if isinstance(found, Passed):
            summary.passed += 1
        elif isinstance(found, Unchanged):
            summary.unchanged += 1
        elif isinstance(found, Noted):
            summary.noted.append(found)
        else:
            yield found


def _batches(inputs: Iterable[Report | Failure], most: int, originals: Originals | None) -> Iterator[Batch]:
    """The inputs in batches, each with the captures of its originals.

    No capture is kept before its report: after a run that was cut off between, a page would be taken for known.
    """
    batch, size, begun = Batch(), 0, monotonic()
    for found in inputs:
        if isinstance(found, Report):
            batch.reports.append(found)
            size += len(found.text)
        else:
            batch.failures.append(found)
        full = len(batch.reports) + len(batch.failures) >= most or size >= MOST_AT_ONCE
        if full or monotonic() - begun >= LONGEST_WAIT:
            batch.captures = originals.drain() if originals else []
            yield batch
            batch, size, begun = Batch(), 0, monotonic()
    batch.captures = originals.drain() if originals else []
    if batch.reports or batch.failures or batch.captures:
        yield batch


def _ahead(
    batches: Iterable[Batch], begin: Callable[[Batch, Batch | None, Workers], None], workers: Workers
) -> Iterator[Batch]:
    """The batches, each given once the next is with the workers: they go on while this one is written."""
    waiting: Batch | None = None
    for batch in batches:
        begin(batch, waiting, workers)
        if waiting is not None:
            yield waiting
        waiting = batch
        if batch.begun is None:
            yield batch
            waiting = None
    if waiting is not None:
        yield waiting


def _sentence(claim: GroundedClaim, texts: dict[ReportId, str]) -> str:
    return claim.claim.context.of(texts[claim.claim.report])


def limits_of(
    settings: Settings,
    *,
    published: date | None = None,
    outlet: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Limits:
    """How much is read of what, and what is taken for reports that do not say it themselves."""
    return Limits(
        max_bytes=settings.max_report_bytes,
        max_unpacked_bytes=settings.max_unpacked_mb * 1_000_000,
        max_depth=settings.max_depth,
        max_members=settings.max_members,
        columns=columns or {},
        published=published,
        outlet=outlet,
    )


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
