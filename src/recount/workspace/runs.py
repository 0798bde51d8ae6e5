"""Runs: what one run gathers, in which batches, and what it tells on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from time import monotonic

from recount.model import Capture, Failure, Report, ReportId, Snapshot
from recount.pipeline import Update
from recount.sources import Found, Noted, Passed, Unchanged
from recount.store.originals import Originals
from recount.workspace.workers import Parcel, Workers

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

    stopped: bool = False
    """Whether it was told to leave the rest."""

    failures: list[Failure] = field(default_factory=list)
    snapshot: Snapshot | None = None
    """The snapshot this run made; ``None`` if it changed nothing."""

    update: Update | None = None
    """Which incidents and periods are new, changed or gone since the workspace last looked: all are new the first
    time. ``None`` if nothing came in."""


class Told:
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


def readable(inputs: Iterable[Found], summary: RunSummary) -> Iterator[Report | Failure]:
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


def batches(inputs: Iterable[Report | Failure], most: int, originals: Originals | None) -> Iterator[Batch]:
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


def ahead(
    each: Iterable[Batch], begin: Callable[[Batch, Batch | None, Workers], None], workers: Workers
) -> Iterator[Batch]:
    """The batches, each given once the next is with the workers: they go on while this one is written."""
    waiting: Batch | None = None
    for batch in each:
        begin(batch, waiting, workers)
        if waiting is not None:
            yield waiting
        waiting = batch
        if batch.begun is None:
            yield batch
            waiting = None
    if waiting is not None:
        yield waiting
