"""Workers: reports read by several processes at once, in the order in which they come."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
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

AHEAD = 4
"""Such parcels under way for each worker, so that none waits and memory stays flat."""

FEWEST = 40
"""Reports for which workers are worth their start, which takes a second and a half."""


class Workers:
    """Processes that read reports. Started at the first need; closed with the ``with``."""

    def __init__(self, settings: Settings, *, jobs: int) -> None:
        self._settings, self._jobs = settings, jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def read(self, reports: Sequence[Report]) -> Iterator[Read]:
        """Each report with what was read in it, or with the failure that stopped it. Order kept.

        A report at which a worker dies, as for want of memory, comes as a failure; the others are read anew.
        """
        rest = deque(_parcels(reports))
        while rest:
            try:
                yield from self._read(rest)
            except BrokenProcessPool:
                self._stop()
                yield from self._one_by_one(rest.popleft())

    def _read(self, rest: deque[list[Report]]) -> Iterator[Read]:
        """Read the parcels; each is taken off `rest` once it is read."""
        pool = self._started()
        under_way: deque[Future[list[Read]]] = deque()
        ahead = self._jobs * AHEAD
        while rest:
            under_way.extend(pool.submit(_read_here, parcel) for parcel in islice(rest, len(under_way), ahead))
            read = under_way.popleft().result()
            rest.popleft()
            yield from read

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
        return self._pool

    def _stop(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def jobs_of(settings: Settings) -> int:
    """How many processes read: as many as the settings say, else one for each core."""
    if settings.extractor == "llm":
        return 1  # one server answers; more askers only wait longer
    return settings.jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _parcels(reports: Iterable[Report]) -> Iterator[list[Report]]:
    rest = iter(reports)
    while parcel := list(islice(rest, AT_ONCE)):
        yield parcel


class _Here:
    """What one worker reads with."""

    gazetteer: Gazetteer
    policy: Policy
    extractor: Extractor
    settings: Settings


def _begin(settings: Settings) -> None:
    from recount.store.own_gazetteer import open_gazetteers

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run ends the workers itself, after what is under way
    _Here.settings = settings
    _Here.gazetteer = open_gazetteers(settings.own_gazetteer)
    _Here.policy = policy(settings.policy)
    _Here.extractor = open_extractor(settings.extractor, settings)


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
