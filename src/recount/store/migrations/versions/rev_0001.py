"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _create_meta()
    _create_reports()
    _create_said_in_reports("claims")
    _create_said_in_reports("statements")
    _create_failures()
    _create_decisions()
    _create_snapshots()
    if op.get_bind().dialect.name == "sqlite":
        _guard_decisions_in_sqlite()
    else:
        _guard_decisions_in_postgresql()


def _create_meta() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )


def _create_reports() -> None:
    op.create_table(
        "reports",
        sa.Column("number", _number, autoincrement=False, nullable=False),
        sa.Column("id", _words, nullable=False),
        sa.Column("given_id", _words, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("outlet", _words),
        sa.Column("title", _words, nullable=False),
        sa.Column("url", _words),
        sa.Column("published", sa.Date()),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.Column("refusals", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_reports"),
        sa.UniqueConstraint("id", name="uq_reports_id"),
        sa.UniqueConstraint("given_id", "version", name="uq_reports_given_id_version"),
    )
    op.create_index("ix_reports_words", "reports", ["words"])


def _create_said_in_reports(name: str) -> None:
    op.create_table(
        name,
        sa.Column("id", _words, nullable=False),
        sa.Column("report", _number, nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=f"fk_{name}_report"),
    )
    order = ["report", "span_start", "span_end", "id"]
    op.create_index(f"ix_{name}_{'_'.join(order)}", name, order)


def _create_failures() -> None:
    op.create_table(
        "failures",
        sa.Column("number", _number, autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("report", _words, nullable=False),
        sa.Column("stage", _words, nullable=False),
        sa.Column("error", _words, nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_failures"),
        sa.UniqueConstraint("digest", name="uq_failures_digest"),
    )


def _create_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("number", _number, autoincrement=False, nullable=False),
        sa.Column("id", _words, nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_decisions"),
        sa.UniqueConstraint("id", name="uq_decisions_id"),
    )


def _create_snapshots() -> None:
    op.create_table(
        "snapshots",
        sa.Column("number", _number, autoincrement=False, nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_snapshots"),
    )
    op.create_table(
        "findings",
        sa.Column("snapshot", _number, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", _words, nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("snapshot", "kind", "position", name="pk_findings"),
        sa.ForeignKeyConstraint(["snapshot"], ["snapshots.number"], name="fk_findings_snapshot"),
    )
    op.create_index("ix_findings_key_snapshot", "findings", ["key", "snapshot"])


def _guard_decisions_in_sqlite() -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER decisions_no_{verb.lower()} BEFORE {verb} ON decisions "
            "BEGIN SELECT RAISE(ABORT, 'the decision log is append-only'); END"
        )
    # INSERT OR REPLACE deletes the row in its way without asking the trigger above.
    op.execute(
        "CREATE TRIGGER decisions_no_replace BEFORE INSERT ON decisions "
        "WHEN EXISTS (SELECT 1 FROM decisions WHERE id = NEW.id OR number = NEW.number) "
        "BEGIN SELECT RAISE(ABORT, 'the decision log is append-only'); END"
    )


def _guard_decisions_in_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION decisions_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the decision log is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER decisions_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions "
        "FOR EACH STATEMENT EXECUTE FUNCTION decisions_append_only()"
    )
