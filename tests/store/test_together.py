"""Several processes on one record, and processes that are killed."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import alembic.command  # noqa: F401 - loaded here, so that a child is killed while it makes a record, not while it loads
import pytest

from recount.model import Report
from recount.store import open_store
from recount.store.sqlite_file import is_held
from tests.store.builders import AT, LATER, decide_same, make_findings, make_report, read
from tests.store.processes import in_child, kill_after, start

BATCH = 7


def batch(name: str, number: int) -> list[Report]:
    return [make_report(f"{name}-{number:03}-{n}", text=f"{n} people were killed. " * 50) for n in range(BATCH)]


def add_on(address: str, told: int) -> None:
    with open_store(address) as store:
        while True:
            number = store.about().reports // BATCH
            store.add(read(*batch("a", number), claims=3, statements=1), [], at=AT)
            store.keep(make_findings(number), at=AT)
            os.write(told, b".")


def add_some(address: str, name: str) -> Callable[[], None]:
    def work() -> None:
        with open_store(address) as store:
            for number in range(5):
                store.add(read(*batch(name, number), make_report("shared", f"{name} {number}")), [], at=AT)
                store.decide(decide_same(f"claim:{name}-{number}"))

    return work


def test_a_killed_process_leaves_whole_steps_only_and_the_record_goes_on(record: str) -> None:
    chance = random.Random(20161014)
    steps = 0
    for _ in range(20):
        hear, tell = os.pipe()
        child = start(lambda tell=tell: add_on(record, tell))  # type: ignore[misc]
        os.close(tell)
        # What the child says it has stored must be there, whenever it is killed.
        steps += len(os.read(hear, 1))
        kill_after(chance.random() * 0.03, child)
        with os.fdopen(hear, "rb") as rest:
            steps += len(rest.read())
        with open_store(record) as store:
            about = store.about()
            assert about.reports % BATCH == 0
            assert about.reports // BATCH >= steps
            assert about.claims == len(list(store.claims())) == about.reports * 3
            assert len(list(store.statements())) == about.reports
            assert about.snapshots >= steps
            # The step that was cut off may have been stored before it could be told.
            steps = about.reports // BATCH
            store.keep(make_findings(steps - 1), at=LATER)
            assert not store.stale()
        with closing(sqlite3.connect(record)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert steps >= 20


def test_a_process_killed_while_it_makes_a_record_leaves_one_that_can_be_made(tmp_path: Path) -> None:
    chance = random.Random(7)
    for n in range(20):
        address = str(tmp_path / f"{n}.db")
        kill_after(chance.random() * 0.04, start(lambda address=address: open_store(address).close()))  # type: ignore[misc]
        with open_store(address) as store:
            assert store.add(read(make_report()), [], at=AT) == 1


def test_many_processes_make_and_fill_one_record(address: str) -> None:
    children = [start(add_some(address, name)) for name in "abcdef"]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 6
    with open_store(address, create=False) as store:
        assert store.about().reports == 6 * 5 * (BATCH + 1)
        assert [head.version for head in store.heads() if head.given_id == "shared"] == list(range(1, 31))
        assert len(store.decisions()) == 30
        assert store.stale()


@pytest.mark.parametrize("decides", [True, False])
def test_what_another_process_adds_after_the_claims_were_read_is_not_covered(address: str, decides: bool) -> None:
    with open_store(address) as store:
        store.add(read(make_report("a")), [], at=AT)
        store.decisions()
        list(store.claims())

        def add_meanwhile() -> None:
            with open_store(address) as other:
                if decides:
                    other.decide(decide_same("claim:b"))
                else:
                    other.add(read(make_report("b")), [], at=AT)

        in_child(add_meanwhile)
        store.add(read(make_report("c")), [], at=AT)
        store.keep(make_findings(), at=AT)
        assert store.stale()
        store.decisions()
        assert store.stale()
        list(store.claims())
        assert store.keep(make_findings(), at=LATER) is None
        assert not store.stale()


def test_no_decision_of_two_processes_that_decide_at_once_is_lost(address: str) -> None:
    with open_store(address) as store:
        store.add(read(make_report("a")), [], at=AT)

    def decide_many(name: str) -> Callable[[], None]:
        def work() -> None:
            with open_store(address, create=False) as store:
                for number in range(25):
                    store.decide(decide_same(f"claim:{name}-{number}", "claim:shared"))
                    store.decide_all([decide_same(f"claim:{name}-{number}-{n}") for n in range(3)])

        return work

    children = [start(decide_many(name)) for name in "ab"]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    with open_store(address, create=False) as store:
        found = store.decisions()
        assert len(found) == len({d.id for d in found}) == 2 * 25 * 4
        for name in "ab":
            mine = [d for d in found if any(id_.startswith(f"claim:{name}-") for id_ in d.claims)]
            assert len(mine) == 100
        assert store.extent().decisions == 200


ANOTHER_PROGRAM = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
print(connection.execute("SELECT count(*) FROM reports").fetchone()[0])
connection.close()
"""


def seen_by_another_program(record: str) -> int:
    done = subprocess.run([sys.executable, "-c", ANOTHER_PROGRAM, record], check=True, capture_output=True)
    return int(done.stdout)


def test_opening_a_record_twice_does_not_let_another_process_take_it_for_unused(record: str) -> None:
    with open_store(record) as store:
        store.add(read(make_report("a")), [], at=AT)
        open_store(record, read_only=True).close()
        assert seen_by_another_program(record) == 1
        store.add(read(make_report("b")), [], at=AT)
        # Before the store is closed: what it wrote would be lost if it were killed now.
        assert seen_by_another_program(record) == 2


def test_a_file_is_held_as_long_as_a_connection_to_it_is_open(record: str) -> None:
    path = Path(record)
    with open_store(record) as store, open_store(record) as other:
        store.add(read(make_report("a")), [], at=AT)
        assert is_held(path)
        other.close()
        assert is_held(path)
    assert not is_held(path)
