"""Implied: what victims told of one by one and in groups come to, marked as what no source states."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.figures.implied import implied
from recount.model import GroundedClaim, Scope
from tests.claimed import Said, claimed
from tests.figures.test_standing import figure, numbers, why


def some(value: int, at: int, **said: object) -> GroundedClaim:
    return claimed(value, "a", said=Said(at=at, same_sentence=True, **said))  # type: ignore[arg-type]


TEACHER = some(1, 0, partial=True)
WIFE = some(1, 20, partial=True, who=("women",))
SONS = some(3, 40, who=("children",))


def test_a_teacher_his_wife_and_three_sons_are_five() -> None:
    assert implied([TEACHER, WIFE, SONS])[0] == 5


def test_a_figure_made_of_them_is_open_above_and_says_that_nobody_states_it() -> None:
    found = figure([TEACHER, WIFE, SONS])
    assert numbers(found) == (5, 5, 5)
    assert (found.open_high, found.implied, found.reason.rule) == (True, 5, "implied")
    assert why(found, WIFE) == "counts_some"


def test_a_stated_number_always_comes_before_it() -> None:
    found = figure([TEACHER, WIFE, SONS, claimed(9, "b")])
    assert (numbers(found), found.implied, found.open_high) == ((9, 9, 9), 5, False)
    assert why(found, WIFE) == "one_of_them"


def test_more_told_one_by_one_than_anybody_counts_leaves_the_figure_open() -> None:
    found = figure([TEACHER, WIFE, SONS, claimed(4, "b")])
    assert (found.low, found.best, found.high, found.open_high) == (4, 4, 5, True)
    assert [n.rule for n in found.notes] == ["implied_is_more"]


def test_three_children_alone_are_a_whole_of_three_at_least() -> None:
    children = claimed(3, "a", said=Said(who=("children",)))
    found = figure([children])
    assert (numbers(found), found.open_high) == ((3, 3, 3), True)


def test_one_man_alone_is_one() -> None:
    found = figure([claimed(1, "a", said=Said(partial=True))])
    assert (numbers(found), found.open_high) == ((1, 1, 1), False)


def test_women_and_children_of_one_whole_add_up_and_medics_may_be_among_them() -> None:
    whole = claimed(20, "b")
    parts = [
        some(5, 0, scope=Scope.PART, part_of=whole.claim.id, who=("children",)),
        some(3, 20, scope=Scope.PART, part_of=whole.claim.id, who=("women",)),
        some(2, 40, scope=Scope.PART, part_of=whole.claim.id, who=("medical",)),
    ]
    assert implied(parts)[0] == 8


def test_two_of_the_five_children_are_not_seven() -> None:
    girls = some(2, 60, scope=Scope.PART, part_of=SONS.claim.id, who=("children",))
    assert implied([SONS, girls])[0] == 3


@pytest.mark.parametrize(
    ("names", "number"),
    [
        (("Rui Valdo", "Ana Prado"), 2),
        (("Rui Valdo", "Rui Valdo"), 1),
        (("Rui Valdo", "Rui Carlo Valdo"), 1),
        (("Rui Valdo", "Valdo"), 1),
        (("Rui Valdo", "Ana Valdo"), 2),
    ],
)
def test_each_name_counts_once(names: tuple[str, str], number: int) -> None:
    claims = [claimed(1, "a", said=Said(at=100 * n, names=(name,))) for n, name in enumerate(names)]
    assert implied(claims)[0] == number


def test_reports_are_never_added_to_one_another() -> None:
    assert (
        implied([claimed(1, r, said=Said(partial=True, names=(n,))) for r, n in (("a", "Rui"), ("b", "Ana"))])[0] == 1
    )


@given(st.permutations([TEACHER, WIFE, SONS, claimed(2, "b", said=Said(who=("women",)))]))
def test_no_order_changes_it(claims: list[GroundedClaim]) -> None:
    number, behind = implied(claims)
    assert (number, {c.claim.id for c in behind}) == (5, {c.claim.id for c in (TEACHER, WIFE, SONS)})


def test_beside_full_names_a_single_one_is_nobody_more() -> None:
    def named(name: str, at: int) -> GroundedClaim:
        return claimed(1, "a", said=Said(at=at, partial=True, names=(name,)))

    assert implied([named("Otto Klee", 0), named("Buddy", 200)])[0] == 1
    assert implied([named("Otto Klee", 0), named("Ann Lee", 200), named("Buddy", 400)])[0] == 2
    assert implied([named("Otto", 0), named("Buddy", 200)])[0] == 2
