"""Verifying a record: each way in which it can stop being what it says, on every database."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, text

from recount.model import Method, Received, Report
from recount.store import open_store
from recount.store.originals import Originals
from recount.store.verifying import Fault, Verified, verify
from tests.store.builders import ARABIC, AT, decide_same, make_findings, make_reading, make_report

TEXTS = {"one": "Three people were killed in Aleppo.", "two": ARABIC, "three": "Nobody was hurt in Homs."}


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "record.db.originals", clock=lambda: AT)


@pytest.fixture
def kept(address: str, originals: Originals) -> dict[str, str]:
    """Digests of the originals of a record that holds a report of each, by the report's id."""
    digests = {}
    with open_store(address) as store:
        for given_id, words in TEXTS.items():
            received = Received(name=f"{given_id}.txt")
            with originals.keep(io.BytesIO(words.encode()), received, most=None) as (_, digests[given_id]):
                pass
            report = make_report(given_id, words, original=digests[given_id])
            reading = make_reading(report, claims=2, statements=1)
            store.add([(report, reading)], [], at=AT, captures=originals.drain())
        store.decide(decide_same("claim:1", "claim:2"))
        store.keep(make_findings(), at=AT)
    return digests


@pytest.fixture
def tamper(address: str) -> Callable[..., None]:
    """Changes the record behind its own back, triggers or not."""

    def run(*statements: str) -> None:
        engine = raw(address)
        with engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()

    return run


def raw(address: str) -> Engine:
    return create_engine(address if address.startswith("postgresql") else f"sqlite:///{address}")


def without_guard(address: str, table: str) -> list[str]:
    """What takes the triggers of a table away."""
    if address.startswith("postgresql"):
        return [f"DROP TRIGGER {table}_no_change ON {table}"]
    return [f"DROP TRIGGER {table}_no_{verb}" for verb in ("update", "delete", "replace")]


def faults(address: str, originals: Originals | None) -> list[tuple[str, str]]:
    with open_store(address, create=False, read_only=True) as store:
        return [(fault.kind, fault.about) for fault in verify(store, originals, Verified())]


def test_a_record_as_it_was_kept_has_no_faults(address: str, originals: Originals, kept: dict[str, str]) -> None:
    counted = Verified()
    with open_store(address, create=False, read_only=True) as store:
        assert list(verify(store, originals, counted)) == []
    assert (counted.originals, counted.captures, counted.reports) == (3, 3, 3)
    assert (counted.claims, counted.statements, counted.decisions, counted.snapshots) == (6, 3, 1, 1)
    assert counted.size == sum(len(words.encode()) for words in TEXTS.values())


def test_a_record_whose_originals_are_not_looked_at_has_none_either(address: str, kept: dict[str, str]) -> None:
    assert faults(address, None) == []


