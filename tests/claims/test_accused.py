"""Accused: who did it, from the words that say so; and nobody whom no words accuse."""

from __future__ import annotations

import pytest

from tests.claims.reading import claims


def accused(text: str, *, title: str = "") -> list[list[str]]:
    return [[m.words for m in claim.by] for claim in claims(text, title=title)]


@pytest.mark.parametrize(
    ("sentence", "by"),
    [
        ("Ethiopian troops killed 12 villagers.", ["Ethiopia"]),
        ("Twelve people were killed by Sudanese soldiers.", ["Sudan"]),
        ("Myanmar's army shelled the village, killing 12 people.", ["Myanmar military"]),
        ("Twelve villagers were killed by Boko Haram.", ["Boko Haram"]),
        ("M23 rebels shelled the camp, killing 12 people.", ["M23"]),
        ("Militants of Boko Haram shot dead 12 farmers.", ["Boko Haram"]),
        ("The Nusra Front terrorist group shelled the town, killing 12 people.", ["Nusra"]),
        ("Twelve soldiers were killed in clashes with Daesh.", ["Daesh"]),
        # look-alikes: who only speaks, backs, holds, is hit or loses is not accused
        ("The Houthis said 12 people were killed.", []),
        ("Twelve people were killed in an air raid on a village held by Daesh.", []),
        ("Twelve people were killed in a raid on a Daesh stronghold.", []),
        ("Russia lost 12 soldiers.", []),
        ("Twelve people were killed by a landmine near the Turkish border.", []),
        ("More than 300,000 people have been killed since the war began in March 2011.", []),
    ],
)
def test_a_sentence_says_who_did_it(sentence: str, by: list[str]) -> None:
    assert accused(sentence) == [by]


def test_the_sentence_of_a_figure_weighs_more_than_those_around_it() -> None:
    text = "Russian jets struck the port.\nRebels shelled the market, killing 12 people."
    assert accused(text) == [["rebels"]]


def test_a_toll_of_the_war_accuses_nobody_named_elsewhere() -> None:
    text = "Russian air strikes hit the town. The war has killed more than 300,000 people since 2011."
    assert accused(text) == [[]]


def test_who_owns_to_an_attack_in_its_own_words_is_accused_of_it() -> None:
    text = "A suicide bomber killed 12 people at the gate. Daesh said that one of its fighters blew himself up."
    assert accused(text)[0] == ["Daesh"]


def test_an_accused_of_another_sentence_comes_with_a_reason() -> None:
    found = claims("Russian air strikes hit the market. Twelve people were killed.")
    assert [m.words for m in found[0].by] == ["Russia"]
    assert "accused_in_another_sentence" in {r.rule for r in found[0].reasons}


def test_a_deed_by_other_means_told_elsewhere_accuses_nobody() -> None:
    text = "Air strikes killed 12 people in the old town.\nElsewhere rebel shelling killed three villagers."
    assert accused(text) == [[], ["rebels"]]
