"""Consistency: groups within wholes, the killed and the injured within those pooled."""

from __future__ import annotations

from collections.abc import Sequence

from recount.model import Bound, Figure, GroundedClaim, Harm, Scope, Victims
from recount.pipeline import derive
from tests.claimed import POLICY, Said, claimed


def figures(claims: Sequence[GroundedClaim]) -> dict[tuple[Harm, str], Figure]:
    return {(f.harm, f.group): f for f in derive(claims, (), policy=POLICY).figures}


def numbers(figure: Figure) -> tuple[int, int, int]:
    return figure.low, figure.best, figure.high


def test_five_civilians_with_two_children_are_two_children_within_five() -> None:
    whole = claimed(5, "a", said=Said(same_sentence=True, victims=Victims.CIVILIAN))
    part = Said(at=20, same_sentence=True, scope=Scope.PART, part_of=whole.claim.id, who=("children",))
    found = figures([whole, claimed(2, "a", said=part)])
    assert numbers(found[Harm.KILLED, "all"]) == (5, 5, 5)
    assert numbers(found[Harm.KILLED, "children"]) == (2, 2, 2)


def test_more_children_than_another_source_counts_in_all_raise_the_whole_and_say_so() -> None:
    found = figures([claimed(2, "a"), claimed(3, "b", said=Said(who=("children",)))])
    whole, children = found[Harm.KILLED, "all"], found[Harm.KILLED, "children"]
    assert numbers(whole) == (2, 3, 3)
    assert whole.open_high
    assert [n.rule for n in whole.notes] == ["implied_is_more", "raised_to_a_part"]
    assert numbers(children) == (2, 3, 3)
    assert [n.rule for n in children.notes] == ["whole_is_fewer"]


def test_civilians_have_a_figure_of_their_own_where_others_count_everybody() -> None:
    found = figures([claimed(9, "a", said=Said(victims=Victims.CIVILIAN)), claimed(12, "b")])
    assert numbers(found[Harm.KILLED, "civilians"]) == (9, 9, 9)
    assert found[Harm.KILLED, "all"].high == 12


def test_fighters_stand_beside_civilians_and_are_not_among_them() -> None:
    whole = claimed(9, "a", said=Said(victims=Victims.CIVILIAN))
    fighters = claimed(4, "a", said=Said(at=100, victims=Victims.COMBATANT, scope=Scope.PART, part_of=whole.claim.id))
    found = figures([whole, fighters])
    assert numbers(found[Harm.KILLED, "all"]) == (9, 9, 9)
    assert numbers(found[Harm.KILLED, "combatants"]) == (4, 4, 4)


def test_killed_and_injured_are_never_added_to_those_pooled() -> None:
    pooled = claimed(30, "a", harm=Harm.CASUALTIES)
    killed, hurt = claimed(10, "b"), claimed(15, "b", harm=Harm.INJURED, said=Said(at=100))
    figure = figures([pooled, killed, hurt])[Harm.CASUALTIES, "all"]
    assert numbers(figure) == (30, 30, 30)
    assert {u.reason.rule for u in figure.uses if not u.used} == {"told_apart"}
    assert figure.notes == ()


def test_more_told_apart_than_pooled_is_noted() -> None:
    pooled = claimed(30, "a", harm=Harm.CASUALTIES)
    killed, hurt = claimed(20, "b"), claimed(25, "b", harm=Harm.INJURED, said=Said(at=100))
    figure = figures([pooled, killed, hurt])[Harm.CASUALTIES, "all"]
    assert [n.rule for n in figure.notes] == ["more_apart_than_pooled"]


def test_at_least_so_many_pooled_may_hold_more() -> None:
    pooled = claimed(30, "a", harm=Harm.CASUALTIES, said=Said(bound=Bound.AT_LEAST))
    killed, hurt = claimed(20, "b"), claimed(25, "b", harm=Harm.INJURED, said=Said(at=100))
    assert figures([pooled, killed, hurt])[Harm.CASUALTIES, "all"].notes == ()


def test_more_killed_than_pooled_raise_those_pooled() -> None:
    found = figures([claimed(30, "a", harm=Harm.CASUALTIES), claimed(40, "b")])
    assert found[Harm.CASUALTIES, "all"].high == 40
    assert numbers(found[Harm.KILLED, "all"]) == (40, 40, 40)
