"""The record's tables, the same on SQLite and PostgreSQL. Only the migrations create them.

Model objects stand as JSON beside the columns by which they are looked up, ordered and joined.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from recount.store.columns import Number, Words

VERSION_TABLE = "recount_revision"
"""Where the schema revision stands. Not Alembic's usual name, which another program in the database may use."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005")
"""Every revision this version knows, oldest first. Repeated from the migrations so that opening need not load them."""

SEARCH = "search"
"""The index of words: made by the migrations alone, since no table of SQLAlchemy's is like either database's own."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What the record knows of itself.

``made_by`` and ``schema_by`` are versions of Recount. ``changes`` counts the steps that added reports or decisions;
``covered`` is its value when the latest snapshot's claims were read; ``searched`` is the number of the last report in
the index of `search`. The row of ``changes`` is also the writers' lock.
"""

reports = Table(
    "reports",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("id", Words, nullable=False),
    Column("given_id", Words, nullable=False),
    Column("version", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("outlet", Words),
    Column("title", Words, nullable=False),
    Column("url", Words),
    Column("published", Date),
    Column("added", Text, nullable=False),
    Column("json", Text, nullable=False),
    Column("refusals", Text, nullable=False),
    Column("signature", Text),
    UniqueConstraint("id"),
    UniqueConstraint("given_id", "version"),
    Index(None, "words"),
    Index(None, "published", "given_id"),
)
"""Every version of every report.

`words` is the digest of the canonical text without its white space; `refusals` what could not be told of the report;
`signature` what is kept of its text to tell its copies, nothing where an older Recount read it.
"""


def _said_in_reports(name: str) -> Table:
    return Table(
        name,
        metadata,
        Column("id", Words, primary_key=True),
        Column("report", Number, ForeignKey("reports.number"), nullable=False),
        Column("span_start", Integer, nullable=False),
        Column("span_end", Integer, nullable=False),
        Column("json", Text, nullable=False),
        Index(None, "report", "span_start", "span_end", "id"),
    )


claims = _said_in_reports("claims")
"""The grounded claims of every version."""

statements = _said_in_reports("statements")
"""The grounded statements of every version."""

failures = Table(
    "failures",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("digest", Text, nullable=False),
    Column("report", Words, nullable=False),
    Column("stage", Words, nullable=False),
    Column("error", Words, nullable=False),
    Column("added", Text, nullable=False),
    UniqueConstraint("digest"),
)
"""Reports that could not be read. `digest` stands for the rest, which may be too long for an index."""

decisions = Table(
    "decisions",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("id", Words, nullable=False),
    Column("json", Text, nullable=False),
    UniqueConstraint("id"),
)
"""The log of what people decided. Triggers refuse every change but an addition."""

captures = Table(
    "captures",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("address", Words, nullable=False),
    Column("chain", Text, nullable=False),
    Column("json", Text, nullable=False),
    UniqueConstraint("key"),
    Index(None, "digest"),
    Index(None, "address"),
)
"""How every original came in. Append-only like the decisions.

`key` stands for what makes a capture one of its own; `chain` is a digest of this row's line and the chain before it.
"""

snapshots = Table(
    "snapshots",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("made", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("sum", Text),
    Column("in_order", Boolean, nullable=False, server_default=false()),
)
"""One row for each snapshot; what was found stands in `findings`.

`sum` is what its lines add up to, from which the digest follows; nothing where an older Recount kept it. `in_order`
tells that its findings stand by what they are about, as all that is derived does.
"""

editions = Table(
    "editions",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("snapshot", Number, ForeignKey("snapshots.number"), nullable=False),
    Column("json", Text, nullable=False),
)
"""Published states of the record. Triggers refuse every change but an addition."""

findings = Table(
    "findings",
    metadata,
    Column("key", Words, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("at", Integer, primary_key=True, autoincrement=False),
    Column("since", Number, ForeignKey("snapshots.number"), primary_key=True, autoincrement=False),
    Column("until", Number),
    Column("json", Text, nullable=False),
)
"""What was found, each once for the run of snapshots in which it stands unchanged.

`kind` names the field of `Findings`, `key` the incident or period it is about, `at` its place among those of the kind
about that; in a snapshot that is not `in_order`, among all of the kind. `since` and `until` are the first and the last
snapshot that holds it, `until` nothing while the latest does.
"""
