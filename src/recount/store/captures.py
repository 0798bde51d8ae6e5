"""The capture log as rows and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, func, insert, select

from recount.model import Capture
from recount.store.keys import capture_key
from recount.store.lines import decode, encode
from recount.store.readings import batches, stream
from recount.store.schema import captures


def add_captures(connection: Connection, log: Iterable[Capture]) -> None:
    """Add those that are new. Only under the writers' lock."""
    by_key: dict[str, Capture] = {}
    for capture in log:
        by_key.setdefault(capture_key(capture), capture)
    for some in batches(list(by_key)):
        for known in connection.scalars(select(captures.c.key).where(captures.c.key.in_(some))):
            del by_key[known]
    first = (connection.scalar(select(func.max(captures.c.number))) or 0) + 1
    rows = [
        {
            "number": number,
            "key": key,
            "digest": capture.digest,
            "address": capture.address,
            "json": encode(capture, f"capture {capture.digest[:12]}"),
        }
        for number, (key, capture) in enumerate(by_key.items(), start=first)
    ]
    if rows:
        connection.execute(insert(captures), rows)


def read_captures(connection: Connection) -> Iterator[Capture]:
    """The log, oldest first."""
    with stream(connection, select(captures.c.digest, captures.c.json).order_by(captures.c.number)) as rows:
        for row in rows:
            yield decode(Capture, row.json, f"capture {row.digest[:12]}")


def latest_capture(connection: Connection, address: str) -> Capture | None:
    """The newest capture from that address."""
    wanted = select(captures.c.json).where(captures.c.address == address).order_by(captures.c.number.desc()).limit(1)
    line = connection.scalar(wanted)
    return None if line is None else decode(Capture, line, "a capture")
