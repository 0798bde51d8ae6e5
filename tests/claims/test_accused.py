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
        ("One man died in Belgorod when a Ukrainian drone struck his car.", ["Ukraine"]),
        # a place is not who did it there
        ("The Moscow attack killed at least 140 people.", []),
        ("The Ankara bombing killed five people.", []),
        ("An earthquake in Iran killed 60 people.", []),
        # look-alikes: who only speaks, backs, holds, is hit or loses is not accused
        ("The Houthis said 12 people were killed.", []),
        ("Twelve people were killed when jets struck a village held by Daesh.", []),
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


@pytest.mark.parametrize(
    ("text", "by"),
    [
        # a fight over a place says of no side that it harmed those found dead
        ("Nine people were found dead on Sunday. The Sinaloa cartel and the Jalisco cartel are fighting there.", [[]]),
        # accidents
        ("Twelve people died when a bus fell into a ravine. Shining Path rebels attacked a patrol there.", [[]]),
        # the attackers themselves were shot by others
        ("Al-Shabaab claimed responsibility. Five of the attackers were shot dead by security forces.", [[]]),
        # who tells of its own losses behind another's deed
        (
            "Six people died in Israeli strikes on Tyre.\nHezbollah says it fired. Israel says two were wounded.",
            [["Israel"], []],
        ),
        # blamed for another day at another place
        (
            "A strike on a clinic in Homs killed a nurse on Thursday. "
            "On Monday a doctor was killed in Saraqib; a monitor blamed government forces.",
            [[], ["government forces"]],
        ),
        # what is told later, of elsewhere
        (
            "Russian shelling hit Kharkiv, killing six people. Two of the dead were women.\n"
            "In Belgorod one man was killed when a Ukrainian drone struck his car.",
            [["Russia"], ["Russia"], ["Ukraine"]],
        ),
        ("Government troops killed 30 rebels and lost five soldiers.", [["government forces"], []]),
    ],
)
def test_nobody_is_accused_of_what_the_words_lay_to_others(text: str, by: list[list[str]]) -> None:
    assert accused(text) == by


def test_two_parties_that_a_later_sentence_accuses_together_are_both_accused() -> None:
    body = (
        "Airstrikes on the quarter killed at least 50 people on Tuesday, residents said.\n\n"
        "The raids began before nine. Nobody gave a number for the wounded.\n\n"
        "Residents accused Russian and Syrian government aircraft of carrying out the bombing."
    )
    (claim,) = claims(body)
    assert {m.words for m in claim.by} == {"Russia", "Syrian government"}


def test_what_a_party_did_in_other_places_accuses_it_of_nothing_here() -> None:
    body = (
        "The army has pounded the villages around Taiz and killed dozens there this week.\n\n"
        "Elsewhere it was quiet. The council met.\n\n"
        "Five children were killed when a shell hit a school in the southern city of Aden."
    )
    assert [c.by for c in claims(body) if c.text == "Five children"] == [()]


def test_terrorists_named_elsewhere_are_accused_of_nothing() -> None:
    body = (
        "The minister vowed to liberate the town from the terrorists who attack it by night.\n\n"
        "Shelling this week killed dozens of civilians in the town."
    )
    assert [c.by for c in claims(body) if c.text == "dozens of civilians"] == [()]
