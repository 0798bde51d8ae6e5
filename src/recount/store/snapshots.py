"""Snapshots as rows and back. A finding stands once for the run of snapshots in which it is unchanged."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, insert, select, update

from recount.errors import RecordError
from recount.model import Figure, Findings, Graded, Incident, Snapshot, SnapshotHead
from recount.store.base import Outline
from recount.store.laid import (
    KINDS,
    SECOND,
    Laid,
    Spot,
    added,
    as_hex,
    digest_of,
    gather,
    is_digest_of,
    lay,
    less,
)
from recount.store.lines import decode, json_digest
from recount.store.readings import batches, stream
from recount.store.schema import findings, snapshots

_HIGHEST = 2**63 - 1
"""No database can be asked for a higher number."""

_STANDING = findings.c.until.is_(None)
"""What the latest snapshot holds."""


def read_head(connection: Connection, number: int | None = None) -> SnapshotHead | None:
    """The snapshot of that number, or the latest, without its findings."""
    row = _head_row(connection, number)
    return None if row is None else SnapshotHead(number=row.number, made=row.made, digest=row.digest)


def read_snapshot(connection: Connection, number: int | None) -> Snapshot | None:
    """The snapshot of that number, or the latest."""
    row = _head_row(connection, number)
    if row is None:
        return None
    with stream(connection, _rows(_stood(row.number))) as rows:
        found = gather(((r.kind, r.key, r.at, r.json) for r in rows), f"snapshot {row.number}", in_order=row.in_order)
    return Snapshot(number=row.number, made=row.made, digest=row.digest, findings=found)


def keep(connection: Connection, found: Findings, *, at: str) -> tuple[SnapshotHead, bool]:
    """The latest snapshot if it holds these findings, else them as the next one, and whether that is new."""
    before = _head_row(connection, None)
    laid = lay(found)
    if before is not None and is_digest_of(before.digest, laid, found):
        return _head(before), False
    return write_snapshot(connection, laid, at=at), True


def write_snapshot(connection: Connection, laid: Laid, *, at: str) -> SnapshotHead:
    """Add these findings as the next snapshot. Only what differs from the latest is written."""
    before = _head_row(connection, None)
    number = 1 if before is None else before.number + 1
    _write_head(connection, number, at, laid.digest, laid.sum, in_order=laid.in_order)
    standing: set[Spot] = set()
    closed: list[Spot] = []
    if before is not None and before.in_order and laid.in_order:
        with stream(connection, _rows(_STANDING)) as rows:
            for row in rows:
                spot = (row.kind, row.key, row.at)
                (standing.add if laid.lines.get(spot) == row.json else closed.append)(spot)
        _close(connection, closed, number)
    else:
        connection.execute(update(findings).where(_STANDING).values(until=number - 1))
    _open(connection, {spot: line for spot, line in laid.lines.items() if spot not in standing}, number)
    return SnapshotHead(number=number, made=at, digest=laid.digest)


def keep_changes(
    connection: Connection, touched: Collection[str], after: Findings, *, upon: int | None, at: str
) -> tuple[SnapshotHead, bool] | None:
    """As `Store.keep_changes`; ``None`` where the latest snapshot can't be changed in parts."""
    before = _head_row(connection, None)
    if before is None or before.number != upon or not before.in_order or before.sum is None:
        return None
    laid = lay(after)
    if not laid.in_order:
        return None
    held: dict[Spot, str] = {}
    for some in batches(sorted(touched)):
        for row in connection.execute(_rows(_STANDING & findings.c.key.in_(some))):
            held[row.kind, row.key, row.at] = row.json
    closed = {spot: line for spot, line in held.items() if laid.lines.get(spot) != line}
    opened = {spot: line for spot, line in laid.lines.items() if held.get(spot) != line}
    if not closed and not opened:
        return _head(before), False
    number = before.number + 1
    total = less(int(before.sum, 16) + added(opened.items()), added(closed.items()))
    digest = digest_of(total, in_order=True)
    _write_head(connection, number, at, digest, total, in_order=True)
    _close(connection, closed, number)
    _open(connection, opened, number)
    return SnapshotHead(number=number, made=at, digest=digest), True


def find_same(connection: Connection, laid: Laid, json: str) -> int | None:
    """The number of the last snapshot that holds these findings, known by either of their digests."""
    wanted = select(snapshots.c.number).where(snapshots.c.digest.in_((laid.digest, json)))
    return connection.scalar(wanted.order_by(snapshots.c.number.desc()).limit(1))


