"""Totals against a search through every assignment of whole numbers, on records small enough for that."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from recount.figures.totals.conflicts import Member, conflicts
from recount.figures.totals.spans import Spans
from recount.figures.totals.stated import stated_totals
from recount.model import Bound, End, Scope
from tests.claimed import Said, claimed
from tests.figures.totals.made import Made

DAYS = 4
Window = tuple[int, int, int]
"""First day, last day, at least how many."""

windows = st.lists(
    st.tuples(st.integers(0, DAYS - 1), st.integers(0, DAYS - 1), st.integers(0, 3)).map(
        lambda w: (min(w[:2]), max(w[:2]), w[2])
    ),
    max_size=4,
    unique_by=lambda w: w[:2],
)
events = st.lists(st.tuples(st.integers(0, DAYS - 1), st.integers(0, 2)), max_size=3)
Exact = tuple[int, frozenset[int]]
"""A total of exactly so many, and which incidents it contains."""

limits = st.lists(st.tuples(st.integers(0, 6), st.frozensets(st.integers(0, 2))), min_size=1, max_size=3)
spans = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), min_size=3, max_size=3)


def day(at: int) -> str:
    return f"2016-10-{at + 1:02d}"


@settings(max_examples=150, deadline=None)
@given(windows, events)
def test_the_lower_end_is_the_least_of_all_assignments(found: list[Window], told: list[tuple[int, int]]) -> None:
    made = Made()
    for at, (on, people) in enumerate(told):
        made.incident(claimed(people, f"i{at}", days=day(on)))
    for at, (first, last, people) in enumerate(found):
        said = Said(scope=Scope.PERIOD, bound=Bound.AT_LEAST)
        made.stated(claimed(people, f"p{at}", days=(day(first), day(last)), said=said))
    floors = [sum(people for on, people in told if on == at) for at in range(DAYS)]
    # Three more than the incidents of a day are enough for any total, which asks for three at most.
    every = product(*(range(floor, floor + 4) for floor in floors))
    least = min(sum(d) for d in every if all(sum(d[a : b + 1]) >= people for a, b, people in found))
    assert made.total().low == least


def record(exact: list[Exact], told: list[tuple[int, int]]) -> Made:
    """Totals of exactly so many on days of their own, and incidents of `low` to `low + more` people."""
    made = Made()
    ids = []
    for at, (low, more) in enumerate(told):
        pair = [claimed(low, f"i{at}"), claimed(low + more, f"j{at}")]
        ids.append(made.incident(*pair))
    for at, (people, inside) in enumerate(exact):
        claim = claimed(people, f"p{at}", days=(day(0), day(10 + at)), said=Said(scope=Scope.PERIOD))
        made.stated(claim, contains=[ids[i] for i in sorted(inside)])
    return made


@settings(max_examples=150, deadline=None)
@given(limits, spans)
def test_the_upper_end_is_never_less_than_any_assignment(exact: list[Exact], told: list[tuple[int, int]]) -> None:
    found = record(exact, told).total()
    fitting = [
        sum(x) + sum(people - sum(x[i] for i in inside) for people, inside in exact)
        for x in product(*(range(low, low + more + 1) for low, more in told))
        if all(sum(x[i] for i in inside) <= people for people, inside in exact)
    ]
    assert bool(fitting) == (found.contradictions == ())
    assert found.high is not None
    if fitting:
        assert found.high == max(fitting)


def holds(members: tuple[Member, ...], exact: list[Exact]) -> bool:
    """Whether some numbers of people fit the members: a search, in which the incidents are 0 to 8."""

    def within(value: int, total: int | None, incident: str | None) -> bool:
        own = [m for m in members if m.total == total and m.incident == incident]
        return all(value >= m.limit if m.end is End.LOW else value <= m.limit for m in own)

    for x in product(range(9), repeat=3):
        if all(within(x[i], None, f"incident:{i:03d}") for i in range(3)):
            counts = [sum(x[i] for i in inside) for _, inside in exact]
            if all(any(within(c + more, at, None) for more in range(9)) for at, c in enumerate(counts)):
                return True
    return False


@settings(max_examples=80, deadline=None)
@given(limits, spans)
def test_a_contradiction_can_not_hold_and_without_any_member_it_can(
    exact: list[Exact], told: list[tuple[int, int]]
) -> None:
    made = record(exact, told)
    totals = stated_totals(made.findings, made.claims)
    order = {t.at: int(t.periods[0].rpartition(":")[2]) for t in totals}
    by_at = [exact[order[t.at]] for t in totals]
    for found in conflicts(totals, Spans(made.findings, made.claims)):
        assert not holds(found.members, by_at)
        for member in found.members:
            assert holds(tuple(m for m in found.members if m != member), by_at)
