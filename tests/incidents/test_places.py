"""Places: spellings that may be one, places within others, quarters of one town."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.incidents.places import apart_km, lies_within, one_place, same_town, sound
from recount.lang.names import fold_name
from recount.model import Place
from tests.claimed import ALEPPO, BUSTAN, FARDOUS, place


def at(names: tuple[str, ...], latitude: float | None = None, radius: float = 1000) -> Place:
    found = place(names)
    assert found is not None
    assert found.point is not None
    if latitude is None:
        return replace(found, point=None)
    return replace(found, point=replace(found.point, latitude=latitude, radius=radius))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Atmeh", "Atme"),
        ("Hassajik", "Hassadjek"),
        ("Ferdous", "al-Fardos"),
        ("Qaterji", "Katerji"),
        ("Deraa", "Dara'a"),
    ],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound(fold_name(one)) == sound(fold_name(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Homs", "Hama"), ("Aleppo", "Palmyra"), ("Idlib", "Raqqa"), ("Jenin", "Jabalia")]
)
def test_other_names_do_not(one: str, other: str) -> None:
    assert sound(fold_name(one)) != sound(fold_name(other))


def test_one_name_far_apart_is_two_places() -> None:
    here, far = at(("Salem", "Nablus", "Palestine"), 32.2), at(("Salem", "Oregon", "United States"), 44.9)
    assert not one_place(here, far)
    assert one_place(here, at(("Salim", "Nablus", "Palestine"), 32.21))


def test_a_village_that_no_gazetteer_has_is_put_where_its_holder_is() -> None:
    known, unknown = at(("Hassajik", "Aleppo", "Syria"), 36.4), at(("Hassadjek", "Aleppo", "Syria"), 36.2)
    assert one_place(known, unknown)


def test_a_quarter_lies_within_its_town_and_not_the_other_way_round() -> None:
    quarter, town = place(BUSTAN), place(ALEPPO)
    assert quarter is not None
    assert town is not None
    assert lies_within(quarter, town)
    assert not lies_within(town, quarter)


def test_two_quarters_are_of_one_town_and_two_villages_of_a_province_are_not() -> None:
    bustan, fardous = place(BUSTAN), place(FARDOUS)
    assert bustan is not None
    assert fardous is not None
    assert same_town(bustan, fardous)
    assert not same_town(at(("Mashi", "Aleppo", "Syria"), 36.5), at(("Azaz", "Aleppo", "Syria"), 36.9))


def test_kilometres_are_right_to_a_few_per_cent_and_unknown_without_a_point() -> None:
    here, there = at(("A", "B"), 36.0), at(("C", "B"), 37.0)
    assert apart_km(here, there) == pytest.approx(111, rel=0.02)
    assert apart_km(here, at(("C", "B"))) is None
