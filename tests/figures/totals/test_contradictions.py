"""Contradictions: what can't all hold, each member with its claims, and what is none."""

from __future__ import annotations

from recount.model import Bound, Scope
from tests.claimed import WEDNESDAY, Said, claimed
from tests.figures.totals.made import Made

THREE_DAYS = ("2016-10-11", "2016-10-13")


def rules(made: Made) -> list[list[str]]:
    return [[m.reason.rule for m in c.members] for c in made.total().contradictions]


def test_incidents_that_a_total_can_not_hold_contradict_it_each_with_its_claims() -> None:
    made = Made()
    tuesday, wednesday = claimed(120, "a"), claimed(60, "b", days=WEDNESDAY)
    small = claimed(2, "c", days="2016-10-13")
    inside = [made.incident(tuesday), made.incident(wednesday), made.incident(small)]
    whole = claimed(160, "t", days=THREE_DAYS, said=Said(scope=Scope.PERIOD))
    made.stated(whole, contains=inside)
    [found] = made.total().contradictions
    assert [m.reason.rule for m in found.members] == ["total_high", "incident_low", "incident_low"]
    assert {m.claims for m in found.members} == {(c.claim.id,) for c in (whole, tuesday, wednesday)}
    assert found.members[0].reason.sentence == "Total 0: at most 160, by “160”."


def test_a_lower_rival_of_an_incident_settles_it() -> None:
    made = Made()
    inside = [made.incident(claimed(120, "a"), claimed(80, "a2")), made.incident(claimed(60, "b", days=WEDNESDAY))]
    made.stated(claimed(160, "t", days=THREE_DAYS, said=Said(scope=Scope.PERIOD)), contains=inside)
    assert rules(made) == []


def test_incidents_that_merely_lie_within_contradict_nothing() -> None:
    made = Made()
    made.incident(claimed(120, "a"))
    made.stated(claimed(100, "t", days=THREE_DAYS, said=Said(scope=Scope.PERIOD)))
    assert rules(made) == []
    assert made.total().low == 120


def test_an_at_least_total_holds_any_number() -> None:
    made = Made()
    inside = [made.incident(claimed(120, "a"))]
    said = Said(scope=Scope.PERIOD, bound=Bound.AT_LEAST)
    made.stated(claimed(100, "t", days=THREE_DAYS, said=said), contains=inside)
    assert rules(made) == []


def test_a_part_larger_than_its_whole_contradicts_it() -> None:
    made = Made()
    whole = claimed(100, "t", days=("2016-10-01", "2016-10-31"), said=Said(scope=Scope.PERIOD))
    made.stated(whole)
    part = Said(scope=Scope.PERIOD, bound=Bound.AT_LEAST, part_of=whole.claim.id, at=200)
    made.stated(claimed(160, "t", days=THREE_DAYS, said=part))
    assert sorted(map(sorted, rules(made))) == [["total_high", "total_low"]]


def test_each_of_two_contradictions_is_found() -> None:
    made = Made()
    for month in ("2016-10", "2016-12"):
        inside = [made.incident(claimed(50, month, days=f"{month}-02"))]
        whole = claimed(40, f"t{month}", days=(f"{month}-01", f"{month}-20"), said=Said(scope=Scope.PERIOD))
        made.stated(whole, contains=inside)
    assert rules(made) == [["total_high", "incident_low"]] * 2


def test_claims_that_count_one_another_are_no_circle() -> None:
    made = Made()
    first = claimed(100, "a", days=THREE_DAYS, said=Said(scope=Scope.PERIOD))
    other = Said(scope=Scope.PERIOD, part_of=first.claim.id)
    second = claimed(90, "b", days=("2016-10-11", "2016-10-12"), said=other)
    back = Said(scope=Scope.PERIOD, part_of=second.claim.id)
    made.stated(claimed(100, "a", days=THREE_DAYS, said=back))
    made.stated(second)
    assert made.total().low == 100
