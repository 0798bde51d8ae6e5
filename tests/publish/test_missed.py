from __future__ import annotations

import pytest

from recount.publish.missed import Reader
from recount.publish.person_words import Example, person_words

READER = Reader(frozenset({"alepo", "syria", "meridian"}))


@pytest.mark.parametrize("example", person_words().examples, ids=lambda example: example.sentence[:40])
def test_the_examples_beside_the_words_hold(example: Example) -> None:
    found = list(READER.persons(example.sentence))
    assert example.name in found if example.name else found == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dr. Hamza Quellan said", ["Hamza Quellan"]),
        ("the body of Omar Veltari", ["Omar Veltari"]),
        ("Abd as-Salam, 34, said", ["Abd as-Salam"]),
        ("two sisters, Bana (7) and Noor (5), lived", ["Bana", "Noor"]),
        ("his sons Omar, Idris and Halvar", ["Omar", "Idris", "Halvar"]),
        ("a man identified as Umm Tarim", ["Umm Tarim"]),
        ("His name was Tarim Quellan.", ["Tarim Quellan"]),
    ],
)
def test_names_are_found_by_the_words_around_them(text: str, names: list[str]) -> None:
    assert set(READER.persons(text)) == set(names)


@pytest.mark.parametrize(
    "text",
    [
        "A group named Jaish al-Quellan claimed it.",
        "an alliance known as Veltari Front",
        "a movement named Fatah al-Quellan Front",
        "relatives in Aleppo said",
        "her son, Syria said",
        "Activist Says Strike Destroyed Homes Across Aleppo",
        "Russia, 34 sorties later, denied it.",
        "Three children died, 34 were hurt.",
        "Meridian, 34, was a ship.",
        "Foreign Minister Sergei Quellan will meet the envoys.",
    ],
)
def test_bodies_places_and_offices_are_no_private_persons(text: str) -> None:
    assert list(READER.persons(text)) == []


def test_of_a_family_in_a_headline_only_the_last_word_is_taken() -> None:
    assert list(READER.persons("Airstrike In Aleppo Destroyed Quellan Family Home")) == ["Quellan"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The al-Quds Hospital in Aleppo was hit", ["al-Quds Hospital"]),
        ("a school on Sabil Fountain Street.", ["Sabil Fountain Street"]),
        ("the M10 hospital", ["M10 hospital"]),
        ("at 36.2021, 37.1343 near", ["36.2021, 37.1343"]),
    ],
)
def test_close_places_are_found_in_running_text(text: str, names: list[str]) -> None:
    assert list(READER.places(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "Aleppo hospital was hit",
        "Damaged hospital",
        "Three hospitals and a school",
        "MSF hospitals",
        "a market in Sabil",
        "1.5, 2.5",
    ],
)
def test_places_without_a_name_of_their_own_are_not(text: str) -> None:
    assert list(READER.places(text)) == []
