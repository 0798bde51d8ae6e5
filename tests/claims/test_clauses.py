"""Clauses: of whom a sentence says the harm, where it tells of several; and ages, which count nobody."""

from __future__ import annotations

import pytest

from tests.claims.reading import claims

Told = list[tuple[str, str]]
"""Harm and words of each figure."""


def told(sentence: str) -> Told:
    return [(c.harm.value, c.text) for c in claims(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Six miners were carried to the clinic, where one died.", []),
        ("Five men were searched, and one was killed.", [("killed", "one")]),
        (
            "Seven people were flown to Lowtown, where Ann Lee, 26, later died.",
            [("killed", "Ann Lee")],
        ),
        ("He and four other men drove to the farm and fired shots that killed a girl.", [("killed", "a girl")]),
        ("Police questioned two people over a fire that left three women dead.", [("killed", "three women")]),
        ("She was on the bus with about 20 pupils, including the boy who was killed.", []),
        ("The three nurses drew up a list of 40 people who were killed.", [("killed", "40 people")]),
        ("A doctor told reporters that two women were killed.", [("killed", "two women")]),
        ("The two guards carried the girl to a car, where she died.", []),
    ],
)
def test_a_harm_is_said_of_its_own_subject(sentence: str, expected: Told) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nine people arrived at the clinic and died there overnight.", [("killed", "Nine people")]),
        ("Nine people in a bus that was hit by a shell were killed.", [("killed", "Nine people")]),
        ("One villager stated he was wounded by a mine.", [("injured", "One villager")]),
        ("Two men were taken to Lowtown, where they died.", [("killed", "Two men")]),
        ("A witness named Omar who was wounded by a tile told of it.", [("injured", "A witness")]),
        ("A soldier found a woman near the wall who had been shot.", [("injured", "a woman")]),
        (
            "By nightfall 31 villagers including nine girls and three midwives were killed at the well.",
            [("killed", "31 villagers"), ("killed", "nine girls"), ("killed", "three midwives")],
        ),
    ],
)
def test_a_figure_keeps_what_a_pronoun_a_breakdown_or_a_clause_about_it_says(sentence: str, expected: Told) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The blast killed two people and three men were driven to Lowtown.", [("killed", "two people")]),
        ("A baker was killed and two others were taken to the clinic.", [("killed", "A baker")]),
        ("A baker was killed and two others -- both women -- were driven home.", [("killed", "A baker")]),
        ("The blast left two people dead and three others in hospital.", [("killed", "two people")]),
        ("A mine killed four farmers, two porters said.", [("killed", "four farmers")]),
        (
            "Among the dead were 14 miners and six teachers said the head of the clinic.",
            [("killed", "14 miners"), ("killed", "six teachers")],
        ),
        (
            "The raid killed 12 people in Homs and 45 others in Hama.",
            [("killed", "12 people"), ("killed", "45 others")],
        ),
    ],
)
def test_a_figure_with_a_verb_of_its_own_joins_no_other(sentence: str, expected: Told) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Boys,15 and 9, Killed in Two Raids", []),
        ("Two boys, 15 and 9, were killed.", [("killed", "Two boys")]),
        ("Her sons, 3, 5 and 9, were killed.", []),
        ("Soldier kills man, 18 Lee Square residents say", [("killed", "man")]),
        ("The strike killed Ahmed, 34, and wounded Sara, 9.", [("killed", "Ahmed"), ("injured", "Sara")]),
        ("Night Raid In Lowtown That Left Ann Lee, 22, Dead", [("killed", "That Left Ann Lee")]),
        ("The army confirmed the death of Ann Lee, three, on Monday.", [("killed", "Ann Lee")]),
        ("They mourned the death of a 3 yr old.", []),
        ("He led the Seven Hills gang that killed a guard.", [("killed", "a guard")]),
        ("The other, 25, was wounded.", []),
    ],
)
def test_an_age_or_a_name_with_a_number_in_it_counts_nobody(sentence: str, expected: Told) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("1 dead, 3 hurt in raid on Lowtown", [("killed", "1"), ("injured", "3")]),
        ("Blast kills policeman, 12 wounded", [("killed", "policeman"), ("injured", "12")]),
        ("Shelling kills woman, child, 8 hurt", [("killed", "woman"), ("killed", "child"), ("injured", "8")]),
        ("Mine kills girl, 6", [("killed", "girl")]),
        ("The disease kills child soldiers", []),
        ("Blast kills a policeman, 12 wounded", [("killed", "a policeman"), ("injured", "12")]),
        ("Raid on Lowtown kills a guard, 12 more injured", [("killed", "a guard"), ("injured", "12 more")]),
        ("A man, 18 others were wounded.", [("injured", "A man"), ("injured", "18 others")]),
        ("In Deir Ezzor, 12, including two women, died.", [("killed", "12"), ("killed", "two women")]),
        (
            "The mine killed a farmer, 18 women and a boy.",
            [("killed", "a farmer"), ("killed", "18 women"), ("killed", "a boy")],
        ),
    ],
)
def test_a_number_after_a_comma_still_counts(sentence: str, expected: Told) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Hunters killed 900 deer.",
        "Officers executed 44 search warrants.",
        "He faces one count of murder and three complaints of shooting.",
    ],
)
def test_animals_and_papers_are_no_victims(sentence: str) -> None:
    assert told(sentence) == []
