"""apply(): what stands of the decision log."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model import ClaimId, Decision, DecisionKind, Field
from recount.review import Judgements, State, apply, states
from tests.review.said import ANNA, BEN, A, B, C, D, decide, undo

ACCEPT, REJECT_KIND, ASIDE = DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.SET_ASIDE
SAME, DIFFERENT, ELSEWHERE = DecisionKind.SAME, DecisionKind.DIFFERENT, DecisionKind.ELSEWHERE
CORRECT = DecisionKind.CORRECT
REJECT = decide(REJECT_KIND, A)


def test_no_decisions_judge_nothing() -> None:
    assert apply([]) == Judgements()


@pytest.mark.parametrize(("kind", "field"), [(ACCEPT, "accepted"), (REJECT_KIND, "rejected"), (ASIDE, "set_aside")])
def test_a_judged_claim_is_where_its_judgement_puts_it(kind: DecisionKind, field: str) -> None:
    judged = apply([decide(kind, A, B)])
    assert getattr(judged, field) == {A, B}
    assert len(judged.accepted) + len(judged.rejected) + len(judged.set_aside) == 2


@pytest.mark.parametrize(
    ("kind", "field"),
    [(SAME, "same"), (DIFFERENT, "different"), (ELSEWHERE, "elsewhere"), (DecisionKind.SAME_ORIGIN, "same_origin")],
)
def test_claims_are_paired_all_with_all(kind: DecisionKind, field: str) -> None:
    judged = apply([decide(kind, C, A, B)])
    assert getattr(judged, field) == {(A, B), (A, C), (B, C)}
    assert not judged.disputes


def test_claims_kept_apart_from_others_are_not_kept_apart_from_one_another() -> None:
    assert apply([decide(DIFFERENT, D, A, others=(B,))]).different == {(A, B), (B, D)}


def test_a_decision_on_one_claim_makes_no_pair() -> None:
    assert apply([decide(SAME, A)]) == Judgements()


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
    again = decide(REJECT_KIND, A, at=9)
    assert apply([REJECT, undo(REJECT, 1), again]).rejected == {A}


def test_undoing_what_is_not_in_the_log_changes_nothing() -> None:
    assert apply([undo(decide(REJECT_KIND, B), 1), REJECT]).rejected == {A}


def test_an_undo_that_names_nothing_changes_nothing() -> None:
    assert apply([REJECT, decide(DecisionKind.UNDO, at=1)]).rejected == {A}


def test_a_reviewers_later_word_replaces_the_earlier_one() -> None:
    later = decide(ACCEPT, A, at=5)
    judged = apply([REJECT, later])
    assert (judged.rejected, judged.accepted, judged.disputes) == (frozenset(), frozenset({A}), ())
    assert apply([REJECT, later, undo(later, 6)]).rejected == {A}


def test_capitals_make_no_other_reviewer() -> None:
    assert apply([decide(REJECT_KIND, A, by="anna  "), decide(ACCEPT, A, at=5, by="Anna")]).accepted == {A}


def test_later_is_what_the_time_says_however_the_logs_were_joined() -> None:
    early, late = decide(CORRECT, A, to=(Field.VALUE, "3")), decide(CORRECT, A, at=1, to=(Field.VALUE, "4"))
    for log in ([early, late], [late, early]):
        assert [c.to for c in apply(log).corrections[A]] == ["4"]


def test_reviewers_who_disagree_are_both_kept_and_neither_counts() -> None:
    other = decide(ACCEPT, A, by=BEN)
    judged = apply([REJECT, other])
    assert (judged.rejected, judged.accepted, judged.set_aside) == (frozenset(), frozenset(), frozenset())
    (dispute,) = judged.disputes
    assert (dispute.about, dispute.claims) == ("standing", (A,))
    assert set(dispute.decisions) == {REJECT.id, other.id}
    assert [one.state for one in states([REJECT, other])] == [State.DISPUTED, State.DISPUTED]


def test_reviewers_who_agree_dispute_nothing() -> None:
    judged = apply([REJECT, decide(REJECT_KIND, A, by=BEN)])
    assert (judged.rejected, judged.disputes) == (frozenset({A}), ())


def test_what_is_rejected_by_one_and_set_aside_by_another_is_set_aside() -> None:
    judged = apply([REJECT, decide(ASIDE, A, by=BEN)])
    assert (judged.rejected, judged.set_aside, len(judged.disputes)) == (frozenset(), frozenset({A}), 1)


def test_different_corrections_of_a_field_leave_it_as_read_and_of_two_fields_both_count() -> None:
    fourteen = decide(CORRECT, A, to=(Field.VALUE, "14"))
    nineteen = decide(CORRECT, A, to=(Field.VALUE, "19"), by=BEN)
    bound = decide(CORRECT, A, to=(Field.BOUND, "at_least"), by=BEN)
    judged = apply([fourteen, nineteen, bound])
    assert [(c.field, c.to) for c in judged.corrections[A]] == [(Field.BOUND, "at_least")]
    assert [d.about for d in judged.disputes] == ["value"]


def test_a_decision_that_names_both_settles_a_dispute() -> None:
    other = decide(ACCEPT, A, by=BEN)
    settled = decide(REJECT_KIND, A, by="Chair", at=9, settles=(REJECT, other))
    judged = apply([REJECT, other, settled])
    assert (judged.rejected, judged.disputes) == (frozenset({A}), ())
    assert [one.state for one in states([REJECT, other, settled])] == [State.REPLACED, State.REPLACED, State.COUNTS]
    assert len(apply([REJECT, other, settled, undo(settled, 10)]).disputes) == 1


def test_a_later_decision_that_names_neither_only_joins_the_dispute() -> None:
    other = decide(ACCEPT, A, by=BEN)
    (dispute,) = apply([REJECT, other, decide(ACCEPT, A, by="Chair", at=9)]).disputes
    assert len(dispute.decisions) == 3


def test_settling_one_claim_leaves_the_others_of_a_decision_as_they_are() -> None:
    both, other = decide(REJECT_KIND, A, B), decide(ACCEPT, A, by=BEN)
    judged = apply([both, other, decide(ACCEPT, A, by="Chair", at=9, settles=(both, other))])
    assert (judged.accepted, judged.rejected) == (frozenset({A}), frozenset({B}))


def test_a_merge_that_a_split_contradicts_counts_no_more_than_the_split() -> None:
    judged = apply([decide(SAME, A, B), decide(DIFFERENT, A, B, by=BEN), decide(SAME, C, D)])
    assert (judged.same, judged.different) == (frozenset({(C, D)}), frozenset())
    assert [(d.about, d.claims) for d in judged.disputes] == [("incident", (A, B))]


def test_claims_joined_over_a_third_and_kept_apart_are_disputed_too() -> None:
    one, two, apart = decide(SAME, A, C), decide(SAME, C, B), decide(ELSEWHERE, A, B, by=BEN)
    judged = apply([one, two, apart])
    assert (judged.same, judged.elsewhere) == (frozenset(), frozenset())
    (dispute,) = judged.disputes
    assert set(dispute.decisions) == {one.id, two.id, apart.id}


def test_a_settled_merge_joins_nothing_over_a_third_claim() -> None:
    merged, parted = decide(SAME, A, B, C), decide(DIFFERENT, A, B, by=BEN)
    judged = apply([merged, parted, decide(DIFFERENT, A, B, by="Chair", at=9, settles=(merged, parted))])
    assert (judged.same, judged.different, judged.disputes) == (frozenset(), frozenset({(A, B)}), ())


def test_kept_apart_by_event_and_by_place_is_no_dispute() -> None:
    judged = apply([decide(DIFFERENT, A, B), decide(ELSEWHERE, A, B, by=BEN)])
    assert (judged.different, judged.elsewhere, judged.disputes) == (frozenset({(A, B)}), frozenset({(A, B)}), ())


def test_states_tell_undone_replaced_and_counting_decisions_apart() -> None:
    later, taken_back = decide(ACCEPT, A, at=1), decide(ASIDE, B, at=2)
    back = undo(taken_back, 3)
    found = states([REJECT, later, taken_back, back])
    assert [one.state for one in found] == [State.REPLACED, State.COUNTS, State.UNDONE, State.COUNTS]
    assert found[2].by == back.id


def test_a_hundred_thousand_decisions_are_applied_in_seconds() -> None:
    ids = [ClaimId(f"claim:{n:016x}") for n in range(50_000)]
    log = [decide(REJECT_KIND, id_, at=n) for n, id_ in enumerate(ids)]
    log += [decide(SAME, a, b, at=n, by=BEN) for n, (a, b) in enumerate(itertools.pairwise(ids))]
    log.append(undo(log[0], 9))
    start = time.perf_counter()
    judged = apply(log)
    assert time.perf_counter() - start < 20
    assert len(judged.rejected) == 49_999
    assert len(judged.same) == 49_999


def test_a_chain_of_a_hundred_thousand_undos_ends() -> None:
    log = [REJECT]
    for at in range(20_000):
        log.append(undo(log[-1], at % 3600))
    assert apply(log).rejected == {A}
    assert apply(log[:-1]) == Judgements()


decisions = st.builds(
    lambda kind, claims, by, at, others: decide(
        kind,
        *claims,
        by=by,
        at=at,
        others=tuple(others - claims) if kind in (DIFFERENT, ELSEWHERE) else (),
    ),
    st.sampled_from([k for k in DecisionKind if k not in (CORRECT, DecisionKind.UNDO, DecisionKind.ADD)]),
    st.sets(st.sampled_from([A, B, C, D]), min_size=1),
    st.sampled_from([ANNA, BEN]),
    st.integers(0, 3000),
    st.sets(st.sampled_from([A, B, C, D])),
) | st.builds(
    lambda id_, by, at, to: decide(CORRECT, id_, by=by, at=at, to=to),
    st.sampled_from([A, B]),
    st.sampled_from([ANNA, BEN]),
    st.integers(0, 3000),
    st.sampled_from([(Field.VALUE, "3"), (Field.VALUE, "4"), (Field.HARM, "injured")]),
)
logs = st.lists(decisions, max_size=12, unique_by=lambda d: d.at)
"""Decisions of two reviewers, no two at one time."""


@given(logs, st.randoms())
def test_the_order_of_a_log_whose_times_differ_does_not_matter(log: list[Decision], chance: object) -> None:
    shuffled = list(log)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert apply(shuffled) == apply(log)


@given(logs)
def test_applying_is_a_pure_function_and_a_decision_twice_is_one(log: list[Decision]) -> None:
    judged = apply(log)
    assert apply(iter(log)) == judged
    assert apply([*log, *log]) == judged


@given(logs, decisions)
def test_an_undo_restores_what_was_before(log: list[Decision], more: Decision) -> None:
    if more not in log:
        assert apply([*log, more, undo(more, 3599)]) == apply(log)


@given(logs)
def test_undoing_everything_leaves_nothing_and_undoing_that_brings_it_back(log: list[Decision]) -> None:
    undos = [undo(d, 3599) for d in log]
    assert apply([*log, *undos]) == Judgements()
    assert apply([*log, *undos, *(undo(u, 3599) for u in undos)]) == apply(log)


@given(logs)
def test_nothing_is_joined_and_kept_apart_at_once(log: list[Decision]) -> None:
    judged = apply(log)
    assert not judged.rejected & judged.accepted
    assert not judged.set_aside & (judged.rejected | judged.accepted)
    home = {id_: id_ for id_ in (A, B, C, D)}
    for a, b in judged.same:
        home = {id_: home[a] if at == home[b] else at for id_, at in home.items()}
    assert not any(home[a] == home[b] for a, b in judged.different | judged.elsewhere)


@given(st.lists(st.integers(0, 30), max_size=12))
def test_any_chain_of_undos_leaves_the_decision_standing_or_not_at_all(targets: list[int]) -> None:
    log = [REJECT]
    for at, target in enumerate(targets, start=1):
        log.append(undo(log[target % len(log)], at))
    standing = apply(log)
    assert standing.rejected <= {A}
    assert apply([*log, *log[:1]]) == standing
    assert apply(log[::-1]) == standing
