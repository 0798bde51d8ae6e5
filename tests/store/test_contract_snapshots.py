"""What every store does with findings."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import fields, replace

import pytest
from sqlalchemy import func, select

from recount.errors import RecordError
from recount.model import Findings, SnapshotHead
from recount.store import Outline, Store, open_store
from recount.store.laid import KINDS, about
from recount.store.schema import findings as findings_table
from recount.store.sql import SqlStore
from tests.store.builders import ARABIC, ASTRAL, AT, LATER, STORY, decide_same, derived, make_findings


def test_a_snapshot_comes_back_as_it_was_in_its_order(store: Store) -> None:
    found = make_findings(label=f"{ARABIC} {ASTRAL}")
    made = store.keep(found, at=AT)
    assert made is not None
    assert (made.number, made.made, made.findings) == (1, AT, found)
    assert re.fullmatch(r"2-[0-9a-f]{64}", made.digest)
    assert store.snapshot() == made
    assert store.snapshot(1) == made


def test_snapshots_are_numbered_and_stay(store: Store) -> None:
    made = [store.keep(make_findings(best), at=AT) for best in (3, 4, 5)]
    assert [one.number for one in made if one] == [1, 2, 3]
    assert [store.snapshot(number) for number in (1, 2, 3)] == made
    assert store.snapshot() == made[2]
    assert store.about().snapshots == 3


def test_equal_findings_are_not_kept_again(store: Store) -> None:
    first = store.keep(make_findings(), at=AT)
    assert store.keep(make_findings(), at=LATER) is None
    assert store.snapshot() == first


def test_findings_are_compared_with_the_latest_snapshot_only(store: Store) -> None:
    store.keep(make_findings(3), at=AT)
    store.keep(make_findings(4), at=AT)
    back = store.keep(make_findings(3), at=LATER)
    assert back is not None
    assert back.number == 3


def test_another_order_is_another_finding(store: Store) -> None:
    found = make_findings()
    store.keep(found, at=AT)
    turned = replace(found, incidents=found.incidents[::-1])
    assert store.keep(turned, at=AT) is not None
    latest = store.snapshot()
    assert latest is not None
    assert latest.findings == turned


def test_the_findings_of_an_empty_record_are_a_snapshot(store: Store) -> None:
    made = store.keep(Findings(), at=AT)
    assert made is not None
    assert store.snapshot() == made
    assert store.keep(Findings(), at=AT) is None


@pytest.mark.parametrize("number", [0, -1, 2, 10**12, 10**30])
def test_there_is_no_snapshot_of_a_number_not_given(store: Store, number: int) -> None:
    store.keep(make_findings(), at=AT)
    assert store.snapshot(number) is None


def test_many_findings_are_kept(store: Store) -> None:
    one = make_findings()
    many = replace(one, incidents=one.incidents * 1250, figures=one.figures * 1250)
    store.keep(many, at=AT)
    latest = store.snapshot()
    assert latest is not None
    assert latest.findings == many


def test_findings_that_no_record_can_hold_are_refused(store: Store) -> None:
    store.keep(make_findings(3), at=AT)
    with pytest.raises(RecordError, match="half of a character"):
        store.keep(make_findings(label="\ud800"), at=AT)
    assert store.about().snapshots == 1


def test_every_snapshot_of_a_story_comes_back_as_it_was_kept(store: Store) -> None:
    made = [store.keep(found, at=AT) for found in STORY]
    assert [store.snapshot(number) for number in range(1, len(STORY) + 1)] == made
    assert [one.findings for one in made if one] == list(STORY)
    assert len({one.digest for one in made if one}) == len(STORY) - 1  # the sixth is the first again
    assert [said for _, said in store.check_snapshots()] == [""] * len(STORY)


def differing(then: Findings, now: Findings) -> set[str]:
    keys = {about(x) for f in (then, now) for kind in KINDS for x in getattr(f, kind)}
    return {key for key in keys if only(then, {key}) != only(now, {key})}


def test_keeping_what_changed_is_keeping_all_of_it(store: Store) -> None:
    upon: int | None = None
    then, asked = Findings(), []
    with open_store("memory:") as other:
        for number, now in enumerate(STORY, start=1):
            touched = differing(then, now)

            def whole(found: Findings = now, number: int = number) -> Findings:
                asked.append(number)
                return found

            head, new = store.keep_changes(touched, only(now, touched), upon=upon, whole=whole, at=AT)
            kept = other.keep(now, at=AT)
            assert kept is not None
            assert (head, new) == (SnapshotHead(number=number, made=AT, digest=kept.digest), True)
            assert store.snapshot_head() == store.snapshot_head(number) == head
            upon, then = head.number, now
    assert [one.findings for n in range(1, len(STORY) + 1) if (one := store.snapshot(n))] == list(STORY)
    assert not isinstance(store, SqlStore) or asked == [1, 5, 6]
    assert [said for _, said in store.check_snapshots()] == [""] * len(STORY)


def test_changes_that_change_nothing_make_no_snapshot(store: Store) -> None:
    store.decide(decide_same("claim:a"))
    found = derived(a=1, b=2)
    first, _ = store.keep_changes((), Findings(), upon=None, whole=lambda: found, at=AT)
    store.decide(decide_same("claim:b"))
    assert store.stale()
    again = store.keep_changes({"incident:a"}, only(found, {"incident:a"}), upon=1, whole=lambda: found, at=LATER)
    assert again == (first, False)
    assert not store.stale()


def test_changes_upon_a_snapshot_that_is_not_the_latest_keep_all(store: Store) -> None:
    store.keep(derived(a=1), at=AT)
    store.keep(derived(a=1, b=2), at=AT)
    now = derived(a=3)
    head, new = store.keep_changes({"incident:a"}, only(now, {"incident:a"}), upon=1, whole=lambda: now, at=AT)
    assert (head.number, new) == (3, True)
    latest = store.snapshot()
    assert latest is not None
    assert latest.findings == now


def test_a_snapshot_is_read_in_part(store: Store) -> None:
    assert list(store.outlines()) == []
    assert store.snapshot_head() is None
    found = derived(a=1, b=2, c=3)
    store.keep(derived(a=9, b=2, d=3), at=AT)
    store.keep(found, at=AT)
    assert list(store.outlines()) == [
        Outline(incident=i, figures=tuple(f for f in found.figures if f.incident == i.id), graded=g, origins=2)
        for i, g in zip(found.incidents, found.grades, strict=True)
    ]


def test_parts_of_a_snapshot_in_another_order_keep_it(store: Store) -> None:
    found = make_findings()
    store.keep(found, at=AT)
    assert [outline.incident.id for outline in store.outlines()] == ["incident:a", "incident:b"]


def test_a_finding_that_stays_is_not_written_again(store: Store) -> None:
    if not isinstance(store, SqlStore):
        return
    best = dict.fromkeys("abcdefgh", 1)
    store.keep(derived(**best), at=AT)
    before = rows(store)
    now = derived(**(best | {"c": 2}))
    store.keep(now, at=AT)
    assert rows(store) - before == 2  # its two figures
    later = derived(**(best | {"c": 3}))
    store.keep_changes({"incident:c"}, only(later, {"incident:c"}), upon=2, whole=lambda: later, at=AT)
    assert rows(store) - before == 4


def rows(store: SqlStore) -> int:
    with store._database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(findings_table)) or 0


def only(findings: Findings, keys: Collection[str]) -> Findings:
    """What of the findings is about these incidents and periods, in its order."""
    return Findings(
        **{f.name: tuple(one for one in getattr(findings, f.name) if about(one) in keys) for f in fields(Findings)}
    )
