"""Reports and what was read in them, as rows and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Result, Row, Select, Table, exists, func, insert, select, update

from recount.model import (
    Claim,
    ClaimId,
    Failure,
    Fingerprint,
    GroundedClaim,
    Reading,
    Report,
    ReportHead,
    ReportId,
    Signature,
    Statement,
    Version,
    digest,
)
from recount.store.arrivals import Arrival, arrivals, words_digest
from recount.store.lines import decode, encode
from recount.store.schema import claims, failures, reports, statements

T = TypeVar("T")

AT_ONCE = 1000
"""Identifiers in one question, and rows fetched at a time."""

_HEAD = ("id", "given_id", "version", "outlet", "title", "url", "published")
"""What a `ReportHead` is made of."""


def known_ids(connection: Connection, ids: Iterable[str]) -> set[ReportId]:
    """Those of the ids that are in the record."""
    found: set[ReportId] = set()
    for some in batches(ids):
        found.update(map(ReportId, connection.scalars(select(reports.c.id).where(reports.c.id.in_(some)))))
    return found


def add_reports(connection: Connection, read: Sequence[tuple[Report, Reading]], *, at: str) -> int:
    """Add what is new; return how many reports were. Only under the writers' lock, since it hands out numbers."""
    known = known_ids(connection, [report.id for report, _ in read])
    new = arrivals(read, known=known, versions=_versions(connection, {report.given_id for report, _ in read}))
    first = _last_number(connection, reports) + 1
    numbered = list(enumerate(new, start=first))
    _insert(connection, reports, [_report_row(number, arrival, at) for number, arrival in numbered])
    _insert(connection, claims, [row for number, arrival in numbered for row in _claim_rows(number, arrival)])
    _insert(connection, statements, [row for number, arrival in numbered for row in _statement_rows(number, arrival)])
    return len(new)


def add_failures(connection: Connection, failed: Iterable[Failure], *, at: str) -> None:
    """Add those that are new. Only under the writers' lock."""
    by_digest = {digest(one.report, one.stage, one.error): one for one in failed}
    for some in batches(by_digest):
        for known in connection.scalars(select(failures.c.digest).where(failures.c.digest.in_(some))):
            del by_digest[known]
    rows = [
        {"number": number, "digest": key, "report": one.report, "stage": one.stage, "error": one.error, "added": at}
        for number, (key, one) in enumerate(by_digest.items(), start=_last_number(connection, failures) + 1)
    ]
    _insert(connection, failures, rows)


def find_report(connection: Connection, key: str) -> Report | None:
    """The report with that content id, else the latest version with that given id."""
    by_id = select(reports.c.json).where(reports.c.id == key)
    by_given_id = select(reports.c.json).where(reports.c.given_id == key).order_by(reports.c.version.desc()).limit(1)
    line = connection.scalar(by_id) or connection.scalar(by_given_id)
    return None if line is None else decode(Report, line, f"report {key!r}")


def read_heads(connection: Connection) -> Iterator[ReportHead]:
    """Every version of every report, in order."""
    columns = [reports.c[name] for name in _HEAD]
    with stream(connection, select(*columns).order_by(reports.c.given_id, reports.c.version)) as rows:
        for row in rows:
            yield ReportHead(**row._mapping)


def read_arrivals(connection: Connection, *, after: int) -> Iterator[ReportHead]:
    """Versions of reports that came after that number, in order of arrival."""
    columns = [reports.c[name] for name in _HEAD]
    wanted = select(*columns).where(reports.c.number > after).order_by(reports.c.number)
    with stream(connection, wanted) as rows:
        for row in rows:
            yield ReportHead(**row._mapping)


def read_fingerprints(connection: Connection, upto: int | None = None) -> Iterator[Fingerprint]:
    """The signatures of the latest version of every report, in order."""
    wanted = _prints().where(_is_latest(upto)).order_by(reports.c.given_id)
    with stream(connection, wanted) as rows:
        for row in rows:
            yield _print(row)


