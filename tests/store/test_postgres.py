"""Records in PostgreSQL: addresses, rights, and what errors mean."""

from __future__ import annotations

import builtins
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import create_engine, make_url, text

from recount.errors import RecordError, RecordFull, RecordReadOnly, UsageError
from recount.store import open_store, postgres
from recount.store.postgres import explain, without_secrets
from recount.store.sql import SqlStore
from tests.store.builders import AT, make_report, read


def fill(address: str, *ids: str) -> None:
    with open_store(address) as store:
        store.add(read(*[make_report(id_) for id_ in ids]), [], at=AT)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:pw5731@host:5432/db",
        "postgresql+psycopg://me:pw5731@host:5432/db",
        "postgresql://me@host:5432/db?password=pw5731",
        "postgresql://me:pw5731@host:5432/db?sslpassword=pw5731&password=pw5731",
    ],
)
def test_an_address_is_shown_without_any_password(address: str) -> None:
    assert without_secrets(make_url(address)) == "postgresql://me@host:5432/db"


def test_what_an_address_says_besides_is_shown() -> None:
    shown = without_secrets(make_url("postgresql://me:pw@/db?host=/run/pg&options=-csearch_path%3Dours&password=pw"))
    assert shown == "postgresql://me@/db?host=%2Frun%2Fpg&options=-csearch_path%3Dours"
    assert make_url(shown).query["options"] == "-csearch_path=ours"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql://me:pw5731@ss@127.0.0.1/db", "write it as %40"),
        ("postgresql:/me:pw5731@host/db", "no PostgreSQL address"),
        ("postgresql://me:pw5731@host:port/db", "no PostgreSQL address"),
    ],
)
def test_a_mistyped_address_is_refused_without_its_password(address: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        open_store(address)
    assert "pw5731" not in str(caught.value)


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    with pytest.raises(RecordError, match=r"postgresql://me@127\.0\.0\.1:9/db can't be reached") as caught:
        open_store("postgresql://me:pw5731@127.0.0.1:9/db")
    assert "pw5731" not in f"{caught.value} {caught.value.__cause__}"


def test_a_missing_driver_is_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_psycopg(name: str, *rest: object, **more: object) -> object:
        if name == "psycopg":
            raise ModuleNotFoundError("No module named 'psycopg'")
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without_psycopg)
    with pytest.raises(UsageError, match=r"pip install 'recount\[postgres\]'"):
        open_store("postgresql://127.0.0.1:9/db")


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (psycopg.errors.DiskFull(), RecordFull, "the server's disk is full: nothing of this step was kept"),
        (psycopg.errors.ReadOnlySqlTransaction(), RecordReadOnly, "takes no writes now"),
        (psycopg.errors.InsufficientPrivilege(), RecordReadOnly, "does not allow this user to write"),
        (psycopg.errors.LockNotAvailable(), RecordError, "in use by another program"),
        (psycopg.errors.DeadlockDetected(), RecordError, "another program wrote at the same time"),
        (psycopg.errors.UniqueViolation(), RecordError, "under an identifier about to be added"),
        (psycopg.errors.InvalidPassword(), RecordError, "refused this user or password"),
        (psycopg.errors.AdminShutdown(), RecordError, "the server broke off"),
        (psycopg.errors.DataCorrupted(), RecordError, "is damaged"),
        (psycopg.errors.UndefinedTable("Secret"), RecordError, r"the database refused \(42P01\)"),
        (psycopg.OperationalError("Secret"), RecordError, "can't be reached"),
        (None, RecordError, "can't be reached"),
    ],
)
def test_an_error_says_what_happened_and_what_to_do(
    error: BaseException | None, kind: type[RecordError], words: str
) -> None:
    explained = explain("postgresql://host/db", error)
    assert type(explained) is kind
    with pytest.raises(kind, match=words):
        raise explained
    assert str(explained).startswith("postgresql://host/db")
    assert "Secret" not in str(explained)


@pytest.mark.postgres
def test_a_missing_record_is_only_made_when_asked_for(postgres_address: str) -> None:
    for create, read_only in ((False, False), (False, True), (True, True)):
        with pytest.raises(RecordError, match=r"there is no record at postgresql://.*: make one with `recount run"):
            open_store(postgres_address, create=create, read_only=read_only)
    fill(postgres_address, "a")
    with open_store(postgres_address, create=False) as store:
        assert store.about().reports == 1


@pytest.mark.postgres
def test_a_missing_database_is_named(postgres_address: str) -> None:
    # The server says so before the connection stands, without a code.
    nowhere = make_url(postgres_address).set(database="no_such_database").render_as_string(hide_password=False)
    with pytest.raises(RecordError, match="no_such_database"):
        open_store(nowhere)


