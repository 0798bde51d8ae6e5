"""Editions: published states of a record."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "editions",
        sa.Column("number", _number, autoincrement=False, nullable=False),
        sa.Column("snapshot", _number, nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_editions"),
        sa.ForeignKeyConstraint(["snapshot"], ["snapshots.number"], name="fk_editions_snapshot"),
    )
    if op.get_bind().dialect.name == "sqlite":
        _guard_editions_in_sqlite()
    else:
        _guard_editions_in_postgresql()


def _guard_editions_in_sqlite() -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER editions_no_{verb.lower()} BEFORE {verb} ON editions "
            "BEGIN SELECT RAISE(ABORT, 'editions are append-only'); END"
        )
    # INSERT OR REPLACE deletes the row in its way without asking the trigger above.
    op.execute(
        "CREATE TRIGGER editions_no_replace BEFORE INSERT ON editions "
        "WHEN EXISTS (SELECT 1 FROM editions WHERE number = NEW.number) "
        "BEGIN SELECT RAISE(ABORT, 'editions are append-only'); END"
    )


def _guard_editions_in_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION editions_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'editions are append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER editions_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON editions "
        "FOR EACH STATEMENT EXECUTE FUNCTION editions_append_only()"
    )