def fingerprints_of(connection: Connection, ids: Iterable[str]) -> Iterator[Fingerprint]:
    """The signatures of those versions of reports, in no order."""
    for some in batches(ids):
        for row in connection.execute(_prints().where(reports.c.id.in_(some))):
            yield _print(row)


def _prints() -> Select[Any]:
    return select(*(reports.c[name] for name in ("id", "given_id", "outlet", "published", "signature")))


def _print(row: Row[Any]) -> Fingerprint:
    return Fingerprint(
        report=row.id,
        given_id=row.given_id,
        outlet=row.outlet,
        published=row.published,
        signature=row.signature and decode(Signature, row.signature, f"signature of report {row.id}"),
    )


def add_signatures(connection: Connection, signatures: Mapping[ReportId, Signature]) -> int:
    """Keep those of reports that have none; return how many were. Only under the writers' lock."""
    unsigned = update(reports).where(reports.c.signature.is_(None))
    signed = 0
    for id_, signature in signatures.items():
        line = encode(signature, f"signature of report {id_}")
        signed += connection.execute(unsigned.where(reports.c.id == id_).values(signature=line)).rowcount
    return signed


def read_texts(connection: Connection, ids: Iterable[str]) -> dict[ReportId, Report]:
    """The reports of those ids."""
    found: dict[ReportId, Report] = {}
    for some in batches(ids):
        for id_, line in connection.execute(select(reports.c.id, reports.c.json).where(reports.c.id.in_(some))):
            found[ReportId(id_)] = decode(Report, line, f"report {id_}")
    return found


def read_numbered(connection: Connection, numbers: Iterable[int]) -> Iterator[tuple[int, ReportHead, Report]]:
    """The reports of those numbers, each with its head, in no order."""
    columns = [reports.c[name] for name in _HEAD]
    for some in batches(numbers):
        wanted = select(reports.c.number, reports.c.json, *columns).where(reports.c.number.in_(some))
        for number, line, *head in connection.execute(wanted):
            yield number, ReportHead(**dict(zip(_HEAD, head, strict=True))), decode(Report, line, f"report {number}")


def read_reports(connection: Connection, upto: int) -> Iterator[Report]:
    """Every version of every report up to that number, in order of arrival."""
    wanted = select(reports.c.id, reports.c.json).where(reports.c.number <= upto).order_by(reports.c.number)
    with stream(connection, wanted) as rows:
        for row in rows:
            yield decode(Report, row.json, f"report {row.id}")


def read_versions(connection: Connection, given_id: str | None) -> Iterator[Version]:
    """Every version of the report of that given id, or of all reports of which there are several, in order."""
    columns = [reports.c[name] for name in _HEAD]
    wanted = select(reports.c.number, reports.c.added, *columns).order_by(reports.c.given_id, reports.c.version)
    if given_id is None:
        several = select(reports.c.given_id).where(reports.c.version > 1)
        wanted = wanted.where(reports.c.given_id.in_(several))
    else:
        wanted = wanted.where(reports.c.given_id == given_id)
    with stream(connection, wanted) as rows:
        for row in rows:
            head = ReportHead(**{name: row._mapping[name] for name in _HEAD})
            yield Version(head=head, number=row.number, added=row.added)


