"""Quantities: what a number counts, with its bound; and single victims without a number."""

from __future__ import annotations

import pytest

from recount.claims.quantities import find_quantities
from recount.claims.victims import QuantityPhrase
from recount.model import Bound, Victims
from tests.claims.reading import claims, tokens_of

B, V = Bound, Victims


def found(sentence: str) -> list[tuple[str, QuantityPhrase]]:
    tokens = tokens_of(sentence)
    return [(sentence[tokens[q.first].start : tokens[q.last - 1].end], q) for q in find_quantities(tokens)]


@pytest.mark.parametrize(
    ("words", "value", "bound"),
    [
        ("12 people", 12, B.EXACT),
        ("at least 12 people", 12, B.AT_LEAST),
        ("no fewer than 12 people", 12, B.AT_LEAST),
        ("12 people or more", 12, B.AT_LEAST),
        ("12 or more", 12, B.AT_LEAST),
        ("12 at least", 12, B.AT_LEAST),
        ("more than 12 people", 12, B.MORE_THAN),
        ("over 100 people", 100, B.MORE_THAN),
        ("upwards of 100", 100, B.MORE_THAN),
        ("about 30 people", 30, B.ABOUT),
        ("some 30 people", 30, B.ABOUT),
        ("nearly two dozen people", 24, B.ABOUT),
        ("30 people or so", 30, B.ABOUT),
        ("up to 12 people", 12, B.AT_MOST),
        ("as many as 12 people", 12, B.AT_MOST),
        ("fewer than 12 people", 12, B.LESS_THAN),
        ("under 12 people", 12, B.LESS_THAN),
        ("dozens of people", 24, B.VAGUE),
        ("at least dozens of people", 24, B.VAGUE),
        ("about 10 to 15 people", 10, B.ABOUT),
    ],
)
def test_bound_words_belong_to_the_number_before_or_after(words: str, value: int, bound: Bound) -> None:
    ((text, quantity),) = found(words)
    assert text == words
    assert (quantity.stated.value, quantity.stated.bound) == (value, bound)


@pytest.mark.parametrize(
    ("words", "victims", "who"),
    [
        ("12 people", V.UNSPECIFIED, ()),
        ("12 civilians", V.CIVILIAN, ()),
        ("12 of the civilians", V.CIVILIAN, ()),
        ("12 civilian lives", V.CIVILIAN, ()),
        ("three children", V.CIVILIAN, ("children",)),
        ("two women", V.CIVILIAN, ("women",)),
        ("two young girls", V.CIVILIAN, ("children",)),
        ("six nurses", V.CIVILIAN, ("medical",)),
        ("six aid workers", V.CIVILIAN, ("aid_worker",)),
        ("six rescue workers", V.CIVILIAN, ("rescuer",)),
        ("six local journalists", V.CIVILIAN, ("journalist",)),
        ("six prisoners", V.CIVILIAN, ("prisoner",)),
        ("40 soldiers", V.COMBATANT, ()),
        ("12 Syrian army soldiers", V.COMBATANT, ("Syrian government",)),
        ("12 Daesh fighters", V.COMBATANT, ("Daesh",)),
        ("12 IS fighters", V.COMBATANT, ("Daesh",)),
        ("300 rebels", V.COMBATANT, ("rebels",)),
        ("12 others", V.UNSPECIFIED, ()),
    ],
)
def test_the_noun_says_who_was_counted(words: str, victims: Victims, who: tuple[str, ...]) -> None:
    ((text, quantity),) = found(words)
    assert (text, quantity.victims, quantity.who) == (words, victims, who)
    assert not quantity.single


@pytest.mark.parametrize(
    ("words", "victims", "who"),
    [
        ("a woman", V.CIVILIAN, ("women",)),
        ("another civilian", V.CIVILIAN, ()),
        ("a Syrian", V.UNSPECIFIED, ()),
        ("a militant", V.COMBATANT, ()),
        ("a 12-year-old boy", V.CIVILIAN, ("children",)),
        ("a six-year-old girl", V.CIVILIAN, ("children",)),
        ("an 8-month-old baby", V.CIVILIAN, ("children",)),
        ("a 12-day-old baby", V.CIVILIAN, ("children",)),
        ("a 12 year old boy", V.CIVILIAN, ("children",)),
        ("a young Syrian nurse", V.CIVILIAN, ("medical",)),
        ("an elderly man", V.UNSPECIFIED, ()),
    ],
)
def test_one_victim_may_stand_without_a_number(words: str, victims: Victims, who: tuple[str, ...]) -> None:
    ((text, quantity),) = found(words)
    assert (text, quantity.stated.value, quantity.victims, quantity.who) == (words, 1, victims, who)
    assert quantity.single


