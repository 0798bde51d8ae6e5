"""Shootings as local news and police tell them: one victim by age, by town, by what was done; and who is no victim."""

from __future__ import annotations

import pytest

from recount.claims.datelines import dateline_places
from recount.claims.people import people_named
from tests.claims.reading import claims, read, text_of, tokens_of

Found = list[tuple[str, int | None, str]]


def found(body: str, title: str = "") -> Found:
    return [(c.text, c.stated.value, str(c.harm)) for c in claims(body, title=title)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A 6-year-old died after being shot on Wednesday.", [("A 6-year-old", 1, "killed")]),
        ("A 15-year-old was fatally shot at a mall.", [("A 15-year-old", 1, "killed")]),
        ("An Upper Lowtown boy died from a gunshot wound.", [("an Upper Lowtown boy", 1, "killed")]),
        ("The shooting death of 16-year-old Rui Valdo shook us.", [("16-year-old Rui Valdo", 1, "killed")]),
        (
            "Valdo killed his wife before turning the gun on himself.",
            [("his wife", 1, "killed"), ("himself", 1, "killed")],
        ),
        ("Rui Valdo, 7, accidentally shot himself at home.", [("Rui Valdo", 1, "injured")]),
        ("A boy is in critical condition after he shot himself in the hand.", [("A boy", 1, "injured")]),
        ("A man accused of shooting his 16-year-old nephew was arrested.", [("his 16-year-old nephew", 1, "injured")]),
        ("A girl had been struck in the head by a bullet.", [("A girl", 1, "injured")]),
        ("Three men, ages 19, 22 and 31, were shot in the leg.", [("Three men", 3, "injured")]),
        ("A man, 34, was found with a gunshot wound.", [("a man", 1, "injured")]),
        ("The woman was struck in the shoulder when a gun went off.", [("The woman", 1, "injured")]),
        ("A child was accidentally shot in Marion County.", [("A child", 1, "injured")]),
        ("Ann Prado, three, was shot in her home.", [("Ann Prado", 1, "injured")]),
        ("A civilian, teacher Otto Klee, 51, died in the shelling.", [("A civilian", 1, "killed")]),
        ("The strike killed my son Ivo, 14.", [("my son", 1, "killed")]),
        ("Two helicopters were shot down.", []),
        ("The photographer shot a film with two children.", []),
        ("KSLA News 12 reports that no one was shot.", []),
        ("A 15-year-old was arrested on Sunday.", [("A 15-year-old", 1, "captured")]),
    ],
)
def test_one_victim_is_told_in_many_ways(sentence: str, expected: Found) -> None:
    got = [(text.lower(), value, harm) for text, value, harm in found(sentence)]
    assert got == [(text.lower(), value, harm) for text, value, harm in expected]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("6-year-old fatally shot in Lowtown", [("6-year-old", 1, "killed")]),
        ("Police: 15-year-old boy shot", [("15-year-old boy", 1, "injured")]),
        ("Lowtown man dies after hunting accident", [("man", 1, "killed")]),
        ("Boy, 15, shot in Lowtown", [("Boy", 1, "injured")]),
        ("Father charged in shooting death of 2-year-old girl", [("2-year-old girl", 1, "killed")]),
        ("Lowtown man arrested in fraud", []),
        ("15-year-old boy wins prize", []),
    ],
)
def test_headings_leave_out_articles(title: str, expected: Found) -> None:
    assert found("The council met.", title=title) == expected


def test_a_town_is_no_name_of_a_victim() -> None:
    assert claims("An Upper Lowtown boy died from a gunshot wound.")[0].persons == ()


@pytest.mark.parametrize(
    ("body", "town"),
    [
        ("LOWTOWN, Mo. (AP) — A man was shot.", "Lowtown"),
        ("NEW LOWTOWN -- A man was shot.", "New Lowtown"),
        ("Lowtown (AP) — A man was shot.", "Lowtown"),
        ("Watch this video\n\nLOWTOWN, Texas - A man was shot.", "Lowtown"),
        ("ST. LOWTOWN (KTVI) – A man was shot.", "St. Lowtown"),
        ("Ann Lee — a nurse — was shot.", None),
        ("UPDATE: A man was shot.", None),
        ("MONDAY — A man was shot.", None),
        ("He said: A man was shot.", None),
    ],
)
def test_the_town_of_a_dateline_is_a_place_of_the_report(body: str, town: str | None) -> None:
    text = text_of(body)
    places = list(dateline_places(text))
    assert [p.words for p in places] == ([] if town is None else [town])
    assert all(p.span.of(text.canonical).lower() == p.words.lower() for p in places)


def test_a_persons_name_is_no_place() -> None:
    said = ("Ann Lowtown, 34, was shot.", "Sheriff Otto Klee said so.", "Rui Valdo said that it is in Valdo.")
    assert people_named(map(tokens_of, said)) == {"ann lowtown", "lowtown", "sheriff otto klee", "klee", "rui valdo"}
    places = read("Ann Aleppo, 34, was shot in Homs. The death of Aleppo shook Homs.").places
    assert {p.words for p in places} == {"Homs"}


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Omar Aleppo ran. They fired at Aleppo, who fell. Two men were killed in Homs.", {"Homs"}),
        ("The gunman, Carlos Homs, fled. Homs shot two people near Aleppo.", {"Aleppo"}),
        ("Two people were killed in Ahmad Yasin Street in Homs.", {"Ahmad Yasin Street", "Homs"}),
        ("Raids on Al Bab killed 12 people. The Al Bab raids went on.", {"Al Bab"}),
        ("Planes fired at Aleppo. Two people were killed near Homs.", {"Aleppo", "Homs"}),
    ],
)
def test_whoever_has_a_given_name_or_is_aimed_at_is_no_place(words: str, places: set[str]) -> None:
    assert {p.words for p in read(words).places} == places


def test_a_shortened_saint_is_one_name() -> None:
    assert [p.words for p in read("Four people were shot in St. Lowtown.").places] == ["St. Lowtown"]
