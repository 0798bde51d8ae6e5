"""What every store can do. One contract suite runs over all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from recount.model import (
    Among,
    Capture,
    ClaimId,
    Decision,
    Edition,
    Extent,
    Failure,
    Figure,
    Findings,
    Fingerprint,
    Graded,
    GroundedClaim,
    GroundedStatement,
    Hit,
    Incident,
    Link,
    Reading,
    Refusal,
    Report,
    ReportHead,
    ReportId,
    Signature,
    Snapshot,
    SnapshotHead,
    StatementId,
    Version,
)

EVERYWHERE = Among()
"""All reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a record says of itself."""

    address: str
    """File path or URL, without any password."""

    revision: str
    """Schema revision."""

    made_by: str
    """Version of Recount that made it."""

    reports: int
    claims: int
    statements: int
    snapshots: int
    captures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What came into a record since it reached less far."""

    extent: Extent
    """How far it reaches now."""

    reports: tuple[ReportHead, ...]
    """Versions of reports, in order of arrival."""

    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What an overview tells of an incident."""

    incident: Incident
    figures: tuple[Figure, ...]
    graded: Graded | None
    origins: int
    """How many independent voices are behind it."""


NOTHING_YET = Extent(reports=0, decisions=0)


class Store(Protocol):
    """A record of reports, what was read in them, failures, decisions and snapshots.

    Reports, readings, failures, decisions and editions are only ever added. Adding the same again changes nothing.
    Each method that writes is one transaction: it happens wholly or not at all, whatever kills the process.

    Raises, from any method: `RecordReadOnly`, `RecordFull`, `RecordError`.
    """

    def known(self, ids: Iterable[ReportId]) -> set[ReportId]:
        """Those of the ids that are in the record."""
        ...

    def add(
        self,
        read: Sequence[tuple[Report, Reading]],
        failures: Sequence[Failure],
        *,
        at: str,
        captures: Sequence[Capture] = (),
    ) -> int:
        """Keep reports with what was read in them, failures and captures; return how many reports were new.

        A report whose id is known is passed over. Other words under a given id that is known become its next version
        (numbered from 1 in order of arrival). The same (report, stage, error) failure is kept once.

        Args:
            read: each report with its reading.
            failures: reports that could not be read.
            at: UTC, ISO 8601 with seconds.
            captures: how originals came in; one that is logged already is passed over.
        """
        ...

    def log(self) -> Iterator[Link]:
        """The capture log, oldest first, each capture with whether it stands as it was written."""
        ...

    def captures_of(self, digest: str) -> list[Capture]:
        """How the original of that digest came in, oldest first."""
        ...

    def originals(self) -> Iterator[str]:
        """The digests of all originals that the log tells of, sorted, each once."""
        ...

    def known_originals(self, digests: Iterable[str]) -> set[str]:
        """Those of the digests that the log tells of."""
        ...

    def latest_capture(self, address: str) -> Capture | None:
        """The newest capture from that path or address."""
        ...

    def find_report(self, key: str) -> Report | None:
        """The report with that content id, else the latest version with that given id."""
        ...

    def heads(self) -> Iterator[ReportHead]:
        """Every version of every report, ordered by (given_id, version)."""
        ...

    def texts(self, ids: Iterable[ReportId]) -> dict[ReportId, Report]:
        """The reports of those ids."""
        ...

    def versions(self, given_id: str | None = None) -> Iterator[Version]:
        """Every version of the report of that given id, else of all reports that have several.

        Ordered by (given_id, version).
        """
        ...

    def same_text(self, report: Report) -> list[str]:
        """Given ids of other reports in the record whose words are the same, sorted. White space does not count."""
        ...

    def fingerprints(self, upto: int | None = None) -> Iterator[Fingerprint]:
        """The signatures of the latest version of every report, ordered by given_id; with `upto` as for claims."""
        ...

    def fingerprints_of(self, ids: Iterable[ReportId]) -> list[Fingerprint]:
        """The signatures of those versions of reports, in no order."""
        ...

    def unsigned(self) -> list[ReportId]:
        """The reports that have no signature, sorted: an older Recount read them."""
        ...

    def sign(self, signatures: Mapping[ReportId, Signature]) -> None:
        """Keep signatures of reports that have none. Others keep theirs."""
        ...

    def index(self) -> int:
        """Make reports findable that an older version of Recount took in; return how many. Others are already."""
        ...

    def not_indexed(self) -> int:
        """How many reports `search` does not find yet."""
        ...

    def search(
        self, words: str, *, limit: int = 20, offset: int = 0, among: Among = EVERYWHERE
    ) -> tuple[int, list[Hit]]:
        """How many reports hold all the words, and those from `offset` on, the best first. Latest versions alone.

        Case, accents, vowel marks and the forms of Arabic letters do not count. ``"In quotes"``: together; ``bomb*``:
        by its start.

        Raises:
            UsageError: no word is given, or too many are.
        """
        ...

    def holding(self, words: str) -> list[ReportId]:
        """All the reports that `search` would find, the best first, without their texts.

        Raises:
            UsageError: no word is given, or too many are.
        """
        ...

    def reports(self, upto: int) -> Iterator[Report]:
        """Every version of every report up to that number of an `Extent`, in order of arrival."""
        ...

    def claims(self, upto: int | None = None) -> Iterator[GroundedClaim]:
        """The claims of the latest version of every report, ordered by (given_id, start, end, claim id).

        With `upto` as they were when the record reached to the report of that number.
        """
        ...

    def statements(self, upto: int | None = None) -> Iterator[GroundedStatement]:
        """The statements of the latest version of every report, ordered likewise."""
        ...

    def refusals(self) -> Iterator[tuple[str, Refusal]]:
        """What could not be told of a report as a whole, with its given id, of the latest versions, in order."""
        ...

    def claims_of(self, ids: Iterable[ReportId]) -> list[GroundedClaim]:
        """The claims of those versions of reports, in the order of each text."""
        ...

    def statements_of(self, ids: Iterable[ReportId]) -> list[GroundedStatement]:
        """Their statements, likewise."""
        ...

    def find_claim(self, id: ClaimId) -> GroundedClaim | None:  # noqa: A002 - the model's own word
        """The claim of that id, of any version."""
        ...

    def find_statement(self, id: StatementId) -> GroundedStatement | None:  # noqa: A002 - the model's own word
        """The statement of that id, of any version."""
        ...

    def find_claims(self, ids: Iterable[ClaimId]) -> dict[ClaimId, GroundedClaim]:
        """The claims of those ids, of any version."""
        ...

    def claims_like(self, start: str, most: int = 20) -> list[ClaimId]:
        """Ids of claims, of any version, that start with those characters, sorted; at most so many."""
        ...

    def failures(self) -> list[Failure]:
        """All failures, in order of first sight."""
        ...

    def decide(self, decision: Decision) -> None:
        """Append to the decision log."""
        ...

    def decide_all(self, decisions: Sequence[Decision]) -> int:
        """Append several, all or none, in their order; return how many were not in the log before."""
        ...

    def decisions(self, upto: int | None = None) -> list[Decision]:
        """The decision log, oldest first; with `upto` as it was when it reached to the decision of that number."""
        ...

    def extent(self) -> Extent:
        """How far the record reaches now."""
        ...

    def since(self, extent: Extent = NOTHING_YET) -> News:
        """What came after the record reached so far, in one look at it.

        `keep` then takes all that came till then for known to whoever calls it, as it does after `claims` and
        `decisions`.
        """
        ...

    def keep_edition(self, edition: Edition, findings: Findings) -> Edition:
        """Keep an edition as the next one, with its findings, and return it with its number and its snapshot's."""
        ...

    def editions(self) -> list[Edition]:
        """All editions, oldest first."""
        ...

    def edition(self, number: int | None = None) -> Edition | None:
        """The edition of that number, or the latest."""
        ...

    def stale(self) -> bool:
        """Whether reports or decisions were added after the latest snapshot, or no snapshot covers them."""
        ...

    def keep(self, findings: Findings, *, at: str) -> Snapshot | None:
        """Keep the findings as the next snapshot, and return it; ``None`` if they equal the latest one's.

        Either way the record is not stale afterwards.
        """
        ...

    def keep_changes(
        self, touched: Collection[str], after: Findings, *, upon: int | None, whole: Callable[[], Findings], at: str
    ) -> tuple[SnapshotHead, bool]:
        """Keep as the next snapshot what the one `upon` holds, with `after` in the place of what it holds of these.

        As `keep` of all of it, but only what is said of `touched` is looked at and written. Where `upon` is not the
        latest snapshot, `whole()` is kept.

        Args:
            touched: identifiers of incidents and periods.
            after: all that is found about them now; nothing about those that are gone.
            upon: number of a snapshot that holds all else.
            whole: all findings.
            at: UTC, ISO 8601 with seconds.

        Returns:
            The head of the latest snapshot, which holds the findings, and whether it is new.
        """
        ...

    def snapshot_head(self, number: int | None = None) -> SnapshotHead | None:
        """The snapshot of that number, or the latest, without its findings."""
        ...

    def outlines(self) -> Generator[Outline]:
        """Each incident of the latest snapshot with what an overview tells of it, by id."""
        ...

    def check_snapshots(self) -> Iterator[tuple[int, str]]:
        """Each snapshot's number, and what is wrong with it in a sentence; an empty one where it is as it was kept."""
        ...

    def snapshot(self, number: int | None = None) -> Snapshot | None:
        """The snapshot of that number, or the latest."""
        ...

    def about(self) -> About:
        """What the record says of itself."""
        ...

    def close(self) -> None:
        """Let go of the record. Nothing may be called afterwards."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