def read_outlines(connection: Connection) -> Iterator[Outline]:
    """Each incident of the latest snapshot with what an overview tells of it, by id."""
    wanted = _rows(_STANDING & findings.c.kind.in_(("incidents", "figures", "grades", "origins")))
    with stream(connection, wanted) as rows:
        for key, about in groupby(rows, key=lambda row: row.key):
            yield from _outline(key, about)


def check_snapshots(connection: Connection) -> Iterator[tuple[int, str]]:
    """Each snapshot's number, and what is wrong with it; nothing for one that holds what was kept.

    Every row is looked at once, however many snapshots it stands in.
    """
    came: dict[int, int] = {}
    went: dict[int, int] = {}
    damaged: list[tuple[int, int | None, str]] = []
    columns = (findings.c.kind, findings.c.key, findings.c.at, findings.c.json, findings.c.since, findings.c.until)
    with stream(connection, select(*columns)) as rows:
        for row in rows:
            one = added([((row.kind, row.key, row.at), row.json)])
            came[row.since] = came.get(row.since, 0) + one
            if row.until is not None:
                went[row.until + 1] = went.get(row.until + 1, 0) + one
            try:
                decode(KINDS[row.kind], row.json, f"snapshot {row.since}")
            except RecordError as error:
                damaged.append((row.since, row.until, f"{error}."))
    total = 0
    for row in connection.execute(select(snapshots).order_by(snapshots.c.number)).all():
        number = row.number
        total = less(total + came.get(number, 0), went.get(number, 0))
        broken = next((said for a, b, said in damaged if a <= number and (b is None or number <= b)), "")
        yield number, broken or ("" if _holds(connection, row, total) else "Its figures are not those that were kept.")


def _holds(connection: Connection, row: Row[Any], total: int) -> bool:
    if row.digest.startswith(SECOND):
        return bool(row.digest == digest_of(total, in_order=row.in_order))
    found = read_snapshot(connection, row.number)
    return found is not None and json_digest(found.findings) == row.digest


def _head_row(connection: Connection, number: int | None) -> Row[Any] | None:
    if number is not None and not 1 <= number <= _HIGHEST:
        return None
    wanted = select(snapshots).order_by(snapshots.c.number.desc()).limit(1)
    if number is not None:
        wanted = wanted.where(snapshots.c.number == number)
    return connection.execute(wanted).one_or_none()


def _head(row: Row[Any]) -> SnapshotHead:
    return SnapshotHead(number=row.number, made=row.made, digest=row.digest)


def _stood(number: int) -> ColumnElement[bool]:
    return (findings.c.since <= number) & (_STANDING | (findings.c.until >= number))


def _rows(which: ColumnElement[bool]) -> Select[Any]:
    in_order = (findings.c.key, findings.c.kind, findings.c.at)
    return select(findings.c.kind, findings.c.key, findings.c.at, findings.c.json).where(which).order_by(*in_order)


def _write_head(connection: Connection, number: int, made: str, digest: str, total: int, *, in_order: bool) -> None:
    head = {"number": number, "made": made, "digest": digest, "sum": as_hex(total), "in_order": in_order}
    connection.execute(insert(snapshots), head)


def _close(connection: Connection, spots: Iterable[Spot], number: int) -> None:
    """Let these stand up to the snapshot before that number."""
    by_key: dict[str, list[Spot]] = {}
    for spot in spots:
        by_key.setdefault(spot[1], []).append(spot)
    for key, own in by_key.items():
        for kind, _, place in own:
            which = (findings.c.key == key) & (findings.c.kind == kind) & (findings.c.at == place) & _STANDING
            connection.execute(update(findings).where(which).values(until=number - 1))


def _open(connection: Connection, lines: Mapping[Spot, str], number: int) -> None:
    """Let these stand from the snapshot of that number on."""
    rows = (
        {"key": key, "kind": kind, "at": place, "since": number, "until": None, "json": line}
        for (kind, key, place), line in lines.items()
    )
    for some in batches(rows):
        connection.execute(insert(findings), some)


def _outline(key: str, rows: Iterable[Row[Any]]) -> Iterator[Outline]:
    incident: Incident | None = None
    graded: Graded | None = None
    figures: list[Figure] = []
    origins = 0
    for row in rows:
        if row.kind == "incidents":
            incident = incident or decode(Incident, row.json, f"incident {key}")
        elif row.kind == "figures":
            figures.append(decode(Figure, row.json, f"figure of {key}"))
        elif row.kind == "grades":
            graded = decode(Graded, row.json, f"grade of {key}")
        else:
            origins += 1
    if incident is not None:
        yield Outline(incident=incident, figures=tuple(figures), graded=graded, origins=origins)
