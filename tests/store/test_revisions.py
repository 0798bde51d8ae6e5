"""The schema and its revisions, on both databases."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, MetaData, Text, inspect, text
from sqlalchemy.exc import DBAPIError

from recount.errors import RecordError, RecordTooNew
from recount.model import Extent, Findings, Signature, to_json
from recount.store import Store, open_store, postgres, revisions, sqlite
from recount.store.database import Database
from recount.store.laid import KINDS, about
from recount.store.lines import json_digest
from recount.store.revisions import MIGRATIONS
from recount.store.schema import REVISIONS, SEARCH, VERSION_TABLE, metadata
from recount.store.sql import SqlStore
from tests.store.builders import ARABIC, AT, STORY, decide_same, make_edition, make_findings, make_report, read

NEXT = f"{int(REVISIONS[-1]) + 1:04}"
NEXT_REVISION = f'''
"""A change that SQLite can only make by copying tables."""

import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{REVISIONS[-1]}"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("reports") as reports:
        reports.alter_column("title", new_column_name="headline")
        reports.add_column(sa.Column("seen", sa.Text()))
'''


@pytest.fixture
def store(address: str) -> Iterator[SqlStore]:
    """An empty record in a database of each kind."""
    with open_store(address) as opened:
        assert isinstance(opened, SqlStore)
        yield opened


def fill(store: Store) -> None:
    store.add(read(make_report(text=ARABIC), claims=2, statements=1), [], at=AT)
    store.decide(decide_same("claim:a"))
    store.keep(make_findings(), at=AT)


def differences(connection: Connection, wanted: MetaData) -> list[object]:
    options = {
        "version_table": VERSION_TABLE,
        "compare_type": True,
        "compare_server_default": True,
        "include_name": lambda name, kind, _: kind != "table" or not name.startswith(SEARCH),
    }
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), wanted))


def set_revision(store: SqlStore, revision: str, **meta: str) -> None:
    with store._database.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = :revision"), {"revision": revision})
        for key, value in meta.items():
            connection.execute(text("UPDATE meta SET value = :value WHERE key = :key"), {"key": key, "value": value})


def test_the_migrations_make_the_schema(store: SqlStore) -> None:
    with store._database.reading() as connection:
        assert differences(connection, metadata) == []


def test_a_schema_without_a_migration_would_be_noticed(store: SqlStore) -> None:
    more = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.tables.values():
        table.to_metadata(more)
    more.tables["claims"].append_column(Column("forgotten", Text))
    with store._database.reading() as connection:
        assert len(differences(connection, more)) == 1


def test_the_migrations_name_every_constraint_as_the_schema_does(store: SqlStore) -> None:
    with store._database.reading() as connection:
        inspector = inspect(connection)
        for name, table in metadata.tables.items():
            there = {key["name"] for key in inspector.get_foreign_keys(name)}
            there |= {key["name"] for key in inspector.get_unique_constraints(name)}
            there |= {inspector.get_pk_constraint(name)["name"]}
            there |= {index["name"] for index in inspector.get_indexes(name) if not index.get("duplicates_constraint")}
            wanted = {str(one.name) for one in table.constraints} | {str(one.name) for one in table.indexes}
            assert there == wanted


def test_the_revisions_repeated_in_the_schema_are_those_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert [one.revision for one in scripts.walk_revisions()] == list(reversed(REVISIONS))


def test_a_record_made_by_a_newer_version_is_left_alone(store: SqlStore, address: str) -> None:
    set_revision(store, "9999", schema_by="9.8.7")
    for create, read_only in ((True, False), (False, False), (False, True)):
        with pytest.raises(RecordTooNew, match=r"made by a newer Recount \(9\.8\.7; .*update Recount"):
            open_store(address, create=create, read_only=read_only)


def test_a_newer_record_that_says_nothing_we_understand_is_left_alone(store: SqlStore, address: str) -> None:
    set_revision(store, "9999")
    with store._database.writing() as connection:
        connection.execute(text("DROP TABLE meta"))
    with pytest.raises(RecordTooNew, match=r"made by a newer Recount \(schema 9999; "):
        open_store(address)


def test_an_older_record_is_brought_up_to_date_when_it_may_be_made(
    store: SqlStore, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    before = (list(store.heads()), list(store.claims()), store.decisions(), store.snapshot())
    # A percent sign means something to Alembic's configuration.
    shutil.copytree(MIGRATIONS, tmp_path / "50% new")
    (tmp_path / "50% new" / "versions" / f"rev_{NEXT}.py").write_text(NEXT_REVISION)
    monkeypatch.setattr(revisions, "MIGRATIONS", tmp_path / "50% new")
    monkeypatch.setattr(revisions, "REVISIONS", (*REVISIONS, NEXT))
    monkeypatch.setattr(revisions, "HEAD", NEXT)

    for read_only in (True, False):
        with pytest.raises(RecordError, match=r"made by an older Recount.*`recount run PATH… --record"):
            open_store(address, create=False, read_only=read_only)
    with open_store(address) as updated:
        assert isinstance(updated, SqlStore)
        with updated._database.writing() as connection:
            rows = connection.execute(text("SELECT headline, seen FROM reports")).all()
            assert rows == [("A title", None)]
            assert connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")) == NEXT
            connection.execute(text("ALTER TABLE reports RENAME COLUMN headline TO title"))
        assert (list(updated.heads()), list(updated.claims()), updated.decisions(), updated.snapshot()) == before


OLD_RECORD = Path(__file__).with_name("record_0001.sql")
"""The rows of a record as the first version of Recount left them."""


def make_first_revision(database: Database) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.writing(migrates=True) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for line in OLD_RECORD.read_text(encoding="utf-8").splitlines():
            connection.exec_driver_sql(line)


def test_a_record_of_the_first_revision_keeps_all_it_holds_and_takes_editions(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        # The door as it is, without what it does behind it: the database is made by the first revision alone.
        for module in (sqlite, postgres):
            patch.setattr(module, "prepare", lambda database, *, create: make_first_revision(database))
        open_store(address).close()
    with pytest.raises(RecordError, match=r"made by an older Recount"):
        open_store(address, create=False)
    with open_store(address) as updated:
        assert isinstance(updated, SqlStore)
        with updated._database.reading() as connection:
            assert differences(connection, metadata) == []
        assert [(head.given_id, head.version) for head in updated.heads()] == [("one", 1), ("one", 2)]
        assert len(list(updated.claims())) == 1
        assert updated.extent() == Extent(reports=2, decisions=2)
        merged, undone = updated.decisions()
        assert merged == decide_same("claim:a", "claim:b")
        assert undone.undoes == merged.id
        latest = updated.snapshot()
        assert latest is not None
        assert latest.findings == make_findings()
        assert updated.editions() == []
        kept = updated.keep_edition(make_edition(), make_findings())
        assert kept.number == 1
        # Findings have more fields now, and so another digest: what an edition holds is a snapshot of today's form.
        frozen = updated.snapshot(kept.snapshot)
        assert frozen is not None
        assert frozen.findings == make_findings()
        with pytest.raises(DBAPIError, match="append-only"), updated._database.engine.connect() as connection:
            connection.execute(text("DELETE FROM decisions"))


def test_a_migration_that_fails_leaves_the_record_as_it_was(
    store: SqlStore, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    shutil.copytree(MIGRATIONS, tmp_path / "new")
    failing = NEXT_REVISION + '    op.execute("SELECT no_such_thing")\n'
    (tmp_path / "new" / "versions" / f"rev_{NEXT}.py").write_text(failing)
    with monkeypatch.context() as patch:
        patch.setattr(revisions, "MIGRATIONS", tmp_path / "new")
        patch.setattr(revisions, "REVISIONS", (*REVISIONS, NEXT))
        patch.setattr(revisions, "HEAD", NEXT)
        with pytest.raises(RecordError):
            open_store(address)
    with open_store(address, create=False) as same:
        assert isinstance(same, SqlStore)
        assert same.about().snapshots == 1
        with same._database.reading() as connection:
            assert differences(connection, metadata) == []


def test_a_record_that_lost_a_counter_is_said_to_be_damaged(store: SqlStore) -> None:
    with store._database.writing() as connection:
        connection.execute(text("DELETE FROM meta"))
    with pytest.raises(RecordError, match="does not say its 'changes': it is damaged"):
        store.stale()
    with pytest.raises(RecordError, match="does not say its 'changes': it is damaged"):
        store.add(read(make_report()), [], at=AT)


def test_reports_of_a_record_made_before_signatures_have_none_until_they_are_signed(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = make_report()
    shutil.copytree(MIGRATIONS, tmp_path / "old")
    for later in REVISIONS[1:]:
        (tmp_path / "old" / "versions" / f"rev_{later}.py").unlink()
    with monkeypatch.context() as patch:
        patch.setattr(revisions, "MIGRATIONS", tmp_path / "old")
        patch.setattr(revisions, "REVISIONS", ("0001",))
        patch.setattr(revisions, "HEAD", "0001")
        with open_store(address) as old:
            assert isinstance(old, SqlStore)
            with old._database.writing() as connection:
                assert "signature" not in {c["name"] for c in inspect(connection).get_columns("reports")}
                connection.execute(
                    text(
                        "INSERT INTO reports (number, id, given_id, version, words, title, added, json, refusals) "
                        "VALUES (1, :id, :given_id, 1, '', '', :at, :json, '[]')"
                    ),
                    {"id": report.id, "given_id": report.given_id, "at": AT, "json": to_json(report)},
                )
    with open_store(address) as updated:
        assert updated.about().revision == REVISIONS[-1]
        assert updated.unsigned() == [report.id]
        assert [p.signature for p in updated.fingerprints()] == [None]
        updated.sign({report.id: Signature(runs=0, hashes=b"")})
        assert [p.signature for p in updated.fingerprints()] == [Signature(runs=0, hashes=b"")]


def test_snapshots_of_a_record_made_before_findings_stood_once_are_carried_over(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = [*STORY[:4], STORY[3], *STORY[4:]]
    shutil.copytree(MIGRATIONS, tmp_path / "old")
    (tmp_path / "old" / "versions" / "rev_0005.py").unlink()
    with monkeypatch.context() as patch:
        patch.setattr(revisions, "MIGRATIONS", tmp_path / "old")
        patch.setattr(revisions, "REVISIONS", REVISIONS[:4])
        patch.setattr(revisions, "HEAD", "0004")
        with open_store(address) as old:
            assert isinstance(old, SqlStore)
            with old._database.writing() as connection:
                for number, found in enumerate(story, start=1):
                    keep_as_before(connection, number, found)
    with open_store(address) as updated:
        assert isinstance(updated, SqlStore)
        assert [one.findings for n in range(1, len(story) + 1) if (one := updated.snapshot(n))] == story
        assert [said for _, said in updated.check_snapshots()] == [""] * len(story)
        with updated._database.reading() as connection:
            assert differences(connection, metadata) == []
            kept = connection.scalar(text("SELECT count(*) FROM findings")) or 0
        assert kept < sum(len(getattr(found, kind)) for found in story for kind in KINDS)
        assert updated.keep(story[-1], at=AT) is None
        assert updated.keep_edition(make_edition(findings=story[0]), story[0]).snapshot == 7
        made = updated.keep(story[1], at=AT)
        assert made == updated.snapshot()
        assert made is not None
        assert made.findings == story[1]
        assert [said for _, said in updated.check_snapshots()] == [""] * (len(story) + 1)


def keep_as_before(connection: Connection, number: int, found: Findings) -> None:
    """Keep a snapshot as versions of Recount did that wrote all findings again for each."""
    digest = json_digest(found)
    head = "INSERT INTO snapshots (number, made, digest) VALUES (:number, :made, :digest)"
    connection.execute(text(head), {"number": number, "made": AT, "digest": digest})
    row = "INSERT INTO findings (snapshot, kind, position, key, json) VALUES (:snapshot, :kind, :position, :key, :json)"
    for kind in KINDS:
        for position, thing in enumerate(getattr(found, kind)):
            values = {"snapshot": number, "kind": kind, "position": position, "key": about(thing)}
            connection.execute(text(row), values | {"json": to_json(thing)})
