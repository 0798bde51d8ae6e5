"""Clashes: reports of one run that claim the same id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recount.model import Failure, Report, ReportId
from recount.sources.streams import Found


def without_clashes(inputs: Iterable[Found]) -> Iterator[Found]:
    """The inputs, in order, with a second report of one id and other words refused. Lazy.

    Which of two is the newer can't be told, unless both say when they were retrieved and come in that order.
    """
    seen: dict[str, tuple[ReportId, str]] = {}
    for found in inputs:
        if isinstance(found, Report):
            before, retrieved = seen.get(found.given_id, (found.id, ""))
            if before != found.id and not "" < retrieved < (found.retrieved or ""):
                yield Failure(report=found.given_id, stage="sources", error=_TOLD)
                continue
            seen[found.given_id] = (found.id, found.retrieved or "")
        yield found


_TOLD = (
    "another report of this run has this id and other words: rename the file or give it an `id` of its own; a newer "
    "version of one report needs a later `retrieved`, or a run of its own"
)
