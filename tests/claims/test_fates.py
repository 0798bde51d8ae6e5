"""Fates: those shot who died after all, once; and those of whom the report does not say so."""

from __future__ import annotations

import pytest

from tests.claims.reading import claims

Found = list[tuple[str, int | None, str]]


def found(body: str, title: str = "") -> Found:
    return [(c.text, c.stated.value, str(c.harm)) for c in claims(body, title=title)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A man was shot in the neck and died at the scene.", [("A man", 1, "killed")]),
        ("A man was shot. He was taken to a hospital, where he later died.", [("A man", 1, "killed")]),
        ("A 16-year-old boy was shot. The teen was pronounced dead.", [("A 16-year-old boy", 1, "killed")]),
        ("Otto Klee, 24, was shot. The man died on Sunday.", [("Otto Klee", 1, "killed")]),
        ("A student who shot himself by accident has died.", [("A student", 1, "killed")]),
        ("Three people were shot. They were pronounced dead at the scene.", [("Three people", 3, "killed")]),
        ("A man was shot on Sunday. He could have died, the mayor said.", [("A man", 1, "injured")]),
        ("A man was shot on Sunday. He did not die.", [("A man", 1, "injured")]),
        (
            "A man and a woman were shot. The woman died.",
            [("A man", 1, "injured"), ("a woman", 1, "killed")],
        ),
        (
            "A girl was wounded in the town. The old man died in another.",
            [("A girl", 1, "injured")],
        ),
        (
            "A 7-year-old was shot. The 40-year-old died elsewhere.",
            [("A 7-year-old", 1, "injured")],
        ),
    ],
)
def test_who_died_after_all_is_killed_and_nobody_else(body: str, expected: Found) -> None:
    assert found(body) == expected


def test_the_heading_of_one_who_died_tells_of_no_injured() -> None:
    harms = [harm for _, _, harm in found("A man was shot in a car. He died.", title="Man shot in parked car")]
    assert harms == ["killed", "killed"]


def test_the_heading_stays_where_another_lives() -> None:
    body = "A 20-year-old man was shot and killed. A 30-year-old man was shot and is recovering."
    assert [h for _, _, h in found(body, title="Man shot in the leg")] == ["injured", "killed", "injured"]


def test_why_a_harm_is_another_than_its_words_is_told() -> None:
    claim = claims("A man was shot. He died at a hospital.")[0]
    assert "died_later_in_the_report" in {r.rule for r in claim.reasons}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Five people were shot, one fatally, outside a bar.",
            [("Five people", 5, "casualties"), ("one", 1, "killed")],
        ),
        (
            "Four people were shot on Sunday. One man died.",
            [("Four people", 4, "casualties"), ("One man", 1, "killed")],
        ),
        (
            "One man was killed and three others were shot.",
            [("One man", 1, "killed"), ("three others", 3, "injured")],
        ),
        (
            "One man was killed and three were wounded.",
            [("One man", 1, "killed"), ("three", 3, "injured")],
        ),
    ],
)
def test_those_shot_of_whom_some_died_are_pooled(body: str, expected: Found) -> None:
    assert found(body) == expected