def overwrite(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


def test_a_byte_that_was_flipped_is_found(address: str, originals: Originals, kept: dict[str, str]) -> None:
    path = originals.path(kept["two"])
    data = bytearray(path.read_bytes())
    data[5] ^= 1
    overwrite(path, bytes(data))
    assert faults(address, originals) == [("original_changed", kept["two"])]


def test_an_original_that_was_removed_is_found(address: str, originals: Originals, kept: dict[str, str]) -> None:
    originals.path(kept["one"]).unlink()
    assert faults(address, originals) == [("original_missing", kept["one"])]


def test_all_of_them_are_missed_where_the_folder_is_gone(address: str, tmp_path: Path, kept: dict[str, str]) -> None:
    elsewhere = Originals(tmp_path / "elsewhere", clock=lambda: AT)
    assert faults(address, elsewhere) == [("original_missing", digest) for digest in sorted(kept.values())]


def test_an_original_behind_a_link_is_none(address: str, originals: Originals, kept: dict[str, str]) -> None:
    path = originals.path(kept["one"])
    path.rename(originals.folder.parent / "moved")
    path.symlink_to(originals.folder.parent / "moved")
    assert sorted(faults(address, originals)) == [("original_missing", kept["one"]), ("original_stray", str(path))]


def test_what_was_put_into_the_folder_is_told_and_is_no_fault(
    address: str, originals: Originals, kept: dict[str, str]
) -> None:
    shelf = originals.folder / "00"
    shelf.mkdir(exist_ok=True)
    (shelf / "notes.txt").write_bytes(b"")
    (originals.folder / "readme").write_bytes(b"")
    (originals.folder / ".part-abc").write_bytes(b"")
    (shelf / ("f" * 64)).write_bytes(b"")
    with originals.keep(io.BytesIO(b"other"), Received(name="x"), most=None) as (_, unlogged):
        pass
    with open_store(address, create=False, read_only=True) as store:
        found = list(verify(store, originals, Verified()))
    assert sorted(fault.kind for fault in found) == [
        "original_stray",
        "original_stray",
        "original_stray",
        "original_unfinished",
        "original_unknown",
    ]
    assert all(fault.harmless for fault in found)
    assert [fault.about for fault in found if fault.kind == "original_unknown"] == [unlogged]


def test_an_original_that_can_not_be_read_is_told(
    address: str, originals: Originals, kept: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Not by its mode: root, under whom tests may run, reads what nobody may.
    closed, opened = originals.path(kept["one"]), Path.open

    def guarded(path: Path, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - passed on
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", guarded)
    assert faults(address, originals) == [("original_unreadable", kept["one"])]


def test_a_report_whose_words_were_changed_is_found(
    address: str, originals: Originals, kept: dict[str, str], tamper: Callable[..., None]
) -> None:
    tamper("UPDATE reports SET json = replace(json, 'Nobody was hurt', 'Eighty were hurt') WHERE given_id = 'three'")
    report = make_report("three", TEXTS["three"])
    assert ("report_changed", report.id) in faults(address, originals)


@pytest.mark.parametrize(
    "change", ["title = 'Another title'", "outlet = 'Another outlet'", "url = 'https://elsewhere.example/'"]
)
def test_a_report_that_is_listed_under_what_it_does_not_say_is_found(
    address: str, kept: dict[str, str], tamper: Callable[..., None], change: str
) -> None:
    tamper(f"UPDATE reports SET {change} WHERE given_id = 'one'")
    assert [kind for kind, _ in faults(address, None)] == ["report_changed"]


def test_a_damaged_report_is_told_and_the_others_are_looked_at_all_the_same(
    address: str, kept: dict[str, str], tamper: Callable[..., None]
) -> None:
    tamper(
        "UPDATE reports SET json = '{' WHERE given_id = 'one'",
        "UPDATE reports SET title = 'Another title' WHERE given_id = 'two'",
    )
    found = [kind for kind, _ in faults(address, None)]
    assert found[:2] == ["damaged", "report_changed"]


def shift(address: str, table: str, *, by: int = 1) -> str:
    """Move the span of the first claim or statement by so many code points, and nothing else."""
    engine = raw(address)
    with engine.begin() as connection:
        id_, line = connection.execute(text(f"SELECT id, json FROM {table} ORDER BY id LIMIT 1")).one()
        said = json.loads(line)
        inner = said[table.removesuffix("s")]
        inner["span"] = {"start": inner["span"]["start"] + by, "end": inner["span"]["end"] + by}
        connection.execute(text(f"UPDATE {table} SET json = :j WHERE id = :i"), {"j": json.dumps(said), "i": id_})
    engine.dispose()
    return str(id_)


@pytest.mark.parametrize("table", ["claims", "statements"])
def test_a_span_that_was_shifted_is_found(address: str, kept: dict[str, str], table: str) -> None:
    id_ = shift(address, table)
    ((kind, about),) = faults(address, None)
    assert about == id_
    assert kind in {"other_words", "out_of_text"}


def test_a_span_beyond_the_text_is_found(address: str, kept: dict[str, str]) -> None:
    id_ = shift(address, "claims", by=9999)
    assert faults(address, None) == [("out_of_text", id_)]


def test_claims_of_a_replaced_version_are_looked_at_too(
    address: str, kept: dict[str, str], tamper: Callable[..., None]
) -> None:
    with open_store(address) as store:
        later = make_report("one", "Four people were killed in Aleppo.")
        store.add([(later, make_reading(later))], [], at=AT)
    tamper('UPDATE claims SET json = replace(json, \'"words":"Aleppo"\', \'"words":"Aleppo "\')')
    first = make_reading(make_report("one", TEXTS["one"]), claims=2).claims[0].claim.id
    tamper(f"UPDATE claims SET json = replace(json, '\"text\":\"', '\"text\":\"x') WHERE id = '{first}'")
    assert faults(address, None) == [("other_words", first)]


def test_a_capture_that_was_removed_despite_the_triggers_is_found(
    address: str, originals: Originals, kept: dict[str, str], tamper: Callable[..., None]
) -> None:
    tamper(*without_guard(address, "captures"), "DELETE FROM captures WHERE number = 2")
    report = make_report("two", TEXTS["two"])
    assert faults(address, originals) == [
        ("log_broken", "capture 3"),
        ("original_unknown", kept["two"]),
        ("not_logged", report.id),
    ]


def test_the_last_capture_is_missed_by_the_report_that_came_by_it(
    address: str, kept: dict[str, str], tamper: Callable[..., None]
) -> None:
    tamper(*without_guard(address, "captures"), "DELETE FROM captures WHERE number = 3")
    assert faults(address, None) == [("not_logged", make_report("three", TEXTS["three"]).id)]


@pytest.mark.parametrize("change", ["json = replace(json, '2016', '2017')", "address = 'elsewhere'", "number = 9"])
def test_a_capture_that_was_changed_is_found(
    address: str, kept: dict[str, str], tamper: Callable[..., None], change: str
) -> None:
    tamper(*without_guard(address, "captures"), f"UPDATE captures SET {change} WHERE number = 3")
    assert [kind for kind, _ in faults(address, None)] == ["log_broken"]


def test_a_decision_that_was_changed_is_found(address: str, kept: dict[str, str], tamper: Callable[..., None]) -> None:
    tamper(*without_guard(address, "decisions"), "UPDATE decisions SET json = replace(json, 'reviewer', 'someone')")
    assert [kind for kind, _ in faults(address, None)] == ["decision_changed"]


def test_figures_that_were_changed_are_found(address: str, kept: dict[str, str], tamper: Callable[..., None]) -> None:
    tamper("""UPDATE findings SET json = replace(json, '"best":3', '"best":2')""")
    assert faults(address, None) == [("snapshot_changed", "snapshot 1")]
    tamper("""UPDATE findings SET json = replace(json, '"best":2', '"best":30')""")
    assert faults(address, None) == [("snapshot_changed", "snapshot 1")]


def test_memory_stays_flat_with_the_number_of_originals(tmp_path: Path) -> None:
    def peak(name: str, count: int) -> int:
        originals = Originals(tmp_path / f"{name}.originals", clock=lambda: AT)
        with open_store(str(tmp_path / name)) as store:
            for n in range(count):
                received = Received(name=f"{n}.txt", method=Method.MEMBER, inside="all.zip")
                with originals.keep(io.BytesIO(b"%d" % n * 4000), received, most=None):
                    pass
            originals._unsettled.clear()  # no flush of thousands of files to the disk: it is not what is measured
            store.add([], [], at=AT, captures=originals.drain())
            list(verify(store, originals, Verified()))
            tracemalloc.start()
            assert list(verify(store, originals, counted := Verified())) == []
            found = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            assert counted.originals == count
        return found

    assert peak("many.db", 1600) < 1.2 * peak("few.db", 400) + 300_000


def test_a_fault_says_whether_it_takes_anything_from_the_record() -> None:
    assert Fault(kind="original_unknown", about="x", sentence="").harmless
    assert not Fault(kind="original_missing", about="x", sentence="").harmless


def test_reports_without_originals_need_none(address: str) -> None:
    report = Report(given_id="a", text="Words.")
    with open_store(address) as store:
        store.add([(report, make_reading(report))], [], at=AT)
    assert faults(address, None) == []
