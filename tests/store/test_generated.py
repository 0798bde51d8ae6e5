"""Whatever an input brings, every store gives back what went in, and all stores give the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recount.model import Decision, Reading, Report
from recount.store import Store, open_store
from recount.store.memory import MemoryStore
from recount.store.sql import SqlStore
from tests.store import strategies
from tests.store.builders import AT

# Generated ids meet often, so that versions arise.
FEW_IDS = st.sampled_from(["a", "b", "a\x00", "ا", "😀"]) | strategies.words
BATCHES = st.lists(st.lists(strategies.read_reports(FEW_IDS), max_size=3), max_size=4)
# One record for all examples: what the earlier ones left must not matter.
ONE_RECORD = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(st.lists(strategies.read_reports(), max_size=4), st.lists(strategies.decisions(), max_size=2))
@ONE_RECORD
def test_what_goes_in_comes_out(store: Store, read: list[tuple[Report, Reading]], decided: list[Decision]) -> None:
    known = store.known(report.id for report, _ in read)
    # Of several under one id the first counts: it is what they say that makes the id, not where they were found.
    new = {report.id: (report, reading) for report, reading in reversed(read) if report.id not in known}
    assert store.add(read, [], at=AT) == len(new)
    assert store.texts(new) == {id_: report for id_, (report, _) in new.items()}
    for report, reading in new.values():
        assert store.find_report(report.id) == report
        assert all(store.find_claim(one.claim.id) == one for one in reading.claims)
    for decision in decided:
        store.decide(decision)
        assert decision in store.decisions()


@pytest.fixture
def database(address: str) -> Iterator[SqlStore]:
    """A record in a database of each kind."""
    with open_store(address) as opened:
        assert isinstance(opened, SqlStore)
        yield opened


@given(BATCHES)
@ONE_RECORD
def test_a_database_and_memory_agree(database: SqlStore, batches: list[list[tuple[Report, Reading]]]) -> None:
    _empty(database)
    with open_store("memory:") as memory:
        for batch in batches:
            assert database.add(batch, [], at=AT) == memory.add(batch, [], at=AT)
            for report, _ in batch:
                assert database.same_text(report) == memory.same_text(report)
                assert database.find_report(report.given_id) == memory.find_report(report.given_id)
        assert list(database.heads()) == list(memory.heads())
        assert list(database.claims()) == list(memory.claims())
        assert list(database.statements()) == list(memory.statements())
        assert isinstance(memory, MemoryStore)
        assert list(database.refusals()) == list(memory.refusals())


def _empty(store: SqlStore) -> None:
    with store._database.writing() as connection:
        for table in ("claims", "statements", "reports"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
