"""Corrections: how fields are spelled, and what they make of a claim."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import UsageError
from recount.model import Actor, Bound, Correction, Field, Granularity, Harm, Place, Quantity, Scope, Stated
from recount.ontology import policy
from recount.review import spelled, told, without_loops
from recount.review.corrections import correct
from tests.review.said import A, B, C, claim

AIRWARS, STRICT = policy("airwars-observed"), policy("strict")
HOMS = Place(names=("Homs", "Syria"), keys=("homs", "siria"), country="SY")


@pytest.mark.parametrize(
    ("field", "words", "to"),
    [
        (Field.VALUE, "14", "14"),
        (Field.VALUE, " 1,400 ", "1400"),
        (Field.VALUE, "10-15", "10 to 15"),
        (Field.VALUE, "10 to 15", "10 to 15"),
        (Field.VALUE, "7-7", "7"),
        (Field.VALUE, "0", "0"),
        (Field.VALUE, "none", "none"),
        (Field.BOUND, "at least", "at_least"),
        (Field.HARM, "Injured", "injured"),
        (Field.WHO, "women, children", "children, women"),
        (Field.WHO, "", "none"),
        (Field.WHEN, "2016-10-11", "2016-10-11"),
        (Field.WHEN, "2016-10-11..2016-10-13", "2016-10-11 to 2016-10-13"),
        (Field.WHEN, "2016-10-11 to 2016-10-11", "2016-10-11"),
        (Field.WHEN, "unknown", "none"),
        (Field.MEANS, "suicide bombing", "suicide_bombing"),
        (Field.BACKGROUND, "Yes", "yes"),
        (Field.PART_OF, B, B),
        (Field.SOURCE, "  a   medic ", "a medic"),
    ],
)
def test_a_value_has_one_spelling(field: Field, words: str, to: str) -> None:
    assert spelled(field, words) == to
    assert spelled(field, to) == to


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (Field.VALUE, "-1"),
        (Field.VALUE, "15-10"),
        (Field.VALUE, "fourteen"),
        (Field.VALUE, "1e3"),
        (Field.VALUE, "99999999999"),
        (Field.VALUE, "١٤٠" * 9),
        (Field.BOUND, "roughly"),
        (Field.HARM, "murdered"),
        (Field.VICTIMS, "children"),
        (Field.WHO, "children, dogs"),
        (Field.WHEN, "Tuesday"),
        (Field.WHEN, "2016-02-30"),
        (Field.WHEN, "2016-10-13..2016-10-11"),
        (Field.MEANS, "bad weather"),
        (Field.SCOPE, "village"),
        (Field.MODALITY, "certain"),
        (Field.BACKGROUND, "perhaps"),
        (Field.PART_OF, "claim:12"),
        (Field.PART_OF, "incident:0123456789abcdef"),
    ],
)
def test_what_is_no_value_of_a_field_is_refused_with_what_would_be(field: Field, words: str) -> None:
    with pytest.raises(UsageError, match=r"write|choose|no number"):
        spelled(field, words)


@given(st.sampled_from(Field), st.text(max_size=30))
def test_any_words_are_spelled_for_good_or_refused(field: Field, words: str) -> None:
    try:
        to = spelled(field, words)
    except UsageError:
        return
    assert spelled(field, to) == to


def test_a_corrected_number_gets_its_interval_under_the_policy() -> None:
    read = claim(value=14)
    found = correct(read, [Correction(field=Field.VALUE, to="41")], STRICT)
    assert (found.claim.stated.value, found.quantity) == (41, Quantity(low=41, high=41))
    assert found.claim.id == read.claim.id
    assert read.claim.stated.value == 14
    assert found.reasons[-1].sentence == "A reviewer corrected the number from 14 to 41."


def test_a_corrected_bound_opens_the_interval_and_a_corrected_number_keeps_the_bound() -> None:
    at_least = Correction(field=Field.BOUND, to="at_least")
    found = correct(claim(value=14), [at_least], STRICT)
    assert found.quantity == Quantity(low=14, high=None)
    both = correct(claim(value=14), [at_least, Correction(field=Field.VALUE, to="20")], STRICT)
    assert both.quantity == Quantity(low=20, high=None)


def test_a_vague_word_that_is_a_number_becomes_exact_and_one_that_is_none_has_no_interval() -> None:
    dozens = claim(value=24, bound=Bound.VAGUE)
    found = correct(dozens, [Correction(field=Field.VALUE, to="24 to 30")], AIRWARS)
    assert found.claim.stated == Stated(value=24, value_max=30, bound=Bound.EXACT)
    assert correct(dozens, [Correction(field=Field.VALUE, to="none")], AIRWARS).quantity is None


def test_a_corrected_day_and_place_answer_what_was_refused_for_want_of_them_alone() -> None:
    days = Correction(field=Field.WHEN, to="2016-10-12 to 2016-10-13")
    place = Correction(field=Field.WHERE, to="Homs, Syria", place=HOMS)
    found = correct(claim(), [place, days], STRICT)
    assert found.where == HOMS
    assert found.when is not None
    assert (found.when.start, found.when.end) == (date(2016, 10, 12), date(2016, 10, 13))
    assert found.when.granularity is Granularity.SPAN
    assert [r.kind for r in found.refusals] == ["pooled"]


def test_a_corrected_source_is_another_origin() -> None:
    body = Actor(name="civil defence", key="actor:civil")
    to = Correction(field=Field.SOURCE, to="civil defence", actors=(body,), origins=("actor:civil",))
    found = correct(claim(), [to], STRICT)
    assert (found.source, found.origins) == (body, ("actor:civil",))


def test_no_reason_names_a_source_an_accused_or_a_place() -> None:
    someone = Actor(name="Farid Example", key="said:farid")
    for to in (
        Correction(field=Field.SOURCE, to="Farid Example", actors=(someone,)),
        Correction(field=Field.BY, to="Farid Example", actors=(someone,)),
        Correction(field=Field.WHERE, to="Homs, Syria", place=HOMS),
    ):
        found = correct(claim(), [to], STRICT)
        assert len(found.reasons) == 1
        assert not any(word in found.reasons[0].sentence for word in ("Farid", "medic", "Homs"))


def test_harm_scope_and_the_rest_are_what_they_are_corrected_to() -> None:
    to = {
        Field.HARM: "injured",
        Field.VICTIMS: "civilian",
        Field.WHO: "children, women",
        Field.MEANS: "airstrike",
        Field.MODALITY: "alleged",
        Field.BACKGROUND: "yes",
        Field.SCOPE: "period",
    }
    found = correct(claim(), [Correction(field=field, to=words) for field, words in to.items()], STRICT)
    assert {field: told(found, field) for field in to} == to
    assert found.claim.harm is Harm.INJURED
    assert len(found.reasons) == len(to)


def test_a_part_is_a_part_of_something_and_what_is_none_is_an_incident() -> None:
    part = correct(claim(), [Correction(field=Field.PART_OF, to=B)], STRICT).claim
    assert (part.part_of, part.scope) == (B, Scope.PART)
    whole = correct(claim(part_of=B), [Correction(field=Field.PART_OF, to="none")], STRICT).claim
    assert (whole.part_of, whole.scope) == (None, Scope.INCIDENT)
    period = correct(claim(part_of=B), [Correction(field=Field.SCOPE, to="period")], STRICT).claim
    assert (period.part_of, period.scope) == (None, Scope.PERIOD)


def test_a_correction_to_what_was_read_changes_nothing_and_gives_no_reason() -> None:
    assert correct(claim(), [Correction(field=Field.VALUE, to="14")], STRICT) == claim()


def test_the_order_of_corrections_does_not_matter() -> None:
    to = [
        Correction(field=Field.VALUE, to="9"),
        Correction(field=Field.BOUND, to="more_than"),
        Correction(field=Field.SCOPE, to="war"),
    ]
    assert correct(claim(), to, STRICT) == correct(claim(), to[::-1], STRICT)


def test_claims_corrected_into_a_ring_are_parts_of_nothing() -> None:
    ring = {id_: claim(id_, part_of=whole) for id_, whole in ((A, B), (B, C), (C, A))}
    found = without_loops(ring, [A])
    assert found[A].claim.part_of is None
    assert found[B].claim.part_of == C
    chain = {A: claim(A, part_of=B), B: claim(B, part_of=C), C: claim(C)}
    assert without_loops(chain, [A, B]) == chain
    itself = {A: claim(A, part_of=A)}
    assert without_loops(itself, [A])[A].claim.part_of is None
