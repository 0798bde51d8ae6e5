"""Means and accused: how the harm was done, and by whom it is said to have been done."""

from __future__ import annotations

import pytest

from recount.claims.means import find_means
from recount.claims.parties import find_parties
from tests.claims.reading import claims, tokens_of


@pytest.mark.parametrize(
    ("sentence", "means", "by"),
    [
        ("Russian airstrikes killed 12 people in Homs.", "airstrike", ["Russia"]),
        ("Airstrikes by Russian warplanes killed 12 people.", "airstrike", ["Russia"]),
        ("Twelve Daesh fighters were killed in a US-led coalition air strike.", "airstrike", ["US-led coalition"]),
        ("Twelve Daesh fighters were killed in a coalition air strike.", "airstrike", ["coalition"]),
        ("Government shelling killed 12 people in Syria.", "shelling", ["Syrian government"]),
        ("Government shelling killed 12 people in Yemen.", "shelling", ["Yemeni government"]),
        ("Government shelling killed 12 people.", "shelling", ["government forces"]),
        ("Rebels shelled the town, killing 12 people.", "shelling", ["rebels"]),
        ("A suicide bomber killed 12 people.", "suicide_bombing", []),
        ("A car bomb killed 12 people.", "bombing", []),
        ("A landmine killed 12 people.", "landmine", []),
        ("Chlorine killed 12 people.", "chemical", []),
        ("Twelve people were killed by snipers.", "gunfire", []),
        ("Twelve people were killed when a missile hit a market.", "missile", []),
        ("Daesh executed 12 prisoners.", "execution", ["Daesh"]),
        ("Twelve people died in clashes between rebels and the army.", "clash", []),
        ("Twelve people starved under the blockade and died.", "siege", []),
        ("About 900 people are besieged in the old town.", "siege", []),
        ("Twelve people were killed by Daesh.", "unknown", ["Daesh"]),
        ("Daesh killed 12 people in the village.", "unknown", ["Daesh"]),
        ("The Syrian army killed 12 Daesh fighters.", "clash", ["Syrian government"]),
        ("Twelve people were killed.", "unknown", []),
        ("Twelve people were killed in the fire.", "unknown", []),
        ("A blast killed 12 people at the depot.", "unknown", []),
        ("A bomb killed 12 people at the depot.", "bombing", []),
        ("Russian bombs killed 12 people in Homs.", "airstrike", ["Russia"]),
        ("Russia's aerospace forces killed 12 Daesh fighters.", "airstrike", ["Russia"]),
        # those who only speak, or who are the victims, are not accused
        ("Daesh said 12 people were killed.", "unknown", []),
        ("Twelve people were killed, Russia said.", "unknown", []),
        ("Twelve Daesh fighters were killed.", "unknown", []),
    ],
)
def test_a_sentence_names_means_and_accused(sentence: str, means: str, by: list[str]) -> None:
    (claim,) = claims(sentence)
    assert (claim.means, [m.words for m in claim.by]) == (means, by)


def test_means_come_from_the_sentence_before_where_this_one_has_none() -> None:
    (claim,) = claims("A mortar round fell on the square. Twelve people were killed.")
    assert claim.means == "shelling"
    assert "means_from_another_sentence" in {r.rule for r in claim.reasons}


def test_means_do_not_come_from_far_above() -> None:
    between = "It rained.\n" * 14
    far = f"The council met.\n{between}A mortar round fell on the square.\n{between}Twelve people were killed."
    (claim,) = claims(far)
    assert claim.means == "unknown"


@pytest.mark.parametrize("sentence", ["A raid against Daesh killed 12 people.", "A raid on rebels killed 12 people."])
def test_a_target_is_not_accused(sentence: str) -> None:
    (claim,) = claims(sentence)
    assert [m.words for m in claim.by] == []


def test_each_clause_has_its_own_means() -> None:
    found = claims("A car bomb killed 12 people and a mortar wounded three.")
    assert [c.means for c in found] == ["bombing", "shelling"]


def test_the_longest_phrase_names_the_means() -> None:
    assert [m.concept for m in find_means(tokens_of("A suicide car bomb and a mine explosion"))] == [
        "suicide_bombing",
        "landmine",
    ]


def test_the_group_is_and_the_verb_is_not() -> None:
    assert [p.name for p in find_parties(tokens_of("The army is near; IS is far."))] == ["government forces", "Daesh"]


def test_an_accused_slices_back_to_words_that_name_it() -> None:
    text = "Russian airstrikes killed 12 people in Homs."
    (claim,) = claims(text)
    assert claim.by[0].span.of("\n\n" + text) == "Russian"
