"""The capture log as rows and back. Each row holds a digest of itself and of the row before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, RowMapping, func, insert, select

from recount.model import Capture, Link
from recount.store.keys import START, capture_key, chained
from recount.store.lines import decode, encode
from recount.store.readings import batches, stream
from recount.store.schema import captures


def add_captures(connection: Connection, log: Iterable[Capture]) -> None:
    """Add those that are new. Only under the writers' lock."""
    new = _new(connection, log)
    if not new:
        return
    number, chain = _head(connection)
    rows = []
    for key, capture in new.items():
        line = encode(capture, f"capture {capture.digest[:12]}")
        number, chain = number + 1, chained(chain, line)
        columns = {"number": number, "key": key, "digest": capture.digest, "address": capture.address}
        rows.append({**columns, "chain": chain, "json": line})
    connection.execute(insert(captures), rows)


def read_log(connection: Connection) -> Iterator[Link]:
    """The log, oldest first, each capture with whether it stands as it was written."""
    chain = START
    with stream(connection, select(captures).order_by(captures.c.number)) as rows:
        for expected, row in enumerate(rows, start=1):
            capture = decode(Capture, row.json, f"capture {row.number}")
            holds = chained(chain, row.json) == row.chain and row.number == expected and _agrees(row._mapping, capture)
            # Goes on from what is written, so that one change shows once.
            chain = row.chain
            yield Link(number=row.number, capture=capture, chain=chain, holds=holds)


def captures_of(connection: Connection, digest: str) -> list[Capture]:
    """How the original of that digest came in, oldest first."""
    wanted = select(captures.c.json).where(captures.c.digest == digest).order_by(captures.c.number)
    return [decode(Capture, line, f"capture {digest[:12]}") for line in connection.scalars(wanted)]


def captured(connection: Connection) -> Iterator[str]:
    """The digests of all originals that the log tells of, sorted, each once."""
    with stream(connection, select(captures.c.digest).distinct().order_by(captures.c.digest)) as rows:
        yield from rows.scalars()


def known_digests(connection: Connection, digests: Iterable[str]) -> set[str]:
    """Those of the digests that the log tells of."""
    found: set[str] = set()
    for some in batches(digests):
        found.update(connection.scalars(select(captures.c.digest).where(captures.c.digest.in_(some))))
    return found


def latest_capture(connection: Connection, address: str) -> Capture | None:
    """The newest capture from that address."""
    wanted = select(captures.c.json).where(captures.c.address == address).order_by(captures.c.number.desc()).limit(1)
    line = connection.scalar(wanted)
    return None if line is None else decode(Capture, line, "a capture")


def count_captures(connection: Connection) -> int:
    """How many there are."""
    return connection.scalar(select(func.count()).select_from(captures)) or 0


def _new(connection: Connection, log: Iterable[Capture]) -> dict[str, Capture]:
    by_key: dict[str, Capture] = {}
    for capture in log:
        by_key.setdefault(capture_key(capture), capture)
    for some in batches(list(by_key)):
        for known in connection.scalars(select(captures.c.key).where(captures.c.key.in_(some))):
            del by_key[known]
    return by_key


def _head(connection: Connection) -> tuple[int, str]:
    """Number and chain of the last capture."""
    last = select(captures.c.number, captures.c.chain).order_by(captures.c.number.desc()).limit(1)
    row = connection.execute(last).one_or_none()
    return (0, START) if row is None else (row.number, row.chain)


def _agrees(row: RowMapping, capture: Capture) -> bool:
    """Whether the columns say what the line says."""
    said = (row["digest"], row["address"], row["key"])
    return said == (capture.digest, capture.address, capture_key(capture))
