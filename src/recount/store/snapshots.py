"""Findings as rows and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, insert, select

from recount.model import Figure, Findings, Graded, Incident, Origin, Period, Snapshot, Unaccounted
from recount.store.lines import decode, encode
from recount.store.schema import findings, snapshots

_AT_ONCE = 1000
"""Rows written in one statement: flat memory."""

_HIGHEST = 2**63 - 1
"""No database can be asked for a higher number."""

_KINDS: dict[str, type[Any]] = {
    "incidents": Incident,
    "periods": Period,
    "figures": Figure,
    "grades": Graded,
    "unaccounted": Unaccounted,
    "origins": Origin,
}
"""Each field of `Findings`, with what it holds."""


def write_snapshot(connection: Connection, snapshot: Snapshot) -> None:
    """Add a snapshot and its findings."""
    head = {"number": snapshot.number, "made": snapshot.made, "digest": snapshot.digest}
    connection.execute(insert(snapshots), head)
    rows = list(_rows(snapshot))
    for start in range(0, len(rows), _AT_ONCE):
        connection.execute(insert(findings), rows[start : start + _AT_ONCE])


def read_snapshot(connection: Connection, number: int | None) -> Snapshot | None:
    """The snapshot of that number, or the latest."""
    if number is not None and not 1 <= number <= _HIGHEST:
        return None
    wanted = select(snapshots).order_by(snapshots.c.number.desc()).limit(1)
    if number is not None:
        wanted = wanted.where(snapshots.c.number == number)
    head = connection.execute(wanted).one_or_none()
    if head is None:
        return None
    found = _read_findings(connection, head.number)
    return Snapshot(number=head.number, made=head.made, digest=head.digest, findings=found)


def _rows(snapshot: Snapshot) -> Iterator[dict[str, object]]:
    for field in fields(Findings):
        for position, thing in enumerate(getattr(snapshot.findings, field.name)):
            line = encode(thing, f"what was found ({field.name})")
            yield {
                "snapshot": snapshot.number,
                "kind": field.name,
                "position": position,
                "key": _key(thing),
                "json": line,
            }


def _key(thing: Incident | Period | Figure | Graded | Unaccounted | Origin) -> str:
    """The incident or period it is about."""
    match thing:
        case Incident() | Period():
            return thing.id
        case Unaccounted():
            return thing.period
        case _:
            return thing.incident


def _read_findings(connection: Connection, number: int) -> Findings:
    rows = (
        select(findings.c.kind, findings.c.json)
        .where(findings.c.snapshot == number)
        .order_by(findings.c.kind, findings.c.position)
    )
    found: dict[str, list[Any]] = {kind: [] for kind in _KINDS}
    for kind, line in connection.execute(rows):
        found[kind].append(decode(_KINDS[kind], line, f"snapshot {number}"))
    return Findings(**{kind: tuple(things) for kind, things in found.items()})
