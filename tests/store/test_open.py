"""Which record an address opens, and what opening loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from recount.errors import UsageError
from recount.store import STORES, open_store
from recount.store.memory import MemoryStore
from recount.store.sql import SqlStore
from tests.store.files import fill, given_ids


def loaded_after(code: str) -> set[str]:
    names = f"{code}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", names], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_each_address_opens_its_kind_of_record(record: str) -> None:
    with open_store("memory:") as memory, open_store(record) as file:
        assert isinstance(memory, MemoryStore)
        assert isinstance(file, SqlStore)
        assert memory.about().address == "memory:"
        assert file.about().address == record


def test_a_path_without_a_folder_is_a_file_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fill("recount.db", "a")
    assert [path.name for path in tmp_path.iterdir()] == ["recount.db"]
    assert given_ids("./recount.db") == ["a"]


def test_two_records_in_memory_are_two() -> None:
    assert open_store("memory:") is not open_store("memory:")


@pytest.mark.parametrize("address", ["mysql://me:pw5731@host/db", "postgres://me:pw5731@host/db", "http:/me:pw5731@x"])
def test_an_unknown_kind_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(
        UsageError, match=r"unknown kind of record .*: choose one of file, memory, postgresql"
    ) as caught:
        open_store(address)
    assert "pw5731" not in str(caught.value)


def test_every_built_in_kind_can_be_loaded() -> None:
    assert all(callable(STORES.get(name)) for name in STORES)


def test_the_database_library_is_loaded_when_a_record_is_opened() -> None:
    assert not {"sqlalchemy", "alembic", "sqlite3"} & loaded_after("import recount.store")
    in_memory = "from recount.store import open_store; open_store('memory:')"
    assert not {"sqlalchemy", "alembic", "sqlite3"} & loaded_after(in_memory)


def test_migrations_are_loaded_only_when_there_are_some_to_run(record: str) -> None:
    opening = f"from recount.store import open_store; open_store({record!r}).close()"
    assert "alembic" in loaded_after(opening)
    again = loaded_after(opening)
    assert "sqlalchemy" in again
    assert "alembic" not in again
