"""Named: single victims told without a number, by name or by an office."""

from __future__ import annotations

from typing import Any

import pytest

from recount.claims.named import persons_from, surnames, with_named
from recount.lang.loader import lexicon
from recount.model import Harm
from tests.claims.reading import claims, tokens_of
from tests.text.growth import grows_linearly, repeated

TOLD = [
    ("The mayor of Ostrava Baja was murdered at dawn.", [("The mayor of Ostrava Baja", Harm.KILLED, [])]),
    ("Ana Prado was killed on Monday.", [("Ana Prado", Harm.KILLED, ["Ana Prado"])]),
    ("Gunmen murdered former Senator Otto Klee.", [("former Senator Otto Klee", Harm.KILLED, ["Otto Klee"])]),
    ("Judge Luis Manto's murder shocked the town.", [("Judge Luis Manto", Harm.KILLED, ["Luis Manto"])]),
    (
        "The kidnapping of Bishop Ivo Lenz and Rui Valdo is unexplained.",
        [("Bishop Ivo Lenz", Harm.CAPTURED, ["Ivo Lenz"]), ("Rui Valdo", Harm.CAPTURED, ["Rui Valdo"])],
    ),
    (
        "Rui Valdo, a dealer in used cars, was kidnapped at noon.",
        [("Rui Valdo", Harm.CAPTURED, ["Rui Valdo"])],
    ),
    ("Rui Valdo, kidnapped 11 days ago in the capital, is free.", [("Rui Valdo", Harm.CAPTURED, ["Rui Valdo"])]),
    ("The general was seriously wounded.", [("The general", Harm.INJURED, [])]),
    ("They condemned the murder of [retired] General Otto Klee.", [("General Otto Klee", Harm.KILLED, ["Otto Klee"])]),
]
UNTOLD = [
    "The mayor said that the plan was killed.",
    "Ana Prado killed the proposal.",
    "Otto Klee was not killed.",
    "The attempted murder of Otto Klee failed.",
    "Otto Klee said the murder was planned.",
    "In Deir Ezzor, the bill was killed.",
    "The army was attacked.",
    "The anniversary of the death of the party came.",
]


@pytest.mark.parametrize(("sentence", "wanted"), TOLD, ids=[s for s, _ in TOLD])
def test_one_person_is_told_by_name_or_office(sentence: str, wanted: list[tuple[str, Harm, list[str]]]) -> None:
    found = claims(sentence)
    assert [(c.text, c.harm, [p.name for p in c.persons]) for c in found] == wanted
    assert all(c.stated.value == 1 for c in found)


@pytest.mark.parametrize("sentence", UNTOLD)
def test_a_name_without_harm_beside_it_is_no_victim(sentence: str) -> None:
    assert [c.text for c in claims(sentence)] == []


@pytest.mark.parametrize("row", lexicon("en", "named_victims")["harm"], ids=lambda row: row["harm"])
def test_the_words_hit_and_miss_as_they_say(row: dict[str, Any]) -> None:
    assert all(row["harm"] in [c.harm for c in claims(s)] for s in row["hit"])
    assert [c.text for s in row["miss"] for c in claims(s)] == []


def test_a_victim_named_again_is_a_repeat_and_another_one_is_not() -> None:
    body = "Roberto Garcia Prado was murdered on Monday. Ana Prado was murdered too. Garcia Prado was killed at home."
    first, other, again = claims(body)
    assert (first.repeat_of, other.repeat_of, again.repeat_of) == (None, None, first.id)


def test_the_one_spoken_of_is_not_counted_again() -> None:
    first, again = claims("General Otto Klee was murdered on Monday. The general was killed at his home.")
    assert again.repeat_of == first.id


def test_a_surname_stands_for_a_person_whom_the_report_has_named() -> None:
    known = surnames([tokens_of("Senator Otto Klee spoke.")])
    assert known == {"otto", "klee"}
    assert len(with_named(tokens_of("Klee was murdered."), [], known)) == 1
    assert with_named(tokens_of("Klee was murdered."), []) == []


def test_a_list_of_names_with_ages_is_read_to_its_end() -> None:
    found = persons_from(tokens_of("Ana Prado, 42; Rui Valdo, 19; Ivo Lenz"), 0)
    assert len(list(found)) == 3


@pytest.mark.parametrize("unit", ["Ana Prado, ", "was killed, ", "the murder of the ", "mayor general "])
def test_time_grows_with_length_only(unit: str) -> None:
    assert grows_linearly(lambda text: with_named(tokens_of(text), []), repeated(unit), 4000)
