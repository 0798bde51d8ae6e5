"""What every store does with editions, with the record as it once stood, and with many decisions at once."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from recount.errors import RecordError
from recount.model import ClaimId, DecisionKind, Extent, Findings, make_decision
from recount.store import Store
from tests.store.builders import (
    ARABIC,
    ASTRAL,
    AT,
    LATER,
    UNKNOWN_CLAIM,
    decide_same,
    make_claim,
    make_edition,
    make_findings,
    make_report,
    read,
)


def test_editions_are_numbered_and_come_back_as_they_were(store: Store) -> None:
    made = [store.keep_edition(make_edition(note), make_findings()) for note in ("", f"{ARABIC} {ASTRAL}")]
    assert [one.number for one in made] == [1, 2]
    assert store.editions() == made
    assert [store.edition(number) for number in (1, 2, None)] == [*made, made[1]]
    assert replace(made[1], number=0, snapshot=0) == make_edition(f"{ARABIC} {ASTRAL}")


@pytest.mark.parametrize("number", [0, -1, 2, 10**12, 10**30])
def test_there_is_no_edition_of_a_number_not_given(store: Store, number: int) -> None:
    store.keep_edition(make_edition(), make_findings())
    assert store.edition(number) is None


def test_a_record_without_editions_has_none(store: Store) -> None:
    assert store.editions() == []
    assert store.edition() is None


def test_an_editions_findings_stand_in_a_snapshot_which_it_shares(store: Store) -> None:
    first = store.keep(make_findings(3), at=AT)
    assert first is not None
    shared = store.keep_edition(make_edition(findings=make_findings(3)), make_findings(3))
    own = store.keep_edition(make_edition(findings=make_findings(4)), make_findings(4))
    again = store.keep_edition(make_edition(findings=make_findings(3)), make_findings(3))
    assert [one.snapshot for one in (shared, own, again)] == [1, 2, 1]
    kept = store.snapshot(2)
    assert kept is not None
    assert kept.findings == make_findings(4)


def test_an_edition_that_no_record_can_hold_is_refused(store: Store) -> None:
    with pytest.raises(RecordError, match="half of a character"):
        store.keep_edition(make_edition("\ud800"), make_findings())
    assert store.editions() == []
    assert store.snapshot() is None


def test_the_extent_counts_reports_and_decisions(store: Store) -> None:
    assert store.extent() == Extent(reports=0, decisions=0)
    store.add(read(make_report("a"), make_report("b"), make_report("a", "Other words.")), [], at=AT)
    store.decide(decide_same("claim:a"))
    assert store.extent() == Extent(reports=3, decisions=1)


def test_the_record_can_be_read_as_it_once_stood(store: Store) -> None:
    first, other, second = make_report("a"), make_report("b"), make_report("a", "Other words.")
    store.add(read(first, claims=2), [], at=AT)
    store.add(read(other), [], at=AT)
    store.decide(decide_same("claim:a"))
    then = store.extent()
    claims, decisions = list(store.claims()), store.decisions()
    store.add(read(second, make_report("c")), [], at=LATER)
    store.decide(decide_same("claim:b"))
    assert list(store.claims(then.reports)) == claims
    assert store.decisions(then.decisions) == decisions
    assert list(store.reports(then.reports)) == [first, other]
    assert [c.claim.report for c in store.claims()] != [c.claim.report for c in claims]
    assert [*store.claims(0), *store.reports(0), *store.decisions(0)] == []
    assert list(store.claims(10**6)) == list(store.claims())


def test_claims_of_any_version_are_found_by_id_and_by_the_beginning_of_it(store: Store) -> None:
    first, second = make_report("a"), make_report("a", "Other words.")
    store.add(read(first, second), [], at=AT)
    old, new = make_claim(first), make_claim(second)
    assert store.find_claims([old.claim.id, new.claim.id, UNKNOWN_CLAIM]) == {old.claim.id: old, new.claim.id: new}
    assert store.find_claims([]) == {}
    assert store.claims_like(old.claim.id) == store.claims_like(old.claim.id[:16]) == [old.claim.id]
    assert store.claims_like("claim:") == sorted([old.claim.id, new.claim.id])
    assert store.claims_like("claim:", 1) == sorted([old.claim.id, new.claim.id])[:1]
    assert store.claims_like("claim:%") == store.claims_like("zzz") == []


def test_several_decisions_are_appended_in_their_order_and_each_once(store: Store) -> None:
    one, two, three = (decide_same(f"claim:{letter}") for letter in "abc")
    assert store.decide_all([two, one, two]) == 2
    assert store.decide_all([one, three]) == 1
    assert store.decide_all([]) == 0
    assert store.decisions() == [two, one, three]


def test_of_several_decisions_all_are_appended_or_none(store: Store) -> None:
    store.keep(Findings(), at=AT)
    with pytest.raises(RecordError, match="half of a character"):
        store.decide_all([decide_same("claim:a"), decide_same("claim:b", why="\udfff")])
    assert store.decisions() == []
    assert not store.stale()


def test_a_hundred_thousand_decisions_are_appended_and_read_in_seconds(store: Store) -> None:
    many = [
        make_decision(DecisionKind.REJECT, (ClaimId(f"claim:{n:016x}"),), by="reviewer", at=AT, why="A drill.")
        for n in range(100_000)
    ]
    start = time.perf_counter()
    assert store.decide_all(many) == 100_000
    assert store.decide_all(many[-10:]) == 0
    assert len(store.decisions()) == 100_000
    assert time.perf_counter() - start < 60
