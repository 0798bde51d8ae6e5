"""carry(): decisions on claims of an earlier version."""

from __future__ import annotations

from recount.model import DecisionKind, Field
from recount.review import apply, carry
from tests.review.said import A, B, C, D, claim, decide

OLD = claim(A, report="report:1")
NEW = claim(B, report="report:2")
REJECT = decide(DecisionKind.REJECT, A)


def test_a_decision_follows_the_same_words_into_the_next_version() -> None:
    found = carry([REJECT], claims=[NEW], earlier=[OLD])
    assert apply(found.decisions).rejected == {B}
    assert [d.id for d in found.decisions] == [REJECT.id]
    assert found.stale == {}


def test_a_decision_on_words_that_are_gone_is_stale_and_does_nothing() -> None:
    for now in (
        claim(B, report="report:2", sentence="another"),
        claim(B, report="report:2", text="41 people"),
        claim(B, report="report:2", given_id="other"),
    ):
        found = carry([REJECT], claims=[now], earlier=[OLD])
        assert apply(found.decisions).rejected == frozenset()
        assert found.stale == {REJECT.id: (A,)}


def test_words_that_stand_twice_are_not_guessed_between() -> None:
    found = carry([REJECT], claims=[NEW, claim(C, report="report:2")], earlier=[OLD])
    assert found.stale == {REJECT.id: (A,)}


def test_claims_of_the_latest_version_stay_where_they_are() -> None:
    log = [decide(DecisionKind.REJECT, B)]
    assert carry(log, claims=[NEW], earlier=[]).decisions == tuple(log)


def test_a_split_whose_other_side_is_gone_keeps_nothing_apart() -> None:
    split = decide(DecisionKind.DIFFERENT, B, C, others=(D,))
    found = carry([split], claims=[NEW, claim(C, given_id="x")], earlier=[])
    assert apply(found.decisions).different == frozenset()
    assert found.stale == {split.id: (D,)}


def test_a_whole_is_carried_with_its_part_and_one_that_is_gone_corrects_nothing() -> None:
    part = decide(DecisionKind.CORRECT, C, to=(Field.PART_OF, A))
    found = carry([part], claims=[NEW, claim(C, given_id="x")], earlier=[OLD])
    assert [c.to for c in apply(found.decisions).corrections[C]] == [B]
    lost = carry([part], claims=[claim(C, given_id="x")], earlier=[])
    assert apply(lost.decisions).corrections == {}
