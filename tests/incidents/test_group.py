"""Grouping: which claims make one incident, and that the order in which they come never matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from recount.incidents import group
from recount.model import (
    ClaimId,
    GroundedClaim,
    Harm,
    Incident,
    Modality,
    Period,
    Person,
    Scope,
    Span,
    Victims,
    to_json,
)
from tests.claimed import ALEPPO, BUSTAN, FARDOUS, TUESDAY, WEDNESDAY, Said, claimed

Pairs = Sequence[tuple[ClaimId, ClaimId]]


def incidents(claims: Sequence[GroundedClaim], *, same: Pairs = (), different: Pairs = ()) -> list[Incident]:
    return [x for x in group(claims, same=same, different=different) if isinstance(x, Incident)]


def periods(claims: Sequence[GroundedClaim]) -> list[Period]:
    return [x for x in group(claims) if isinstance(x, Period)]


def test_one_strike_told_by_three_outlets_is_one_incident() -> None:
    found = incidents([claimed(50, "a"), claimed(81, "b"), claimed(47, "c")])
    assert [len(i.reports) for i in found] == [3]
    assert {r.rule for r in found[0].reasons} >= {"same_day", "same_place"}


def test_strikes_on_two_neighbourhoods_are_two_incidents() -> None:
    assert len(incidents([claimed(81, "a"), claimed(45, "b", where=FARDOUS)])) == 2


def test_strikes_on_two_days_are_two_incidents() -> None:
    assert len(incidents([claimed(81, "a"), claimed(81, "b", days="2016-10-14")])) == 2


def test_two_incidents_that_one_report_counts_apart_are_never_merged() -> None:
    mine = [claimed(81, "a"), claimed(45, "a", where=FARDOUS, days=WEDNESDAY, said=Said(at=200))]
    other = claimed(60, "b", where=ALEPPO, days=(TUESDAY, WEDNESDAY))
    assert len(incidents([*mine, other])) >= 2
    for found in incidents([*mine, other]):
        assert not {c.claim.id for c in mine} <= set(found.claims)


def test_tolls_of_one_report_that_cannot_both_hold_are_two_events() -> None:
    four, many = claimed(4, "a"), claimed(27, "a", said=Said(at=200))
    assert len(incidents([four, many])) == 2


def test_a_day_that_is_not_known_is_no_bar_where_place_means_and_toll_agree_in_reports_of_one_day() -> None:
    [found] = incidents([claimed(81, "a"), claimed(81, "b", days=None)])
    assert found.when is not None
    assert found.when.start.isoformat() == TUESDAY  # the day that one of them tells, never that of a report


def test_a_day_that_is_not_known_joins_nothing_else() -> None:
    known = claimed(81, "a")
    for other in (
        claimed(81, "b", days=None, published="2016-12-20"),  # reported months later
        claimed(81, "b", days=None, published="2016-10-01"),  # reported before it happened
        claimed(81, "b", days=None, where=FARDOUS),
        claimed(4, "b", days=None, where=ALEPPO, said=Said(means="clash")),
        claimed(81, "b", days=None, published=None),
    ):
        assert len(incidents([known, other])) == 2


def test_killed_and_injured_of_one_sentence_are_one_incident() -> None:
    killed = claimed(4, "a", days=None, said=Said(same_sentence=True))
    injured = claimed(3, "a", harm=Harm.INJURED, days=None, said=Said(at=20, same_sentence=True))
    assert [len(i.claims) for i in incidents([killed, injured])] == [2]


def test_expected_deaths_make_no_incident() -> None:
    assert incidents([claimed(81, "a", said=Said(modality=Modality.EXPECTED))]) == []


def test_fighters_and_civilians_with_far_tolls_stay_apart() -> None:
    fighters = claimed(12, "a", where=ALEPPO, said=Said(victims=Victims.COMBATANT, means="clash"))
    civilians = claimed(90, "b", where=ALEPPO, said=Said(victims=Victims.CIVILIAN))
    assert len(incidents([fighters, civilians])) == 2


def test_a_person_may_join_and_part_what_the_rules_do_not() -> None:
    here, there = claimed(81, "a"), claimed(80, "b", days="2016-10-14")
    pair = (here.claim.id, there.claim.id)
    assert len(incidents([here, there], same=[pair])) == 1
    twin = claimed(81, "c")
    assert len(incidents([here, twin])) == 1
    assert len(incidents([here, twin], different=[(here.claim.id, twin.claim.id)])) == 2


def test_a_rejected_claim_is_in_no_incident() -> None:
    claim = claimed(81, "a")
    assert list(group([claim], rejected=[claim.claim.id])) == []


def test_a_total_contains_the_incidents_that_its_report_counts_within_it() -> None:
    total = claimed(160, "a", days=(TUESDAY, "2016-10-13"), where=ALEPPO, said=Said(scope=Scope.PERIOD))
    part = claimed(81, "a", said=Said(at=200, scope=Scope.PART, part_of=total.claim.id))
    elsewhere = claimed(9, "b", where=FARDOUS, days=WEDNESDAY)
    found = list(group([total, part, elsewhere]))
    [period] = [x for x in found if isinstance(x, Period)]
    home = {c: x.id for x in found if isinstance(x, Incident) for c in x.claims}
    assert period.contains == (home[part.claim.id],)


def test_what_took_years_is_a_total_and_no_incident() -> None:
    claim = claimed(4000, "a", days=("2015-01-01", "2015-12-31"), where=("Syria",))
    assert incidents([claim]) == []
    assert [p.claims for p in periods([claim])] == [(claim.claim.id,)]


def test_a_breakdown_makes_no_incident_of_its_own() -> None:
    whole = claimed(9, "a", said=Said(same_sentence=True))
    part = claimed(4, "a", said=Said(at=20, same_sentence=True, scope=Scope.PART, part_of=whole.claim.id))
    assert [len(i.claims) for i in incidents([whole, part])] == [2]


def test_someone_named_among_those_counted_is_in_their_incident_wherever_else_the_words_lead() -> None:
    whole = claimed(9, "a")
    one = claimed(1, "a", where=FARDOUS, said=Said(at=20, scope=Scope.PART, part_of=whole.claim.id))
    person = Person(name="Omar Hadid", span=Span(start=20, end=30), age=None, sex=None)
    named = replace(one, claim=replace(one.claim, persons=(person,)))
    assert [len(i.claims) for i in incidents([whole, one])] == [1, 1]
    assert [len(i.claims) for i in incidents([named, whole])] == [2]


@st.composite
def many_claims(draw: st.DrawFn) -> list[GroundedClaim]:
    places = (BUSTAN, FARDOUS, ALEPPO, ("Idlib", "Syria"), None)
    out = []
    for number in range(draw(st.integers(2, 9))):
        out.append(
            claimed(
                draw(st.integers(1, 90)),
                draw(st.sampled_from("abcd")),
                days=draw(st.sampled_from((TUESDAY, WEDNESDAY, (TUESDAY, "2016-10-13"), None))),
                where=draw(st.sampled_from(places)),
                said=Said(at=100 * number, means=draw(st.sampled_from(("airstrike", "shelling", "unknown")))),
            )
        )
    return out


@given(many_claims(), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_changes_the_incidents(claims: list[GroundedClaim], chance: object) -> None:
    shuffled = [*claims, *claims[:2]]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert [to_json(x) for x in group(shuffled)] == [to_json(x) for x in group(claims)]


@given(many_claims())
def test_every_event_claim_is_in_exactly_one_incident_or_total(claims: list[GroundedClaim]) -> None:
    homes = [c for x in group(claims) for c in x.claims]
    assert sorted(homes) == sorted({c.claim.id for c in claims})
