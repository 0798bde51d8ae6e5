"""total(): the range, what it rests on, and what it refuses to add up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.figures.totals import total
from recount.model import (
    Asked,
    Bound,
    End,
    Findings,
    GroundedClaim,
    Harm,
    Modality,
    Place,
    Quantity,
    Scope,
    Total,
    Victims,
)
from recount.pipeline import derive
from tests.claimed import ALEPPO, BUSTAN, FARDOUS, POLICY, TUESDAY, WEDNESDAY, Said, claimed, interval
from tests.figures.totals.made import Made
from tests.figures.totals.worlds import place

THREE_DAYS = ("2016-10-11", "2016-10-13")
EAST = ("eastern Aleppo", "Aleppo", "Syria")
AT_LEAST = Bound.AT_LEAST


def period(value: int, report: str, **more: object) -> GroundedClaim:
    bound = more.pop("bound", Bound.EXACT)
    said = Said(scope=Scope.PERIOD, bound=bound, **{k: more.pop(k) for k in ("victims", "who", "part_of") if k in more})  # type: ignore[arg-type]
    settings = {"days": THREE_DAYS, "where": EAST} | more
    return claimed(value, report, said=said, **settings)  # type: ignore[arg-type]


def ends(found: Total) -> tuple[int, int | None]:
    return found.low, found.high


def why(found: Total, end: End) -> list[str]:
    return [b.reason.rule for b in found.bindings if b.end is end]


def three_days(bound: Bound) -> list[GroundedClaim]:
    """At least 160 in three days, 81 of them on Tuesday and 45 on Wednesday, as one report tells it."""
    whole = period(160, "norvane", bound=bound)
    part = {"scope": Scope.PART, "part_of": whole.claim.id, "bound": bound}
    return [
        whole,
        claimed(81, "norvane", days=TUESDAY, where=BUSTAN, said=Said(at=200, **part)),  # type: ignore[arg-type]
        claimed(45, "norvane", days=WEDNESDAY, where=FARDOUS, said=Said(at=400, **part)),  # type: ignore[arg-type]
    ]


def derived(claims: list[GroundedClaim], asked: Asked | None = None) -> Total:
    return total(asked or Asked(), derive(claims, (), policy=POLICY), {c.claim.id: c for c in claims})


def test_what_is_left_of_160_is_34_as_stated_and_open_by_the_bounds_of_at_least_figures() -> None:
    found = derived(three_days(AT_LEAST))
    assert (found.low, found.best, found.high) == (160, 160, None)
    [left] = found.remainders
    assert (left.stated, left.left, left.bounds) == (160, 34, Quantity(low=0, high=None))
    assert why(found, End.LOW) == ["stated_total"]
    assert why(found, End.HIGH) == ["open_total", "open_incidents"]


def test_exact_figures_leave_exactly_34() -> None:
    found = derived(three_days(Bound.EXACT))
    assert (found.low, found.best, found.high) == (160, 160, 160)
    assert found.remainders[0].bounds == Quantity(low=34, high=34)


def test_an_incident_that_may_lie_within_is_not_taken_off_as_stated_but_may_be_by_the_bounds() -> None:
    claims = [*three_days(Bound.EXACT), claimed(10, "other", days=TUESDAY, where=("al-Shaar", "Aleppo", "Syria"))]
    found = derived(claims)
    [left] = found.remainders
    assert (left.left, left.bounds) == (34, Quantity(low=24, high=34))
    assert ends(found) == (160, 170)  # the 10 are among the 34, or beside them


def test_incidents_outside_a_total_are_added_to_it() -> None:
    claims = [*three_days(Bound.EXACT), claimed(10, "other", days="2016-10-20", where=BUSTAN)]
    found = derived(claims)
    assert ends(found) == (170, 170)
    assert why(found, End.LOW) == ["stated_total", "incidents"]


def test_totals_of_days_apart_add_up_and_totals_that_meet_do_not() -> None:
    made = Made()
    made.stated(period(100, "a", days=("2016-10-01", "2016-10-31"), bound=AT_LEAST))
    made.stated(period(120, "b", days=("2016-11-01", "2016-11-30"), bound=AT_LEAST))
    assert made.total().low == 220
    made.stated(period(50, "c", days=("2016-10-25", "2016-11-05"), bound=AT_LEAST))
    assert made.total().low == 220
    made.stated(period(400, "d", days=("2016-01-01", "2016-12-31"), bound=AT_LEAST))
    assert made.total().low == 400


def test_an_incident_that_may_be_counted_in_either_of_two_totals_is_not_added_to_them() -> None:
    made = Made()
    made.stated(period(5, "a", days="2016-10-01"))
    made.stated(period(5, "b", days="2016-10-05"))
    made.incident(claimed(9, "i", days=None))
    assert made.total().low == 10
    made.incident(claimed(9, "j", days=None))
    assert made.total().low == 18


def test_totals_of_places_that_may_be_one_ground_do_not_add_up() -> None:
    made = Made()
    made.stated(period(100, "a", where=EAST))
    made.stated(period(70, "b", where=("opposition districts", "Aleppo", "Syria")))
    assert made.total().low == 100


def test_totals_of_places_far_apart_add_up_within_a_smaller_total_of_both() -> None:
    made = Made()
    made.stated(period(100, "a"))
    made.stated(replace(period(70, "b"), where=place(("Homs", "Syria"))))
    made.stated(period(150, "c", where=("Syria",), bound=AT_LEAST))
    assert made.total().low == 170


def test_rivals_about_the_same_days_place_and_people_give_a_span_and_no_contradiction() -> None:
    made = Made()
    made.stated(period(160, "a"))
    made.stated(period(200, "b"))
    found = made.total()
    assert ends(found) == (160, 200)
    assert found.contradictions == ()
    assert len(found.remainders) == 1


def test_a_later_number_of_one_source_replaces_its_earlier_one() -> None:
    made = Made()
    made.stated(period(160, "a", origin="said:monitor", published="2016-10-14"))
    made.stated(period(200, "b", origin="said:monitor", published="2016-10-16"))
    assert ends(made.total()) == (200, 200)


def test_a_total_that_is_denied_counts_no_one() -> None:
    made = Made()
    made.stated(claimed(160, "a", days=THREE_DAYS, said=Said(scope=Scope.PERIOD, modality=Modality.DENIED)))
    assert ends(made.total()) == (0, 0)


@pytest.mark.parametrize(
    ("asked", "low", "high"),
    [
        (Asked(where=place(ALEPPO)), 9, 9),
        (Asked(where=place(("al-Shaar", "Aleppo", "Syria"))), 0, 9),
        (Asked(where=place(("Homs", "Syria"))), 0, 0),
        (Asked(when=interval("2016-10-11")), 9, 9),
        (Asked(when=interval("2016-10-12")), 0, 0),
        (Asked(harm=Harm.INJURED), 0, 0),
        (Asked(harm=Harm.CASUALTIES), 9, 9),
        (Asked(victims="children"), 0, 9),
        (Asked(where=Place(names=("Iraq",), country="IQ")), 0, 0),
    ],
)
def test_what_lies_only_perhaps_in_what_is_asked_counts_for_the_upper_end(asked: Asked, low: int, high: int) -> None:
    made = Made()
    made.incident(claimed(9, "a", where=ALEPPO))
    assert ends(made.total(asked)) == (low, high)


def test_sources_that_differ_about_an_incident_give_a_span() -> None:
    made = Made()
    made.incident(claimed(3, "a"), claimed(9, "b", published="2016-10-14"))
    found = made.total()
    assert (found.low, found.best, found.high) == (3, 9, 9)


def test_an_incident_told_of_a_week_counts_for_the_upper_end_of_a_day() -> None:
    made = Made()
    made.incident(claimed(9, "a", days=("2016-10-10", "2016-10-16")))
    found = made.total(Asked(when=interval("2016-10-12")))
    assert ends(found) == (0, 9)
    assert (found.counted, len(found.partly)) == ((), 1)


def test_an_incident_of_no_known_day_is_certain_only_where_no_days_are_asked() -> None:
    made = Made()
    made.incident(claimed(9, "a", days=None, where=None))
    assert ends(made.total()) == (9, 9)
    assert ends(made.total(Asked(when=interval("2016-10-12"), where=place(ALEPPO)))) == (0, 9)


def test_children_are_civilians_and_civilians_are_people() -> None:
    made = Made()
    made.stated(period(60, "a", victims=Victims.CIVILIAN, who=("children",), bound=AT_LEAST))
    assert [made.total(Asked(victims=v)).low for v in ("children", "civilians", "all", "combatants")] == [60, 60, 60, 0]


def test_civilians_and_fighters_of_one_place_and_days_add_up() -> None:
    made = Made()
    made.stated(period(60, "a", victims=Victims.CIVILIAN))
    made.stated(period(30, "b", victims=Victims.COMBATANT))
    made.stated(period(70, "c"))
    assert made.total().low == 90


def test_one_sides_fighters_are_not_added_to_the_other_sides_count_of_the_same_incident() -> None:
    made = Made()
    made.stated(replace(period(5, "t", victims=Victims.COMBATANT), where=place(("Homs", "Syria"))))
    made.incident(claimed(12, "a"), claimed(12, "b", said=Said(victims=Victims.COMBATANT)))
    assert made.total().low == 17


def test_killed_and_injured_are_casualties_and_a_pooled_figure_is_beside_them() -> None:
    made = Made()
    made.incident(claimed(9, "a"), claimed(20, "a2", harm=Harm.INJURED))
    assert ends(made.total(Asked(harm=Harm.CASUALTIES))) == (29, 29)
    made.incident(claimed(40, "c", harm=Harm.CASUALTIES, days=WEDNESDAY))
    assert ends(made.total(Asked(harm=Harm.CASUALTIES))) == (69, 69)
    assert ends(made.total()) == (9, 49)


def test_stated_totals_of_killed_and_of_injured_add_up_to_casualties() -> None:
    made = Made()
    made.stated(period(100, "a", bound=AT_LEAST))
    made.stated(period(300, "b", harm=Harm.INJURED, bound=AT_LEAST))
    assert made.total(Asked(harm=Harm.CASUALTIES)).low == 400


def test_a_total_counted_in_a_larger_one_is_not_added_to_it() -> None:
    made = Made()
    whole = period(500, "a", days=("2016-10-01", "2016-10-31"))
    made.stated(whole)
    made.stated(period(160, "b", part_of=whole.claim.id))
    assert ends(made.total()) == (500, 500)


def test_a_total_that_no_report_counts_in_another_may_be_beside_it() -> None:
    made = Made()
    made.stated(period(500, "a", days=("2016-10-01", "2016-10-31")))
    made.stated(period(160, "b"))
    assert ends(made.total()) == (500, 660)


def test_a_total_of_the_war_without_days_counts_where_no_days_are_asked() -> None:
    made = Made()
    made.stated(claimed(5000, "a", days=None, where=("Syria",), said=Said(scope=Scope.WAR)), war=True)
    assert ends(made.total()) == (5000, 5000)
    assert ends(made.total(Asked(when=interval("2016-10-12")))) == (0, 5000)


def test_a_claim_set_aside_counts_no_more() -> None:
    made = Made()
    claim = period(160, "a")
    made.stated(claim)
    assert total(Asked(), made.findings, made.claims, set_aside={claim.claim.id}).low == 0


@pytest.mark.parametrize("people", [10**12, 10**12 - 1, 999_999_999_999])
def test_huge_numbers_are_added_exactly(people: int) -> None:
    made = Made()
    for day in range(1, 10):
        made.stated(period(people - day, f"a{day}", days=f"2016-10-0{day}"))
    assert ends(made.total()) == (9 * people - 45, 9 * people - 45)


def test_a_number_that_is_no_number_of_people_limits_nothing() -> None:
    made = Made()
    made.stated(period(10**30, "a"))
    made.incident(claimed(10**30, "b"), claimed(3, "c"))
    found = made.total()
    assert ends(found) == (3, None)
    assert found.periods == ()


def test_an_empty_record_counts_no_one() -> None:
    found = total(Asked(), Findings(), {})
    assert (found.low, found.best, found.high, found.bindings, found.remainders) == (0, 0, 0, (), ())


def test_every_claim_of_a_binding_is_one_of_the_record() -> None:
    claims = three_days(AT_LEAST)
    found = derived(claims)
    assert {c for b in found.bindings for c in b.claims} <= {c.claim.id for c in claims}
    assert all(b.reason.sentence.endswith(".") for b in found.bindings)
