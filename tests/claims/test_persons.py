"""Persons: victims whom the words name, and nobody else."""

from __future__ import annotations

import pytest

from recount.model import Victims
from tests.claims.reading import claims

Named = list[tuple[str, int | None, str | None]]


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("A girl named Mona Hadi was killed by a sniper.", [("Mona Hadi", None, "female")]),
        ("A shell killed a man identified as Omar al-Hadi, 61, in Homs.", [("Omar al-Hadi", 61, "male")]),
        ("A shell killed a man called Omar bin Hadi.", [("Omar bin Hadi", None, "male")]),
        ("A shell killed a woman, Mona Hadi, aged 34.", [("Mona Hadi", 34, "female")]),
        (
            "A shell killed three people: Omar Hadi, 12, Sami Hadi, 9, and Zaid Hadi, 7.",
            [("Omar Hadi", 12, None), ("Sami Hadi", 9, None), ("Zaid Hadi", 7, None)],
        ),
        ("In Deir Ezzor, 12, among them a woman, were killed.", []),
        ("A shell killed a woman, Mona Hadi, 340.", [("Mona Hadi", None, "female")]),
        ("A shell killed a nurse, Mona Hadi, and her son.", [("Mona Hadi", None, None)]),
        ("A 34-year-old nurse Mona Hadi was killed.", [("Mona Hadi", 34, None)]),
        ("Omar Hadi (61) was killed.", [("Omar Hadi", 61, None)]),
        # nobody is named
        ("A shell killed a 12-year-old Lower Lowtown boy.", []),
        ("The shell killed his Lower Lowtown friend.", []),
        ("A shell killed a woman.", []),
        ("A shell killed a man in Homs, 12 km from Hama.", []),
        ("A shell killed a man on Monday, October 12, 2016.", []),
        # those who are named speak
        ("A shell killed a woman, said Ann Lee, 34, a nurse.", []),
        ("A shell killed a woman, according to Ann Lee, 34.", []),
        # too many to be named one by one
        ("A shell killed 40 people, among the mourners was Ann Lee, 34.", []),
    ],
)
def test_only_named_victims_are_persons(sentence: str, named: Named) -> None:
    found = [person for claim in claims(sentence) for person in claim.persons]
    assert [(p.name, p.age, p.sex) for p in found] == named


def test_the_span_of_a_person_is_the_name() -> None:
    text = "A shell killed a man identified as Omar al-Hadi, 61, in Homs."
    (claim,) = claims(text)
    assert claim.persons[0].span.of("\n\n" + text) == "Omar al-Hadi"


@pytest.mark.parametrize(
    "sentence",
    [
        "A shell killed Omar Hadi, 61, and wounded his son.",
        "On Monday Omar Hadi, 61, was killed.",
        "In October Omar Hadi, 61, was killed.",
        "Omar Hadi, 61, was killed in Homs.",
    ],
)
def test_a_victim_named_with_an_age_is_one_victim_and_the_age_no_figure(sentence: str) -> None:
    claim, *_ = claims(sentence)
    assert (claim.text, claim.stated.value) == ("Omar Hadi", 1)
    assert [(p.name, p.age) for p in claim.persons] == [("Omar Hadi", 61)]


def test_an_age_makes_a_child() -> None:
    (claim,) = claims("A shell killed Omar Hadi, 6.")
    assert (claim.victims, claim.who) == (Victims.CIVILIAN, ("children",))


@pytest.mark.parametrize("age", ["²", "121", "1234567890123", "½", "12.5"])
def test_what_is_no_age_is_no_age_of_the_named(age: str) -> None:
    (claim,) = claims(f"A shell killed Omar Hadi, {age}, at noon.")
    assert [(p.name, p.age) for p in claim.persons] == [("Omar Hadi", None)]


def test_the_name_beside_kin_is_not_theirs() -> None:
    _, son = claims("A shell killed Omar Hadi, 61, and wounded his son.")
    assert (son.text, son.harm, son.persons) == ("his son", "injured", ())


def test_the_place_of_an_office_is_no_persons_name() -> None:
    assert [p.name for c in claims("The mayor of Ostrava Baja was murdered at dawn.") for p in c.persons] == []
