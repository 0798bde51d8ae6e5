"""The decision log as rows: appended in order, each decision once."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, insert, select

from recount.model import Decision
from recount.store.lines import decode, encode
from recount.store.readings import batches
from recount.store.schema import decisions


def append(connection: Connection, made: Sequence[Decision]) -> int:
    """Append those that are not in the log, in their order; how many these are."""
    unique = {d.id: d for d in made}
    known: set[str] = set()
    for some in batches(unique):
        known.update(connection.scalars(select(decisions.c.id).where(decisions.c.id.in_(some))))
    last = connection.scalar(select(func.max(decisions.c.number))) or 0
    new = [d for id_, d in unique.items() if id_ not in known]
    rows = [
        {"number": number, "id": d.id, "json": encode(d, f"decision {d.id}")}
        for number, d in enumerate(new, start=last + 1)
    ]
    for some_rows in batches(rows):
        connection.execute(insert(decisions), some_rows)
    return len(new)


def read(connection: Connection, upto: int | None, *, after: int = 0) -> list[Decision]:
    """The log after that number, oldest first."""
    wanted = select(decisions.c.id, decisions.c.json).order_by(decisions.c.number)
    if after:
        wanted = wanted.where(decisions.c.number > after)
    if upto is not None:
        wanted = wanted.where(decisions.c.number <= upto)
    return [decode(Decision, line, f"decision {id_}") for id_, line in connection.execute(wanted)]
