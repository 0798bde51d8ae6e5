from __future__ import annotations

from dataclasses import replace

import pytest

from recount.lang.names import fold_name
from recount.model import Place, Point, Precision
from recount.publish.places import LEAST_RADIUS, PLACE_WITHHELD, atlas_of, coarsened, fine_names, is_fine_name
from tests.publish.sample import ALEPPO, BUSTAN, CITY, ON_THE_STREET, QUARTER, SPOT, STREET

ATLAS = atlas_of([ALEPPO, BUSTAN, ON_THE_STREET])


@pytest.mark.parametrize(
    ("name", "fine"),
    [
        ("Sabil Fountain Street", True),
        ("al-Quds Hospital", True),
        ("house of a family", True),
        ("مدرسة سليم", True),
        ("School district", False),
        ("Market town", False),
        ("Bustan al-Qasr", False),
        ("Schoolton", False),
    ],
)
def test_a_name_is_fine_by_its_words(name: str, fine: bool) -> None:
    assert is_fine_name(name) is fine


def test_a_street_is_dropped_and_its_point_becomes_that_of_the_quarter() -> None:
    place = coarsened(ON_THE_STREET, ATLAS)
    assert place.names == BUSTAN.names
    assert place.keys == BUSTAN.keys
    assert place.point == replace(QUARTER, radius=LEAST_RADIUS)


def test_a_name_pinned_to_a_spot_is_dropped_although_no_word_tells() -> None:
    place = Place(names=("the blue gate", "Aleppo", "Syria"), keys=("blue gate", "alepo", "syria"), point=SPOT)
    assert fine_names(place, ATLAS) == ("the blue gate",)
    assert coarsened(place, ATLAS).names == ("Aleppo", "Syria")
    assert coarsened(place, ATLAS).point == CITY


def test_a_city_with_a_close_point_keeps_its_name_and_gets_its_own_point() -> None:
    place = replace(ALEPPO, point=SPOT)
    assert fine_names(place, ATLAS) == ()
    assert coarsened(place, ATLAS) == ALEPPO


def test_where_nothing_known_encloses_it_there_is_no_point() -> None:
    place = Place(names=(STREET, "Elsewhere"), keys=("sabil fountain stret", "elsewhere"), point=SPOT)
    assert coarsened(place, ATLAS) == Place(names=("Elsewhere",), keys=("elsewhere",))


def test_a_place_of_fine_names_alone_says_that_it_is_withheld() -> None:
    place = Place(names=(STREET,), keys=("sabil fountain stret",), country="SY")
    assert coarsened(place, ATLAS) == Place(names=(PLACE_WITHHELD,), keys=(fold_name(PLACE_WITHHELD),), country="SY")


@pytest.mark.parametrize("precision", list(Precision))
def test_no_point_comes_out_finer_than_the_neighbourhood(precision: Precision) -> None:
    point = Point(latitude=1.0, longitude=2.0, radius=30, precision=precision, gazetteer="sample:7")
    made = coarsened(replace(BUSTAN, point=point), atlas_of([ALEPPO])).point
    assert made is None or made.precision not in {Precision.EXACT, Precision.LANDMARK, Precision.STREET}
    if made is not None and made.precision in {Precision.NEIGHBOURHOOD, Precision.UNKNOWN}:
        assert made.radius >= LEAST_RADIUS
