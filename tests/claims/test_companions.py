"""Companions: victims told by name, by kinship or beside others; and the names and kin who are nobody's victims."""

from __future__ import annotations

import pytest

from tests.claims.reading import claims

Found = list[tuple[str, int | None, str]]


def found(sentence: str) -> Found:
    return [(c.text, c.stated.value, str(c.harm)) for c in claims(sentence)]


@pytest.mark.parametrize(
    ("sentence", "victims"),
    [
        ("Omar Hadid was killed in the strike.", [("Omar Hadid", 1, "killed")]),
        ("Omar Hadid died on Tuesday.", [("Omar Hadid", 1, "killed")]),
        ("Omar Hadid (61) was reportedly killed.", [("Omar Hadid", 1, "killed")]),
        (
            "51-year-old Omar al-Hadid, also known as Abu Sami, was wounded.",
            [("51-year-old Omar al-Hadid", 1, "injured")],
        ),
        ("The strike killed field commander Omar Hadid.", [("commander Omar Hadid", 1, "killed")]),
        ("The strike killed Omar Hadid, a field commander.", [("Omar Hadid", 1, "killed")]),
        ("A paramedic Omar Hadid (48 years old) was killed.", [("A paramedic", 1, "killed")]),
        ("A young man, Omar Hadid, was killed.", [("A young man", 1, "killed")]),
        ("A Red Crescent volunteer was killed.", [("A Red Crescent volunteer", 1, "killed")]),
        (
            "Omar Hadid and his infant granddaughter Sela were killed.",
            [("Omar Hadid", 1, "killed"), ("his infant granddaughter", 1, "killed")],
        ),
        (
            "The raid killed a woman, her husband and three children.",
            [("a woman", 1, "killed"), ("her husband", 1, "killed"), ("three children", 3, "killed")],
        ),
        (
            "The raid killed two brothers, Abu Lee and Jo Lee, and their mother.",
            [("two brothers", 2, "killed"), ("their mother", 1, "killed")],
        ),
        (
            "The groom's father and brother were killed.",
            [("The groom's father", 1, "killed"), ("brother", 1, "killed")],
        ),
        (
            "A man, woman and child died.",
            [("A man", 1, "killed"), ("woman", 1, "killed"), ("child", 1, "killed")],
        ),
        ("Shells fell, injuring a woman and a young man.", [("a woman", 1, "injured"), ("a young man", 1, "injured")]),
        ("The bride was among the dead.", [("The bride", 1, "killed")]),
        ("A nurse was killed with four of her sons.", [("A nurse", 1, "killed"), ("four of her sons", 4, "killed")]),
        (
            "Omar Hadid was killed, with two of his sons Sami and Zaid, in a raid.",
            [("Omar Hadid", 1, "killed"), ("two of his sons", 2, "killed")],
        ),
        (
            "The raid resulted in the deaths of Omar Hadid, Sami Hadid, and Zaid Lee.",
            [("Omar Hadid", 1, "killed"), ("Sami Hadid", 1, "killed"), ("Zaid Lee", 1, "killed")],
        ),
        ("Omar Hadid (Abu Sami), was killed.", [("Omar Hadid", 1, "killed")]),
        (
            "Omar Hadid and his granddaughter Sela Hadid – who was less than a year old – were killed.",
            [("Omar Hadid", 1, "killed"), ("his granddaughter", 1, "killed")],
        ),
        (
            "Omar Hadid and his one month old nephew Sami Lee were killed.",
            [("Omar Hadid", 1, "killed"), ("his one month old nephew", 1, "killed")],
        ),
        # look-alikes
        ("Omar Hadid was killed, with his sons in Lowtown looking on.", [("Omar Hadid", 1, "killed")]),
        ("The house of Omar Hadid was hit and a nurse was killed.", [("a nurse", 1, "killed")]),
        ("Omar Hadid – whose car was hit – spoke, and a nurse was killed.", [("a nurse", 1, "killed")]),
        (
            "Ten soldiers were killed along with six rebels.",
            [("Ten soldiers", 10, "killed"), ("six rebels", 6, "killed")],
        ),
        (
            "The blast injured three clerks in addition to a guard.",
            [("three clerks", 3, "injured"), ("a guard", 1, "injured")],
        ),
        (
            "Eleven villagers including a woman and child were killed.",
            [("Eleven villagers", 11, "killed"), ("a woman", 1, "killed"), ("child", 1, "killed")],
        ),
    ],
)
def test_victims_told_by_name_or_kinship_or_beside_others_count_one_each(sentence: str, victims: Found) -> None:
    assert found(sentence) == victims


