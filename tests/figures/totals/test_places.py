"""Places of a question, found among those that a record names."""

from __future__ import annotations

import pytest

from recount.figures.totals.places import find_place
from recount.figures.totals.regions import place_within, places_apart
from recount.model import GazetteerPlace, Place, Precision
from tests.figures.totals.worlds import place as made_place


def place(*names: str) -> Place:
    found = made_place(names)
    assert found is not None
    return found


def listed(name: str, *parents: str) -> GazetteerPlace:
    return GazetteerPlace(
        key=f"made:{name}",
        name=name,
        precision=Precision.CITY,
        country="SY",
        latitude=36.2,
        longitude=37.15,
        radius=15_000,
        parents=parents,
    )


KNOWN = (
    place("Bustan al-Qasr", "Aleppo", "Syria"),
    place("al-Bab", "Aleppo", "Syria"),
    place("al-Bab", "Sanaa", "Yemen"),
)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Bustan al-Qasr", {("Bustan al-Qasr", "Aleppo", "Syria")}),
        ("bustan AL QASR", {("Bustan al-Qasr", "Aleppo", "Syria")}),
        ("Aleppo", {("Aleppo", "Syria")}),
        ("Syria", {("Syria",)}),
        ("al-Bab", {("al-Bab", "Aleppo", "Syria"), ("al-Bab", "Sanaa", "Yemen")}),
        ("al-Bab, Aleppo", {("al-Bab", "Aleppo", "Syria")}),
        ("al-Bab, Yemen", {("al-Bab", "Sanaa", "Yemen")}),
        ("Bab al-Hawa", set()),
        ("", set()),
        (",", set()),
    ],
)
def test_names_are_found_in_any_spelling(words: str, names: set[tuple[str, ...]]) -> None:
    assert {p.names for p in find_place(words, KNOWN).places} == names


def test_a_gazetteers_spelling_leads_to_the_records_place() -> None:
    found = find_place("حلب", KNOWN, [listed("Aleppo", "Syria")])
    assert found.one is not None
    assert found.one.names == ("Aleppo", "Syria")
    assert found.one.point is not None


def test_a_city_in_a_province_of_its_name_is_one_place() -> None:
    city = place("Idlib", "Idlib", "Syria")
    found = find_place("Idlib", [city, place("Idlib", "Syria")])
    assert found.one is not None
    assert found.one.names == ("Idlib", "Syria")


def test_names_alone_never_part_two_places() -> None:
    assert not places_apart(
        place("eastern Aleppo", "Aleppo", "Syria"), place("opposition districts", "Aleppo", "Syria")
    )
    assert places_apart(place("Aleppo", "Syria"), place("Homs", "Syria"))
    assert not places_apart(place("Aleppo", "Syria"), place("Syria"))


def test_within_is_by_names_in_order() -> None:
    assert place_within(place("Bustan al-Qasr", "Aleppo", "Syria"), place("Aleppo", "Syria"))
    assert not place_within(place("Aleppo", "Syria"), place("Bustan al-Qasr", "Aleppo", "Syria"))
    assert not place_within(place("Syria Street", "Tripoli"), place("Syria"))