@pytest.mark.parametrize(
    "words",
    [
        "12 October",
        "October 12",
        "12 August 2016",
        "31 March people",
        "in 2016 civilians",
        "10:30",
        "at 10:30 people",
        "12:30 people",
        "he is 34 years old",
        "aged 34",
        "34-year-old man",
        "$12 million people",
        "€5 people",
        "12 percent of people",
        "12% of residents",
        "resolution 2118 people",
        "article 12 people",
        "F-16 pilots",
        "route 66",
        "12 raids",
        "40 rockets",
        "two F-16 jets",
        "12 km",
        "three days",
        "six schools",
        "20 sheep",
        "on Sept. 3 died on Friday",
        "on Dec. 4, 2016, and died",
        "17 y.o. killed in the port",
        "by 5 p.m. killed",
        "some in their 20's were hurt",
        "between the ages of 24 and 30",
        "ages four, six and 13",
        "called 911 wounded",
        "a 911 call of gunshot wounds",
        "the 911 caller's father dead",
        "a 911 center told of a death",
        "in the 200 block of Elm Street",
        "inside 305 E. Main",
        "on Hwy 150 wounded",
        "at 4077 Union Hill Road",
        "inside his 427 Elm Drive home",
        "the father of 5 was hurt",
        "image 7 of 14 A storm",
        "his grandmother, who was 46, was hurt",
        "counts of theft and nine counts of murder",
        "wounds [8] and",
        "(KLM 8) A storm",
        "at a Motel 6 that",
        "of 20–year–old",
        "his 12- and 10-year-old",
        "20-strong",
        "20-member families",
        "12 votes",
        "one of them",
        "no one",
        "a civilian family",
        "a militant group",
        "a rebel attack",
        "the second man",
        "",
    ],
)
def test_what_counts_no_people_is_no_quantity(words: str) -> None:
    assert [text for text, _ in found(words)] == []


@pytest.mark.parametrize("words", ["Ann Lee, 34, and", "Ann Lee, 34.", "May Lee, 34, was", "On Monday Ann Lee, 34."])
def test_a_name_with_an_age_is_one_person(words: str) -> None:
    ((text, quantity),) = found(words)
    assert (text.split()[-1], quantity.stated.value, quantity.single) == ("Lee", 1, True)


@pytest.mark.parametrize(
    "words",
    [
        "Ann C. Lee, 34, who was hurt",
        "Mr. Lee, 34, said he was hurt",
        "Ann “Annie” Lee, 34, was hurt",
        "Ann Lee, 34 was hurt",
        "Ann Lee, Jr., 34, of Lowtown",
        "Ann Lee Jr., 34 of Lowtown was hurt",
        "Ann Lee, 34 (killed in the port)",
        "Lee, 34, was found hurt",
        "Ann Lee, 66 and Jo Lee, 64 were hurt",
        "his mother, Ann, 34, was hurt",
    ],
)
def test_the_age_after_a_name_of_any_form_counts_nobody(words: str) -> None:
    assert {quantity.stated.value for _, quantity in found(words)} <= {1}


@pytest.mark.parametrize(
    "words",
    [
        "On 3 Sept. 12 people died",
        "on Oct. 3 the raid killed 12 people",
        "It began in May. 12 people were killed",
        "according to Ann Lee, 12 people were killed",
        "in Port Town, 12 people are dead",
        "in Port Town, 12 people, who",
        "strikes on Port Town, 14, and Lowtown, 12 people",
        "On 12 people",
        "On 4 May 12 people",
        "inside, 12 people in 4 homes",
        "the father of Ann Lee and 12 people",
    ],
)
def test_a_number_near_a_month_or_a_name_still_counts(words: str) -> None:
    assert "12 people" in [text for text, _ in found(words)]


def test_may_after_people_is_no_month() -> None:
    assert [text for text, _ in found("12 people may have run")] == ["12 people"]
    assert [text for text, _ in found("12 may have run")] == ["12"]


def test_a_number_after_a_colon_counts() -> None:
    assert [text for text, _ in found("Port: 12 people died")] == ["12 people"]


def test_figures_of_one_sentence_stand_apart_in_order() -> None:
    sentence = "at least 12 people, among them three children and a nurse, with 20 others"
    assert [text for text, _ in found(sentence)] == ["at least 12 people", "three children", "a nurse", "20 others"]


def test_a_bare_number_counts_whoever() -> None:
    ((text, quantity),) = found("wounding 20 in the port")
    assert (text, quantity.noun, quantity.victims) == ("20", None, V.UNSPECIFIED)


@pytest.mark.parametrize("heading", ["Schoolchildren killed", "Townspeople killed", "Fishermen killed"])
def test_a_plural_without_a_number_is_no_one_victim(heading: str) -> None:
    assert claims(f"{heading}\n\nThe council met on Friday and spoke of the school.") == []
