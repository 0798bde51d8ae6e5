"""SqlStore: a record in a database, SQLite or PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Table, func, select

from recount.model import (
    Among,
    Capture,
    ClaimId,
    Decision,
    Edition,
    Extent,
    Failure,
    Findings,
    Fingerprint,
    GroundedClaim,
    GroundedStatement,
    Hit,
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
from recount.store import captures as capture_log
from recount.store import editions, log, readings
from recount.store import snapshots as kept_snapshots
from recount.store.base import EVERYWHERE, NOTHING_YET, About, News, Outline
from recount.store.database import Database
from recount.store.lines import decode
from recount.store.meta import lock_changes, read_meta, read_number, write_number
from recount.store.schema import REVISIONS, claims, failures, reports, snapshots, statements
from recount.store.search import (
    ask,
    count_matching,
    ids_matching,
    index_new,
    make_hit,
    matching,
    not_indexed,
    parse_query,
)


class SqlStore:
    """A record in a database. Safe to share between threads; several processes may read and write one record.

    Iterations read one state of the record, the one at their start, whatever is written meanwhile.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        # Change counter as of our last read of the claims and of the decisions, plus what we changed ourselves since.
        # What another process adds between our reading and our `keep` is thus not taken for covered.
        self._seen: dict[str, int] = {}

    def known(self, ids: Iterable[ReportId]) -> set[ReportId]:
        """Those of the ids that are in the record."""
        with self._database.reading() as connection:
            return readings.known_ids(connection, ids)

    def add(
        self,
        read: Sequence[tuple[Report, Reading]],
        failures: Sequence[Failure],
        *,
        at: str,
        captures: Sequence[Capture] = (),
    ) -> int:
        """Keep reports with what was read in them, failures and captures; return how many reports were new."""
        with self._database.writing() as connection:
            changes = lock_changes(connection)
            added = readings.add_reports(connection, read, at=at)
            readings.add_failures(connection, failures, at=at)
            capture_log.add_captures(connection, captures)
            if added:
                index_new(connection)
            if added:
                write_number(connection, "changes", changes + 1)
        if added:
            self._count_own_change()
        return added

    def log(self) -> Iterator[Link]:
        """The capture log, oldest first, each capture with whether it stands as it was written."""
        with self._database.reading() as connection:
            yield from capture_log.read_log(connection)

    def captures_of(self, digest: str) -> list[Capture]:
        """How the original of that digest came in, oldest first."""
        with self._database.reading() as connection:
            return capture_log.captures_of(connection, digest)

    def originals(self) -> Iterator[str]:
        """The digests of all originals that the log tells of, sorted, each once."""
        with self._database.reading() as connection:
            yield from capture_log.captured(connection)

    def known_originals(self, digests: Iterable[str]) -> set[str]:
        """Those of the digests that the log tells of."""
        with self._database.reading() as connection:
            return capture_log.known_digests(connection, digests)

    def latest_capture(self, address: str) -> Capture | None:
        """The newest capture from that path or address."""
        with self._database.reading() as connection:
            return capture_log.latest_capture(connection, address)

    def find_report(self, key: str) -> Report | None:
        """The report with that content id, else the latest version with that given id."""
        with self._database.reading() as connection:
            return readings.find_report(connection, key)

    def heads(self) -> Iterator[ReportHead]:
        """Every version of every report, ordered by (given_id, version)."""
        with self._database.reading() as connection:
            yield from readings.read_heads(connection)

    def texts(self, ids: Iterable[ReportId]) -> dict[ReportId, Report]:
        """The reports of those ids."""
        with self._database.reading() as connection:
            return readings.read_texts(connection, ids)

    def versions(self, given_id: str | None = None) -> Iterator[Version]:
        """Every version of the report of that given id, else of all reports that have several."""
        with self._database.reading() as connection:
            yield from readings.read_versions(connection, given_id)

    def same_text(self, report: Report) -> list[str]:
        """Given ids of other reports in the record whose words are the same, sorted."""
        with self._database.reading() as connection:
            return readings.same_words(connection, report)

    def fingerprints(self, upto: int | None = None) -> Iterator[Fingerprint]:
        """The signatures of the latest version of every report, ordered by given_id."""
        with self._database.reading() as connection:
            yield from readings.read_fingerprints(connection, upto)

    def fingerprints_of(self, ids: Iterable[ReportId]) -> list[Fingerprint]:
        """The signatures of those versions of reports, in no order."""
        with self._database.reading() as connection:
            return list(readings.fingerprints_of(connection, ids))

    def unsigned(self) -> list[ReportId]:
        """The reports that have no signature, sorted: an older Recount read them."""
        wanted = select(reports.c.id).where(reports.c.signature.is_(None)).order_by(reports.c.id)
        with self._database.reading() as connection:
            return [ReportId(id_) for id_ in connection.scalars(wanted)]

    def sign(self, signatures: Mapping[ReportId, Signature]) -> None:
        """Keep signatures of reports that have none. Others keep theirs."""
        with self._database.writing() as connection:
            changes = lock_changes(connection)
            signed = readings.add_signatures(connection, signatures)
            if signed:
                write_number(connection, "changes", changes + 1)
        if signed:
            self._count_own_change()

    def index(self) -> int:
        """Make reports findable that an older version of Recount took in; return how many."""
        with self._database.reading() as connection:
            if not not_indexed(connection):
                return 0
        with self._database.writing() as connection:
            lock_changes(connection)
            return index_new(connection)

    def not_indexed(self) -> int:
        """How many reports `search` does not find yet."""
        with self._database.reading() as connection:
            return not_indexed(connection)

    def search(
        self, words: str, *, limit: int = 20, offset: int = 0, among: Among = EVERYWHERE
    ) -> tuple[int, list[Hit]]:
        """How many reports hold all the words, and those from `offset` on, the best first."""
        terms = parse_query(words)
        with self._database.reading() as connection:
            asked = ask(connection, terms, among)
            numbers = matching(connection, asked, limit=limit, offset=offset)
            found = {number: (head, report) for number, head, report in readings.read_numbered(connection, numbers)}
            hits = [make_hit(*found[number], terms) for number in numbers]
            return count_matching(connection, asked), hits

    def holding(self, words: str) -> list[ReportId]:
        """All the reports that `search` would find, the best first, without their texts."""
        terms = parse_query(words)
        with self._database.reading() as connection:
            return [ReportId(id_) for id_ in ids_matching(connection, ask(connection, terms, EVERYWHERE))]

    def reports(self, upto: int) -> Iterator[Report]:
        """Every version of every report up to that number, in order of arrival."""
        with self._database.reading() as connection:
            yield from readings.read_reports(connection, upto)

    def claims(self, upto: int | None = None) -> Iterator[GroundedClaim]:
        """The claims of the latest version of every report, ordered by (given_id, start, end, claim id)."""
        with self._database.reading() as connection:
            if upto is None:
                self._seen["claims"] = read_number(connection, "changes")
            with readings.stream(connection, readings.latest(claims, upto)) as rows:
                for row in rows:
                    yield decode(GroundedClaim, row.json, f"claim {row.id}")

    def statements(self, upto: int | None = None) -> Iterator[GroundedStatement]:
        """The statements of the latest version of every report, ordered likewise."""
        with (
            self._database.reading() as connection,
            readings.stream(connection, readings.latest(statements, upto)) as rows,
        ):
            for row in rows:
                yield decode(GroundedStatement, row.json, f"statement {row.id}")

    def refusals(self) -> Iterator[tuple[str, Refusal]]:
        """What could not be told of a report as a whole, with its given id, of the latest versions, in order."""
        with self._database.reading() as connection, readings.stream(connection, readings.latest_refusals()) as rows:
            for row in rows:
                for refusal in decode(tuple[Refusal, ...], row.refusals, f"report {row.given_id!r}"):
                    yield row.given_id, refusal

    def claims_of(self, ids: Iterable[ReportId]) -> list[GroundedClaim]:
        """The claims of those versions of reports, in the order of each text."""
        with self._database.reading() as connection:
            return [
                decode(GroundedClaim, line, f"claim {i}") for i, line in readings.read_said(connection, claims, ids)
            ]

    def statements_of(self, ids: Iterable[ReportId]) -> list[GroundedStatement]:
        """Their statements, likewise."""
        with self._database.reading() as connection:
            said = readings.read_said(connection, statements, ids)
            return [decode(GroundedStatement, line, f"statement {id_}") for id_, line in said]

    def find_claim(self, id: ClaimId) -> GroundedClaim | None:  # noqa: A002 - the model's own word
        """The claim of that id, of any version."""
        with self._database.reading() as connection:
            line = connection.scalar(select(claims.c.json).where(claims.c.id == id))
            return None if line is None else decode(GroundedClaim, line, f"claim {id}")

    def find_statement(self, id: StatementId) -> GroundedStatement | None:  # noqa: A002 - the model's own word
        """The statement of that id, of any version."""
        with self._database.reading() as connection:
            line = connection.scalar(select(statements.c.json).where(statements.c.id == id))
            return None if line is None else decode(GroundedStatement, line, f"statement {id}")

    def find_claims(self, ids: Iterable[ClaimId]) -> dict[ClaimId, GroundedClaim]:
        """The claims of those ids, of any version."""
        with self._database.reading() as connection:
            return readings.find_claims(connection, ids)

    def claims_like(self, start: str, most: int = 20) -> list[ClaimId]:
        """Ids of claims that start with those characters, sorted; at most so many."""
        with self._database.reading() as connection:
            return readings.claims_like(connection, start, most)

    def failures(self) -> list[Failure]:
        """All failures, in order of first sight."""
        columns = select(failures.c.report, failures.c.stage, failures.c.error)
        with self._database.reading() as connection:
            return [Failure(**row._mapping) for row in connection.execute(columns.order_by(failures.c.number))]

    def decide(self, decision: Decision) -> None:
        """Append to the decision log. A decision that is in it changes nothing."""
        self.decide_all([decision])

    def decide_all(self, decisions: Sequence[Decision]) -> int:
        """Append several, all or none, in their order; return how many were not in the log before."""
        with self._database.writing() as connection:
            changes = lock_changes(connection)
            added = log.append(connection, decisions)
            if added:
                write_number(connection, "changes", changes + 1)
        if added:
            self._count_own_change()
        return added

    def decisions(self, upto: int | None = None) -> list[Decision]:
        """The decision log, oldest first."""
        with self._database.reading() as connection:
            if upto is None:
                self._seen["decisions"] = read_number(connection, "changes")
            return log.read(connection, upto)

    def extent(self) -> Extent:
        """How far the record reaches now."""
        with self._database.reading() as connection:
            return editions.read_extent(connection)

    def since(self, extent: Extent = NOTHING_YET) -> News:
        """What came after the record reached so far, in one look at it."""
        with self._database.reading() as connection:
            self._seen = dict.fromkeys(("claims", "decisions"), read_number(connection, "changes"))
            return News(
                extent=editions.read_extent(connection),
                reports=tuple(readings.read_arrivals(connection, after=extent.reports)),
                decisions=tuple(log.read(connection, None, after=extent.decisions)),
            )

    def keep_edition(self, edition: Edition, findings: Findings) -> Edition:
        """Keep an edition as the next one, with its findings, and return it with its number and its snapshot's."""
        with self._database.writing() as connection:
            lock_changes(connection)
            return editions.write_edition(connection, edition, findings)

    def editions(self) -> list[Edition]:
        """All editions, oldest first."""
        with self._database.reading() as connection:
            return editions.read_editions(connection)

    def edition(self, number: int | None = None) -> Edition | None:
        """The edition of that number, or the latest."""
        with self._database.reading() as connection:
            return editions.find_edition(connection, number)

    def stale(self) -> bool:
        """Whether reports or decisions were added after the latest snapshot, or no snapshot covers them."""
        with self._database.reading() as connection:
            return read_number(connection, "changes") != read_number(connection, "covered")

    def keep(self, findings: Findings, *, at: str) -> Snapshot | None:
        """Keep the findings as the next snapshot, and return it; ``None`` if they equal the latest one's.

        The record is not stale afterwards, unless another process has added to it since the claims and the decisions
        were last read here.
        """
        with self._database.writing() as connection:
            self._cover(connection)
            head, new = kept_snapshots.keep(connection, findings, at=at)
        return Snapshot(number=head.number, made=head.made, digest=head.digest, findings=findings) if new else None

    def keep_changes(
        self, touched: Collection[str], after: Findings, *, upon: int | None, whole: Callable[[], Findings], at: str
    ) -> tuple[SnapshotHead, bool]:
        """Keep as the next snapshot what the one `upon` holds, with `after` in the place of what it holds of these."""
        with self._database.writing() as connection:
            self._cover(connection)
            made = kept_snapshots.keep_changes(connection, touched, after, upon=upon, at=at)
            return kept_snapshots.keep(connection, whole(), at=at) if made is None else made

    def _cover(self, connection: Connection) -> None:
        """Note up to which change the snapshot that is about to be kept knows the record."""
        changes = lock_changes(connection)
        write_number(connection, "covered", min(self._seen.values(), default=changes))

    def snapshot_head(self, number: int | None = None) -> SnapshotHead | None:
        """The snapshot of that number, or the latest, without its findings."""
        with self._database.reading() as connection:
            return kept_snapshots.read_head(connection, number)

    def outlines(self) -> Generator[Outline]:
        """Each incident of the latest snapshot with what an overview tells of it, by id."""
        with self._database.reading() as connection:
            yield from kept_snapshots.read_outlines(connection)

    def check_snapshots(self) -> Iterator[tuple[int, str]]:
        """Each snapshot's number, and what is wrong with it in a sentence."""
        with self._database.reading() as connection:
            yield from kept_snapshots.check_snapshots(connection)

    def snapshot(self, number: int | None = None) -> Snapshot | None:
        """The snapshot of that number, or the latest."""
        with self._database.reading() as connection:
            return kept_snapshots.read_snapshot(connection, number)

    def about(self) -> About:
        """What the record says of itself. Reports and claims are counted with all their versions."""
        with self._database.reading() as connection:

            def count(table: Table) -> int:
                return connection.scalar(select(func.count()).select_from(table)) or 0

            return About(
                address=self._database.address,
                revision=REVISIONS[-1],
                made_by=read_meta(connection, "made_by"),
                reports=count(reports),
                claims=count(claims),
                statements=count(statements),
                snapshots=count(snapshots),
                captures=capture_log.count_captures(connection),
            )

    def close(self) -> None:
        """Let go of the record. Nothing may be called afterwards."""
        self._database.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _count_own_change(self) -> None:
        for what in self._seen:
            self._seen[what] += 1