@pytest.mark.postgres
def test_another_programs_tables_are_left_alone(postgres_address: str) -> None:
    engine = create_engine(postgres_address)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE reports (id int)"))
    with pytest.raises(RecordError, match=r"tables of another program under names that Recount uses \(reports\)"):
        open_store(postgres_address)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE reports"))
        connection.execute(text("CREATE TABLE invoices (id int)"))
    engine.dispose()
    fill(postgres_address, "a")


@pytest.mark.postgres
def test_a_database_in_another_encoding_is_refused(postgres_address: str) -> None:
    engine = create_engine(postgres_address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE in_latin ENCODING 'LATIN1' TEMPLATE template0"))
        try:
            in_latin = make_url(postgres_address).set(database="in_latin").render_as_string(hide_password=False)
            with pytest.raises(RecordError, match="in LATIN1, which can't hold every script"):
                open_store(in_latin)
        finally:
            connection.execute(text("DROP DATABASE in_latin"))
    engine.dispose()


@pytest.fixture
def reader(postgres_address: str) -> Iterator[str]:
    """The address of a record for a user who may only read it."""
    fill(postgres_address, "a")
    engine = create_engine(postgres_address)
    with engine.begin() as connection:
        schema = connection.scalar(text("SELECT current_schema()"))
        role = f"reader_{schema}"
        connection.execute(text(f"CREATE ROLE {role} LOGIN"))
        connection.execute(text(f"GRANT USAGE ON SCHEMA {schema} TO {role}"))
        connection.execute(text(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}"))
    yield make_url(postgres_address).set(username=role).render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP OWNED BY {role}"))
        connection.execute(text(f"DROP ROLE {role}"))
    engine.dispose()


@pytest.mark.postgres
def test_a_user_who_may_only_read_reads(reader: str) -> None:
    with open_store(reader, create=False, read_only=True) as store:
        assert [one.given_id for one in store.claims()] == ["a"]
    with open_store(reader) as store, pytest.raises(RecordReadOnly, match="does not allow this user to write"):
        store.add(read(make_report("b")), [], at=AT)


@pytest.mark.postgres
def test_a_record_opened_for_reading_can_not_be_written(postgres_address: str) -> None:
    fill(postgres_address, "a")
    with open_store(postgres_address, read_only=True) as store:
        assert isinstance(store, SqlStore)
        with pytest.raises(RecordReadOnly, match="opened for reading only"):
            store.add(read(make_report("b")), [], at=AT)
        with pytest.raises(RecordReadOnly), store._database.reading() as connection:
            connection.execute(text("DELETE FROM claims"))


@pytest.mark.postgres
def test_a_record_that_is_locked_too_long_is_said_to_be(postgres_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(postgres_address, "a")
    monkeypatch.setattr(postgres, "LOCK_SECONDS", 0.1)
    engine = create_engine(postgres_address)
    with open_store(postgres_address) as store:
        with engine.begin() as other:
            other.execute(text("SELECT value FROM meta FOR UPDATE"))
            with pytest.raises(RecordError, match="in use by another program"):
                store.add(read(make_report("b")), [], at=AT)
            assert [head.given_id for head in store.heads()] == ["a"]
        assert store.add(read(make_report("b")), [], at=AT) == 1
    engine.dispose()


@pytest.mark.postgres
def test_an_iteration_is_fetched_from_the_server_piece_by_piece(postgres_address: str) -> None:
    engine = create_engine(postgres_address)
    with open_store(postgres_address) as store:
        store.add(read(*[make_report(f"r{n}") for n in range(1500)], statements=1), [], at=AT)
        for iteration in (store.claims, store.statements, store.heads):
            rows = iteration()
            next(rows)
            with engine.connect() as other:
                running = other.scalars(text("SELECT query FROM pg_stat_activity WHERE state = 'idle in transaction'"))
                assert any("FETCH FORWARD" in query for query in running)
            del rows
    engine.dispose()


@pytest.mark.postgres
def test_an_error_does_not_quote_what_was_to_be_stored(postgres_address: str) -> None:
    with open_store(postgres_address) as store:
        assert isinstance(store, SqlStore)
        with store._database.writing() as connection:
            connection.execute(text("DROP TABLE statements, claims"))
        with pytest.raises(RecordError) as caught:
            store.add(read(make_report("b", title="Secret words")), [], at=AT)
    assert "Secre" not in f"{caught.value} {caught.value.__cause__}"
