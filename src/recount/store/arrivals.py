"""Which reports of a batch are new to a record, and as which version. Every store decides it here."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from recount.errors import RecordError
from recount.model import Reading, Report, ReportId
from recount.store.lines import encode

LONGEST_ID = 2000
"""Bytes of UTF-8 in a given id. PostgreSQL indexes no text longer than about 2,700."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A report that is new to the record."""

    report: Report
    reading: Reading
    version: int
    line: str
    """The report as a line of JSON."""


def arrivals(
    read: Sequence[tuple[Report, Reading]], *, known: set[ReportId], versions: dict[str, int]
) -> list[Arrival]:
    """The new reports among those read, in order, each once, with the version number it becomes.

    Args:
        read: each report with its reading.
        known: ids already in the record.
        versions: the latest version of each given id already in the record.

    Raises:
        RecordError: a report that can't be kept.
    """
    seen, latest = set(known), dict(versions)
    new = []
    for report, reading in read:
        if report.id not in seen:
            seen.add(report.id)
            latest[report.given_id] = version = latest.get(report.given_id, 0) + 1
            new.append(Arrival(report=report, reading=reading, version=version, line=_line(report)))
    return new


def words_digest(report: Report) -> str:
    """Equal for reports whose words are the same; white space does not count, nor where the title ends."""
    words = "".join(report.canonical.split())
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _line(report: Report) -> str:
    line = encode(report, f"report {report.given_id[:80]!r}")
    if len(report.given_id.encode()) > LONGEST_ID:
        raise RecordError(
            f"the id of report {report.given_id[:80]!r}… is longer than {LONGEST_ID} bytes: nothing of this step was "
            "kept; give the report a shorter id"
        )
    return line
