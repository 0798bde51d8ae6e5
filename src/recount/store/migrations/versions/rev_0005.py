"""A finding stands once for the run of snapshots in which it is unchanged; reports are listed by their day."""

import hashlib
from collections.abc import Iterator
from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_AT_ONCE = 1000

_old = sa.table("findings_before", *map(sa.column, ("snapshot", "kind", "position", "key", "json")))
_new = sa.table("findings", *map(sa.column, ("key", "kind", "at", "since", "until", "json")))
_snapshots = sa.table("snapshots", *map(sa.column, ("number", "in_order")))


def upgrade() -> None:
    op.create_index("ix_reports_published_given_id", "reports", ["published", "given_id"])
    op.add_column("snapshots", sa.Column("sum", sa.Text(), nullable=True))
    op.add_column("snapshots", sa.Column("in_order", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.rename_table("findings", "findings_before")
    if op.get_bind().dialect.name == "postgresql":  # names of keys are those of a whole schema there
        op.execute("ALTER INDEX pk_findings RENAME TO pk_findings_before")
    op.create_table(
        "findings",
        sa.Column("key", _words, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("since", _number, nullable=False),
        sa.Column("until", _number, nullable=True),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", "kind", "at", "since", name="pk_findings"),
        sa.ForeignKeyConstraint(["since"], ["snapshots.number"], name="fk_findings_since"),
    )
    _carry_over()
    op.drop_table("findings_before")


def _carry_over() -> None:
    """Each snapshot's rows held against those of the one before: only what differs is a row of its own."""
    connection = op.get_bind()
    standing: dict[tuple[str, str, int], tuple[int, bytes]] = {}
    was_in_order = True
    for number in connection.execute(sa.select(_snapshots.c.number).order_by(_snapshots.c.number)).scalars().all():
        in_order = _is_in_order(connection, number)
        connection.execute(sa.update(_snapshots).where(_snapshots.c.number == number).values(in_order=in_order))
        seen = {}
        added: list[dict[str, object]] = []
        for spot, line in _lines(connection, number, in_order):
            made = hashlib.sha256(line.encode()).digest()
            since, before = standing.get(spot, (0, b""))
            if made == before and in_order and was_in_order:
                seen[spot] = since, made
                continue
            seen[spot] = number, made
            key, kind, at = spot
            added.append({"key": key, "kind": kind, "at": at, "since": number, "until": None, "json": line})
        for spot, (since, _) in standing.items():
            if seen.get(spot, (number, b""))[0] != since:
                _close(connection, spot, since, number - 1)
        for start in range(0, len(added), _AT_ONCE):
            connection.execute(sa.insert(_new), added[start : start + _AT_ONCE])
        standing, was_in_order = seen, in_order


def _is_in_order(connection: sa.Connection, number: int) -> bool:
    wanted = sa.select(_old.c.kind, _old.c.key).where(_old.c.snapshot == number)
    before: dict[str, str] = {}
    for kind, key in connection.execute(wanted.order_by(_old.c.kind, _old.c.position)):
        if key < before.get(kind, ""):
            return False
        before[kind] = key
    return True


def _lines(connection: sa.Connection, number: int, in_order: bool) -> Iterator[tuple[tuple[str, str, int], str]]:
    wanted = sa.select(_old.c.kind, _old.c.key, _old.c.position, _old.c.json).where(_old.c.snapshot == number)
    rows = connection.execute(wanted.order_by(_old.c.kind, _old.c.position)).all()
    for (kind, key), own in groupby(rows, key=lambda row: (row[0], row[1])):
        for at, row in enumerate(own):
            yield (key, kind, at if in_order else row[2]), row[3]


def _close(connection: sa.Connection, spot: tuple[str, str, int], since: int, until: int) -> None:
    key, kind, at = spot
    which = (_new.c.key == key) & (_new.c.kind == kind) & (_new.c.at == at) & (_new.c.since == since)
    connection.execute(sa.update(_new).where(which).values(until=until))
