"""Totals over made-up worlds: whatever is asked, the range holds the people whom the claims count."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from recount.figures.totals import total
from recount.model import Asked
from tests.figures.totals.worlds import Victim, World, questions, worlds

T = TypeVar("T")
Question = tuple[Asked, Callable[[Victim], bool]]


@settings(max_examples=120, deadline=None)
@given(worlds(), questions())
def test_the_range_holds_the_people_whom_the_claims_count(world: World, question: Question) -> None:
    asked, fits = question
    found = total(asked, world.findings, world.claims)
    truth = sum(fits(victim) for victim in world.counted)
    assert found.low <= truth
    assert found.high is None or truth <= found.high
    assert found.low <= found.best
    assert found.high is None or found.best <= found.high


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_remainders_hold_those_in_no_incident_and_true_claims_never_contradict(world: World) -> None:
    for harm in {p.harm for p in world.findings.periods}:
        found = total(Asked(harm=harm), world.findings, world.claims)
        assert found.contradictions == ()
        for left in found.remainders:
            [period] = left.periods
            fewest, most = world.beyond[period]
            assert left.bounds.low <= fewest
            assert left.bounds.high is None or most <= left.bounds.high


@settings(max_examples=40, deadline=None)
@given(worlds(), questions(), st.randoms(use_true_random=False))
def test_the_order_of_incidents_periods_and_figures_changes_nothing(
    world: World, question: Question, rng: random.Random
) -> None:
    def mixed(things: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(rng.sample(things, len(things)))

    found = world.findings
    other = replace(
        found,
        incidents=mixed(found.incidents),
        periods=mixed(found.periods),
        figures=mixed(found.figures),
    )
    one, two = (total(question[0], f, world.claims) for f in (found, other))
    assert (one.low, one.best, one.high) == (two.low, two.best, two.high)
    assert sorted(one.remainders, key=str) == sorted(two.remainders, key=str)
    assert set(one.bindings) == set(two.bindings)


@settings(max_examples=40, deadline=None)
@given(worlds(), questions())
def test_one_more_incident_never_lowers_the_lower_end(world: World, question: Question) -> None:
    found = world.findings
    for incident in found.incidents:
        fewer = replace(
            found,
            incidents=tuple(i for i in found.incidents if i != incident),
            figures=tuple(f for f in found.figures if f.incident != incident.id),
            periods=tuple(replace(p, contains=tuple(i for i in p.contains if i != incident.id)) for p in found.periods),
        )
        before = total(question[0], fewer, world.claims).low
        assert total(question[0], found, world.claims).low >= before
