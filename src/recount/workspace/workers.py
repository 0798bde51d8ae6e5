"""Workers: reports read by several processes at once, in the order in which they come."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from types import TracebackType
from typing import Self

from recount.claims import Extractor, open_extractor
from recount.config import Settings
from recount.model import Failure, Reading, Report
from recount.ontology import Policy, policy
from recount.pipeline import readings
from recount.resolve import Gazetteer

Read = tuple[Report, Reading] | tuple[Report, Failure]

AT_ONCE = 8
"""Reports handed to a worker together: each hand-over costs a millisecond, a report thirty."""

FEWEST = 40
"""Reports for which workers are worth their start, which takes a second and a half."""

MOST_JOBS = 8
"""Processes unless more are asked for. Each takes 200 MB, and one run feeds no more than these."""


@dataclass(slots=True, eq=False)
class Parcel:
    """Reports handed to a worker together, and what will come of them."""

    reports: list[Report]
    future: Future[list[Read]] | None = None
    """``None`` where the workers had died before it could be handed over."""


class Workers:
    """Processes that read reports. Started at the first need; closed with the ``with``."""

    def __init__(self, settings: Settings, *, jobs: int) -> None:
        self._settings, self._jobs = settings, jobs
        self._pool: ProcessPoolExecutor | None = None
        self._under_way: deque[Parcel] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._end_at_once()
        self._stop()

    def read(self, reports: Sequence[Report]) -> Iterator[Read]:
        """Each report with what was read in it, or with the failure that stopped it. Order kept."""
        return self.results(self.begin(reports))

    def begin(self, reports: Sequence[Report]) -> list[Parcel]:
        """Let the workers begin to read the reports, after those they were given before."""
        rest = iter(reports)
        parcels = []
        while some := list(islice(rest, AT_ONCE)):
            parcels.append(Parcel(some))
        self._under_way.extend(parcels)
        self._hand_over(parcels)
        return parcels

    def results(self, parcels: Iterable[Parcel]) -> Iterator[Read]:
        """What was read in the reports of parcels that were begun, in their order. Each batch is asked for once.

        A report at which a worker dies, as for want of memory, comes as a failure; the others are read anew.
        """
        for parcel in parcels:
            try:
                read = _result(parcel)
            except BrokenProcessPool:
                self._stop()
                read = list(self._one_by_one(parcel.reports))
                self._under_way.remove(parcel)
                self._hand_over(self._under_way)
            else:
                self._under_way.remove(parcel)
            yield from read

    def _hand_over(self, parcels: Iterable[Parcel]) -> None:
        for parcel in parcels:
            try:
                parcel.future = self._started().submit(_read_here, parcel.reports)
            except BrokenProcessPool:
                parcel.future = None

    def _one_by_one(self, parcel: Iterable[Report]) -> Iterator[Read]:
        for report in parcel:
            try:
                yield from self._started().submit(_read_here, [report]).result()
            except BrokenProcessPool:
                self._stop()
                told = "the process that read it was ended by the system, as happens when memory runs out: split it"
                yield report, Failure(report=report.given_id, stage="claims", error=told)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Spawned, not forked: a fork would share the record's open connection.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(
                self._jobs, mp_context=context, initializer=_begin, initargs=(self._settings,)
            )
            with _uninterrupted():
                self._pool.submit(int)  # starts them
        return self._pool

    def _end_at_once(self) -> None:
        """End workers in the middle of a report: after Ctrl-C nobody waits for a long one."""
        if self._pool is not None:
            for process in list(self._pool._processes.values()):
                process.terminate()

    def _stop(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _result(parcel: Parcel) -> list[Read]:
    if parcel.future is None:
        raise BrokenProcessPool
    return parcel.future.result()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back, and from processes that are started meanwhile for good: the run ends them itself."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def jobs_of(settings: Settings) -> int:
    """How many processes read: as many as the settings say, else one for each core, and at most eight."""
    if settings.extractor == "llm":
        return 1  # one server answers; more askers only wait longer
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return settings.jobs or min(cores, MOST_JOBS)


class _Here:
    """What one worker reads with."""

    gazetteer: Gazetteer
    policy: Policy
    extractor: Extractor
    settings: Settings


def _begin(settings: Settings) -> None:
    from recount.store.own_gazetteer import open_gazetteers

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run ends the workers itself
    threading.Thread(target=_end_with_the_run, daemon=True).start()
    _Here.settings = settings
    _Here.gazetteer = open_gazetteers(settings.own_gazetteer)
    _Here.policy = policy(settings.policy)
    _Here.extractor = open_extractor(settings.extractor, settings)


def _end_with_the_run() -> None:
    """End this worker when the run is killed: it would else wait for reports for ever."""
    run = multiprocessing.parent_process()
    if run is not None:
        run.join()
        os._exit(1)


def _read_here(reports: list[Report]) -> list[Read]:
    return list(
        readings(
            reports,
            gazetteer=_Here.gazetteer,
            policy=_Here.policy,
            parser=_Here.settings.parser,
            extractor=_Here.extractor,
        )
    )