def read_said(connection: Connection, table: Table, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Ids and lines of what the reports of those ids say, claims or statements, in the order of each text."""
    for some in batches(ids):
        wanted = select(table.c.id, table.c.json).join_from(table, reports).where(reports.c.id.in_(some))
        in_order = wanted.order_by(reports.c.number, table.c.span_start, table.c.span_end, table.c.id)
        yield from ((row.id, row.json) for row in connection.execute(in_order))


def find_claims(connection: Connection, ids: Iterable[str]) -> dict[ClaimId, GroundedClaim]:
    """The claims of those ids, of any version."""
    found: dict[ClaimId, GroundedClaim] = {}
    for some in batches(ids):
        for id_, line in connection.execute(select(claims.c.id, claims.c.json).where(claims.c.id.in_(some))):
            found[ClaimId(id_)] = decode(GroundedClaim, line, f"claim {id_}")
    return found


def claims_like(connection: Connection, start: str, most: int) -> list[ClaimId]:
    """Ids of claims that start so, in order."""
    # Ids are ASCII: no letter of theirs comes after "~".
    wanted = select(claims.c.id).where(claims.c.id >= start, claims.c.id < start + "~").order_by(claims.c.id)
    return [ClaimId(id_) for id_ in connection.scalars(wanted.limit(most))]


def same_words(connection: Connection, report: Report) -> list[str]:
    """Given ids of other reports with the same words, in order."""
    others = (
        select(reports.c.given_id)
        .distinct()
        .where(reports.c.words == words_digest(report), reports.c.given_id != report.given_id)
        .order_by(reports.c.given_id)
    )
    return list(connection.scalars(others))


def latest(table: Table, upto: int | None = None) -> Select[Any]:
    """The lines of claims or statements that stand in the latest version of their report, in order.

    With `upto` as it was when that was the number of the last report.
    """
    # The version changes nothing in the order, but tells SQLite that its indexes give this order without sorting.
    return (
        select(table.c.id, table.c.json)
        .join_from(reports, table)
        .where(_is_latest(upto))
        .order_by(reports.c.given_id, reports.c.version, table.c.span_start, table.c.span_end, table.c.id)
    )


def latest_refusals() -> Select[Any]:
    """Given ids and lines of refusals of the latest version of every report that has any, in order."""
    return (
        select(reports.c.given_id, reports.c.refusals)
        .where(reports.c.refusals != "[]", _is_latest())
        .order_by(reports.c.given_id)
    )


def stream(connection: Connection, rows: Select[Any]) -> Result[Any]:
    """The rows, fetched as they are asked for: memory stays flat however many there are.

    To be closed, as by ``with``: a server keeps a cursor open for them.
    """
    return connection.execute(rows, execution_options={"yield_per": AT_ONCE})


def batches(things: Iterable[T]) -> Iterator[list[T]]:
    """The things in lists of at most `AT_ONCE`."""
    rest = iter(things)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def _is_latest(upto: int | None = None) -> ColumnElement[bool]:
    later = reports.alias("later")
    newer = (later.c.given_id == reports.c.given_id, later.c.version > reports.c.version)
    if upto is None:
        return ~exists().where(*newer)
    return (reports.c.number <= upto) & ~exists().where(*newer, later.c.number <= upto)


def _versions(connection: Connection, given_ids: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in batches(given_ids):
        newest = select(reports.c.given_id, func.max(reports.c.version)).where(reports.c.given_id.in_(some))
        found.update({row[0]: row[1] for row in connection.execute(newest.group_by(reports.c.given_id))})
    return found


def _last_number(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.max(table.c.number))) or 0


def _insert(connection: Connection, table: Table, rows: list[dict[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _report_row(number: int, arrival: Arrival, at: str) -> dict[str, object]:
    report = arrival.report
    return {
        "number": number,
        "id": report.id,
        "given_id": report.given_id,
        "version": arrival.version,
        "words": words_digest(report),
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "published": report.published,
        "added": at,
        "json": arrival.line,
        "refusals": encode(arrival.reading.refusals, f"what could not be told of report {report.id}"),
        "signature": arrival.reading.signature
        and encode(arrival.reading.signature, f"signature of report {report.id}"),
    }


def _claim_rows(number: int, arrival: Arrival) -> Iterator[dict[str, object]]:
    for grounded in arrival.reading.claims:
        yield _said_row(number, grounded.claim) | {"json": encode(grounded, f"claim {grounded.claim.id}")}


def _statement_rows(number: int, arrival: Arrival) -> Iterator[dict[str, object]]:
    for grounded in arrival.reading.statements:
        said = grounded.statement
        yield _said_row(number, said) | {"json": encode(grounded, f"statement {said.id}")}


def _said_row(number: int, said: Claim | Statement) -> dict[str, object]:
    return {"id": said.id, "report": number, "span_start": said.span.start, "span_end": said.span.end}
