"""What every store does with findings."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from recount.errors import RecordError
from recount.model import Findings, to_json
from recount.store import Store
from tests.store.builders import ARABIC, ASTRAL, AT, LATER, make_findings


def test_a_snapshot_comes_back_as_it_was_in_its_order(store: Store) -> None:
    found = make_findings(label=f"{ARABIC} {ASTRAL}")
    made = store.keep(found, at=AT)
    assert made is not None
    assert (made.number, made.made, made.findings) == (1, AT, found)
    assert made.digest == hashlib.sha256(to_json(found).encode()).hexdigest()
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
