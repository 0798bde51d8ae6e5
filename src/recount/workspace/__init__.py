"""Workspace: settings, a record and the pipeline in one hand. What the commands use, and what a notebook user holds.

Reading into a record stands here, with `runs` and `workers` beside it; what else is done with one has rooms of its own:
`reviewing` (with `deciding`, `editions`, `versions`), `totalling`, `preserving` (with `stamping`), `releasing`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from recount.claims import Extractor, extract, open_extractor
from recount.config import Settings, load_settings
from recount.model import (
    Failure,
    Reading,
    Report,
    Snapshot,
)
from recount.pipeline import check, readings
from recount.resolve import Gazetteer
from recount.sources import Limits, is_address, read, without_clashes
from recount.store import Store, open_store
from recount.store.originals import Originals, beside, originals_folder
from recount.store.parts import sweep
from recount.workspace.recorded_web import recorded_web
from recount.workspace.releasing import Releasing
from recount.workspace.reviewing import Decided, now
from recount.workspace.runs import Batch, Progress, RunSummary, Told, ahead, batches, readable
from recount.workspace.workers import FEWEST, Read, Workers

if TYPE_CHECKING:
    from recount.sources.web import Web

__all__ = ["Decided", "Progress", "RunSummary", "Workspace", "gazetteer_of", "limits_of", "packaged_gazetteer"]


class Workspace(Releasing):
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
        within: Path | None = None,
        stop: Callable[[], bool] = lambda: False,
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
            within: a folder whose own path is no part of the names of files in it.
            stop: asked between batches whether the rest is to be left. What was kept stays, and its figures are told.
        """
        every = [paths] if isinstance(paths, str | os.PathLike) else paths
        limits = limits_of(self.settings, published=published, outlet=outlet, columns=columns)
        limits = replace(limits, within=within)
        summary = RunSummary()
        addresses = [os.fspath(path) for path in every]
        self._sign_older()
        keeper = self.originals if self.settings.keep_originals else None
        with self._web(addresses, web) as online, Workers(self.settings, jobs=self._jobs) as workers:
            told = Told(progress)
            if keeper:
                sweep(keeper.folder)
            inputs = read(
                addresses, limits=limits, keeper=keeper, web=online, feeds_only=feeds_only, opened=told.opened
            )
            found = batches(readable(without_clashes(inputs), summary), self.settings.batch, self.originals)
            for batch in ahead(found, self._begin, workers):
                self._keep(batch, summary, workers, told)
                if stop():
                    summary.stopped = True
                    break
        self.store.index()
        if self.store.stale() or self._made_another_way():
            progress("figures", summary.read, "")
            with self.kept.lock:
                derivation, summary.update = self.catch_up()
                head, new = self.kept.keep(at=now())
                if new:
                    summary.snapshot = Snapshot(
                        number=head.number, made=head.made, digest=head.digest, findings=derivation.findings
                    )
                summary.near_duplicates = len(derivation.sharing_text(summary.in_new_words))
        return summary

    def _web(self, addresses: Iterable[str], web: Web | None) -> AbstractContextManager[Web | None]:
        """The web, if there are addresses among the inputs: the network is else never touched."""
        if web is not None or not any(map(is_address, addresses)):
            return nullcontext(web)
        return recorded_web(self.store, self.originals, self.settings)

    def _sign_older(self) -> None:
        """Make the signatures of the reports that an older Recount read into this record, once."""
        missing = self.store.unsigned()
        if missing:
            from recount.text.duplicates import sign  # numpy: 0.1 s that others need not wait
        for start in range(0, len(missing), self.settings.batch):
            texts = self.store.texts(missing[start : start + self.settings.batch])
            self.store.sign({id_: sign(report) for id_, report in texts.items()})

    def _begin(self, batch: Batch, before: Batch | None, workers: Workers) -> None:
        """Let the workers begin with the new reports of a batch, where there are many."""
        unique = {r.id: r for r in batch.reports}
        known = self.store.known(unique) | ({r.id for r in before.fresh} if before else set())
        batch.fresh = [r for i, r in unique.items() if i not in known]
        if self._jobs > 1 and len(batch.fresh) >= FEWEST:
            batch.begun = workers.begin(batch.fresh)

    def _keep(self, batch: Batch, summary: RunSummary, workers: Workers, told: Told) -> None:
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
