"""The decision log and the editions only grow, whoever tries."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from recount.model import Capture, Method
from recount.store import open_store
from recount.store.sql import SqlStore
from tests.store.builders import AT, decide_same, make_edition, make_findings

CHANGES = [
    "UPDATE decisions SET json = '{}'",
    "UPDATE decisions SET number = 7 WHERE number = 1",
    "DELETE FROM decisions",
    "DELETE FROM decisions WHERE number = 1",
]
SQLITE_ONLY = [
    "INSERT OR REPLACE INTO decisions SELECT number, id, '{}' FROM decisions",
    "INSERT OR REPLACE INTO decisions SELECT 7, id, '{}' FROM decisions",
    "REPLACE INTO decisions SELECT number, 'decision:other', '{}' FROM decisions",
]
POSTGRESQL_ONLY = [
    "TRUNCATE decisions",
    "INSERT INTO decisions SELECT * FROM decisions ON CONFLICT (id) DO UPDATE SET json = '{}'",
]


@pytest.fixture
def store(address: str) -> Iterator[SqlStore]:
    """A record in a database, with one decision."""
    with open_store(address) as opened:
        assert isinstance(opened, SqlStore)
        opened.decide(decide_same("claim:a"))
        opened.keep_edition(make_edition(), make_findings())
        yield opened


@pytest.mark.parametrize("change", [*CHANGES, *SQLITE_ONLY, *POSTGRESQL_ONLY])
def test_a_decision_can_not_be_changed_or_removed(store: SqlStore, change: str) -> None:
    engine = store._database.engine
    if change in (SQLITE_ONLY if engine.dialect.name == "postgresql" else POSTGRESQL_ONLY):
        return
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # As another program would come: without our settings.
            connection.exec_driver_sql("PRAGMA recursive_triggers=OFF")
        with pytest.raises(DBAPIError, match="the decision log is append-only"):
            connection.execute(text(change))
    assert store.decisions() == [decide_same("claim:a")]


def test_a_capture_can_not_be_changed_or_removed(store: SqlStore) -> None:
    logged = Capture(digest="d" * 64, size=1, address="a.txt", method=Method.FILE, at=AT, tool="recount 1")
    store.add([], [], at=AT, captures=[logged])
    for change in ("UPDATE captures SET json = '{}'", "DELETE FROM captures"):
        with (
            store._database.engine.connect() as connection,
            pytest.raises(DBAPIError, match="the capture log is append-only"),
        ):
            connection.execute(text(change))
    assert [link.capture for link in store.log()] == [logged]


EDITIONS = [
    "UPDATE editions SET json = '{}'",
    "DELETE FROM editions",
    "INSERT OR REPLACE INTO editions SELECT number, snapshot, '{}' FROM editions",
    "TRUNCATE editions",
]


@pytest.mark.parametrize("change", EDITIONS)
def test_an_edition_can_not_be_changed_or_removed(store: SqlStore, change: str) -> None:
    engine = store._database.engine
    if ("REPLACE" in change) if engine.dialect.name == "postgresql" else ("TRUNCATE" in change):
        return
    before = store.editions()
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA recursive_triggers=OFF")
        with pytest.raises(DBAPIError, match="editions are append-only"):
            connection.execute(text(change))
    assert store.editions() == before


def test_a_decision_can_be_added(store: SqlStore) -> None:
    with store._database.engine.begin() as connection:
        connection.execute(text("INSERT INTO decisions SELECT 2, 'decision:b', json FROM decisions"))
    assert len(store.decisions()) == 2
