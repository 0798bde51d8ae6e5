"""MemoryStore: a record that lives as long as the process. For tests, notebooks and readings that need no file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from itertools import islice
from types import TracebackType
from typing import Self, TypeVar

from recount.errors import RecordError
from recount.model import (
    Among,
    Capture,
    ClaimId,
    Decision,
    DecisionId,
    Edition,
    Extent,
    Failure,
    Figure,
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
from recount.store.arrivals import Arrival, arrivals, words_digest
from recount.store.base import EVERYWHERE, NOTHING_YET, About, News, Outline
from recount.store.keys import START, capture_key, chained
from recount.store.laid import about, lay
from recount.store.lines import encode


class MemoryStore:
    """A record in this process's memory: what a database keeps, it keeps; what a database refuses, it refuses."""

    def __init__(self) -> None:
        self._arrivals: dict[ReportId, Arrival] = {}
        self._added: dict[ReportId, str] = {}
        self._versions: dict[str, list[ReportId]] = {}
        self._same_words: dict[str, set[str]] = {}
        self._claims: dict[ClaimId, GroundedClaim] = {}
        self._statements: dict[StatementId, GroundedStatement] = {}
        self._signatures: dict[ReportId, Signature] = {}
        self._failures: dict[Failure, None] = {}
        self._captures: dict[str, Capture] = {}
        self._decisions: dict[DecisionId, Decision] = {}
        self._snapshots: list[Snapshot] = []
        self._editions: list[Edition] = []
        self._stale = False

    def known(self, ids: Iterable[ReportId]) -> set[ReportId]:
        """Those of the ids that are in the record."""
        return {id_ for id_ in ids if id_ in self._arrivals}

    def add(
        self,
        read: Sequence[tuple[Report, Reading]],
        failures: Sequence[Failure],
        *,
        at: str,
        captures: Sequence[Capture] = (),
    ) -> int:
        """Keep reports with what was read in them, failures and captures; return how many reports were new."""
        # Everything that may go wrong comes before the first change.
        known = self.known(report.id for report, _ in read)
        versions = {report.given_id: len(self._versions.get(report.given_id, ())) for report, _ in read}
        new = arrivals(read, known=known, versions=versions)
        claims = _by_id(self._claims, ((one.claim.id, one) for arrival in new for one in arrival.reading.claims))
        statements = _by_id(
            self._statements, ((one.statement.id, one) for arrival in new for one in arrival.reading.statements)
        )
        for arrival in new:
            encode(arrival.reading.refusals, f"what could not be told of report {arrival.report.id}")
            encode(arrival.reading.signature, f"signature of report {arrival.report.id}")
        failed = dict.fromkeys(failures)
        for arrival in new:
            self._take_in(arrival)
            self._added[arrival.report.id] = at
        self._claims |= claims
        self._statements |= statements
        self._failures |= failed
        for capture in captures:
            self._captures.setdefault(capture_key(capture), capture)
        self._stale = self._stale or bool(new)
        return len(new)

    def log(self) -> Iterator[Link]:
        """The capture log, oldest first. Nothing of it can be changed here."""
        chain = START
        for number, capture in enumerate(list(self._captures.values()), start=1):
            chain = chained(chain, encode(capture, f"capture {number}"))
            yield Link(number=number, capture=capture, chain=chain, holds=True)

    def captures_of(self, digest: str) -> list[Capture]:
        """How the original of that digest came in, oldest first."""
        return [capture for capture in self._captures.values() if capture.digest == digest]

    def originals(self) -> Iterator[str]:
        """The digests of all originals that the log tells of, sorted, each once."""
        yield from sorted({capture.digest for capture in self._captures.values()})

    def known_originals(self, digests: Iterable[str]) -> set[str]:
        """Those of the digests that the log tells of."""
        return {capture.digest for capture in self._captures.values()}.intersection(digests)

    def latest_capture(self, address: str) -> Capture | None:
        """The newest capture from that path or address."""
        return next((c for c in reversed(self._captures.values()) if c.address == address), None)

    def find_report(self, key: str) -> Report | None:
        """The report with that content id, else the latest version with that given id."""
        id_ = ReportId(key)
        if id_ not in self._arrivals:
            if key not in self._versions:
                return None
            id_ = self._versions[key][-1]
        return self._arrivals[id_].report

    def heads(self) -> Iterator[ReportHead]:
        """Every version of every report, ordered by (given_id, version)."""
        for ids in self._in_order():
            yield from (_head(self._arrivals[id_]) for id_ in ids)

    def texts(self, ids: Iterable[ReportId]) -> dict[ReportId, Report]:
        """The reports of those ids."""
        return {id_: self._arrivals[id_].report for id_ in ids if id_ in self._arrivals}

    def versions(self, given_id: str | None = None) -> Iterator[Version]:
        """Every version of the report of that given id, else of all reports that have several."""
        numbers = {id_: number for number, id_ in enumerate(self._arrivals, start=1)}
        for ids in self._in_order():
            arrived = [self._arrivals[id_] for id_ in ids]
            if len(ids) > 1 if given_id is None else arrived[0].report.given_id == given_id:
                yield from (
                    Version(head=_head(one), number=numbers[one.report.id], added=self._added[one.report.id])
                    for one in arrived
                )

    def same_text(self, report: Report) -> list[str]:
        """Given ids of other reports in the record whose words are the same, sorted."""
        return sorted(self._same_words.get(words_digest(report), set()) - {report.given_id})

    def fingerprints(self, upto: int | None = None) -> Iterator[Fingerprint]:
        """The signatures of the latest version of every report, ordered by given_id."""
        for arrival in self._latest_arrivals(upto):
            yield self._print(arrival)

    def fingerprints_of(self, ids: Iterable[ReportId]) -> list[Fingerprint]:
        """The signatures of those versions of reports, in no order."""
        return [self._print(self._arrivals[id_]) for id_ in ids if id_ in self._arrivals]

    def _print(self, arrival: Arrival) -> Fingerprint:
        report = arrival.report
        return Fingerprint(
            report=report.id,
            given_id=report.given_id,
            outlet=report.outlet,
            published=report.published,
            signature=self._signatures.get(report.id),
        )

    def unsigned(self) -> list[ReportId]:
        """The reports that have no signature, sorted: an older Recount read them."""
        return sorted(self._arrivals.keys() - self._signatures.keys())

    def sign(self, signatures: Mapping[ReportId, Signature]) -> None:
        """Keep signatures of reports that have none. Others keep theirs."""
        for id_, signature in signatures.items():
            encode(signature, f"signature of report {id_}")
            if id_ in self._arrivals and id_ not in self._signatures:
                self._signatures[id_] = signature
                self._stale = True

    def index(self) -> int:
        """None: what is here is found."""
        return 0

    def not_indexed(self) -> int:
        """None: what is here is found."""
        return 0

    def search(
        self, words: str, *, limit: int = 20, offset: int = 0, among: Among = EVERYWHERE
    ) -> tuple[int, list[Hit]]:
        """How many reports hold all the words, and those from `offset` on, the best first."""
        from recount.store.search import holds, indexed_words, is_among, make_hit, parse_query

        terms = parse_query(words)
        latest = [self._arrivals[ids[-1]] for ids in self._in_order()]
        found = [
            a
            for a in latest
            if is_among(a.report, among) and holds((indexed_words(a.report.title), indexed_words(a.report.text)), terms)
        ]
        found.sort(key=lambda a: not holds((indexed_words(a.report.title),), terms))
        return len(found), [make_hit(_head(a), a.report, terms) for a in found[offset : offset + limit]]

    def holding(self, words: str) -> list[ReportId]:
        """All the reports that `search` would find, the best first, without their texts."""
        return [ReportId(hit.report.id) for hit in self.search(words, limit=len(self._arrivals) or 1)[1]]

    def reports(self, upto: int) -> Iterator[Report]:
        """Every version of every report up to that number, in order of arrival."""
        yield from [arrival.report for arrival in islice(self._arrivals.values(), upto)]

    def claims(self, upto: int | None = None) -> Iterator[GroundedClaim]:
        """The claims of the latest version of every report, ordered by (given_id, start, end, claim id)."""
        for reading in self._latest(upto):
            yield from _ordered(reading)

    def statements(self, upto: int | None = None) -> Iterator[GroundedStatement]:
        """The statements of the latest version of every report, ordered likewise."""
        for reading in self._latest(upto):
            yield from sorted(
                reading.statements, key=lambda g: (g.statement.span.start, g.statement.span.end, g.statement.id)
            )

    def refusals(self) -> Iterator[tuple[str, Refusal]]:
        """What could not be told of a report as a whole, with its given id, of the latest versions, in order."""
        for ids in self._in_order():
            arrival = self._arrivals[ids[-1]]
            yield from ((arrival.report.given_id, refusal) for refusal in arrival.reading.refusals)

    def claims_of(self, ids: Iterable[ReportId]) -> list[GroundedClaim]:
        """The claims of those versions of reports, in the order of each text."""
        wanted = set(ids)
        read = [arrival.reading for id_, arrival in self._arrivals.items() if id_ in wanted]
        return [claim for reading in read for claim in _ordered(reading)]

    def statements_of(self, ids: Iterable[ReportId]) -> list[GroundedStatement]:
        """Their statements, likewise."""
        wanted = set(ids)
        read = [arrival.reading for id_, arrival in self._arrivals.items() if id_ in wanted]
        return [
            one
            for reading in read
            for one in sorted(
                reading.statements, key=lambda g: (g.statement.span.start, g.statement.span.end, g.statement.id)
            )
        ]

    def find_claim(self, id: ClaimId) -> GroundedClaim | None:  # noqa: A002 - the model's own word
        """The claim of that id, of any version."""
        return self._claims.get(id)

    def find_statement(self, id: StatementId) -> GroundedStatement | None:  # noqa: A002 - the model's own word
        """The statement of that id, of any version."""
        return self._statements.get(id)

    def find_claims(self, ids: Iterable[ClaimId]) -> dict[ClaimId, GroundedClaim]:
        """The claims of those ids, of any version."""
        return {id_: self._claims[id_] for id_ in ids if id_ in self._claims}

    def claims_like(self, start: str, most: int = 20) -> list[ClaimId]:
        """Ids of claims that start with those characters, sorted; at most so many."""
        return sorted(id_ for id_ in self._claims if id_.startswith(start))[:most]

    def failures(self) -> list[Failure]:
        """All failures, in order of first sight."""
        return list(self._failures)

    def decide(self, decision: Decision) -> None:
        """Append to the decision log. A decision that is in it changes nothing."""
        self.decide_all([decision])

    def decide_all(self, decisions: Sequence[Decision]) -> int:
        """Append several, all or none, in their order; return how many were not in the log before."""
        for decision in decisions:
            encode(decision, f"decision {decision.id}")
        new = {d.id: d for d in decisions if d.id not in self._decisions}
        self._decisions |= new
        self._stale = self._stale or bool(new)
        return len(new)

    def decisions(self, upto: int | None = None) -> list[Decision]:
        """The decision log, oldest first."""
        return list(islice(self._decisions.values(), upto))

    def extent(self) -> Extent:
        """How far the record reaches now."""
        return Extent(reports=len(self._arrivals), decisions=len(self._decisions))

    def since(self, extent: Extent = NOTHING_YET) -> News:
        """What came after the record reached so far, in one look at it."""
        return News(
            extent=self.extent(),
            reports=tuple(_head(one) for one in islice(self._arrivals.values(), extent.reports, None)),
            decisions=tuple(islice(self._decisions.values(), extent.decisions, None)),
        )

    def keep_edition(self, edition: Edition, findings: Findings) -> Edition:
        """Keep an edition as the next one, with its findings, and return it with its number and its snapshot's."""
        encode((edition, findings), "the edition")
        digest = lay(findings).digest
        same = [s.number for s in self._snapshots if s.digest == digest]
        number = same[-1] if same else len(self._snapshots) + 1
        if not same:
            made = Snapshot(number=number, made=edition.made, digest=digest, findings=findings)
            self._snapshots.append(made)
        kept = replace(edition, number=len(self._editions) + 1, snapshot=number)
        self._editions.append(kept)
        return kept

    def editions(self) -> list[Edition]:
        """All editions, oldest first."""
        return list(self._editions)

    def edition(self, number: int | None = None) -> Edition | None:
        """The edition of that number, or the latest."""
        wanted = len(self._editions) if number is None else number
        return self._editions[wanted - 1] if 1 <= wanted <= len(self._editions) else None

    def stale(self) -> bool:
        """Whether reports or decisions were added after the latest snapshot, or no snapshot covers them."""
        return self._stale

    def keep(self, findings: Findings, *, at: str) -> Snapshot | None:
        """Keep the findings as the next snapshot, and return it; ``None`` if they equal the latest one's."""
        digest = lay(findings).digest
        self._stale = False
        if self._snapshots and self._snapshots[-1].digest == digest:
            return None
        snapshot = Snapshot(number=len(self._snapshots) + 1, made=at, digest=digest, findings=findings)
        self._snapshots.append(snapshot)
        return snapshot

    def keep_changes(
        self, touched: Collection[str], after: Findings, *, upon: int | None, whole: Callable[[], Findings], at: str
    ) -> tuple[SnapshotHead, bool]:
        """Keep as the next snapshot what the one `upon` holds, with `after` in the place of what it holds of these."""
        made = self.keep(whole(), at=at)
        return _head_of(made or self._snapshots[-1]), made is not None

    def snapshot_head(self, number: int | None = None) -> SnapshotHead | None:
        """The snapshot of that number, or the latest, without its findings."""
        found = self.snapshot(number)
        return None if found is None else _head_of(found)

    def outlines(self) -> Generator[Outline]:
        """Each incident of the latest snapshot with what an overview tells of it, by id."""
        latest = self.snapshot()
        found = Findings() if latest is None else latest.findings
        figures: dict[str, list[Figure]] = {}
        for figure in found.figures:
            figures.setdefault(figure.incident, []).append(figure)
        grades = {graded.incident: graded for graded in found.grades}
        origins = Counter(map(about, found.origins))
        for incident in sorted({i.id: i for i in reversed(found.incidents)}.values(), key=lambda i: i.id):
            yield Outline(
                incident=incident,
                figures=tuple(figures.get(incident.id, ())),
                graded=grades.get(incident.id),
                origins=origins[incident.id],
            )

    def check_snapshots(self) -> Iterator[tuple[int, str]]:
        """Each snapshot's number, and what is wrong with it in a sentence. Nothing is here."""
        yield from ((snapshot.number, "") for snapshot in self._snapshots)

    def snapshot(self, number: int | None = None) -> Snapshot | None:
        """The snapshot of that number, or the latest."""
        wanted = len(self._snapshots) if number is None else number
        return self._snapshots[wanted - 1] if 1 <= wanted <= len(self._snapshots) else None

    def about(self) -> About:
        """What the record says of itself. Reports and claims are counted with all their versions."""
        return About(
            address="memory:",
            revision="",
            made_by=version("recount"),
            reports=len(self._arrivals),
            claims=len(self._claims),
            statements=len(self._statements),
            snapshots=len(self._snapshots),
            captures=len(self._captures),
        )

    def close(self) -> None:
        """Let go of the record."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _take_in(self, arrival: Arrival) -> None:
        report = arrival.report
        self._arrivals[report.id] = arrival
        if arrival.reading.signature is not None:
            self._signatures[report.id] = arrival.reading.signature
        self._versions.setdefault(report.given_id, []).append(report.id)
        self._same_words.setdefault(words_digest(report), set()).add(report.given_id)

    def _in_order(self) -> list[tuple[ReportId, ...]]:
        """The versions of every report, as they stand now: what is added during an iteration stays out of it."""
        return [tuple(ids) for _, ids in sorted(self._versions.items())]

    def _latest(self, upto: int | None = None) -> Iterator[Reading]:
        """What was read in the latest version of every report, of the first so many that arrived, in order."""
        return (arrival.reading for arrival in self._latest_arrivals(upto))

    def _latest_arrivals(self, upto: int | None = None) -> Iterator[Arrival]:
        within = None if upto is None else set(islice(self._arrivals, upto))
        for ids in self._in_order():
            known = [id_ for id_ in ids if within is None or id_ in within]
            if known:
                yield self._arrivals[known[-1]]


Id = TypeVar("Id", bound=str)
G = TypeVar("G", GroundedClaim, GroundedStatement)


def _by_id(known: Mapping[Id, G], said: Iterable[tuple[Id, G]]) -> dict[Id, G]:
    """What was said, by its identifier.

    Raises:
        RecordError: an identifier that stands for something already.
    """
    found: dict[Id, G] = {}
    for id_, one in said:
        encode(one, id_)
        if id_ in known or id_ in found:
            raise RecordError(
                f"memory: already holds something else under the identifier {id_}: nothing of this step was kept. "
                "This is a fault in Recount: please report it"
            )
        found[id_] = one
    return found


def _ordered(reading: Reading) -> list[GroundedClaim]:
    return sorted(reading.claims, key=lambda g: (g.claim.span.start, g.claim.span.end, g.claim.id))


def _head(arrival: Arrival) -> ReportHead:
    report = arrival.report
    return ReportHead(
        id=report.id,
        given_id=report.given_id,
        version=arrival.version,
        outlet=report.outlet,
        title=report.title,
        url=report.url,
        published=report.published,
    )


def _head_of(snapshot: Snapshot) -> SnapshotHead:
    return SnapshotHead(number=snapshot.number, made=snapshot.made, digest=snapshot.digest)


def open_memory(_address: str, *, create: bool, read_only: bool) -> MemoryStore:
    """A new, empty record."""
    return MemoryStore()
