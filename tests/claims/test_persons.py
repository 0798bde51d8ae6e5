"""Persons: victims whom the words name, and nobody else."""

from __future__ import annotations

import pytest
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
        ("A shell killed a woman and wounded her son, Sami Hadi, 9.", [("Sami Hadi", 9, None)]),
        # nobody is named
        ("A shell killed a woman.", []),
        ("A shell killed a woman, Mona Hadi, 340.", []),
        ("A shell killed a man in Homs, 12 km from Hama.", []),
        ("A shell killed a man on Monday, October 12, 2016.", []),
        # those who are named speak
        ("A shell killed a woman, said Ann Lee, 34, a nurse.", []),
        pytest.param(
            "A shell killed a woman, according to Ann Lee, 34.",
            [],
            marks=pytest.mark.xfail(strict=True, reason="a bare name after “according to” is taken for a place"),
        ),
        # too many to be named one by one
        ("A shell killed 40 people, among the mourners was Ann Lee, 34.", []),
    ],
)
def test_only_named_victims_are_persons(sentence: str, named: Named) -> None:
    found = claims(sentence)[0]
    assert [(p.name, p.age, p.sex) for p in found.persons] == named


def test_the_span_of_a_person_is_the_name() -> None:
    text = "A shell killed a man identified as Omar al-Hadi, 61, in Homs."
    (claim,) = claims(text)
    assert claim.persons[0].span.of("\n\n" + text) == "Omar al-Hadi"


def test_an_age_is_no_figure() -> None:
    assert claims("A shell killed Omar Hadi, 61, and wounded his son.") == []
