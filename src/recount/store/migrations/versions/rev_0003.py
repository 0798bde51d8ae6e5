"""The capture log, and the index of words."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _create_captures()
    _make_append_only("captures", "key", "the capture log is append-only")
    _create_search()


def _create_captures() -> None:
    op.create_table(
        "captures",
        sa.Column("number", _number, autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("address", _words, nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_captures"),
        sa.UniqueConstraint("key", name="uq_captures_key"),
    )
    op.create_index("ix_captures_digest", "captures", ["digest"])
    op.create_index("ix_captures_address", "captures", ["address"])


def _create_search() -> None:
    """An index of folded words. Reports that are there already come in when the next are added."""
    if op.get_bind().dialect.name == "sqlite":
        # Contentless: the words stand in the reports already, and the index finds those by their number.
        # Words are folded before they come here; letters that SQLite's Unicode of 2012 does not know (Cn) are letters.
        tokens = "unicode61 remove_diacritics 0 categories 'L* N* Co Cn'"
        op.execute(f"CREATE VIRTUAL TABLE search USING fts5(title, body, content='', tokenize=\"{tokens}\")")
        return
    op.execute("CREATE TABLE search (report bigint PRIMARY KEY, words tsvector NOT NULL)")
    op.execute("CREATE INDEX ix_search_words ON search USING gin (words)")


def _make_append_only(table: str, key: str, said: str) -> None:
    """Triggers that refuse every change but an addition."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
            )
        # INSERT OR REPLACE deletes the row in its way without asking the trigger above.
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # noqa: S608 - names of our own
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key} OR number = NEW.number) "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{said}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
    )
