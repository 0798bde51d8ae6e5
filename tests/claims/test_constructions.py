"""Constructions: which harm a figure is said of, in whole sentences; and sentences that only look like it."""

from __future__ import annotations

import pytest

from recount.claims.constructions import RULES
from recount.model import Bound, Harm, Victims
from tests.claims.reading import claims

B, H, V = Bound, Harm, Victims
Said = tuple[str, int, Harm, Bound, Victims]

SENTENCES: list[tuple[str, list[Said]]] = [
    (
        "At least 14 civilians were killed in the raid.",
        [("At least 14 civilians", 14, H.KILLED, B.AT_LEAST, V.CIVILIAN)],
    ),
    ("A mine killed a farmer near the well.", [("a farmer", 1, H.KILLED, B.EXACT, V.CIVILIAN)]),
    ("Two sisters died in the fire that followed.", [("Two sisters", 2, H.KILLED, B.EXACT, V.CIVILIAN)]),
    ("The strike claimed the lives of six teachers.", [("six teachers", 6, H.KILLED, B.EXACT, V.CIVILIAN)]),
    ("The number of dead rose to 52 by evening.", [("52", 52, H.KILLED, B.EXACT, V.UNSPECIFIED)]),
    ("The death toll now stands at 61.", [("61", 61, H.KILLED, B.EXACT, V.UNSPECIFIED)]),
    ("The toll climbed from 10 to 14.", [("14", 14, H.KILLED, B.EXACT, V.UNSPECIFIED)]),
    ("Doctors counted 23 deaths by noon.", [("23 deaths", 23, H.KILLED, B.EXACT, V.UNSPECIFIED)]),
    ("Nine bodies were pulled out of the ruins.", [("Nine bodies", 9, H.KILLED, B.EXACT, V.UNSPECIFIED)]),
    ("Eighteen people lost their lives.", [("Eighteen people", 18, H.KILLED, B.EXACT, V.UNSPECIFIED)]),
    ("The attack left a driver dead.", [("a driver", 1, H.KILLED, B.EXACT, V.UNSPECIFIED)]),
    ("A six-year-old boy was shot dead by a sniper.", [("A six-year-old boy", 1, H.KILLED, B.EXACT, V.CIVILIAN)]),
    ("A civilian was killed near the well.", [("A civilian", 1, H.KILLED, B.EXACT, V.CIVILIAN)]),
    ("A shell killed Mona Hadi, 34, at noon.", [("Mona Hadi", 1, H.KILLED, B.EXACT, V.UNSPECIFIED)]),
    ("In Deir Ezzor, 12, all women, were killed.", [("12", 12, H.KILLED, B.EXACT, V.UNSPECIFIED)]),
    ("Two policemen were gunned down on Monday.", [("Two policemen", 2, H.KILLED, B.EXACT, V.COMBATANT)]),
    ("Fewer than ten soldiers died.", [("Fewer than ten soldiers", 10, H.KILLED, B.LESS_THAN, V.COMBATANT)]),
    (
        "No fewer than 44 recruits were massacred.",
        [("No fewer than 44 recruits", 44, H.KILLED, B.AT_LEAST, V.COMBATANT)],
    ),
    ("As many as 70 people may have been killed.", [("As many as 70 people", 70, H.KILLED, B.AT_MOST, V.UNSPECIFIED)]),
    (
        "Thirty-one people, most of them women, were killed.",
        [("Thirty-one people", 31, H.KILLED, B.EXACT, V.UNSPECIFIED)],
    ),
    ("The army said its troops had killed 40 insurgents.", [("40 insurgents", 40, H.KILLED, B.EXACT, V.COMBATANT)]),
    ("The shelling caused the death of two teachers.", [("two teachers", 2, H.KILLED, B.EXACT, V.CIVILIAN)]),
    ("Seven prisoners were beheaded.", [("Seven prisoners", 7, H.KILLED, B.EXACT, V.CIVILIAN)]),
    ("Hundreds of people perished.", [("Hundreds of people", 200, H.KILLED, B.VAGUE, V.UNSPECIFIED)]),
    ("Several hundred residents were killed.", [("Several hundred residents", 200, H.KILLED, B.VAGUE, V.CIVILIAN)]),
    ("Fifty-three people suffered burns.", [("Fifty-three people", 53, H.INJURED, B.EXACT, V.UNSPECIFIED)]),
    ("Only one person was injured.", [("one person", 1, H.INJURED, B.EXACT, V.UNSPECIFIED)]),
    ("Airstrikes wounded at least 19.", [("at least 19", 19, H.INJURED, B.AT_LEAST, V.UNSPECIFIED)]),
    ("The truck bomb caused 33 casualties.", [("33 casualties", 33, H.CASUALTIES, B.EXACT, V.UNSPECIFIED)]),
    ("Scores of fighters were killed or wounded.", [("Scores of fighters", 40, H.CASUALTIES, B.VAGUE, V.COMBATANT)]),
    (
        "Up to 30 passengers were killed and injured.",
        [("Up to 30 passengers", 30, H.CASUALTIES, B.AT_MOST, V.CIVILIAN)],
    ),
    ("Some 3,000 residents fled on foot.", [("Some 3,000 residents", 3000, H.DISPLACED, B.ABOUT, V.CIVILIAN)]),
    ("Five men are missing after the shelling.", [("Five men", 5, H.MISSING, B.EXACT, V.UNSPECIFIED)]),
    ("The militia kidnapped eight teachers.", [("eight teachers", 8, H.CAPTURED, B.EXACT, V.CIVILIAN)]),
    ("Some 250 captives were held hostage.", [("Some 250 captives", 250, H.CAPTURED, B.ABOUT, V.CIVILIAN)]),
    ("Some 4,000 villagers fled to the border.", [("Some 4,000 villagers", 4000, H.DISPLACED, B.ABOUT, V.CIVILIAN)]),
    ("The raids displaced over 900 families.", [("over 900 families", 900, H.DISPLACED, B.MORE_THAN, V.CIVILIAN)]),
    ("About 90,000 people are besieged there.", [("About 90,000 people", 90_000, H.BESIEGED, B.ABOUT, V.UNSPECIFIED)]),
    ("The siege has trapped 9,000 people.", [("9,000 people", 9000, H.BESIEGED, B.EXACT, V.UNSPECIFIED)]),
    ("Half a million people are in need.", [("Half a million people", 500_000, H.AFFECTED, B.EXACT, V.UNSPECIFIED)]),
    (
        "The blast left 17 people dead and 40 wounded.",
        [("17 people", 17, H.KILLED, B.EXACT, V.UNSPECIFIED), ("40", 40, H.INJURED, B.EXACT, V.UNSPECIFIED)],
    ),
    (
        "Blast kills 12, injures 30",
        [("12", 12, H.KILLED, B.EXACT, V.UNSPECIFIED), ("30", 30, H.INJURED, B.EXACT, V.UNSPECIFIED)],
    ),
    (
        "12 dead, 30 wounded in market blast",
        [("12", 12, H.KILLED, B.EXACT, V.UNSPECIFIED), ("30", 30, H.INJURED, B.EXACT, V.UNSPECIFIED)],
    ),
    (
        "The bombing killed 11, among them four girls and two nurses.",
        [
            ("11", 11, H.KILLED, B.EXACT, V.UNSPECIFIED),
            ("four girls", 4, H.KILLED, B.EXACT, V.CIVILIAN),
            ("two nurses", 2, H.KILLED, B.EXACT, V.CIVILIAN),
        ],
    ),
    (
        "A mother and her two children were killed.",
        [("A mother", 1, H.KILLED, B.EXACT, V.CIVILIAN), ("two children", 2, H.KILLED, B.EXACT, V.CIVILIAN)],
    ),
    (
        "Four people died and seven were hurt.",
        [("Four people", 4, H.KILLED, B.EXACT, V.UNSPECIFIED), ("seven", 7, H.INJURED, B.EXACT, V.UNSPECIFIED)],
    ),
    (
        "Ten rebels were killed and six others captured.",
        [("Ten rebels", 10, H.KILLED, B.EXACT, V.COMBATANT), ("six others", 6, H.CAPTURED, B.EXACT, V.COMBATANT)],
    ),
    ("Dozens were hurt when the roof fell.", [("Dozens", 24, H.INJURED, B.VAGUE, V.UNSPECIFIED)]),
    ("Nine bodies were found under the rubble.", [("Nine bodies", 9, H.KILLED, B.EXACT, V.UNSPECIFIED)]),
    ("Among the dead were three nurses.", [("three nurses", 3, H.KILLED, B.EXACT, V.CIVILIAN)]),
]


