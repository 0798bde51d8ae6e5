"""apply(): what stands of the decision log."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recount.model import ClaimId, Decision, DecisionKind, make_decision
from recount.review import Judgements, apply

A, B, C = (ClaimId(f"claim:{letter}") for letter in "abc")


def decide(kind: DecisionKind, *claims: ClaimId, at: int = 0, undoes: Decision | None = None) -> Decision:
    stamp = f"2016-10-14T00:00:{at:02}Z"
    return make_decision(kind, claims, by="reader", at=stamp, why="so", undoes=None if undoes is None else undoes.id)


def undo(decision: Decision, at: int) -> Decision:
    return decide(DecisionKind.UNDO, at=at, undoes=decision)


REJECT = decide(DecisionKind.REJECT, A)


def test_no_decisions_judge_nothing() -> None:
    assert apply([]) == Judgements()


def test_a_rejected_claim_is_set_aside() -> None:
    assert apply([REJECT]).rejected == {A}


def test_claims_said_to_be_the_same_are_paired_all_with_all() -> None:
    assert apply([decide(DecisionKind.SAME, C, A, B)]).same == {(A, B), (A, C), (B, C)}
    assert apply([decide(DecisionKind.SAME, B, A)]).different == frozenset()


def test_claims_said_to_differ_are_paired_likewise() -> None:
    assert apply([decide(DecisionKind.DIFFERENT, B, A)]).different == {(A, B)}


def test_a_decision_on_one_claim_makes_no_pair() -> None:
    assert apply([decide(DecisionKind.SAME, A)]) == Judgements()


def test_what_was_undone_counts_for_nothing() -> None:
    assert apply([REJECT, undo(REJECT, 1)]) == Judgements()


def test_undoing_an_undo_brings_the_first_back() -> None:
    first = undo(REJECT, 1)
    second = undo(first, 2)
    assert apply([REJECT, first, second]).rejected == {A}
    assert apply([REJECT, first, second, undo(second, 3)]) == Judgements()


def test_undoing_twice_is_undoing_once() -> None:
    assert apply([REJECT, undo(REJECT, 1), undo(REJECT, 2)]) == Judgements()


def test_one_of_two_undos_undone_leaves_the_other() -> None:
    one, other = undo(REJECT, 1), undo(REJECT, 2)
    assert apply([REJECT, one, other, undo(other, 3)]) == Judgements()


def test_the_same_judgement_made_anew_stands_though_the_first_was_undone() -> None:
    again = decide(DecisionKind.REJECT, A, at=9)
    assert apply([REJECT, undo(REJECT, 1), again]).rejected == {A}


def test_undoing_what_is_not_in_the_log_changes_nothing() -> None:
    assert apply([undo(decide(DecisionKind.REJECT, B), 1), REJECT]).rejected == {A}


def test_an_undo_that_names_nothing_changes_nothing() -> None:
    assert apply([REJECT, decide(DecisionKind.UNDO, at=1)]).rejected == {A}


@given(st.permutations([REJECT, decide(DecisionKind.SAME, A, B), decide(DecisionKind.DIFFERENT, B, C)]))
def test_the_order_of_decisions_that_undo_nothing_does_not_matter(log: list[Decision]) -> None:
    assert apply(log) == apply(sorted(log, key=lambda d: d.id))


@given(st.lists(st.integers(0, 30), max_size=12))
def test_any_chain_of_undos_leaves_the_decision_standing_or_not_at_all(targets: list[int]) -> None:
    log = [REJECT]
    for at, target in enumerate(targets, start=1):
        log.append(undo(log[target % len(log)], at))
    standing = apply(log)
    assert standing.rejected <= {A}
    assert apply([*log, *log[:1]]) == standing
