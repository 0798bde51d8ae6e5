"""Toponyms: one name, many places; the report decides, or nothing is decided."""

from __future__ import annotations

import pytest

from recount.model import Span
from recount.resolve.gazetteer import Gazetteer, NoGazetteer
from recount.resolve.naming import bent_meanings, is_capital, meanings
from recount.resolve.toponyms import Resolved, Toponym, resolve_toponyms
from recount.workspace import packaged_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return packaged_gazetteer()


def resolved(gazetteer: Gazetteer, text: str, *names: str) -> list[Resolved]:
    at, toponyms = 0, []
    for name in names:
        at = text.index(name, at)
        toponyms.append(Toponym(span=Span(start=at, end=at + len(name)), words=name))
        at += len(name)
    return resolve_toponyms(toponyms, text, gazetteer)


CASES = [
    ("She lives in Paris, Texas, not far from Dallas.", ("Paris", "Texas", "Dallas"), "US"),
    ("She left Paris for Lyon and came back to France.", ("Paris", "Lyon", "France"), "FR"),
    ("Tripoli and Misrata are in Libya.", ("Tripoli", "Misrata", "Libya"), "LY"),
    ("Tripoli lies north of Beirut in Lebanon.", ("Tripoli", "Beirut", "Lebanon"), "LB"),
]


@pytest.mark.parametrize(("text", "names", "country"), CASES)
def test_the_other_names_decide_which_place_is_meant(
    gazetteer: Gazetteer, text: str, names: tuple[str, ...], country: str
) -> None:
    first = resolved(gazetteer, text, *names)[0].place
    assert first is not None
    assert first.country == country


def test_two_places_that_fit_alike_are_refused_and_both_shown(gazetteer: Gazetteer) -> None:
    [found] = resolved(gazetteer, "A barn burned down in Springfield.", "Springfield")
    assert found.refused
    assert len({c.meaning.place.parents for c in found.choices[:3]}) == 3


def test_a_name_that_no_gazetteer_has_stands_where_the_names_around_it_do(gazetteer: Gazetteer) -> None:
    text = "A barn on Quendlebury Street in Aberdeen, Scotland, burned down."
    street = resolved(gazetteer, text, "Quendlebury Street", "Aberdeen", "Scotland")[0]
    assert street.near
    assert street.refused
    assert street.place is not None
    assert street.place.country == "GB"


def test_without_a_gazetteer_nothing_is_placed() -> None:
    [found] = resolved(NoGazetteer(), "A barn burned down in Azaz.", "Azaz")
    assert found.place is None
    assert found.refused


@pytest.mark.parametrize(
    ("said", "name"), [("Syrians", "Syria"), ("W.Va.", "West Virginia"), ("Europe", "Europe"), ("Kremlin", "Kremlin")]
)
def test_short_forms_and_words_for_people_stand_for_their_place(gazetteer: Gazetteer, said: str, name: str) -> None:
    assert meanings(said, gazetteer)[0].place.name == name


def test_bent_names_are_read_by_what_they_spell_out(gazetteer: Gazetteer) -> None:
    assert any(m.how == "expanded" and m.place.name == "Mount Vernon" for m in bent_meanings("Mt. Vernon", gazetteer))


def test_capitals_are_known_and_their_namesakes_are_none(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Damascus")
    assert [p.country for p in found if is_capital(p)] == ["SY"]