@pytest.mark.parametrize(
    "sentence",
    [
        # those who act, speak or are spoken of
        "Omar Hadid killed the talks on Monday.",
        "The reform was killed, said Observatory head Omar Hadid.",
        "Omar Hadid said the talks were dead.",
        "The funeral of Omar Hadid was held in Homs.",
        "The house of Omar Hadid was hit.",
        "His wife said that the raid was deadly.",
        "The wife of the mayor spoke of the dead.",
        # what has a name and is no person
        "Gaza City was wounded by the war.",
        "Islamic State was killed by its own greed.",
        "The Omar bin Khattab mosque was hit and no one was hurt.",
        # in headings every word has a capital
        "Army Killed Peace Talks In Lowtown",
    ],
)
def test_names_and_kin_who_are_not_harmed_are_no_victims(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "victims"),
    [
        ("A man with three children was killed.", [("A man", 1, "killed")]),
        ("The father of two children was killed; a guard was wounded.", [("a guard", 1, "injured")]),
        ("They killed a man and a woman screamed.", [("a man", 1, "killed")]),
        ("20 men, mostly women and children, were killed.", [("20 men", 20, "killed")]),
        ("Shelling killed two men near Omar Hadid Hospital.", [("two men", 2, "killed")]),
        ("Three clerks in Syrias Quneitra were killed.", [("Three clerks", 3, "killed")]),
        ("Jo Lee (61) and Ann Lee (9) were wounded.", [("Jo Lee", 1, "injured"), ("Ann Lee", 1, "injured")]),
        ("A 17 day-old infant was killed.", [("A 17 day-old infant", 1, "killed")]),
    ],
)
def test_who_only_stands_beside_the_victims_is_none(sentence: str, victims: Found) -> None:
    assert found(sentence) == victims


def test_whoever_is_named_after_a_count_is_one_of_those_counted() -> None:
    whole, named = claims("Four people were killed in Lowtown on Monday. Omar Hadid was killed in his shop.")
    assert named.part_of == whole.id


def test_one_of_a_row_is_part_of_the_whole_that_includes_the_row() -> None:
    whole, woman, child = claims("Eleven villagers including a woman and child were killed.")
    assert (woman.part_of, child.part_of) == (whole.id, whole.id)


@pytest.mark.parametrize("size", [50, 400])
def test_a_long_row_of_names_is_read_and_every_span_slices_back(size: int) -> None:
    text = ", ".join(f"Omar {chr(65 + k % 26)}adid" for k in range(size)) + " were killed."
    for claim in claims(text):
        assert claim.span.of("\n\n" + text) == claim.text


@pytest.mark.parametrize(
    ("sentence", "victims"),
    [
        (
            "Raids killed four, bringing to 45 the number killed this week.",
            [("four", 4, "killed"), ("45", 45, "killed")],
        ),
        ("The army claimed 40 fighters were killed and wounded.", [("40 fighters", 40, "casualties")]),
        ("They lost 12 relatives in the raid.", [("12 relatives", 12, "killed")]),
        ("They lost 12 customers in the raid.", []),
        ("There was one civilian death.", [("one civilian death", 1, "killed")]),
        ("There were 40 casualty reports.", []),
        ("The bodies of ten people were found.", [("ten people", 10, "killed")]),
        ("SANA-Two civilians were killed.", [("SANA-Two civilians", 2, "killed")]),
        ("A Mi-Two civilians plan was shelved.", []),
        ("10000000000000000000000 people were killed.", []),
    ],
)
def test_tolls_losses_and_datelines(sentence: str, victims: Found) -> None:
    assert found(sentence) == victims


@pytest.mark.parametrize(
    ("sentence", "victims"),
    [
        (
            "The raid killed 16 people, wounding 30 others, a resident and an official of the council said.",
            [("16 people", 16, "killed"), ("30 others", 30, "injured")],
        ),
        (
            "The raid killed a woman, her husband and a child, officials said.",
            [("a woman", 1, "killed"), ("her husband", 1, "killed"), ("a child", 1, "killed")],
        ),
        ("A neighbour, Omar Hadid, was wounded.", [("A neighbour", 1, "injured")]),
        ("The blast killed nine people police said.", [("nine people", 9, "killed")]),
    ],
)
def test_who_tells_of_it_is_no_victim_and_one_person_is_told_once(sentence: str, victims: Found) -> None:
    assert found(sentence) == victims