@pytest.mark.parametrize(("sentence", "said"), SENTENCES, ids=[s for s, _ in SENTENCES])
def test_a_sentence_says_its_figures(sentence: str, said: list[Said]) -> None:
    found = [(c.text, c.stated.value, c.harm, c.stated.bound, c.victims) for c in claims(sentence)]
    assert found == said


@pytest.mark.parametrize(
    "sentence",
    [
        "The army killed the bill by 12 votes.",
        "Rebels fired 40 rockets at the base.",
        "The 2011 uprising left deep scars.",
        "Resolution 2118 was passed in 2013.",
        "Two F-16 jets were shot down.",
        "The clash lasted three days.",
        "About 300 fighters hold the hill.",
        "The hospital has 20 beds.",
        "The 12th raid came at 10:30.",
        "Prices rose by 40 percent after the killings.",
        "The blast that killed them was heard 12km away.",
        "The 155mm shells killed nobody.",
        "Some 5,000 troops are deployed there.",
        "Aid worth $12 million was destroyed.",
        "The sides killed time for two hours.",
        "Ten shops were destroyed in the fire.",
        "At least six schools were hit.",
        "Nine villages were captured by the army.",
        "The army lost 12 positions.",
        "The toll road is 12 km long.",
        "The army claimed two victories.",
        "Twelve ministers met in Geneva.",
        "Page 45: the missing chapter.",
        "Rebels captured two tanks.",
        "The shell killed 30 sheep.",
        "A 31-year-old man fled the scene.",
        "Three men fled the scene after the raid.",
        "Two suspects fled.",
        "A wounded man spoke to us.",
        "Nobody was killed in the 12 raids.",
    ],
)
def test_what_only_looks_like_a_claim_is_none(sentence: str) -> None:
    assert [(c.text, c.harm.value) for c in claims(sentence)] == []


def test_whoever_is_quoted_is_no_victim() -> None:
    found = claims("State media quoted a doctor as saying 12 people were killed.")
    assert [(c.text, c.harm) for c in found] == [("12 people", H.KILLED)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_docstring_of_a_rule_is_the_reason_that_users_read(rule: object) -> None:
    sentence = (rule.__doc__ or "").strip().splitlines()[0]
    assert sentence.endswith((".", '…".'))
    told = {r.rule: r.sentence for s, _ in SENTENCES for c in claims(s) for r in c.reasons}
    assert told.get(rule.__name__, sentence) == sentence  # type: ignore[attr-defined]  # a function


def test_every_claim_says_which_rule_found_it() -> None:
    rules = {rule.__name__ for rule in RULES} | {"one_person_by_name_or_office"}
    assert all(c.reasons and c.reasons[0].rule in rules for s, _ in SENTENCES for c in claims(s))
