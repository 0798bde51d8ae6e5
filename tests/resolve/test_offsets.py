"""Places told by others: how far and where to, or between which two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.claims import extract
from recount.model import GroundedClaim, Place, Point, Precision, Report
from recount.ontology import policy
from recount.resolve import ground
from recount.resolve.earth import distance
from recount.resolve.offsets import between, find_offset, moved
from recount.text import prepare
from recount.workspace import packaged_gazetteer


def grounded(text: str) -> tuple[GroundedClaim, ...]:
    report = Report(given_id="r", title="", text=text)
    [reading] = ground(extract(prepare([report])), gazetteer=packaged_gazetteer(), policy=policy("strict"))
    return reading.claims


def place(name: str, latitude: float, longitude: float, precision: Precision = Precision.CITY) -> Place:
    point = Point(latitude=latitude, longitude=longitude, radius=5000, precision=precision, gazetteer="made:1")
    return Place(names=(name, "Syria"), keys=(name.lower(), "siria"), point=point, country="SY")


@pytest.mark.parametrize(
    ("before", "metres", "bearing"),
    [
        ("in a village 20 km north of ", 20_000, 0),
        ("about 12.5 kilometres south-east of the city of ", 12_500, 135),
        ("a camp 5 miles (8 km) to the west of ", 8_046.5, 270),
        ("hit a road 40km northwest from ", 40_000, 315),
    ],
)
def test_a_distance_and_a_wind_are_read(before: str, metres: float, bearing: float) -> None:
    offset = find_offset(before)
    assert offset is not None
    assert (offset.metres, offset.bearing) == (metres, bearing)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "north of ",
        "in the north of ",
        "killed 20 north of ",
        "0 km north of ",
        "900 km north of ",
        "1,200 km north of ",
        "20 km of road north of here, in ",
        "marched 20 km to ",
    ],
)
def test_what_tells_no_distance_and_wind_moves_nothing(before: str) -> None:
    assert find_offset(before) is None


@given(st.floats(-75, 75), st.floats(-179, 179), st.floats(1, 200), st.sampled_from(["north", "south-west", "east"]))
def test_a_moved_point_is_as_far_off_as_the_words_say(lat: float, lon: float, km: float, wind: str) -> None:
    offset = find_offset(f"{km:.1f} km {wind} of ")
    if offset is None:
        assert f"{km:.1f}" == "200.0" or km > 199
        return
    made = moved(place("Made", lat, lon), offset).point
    assert made is not None
    assert abs(distance(lat, lon, made.latitude, made.longitude) - offset.metres / 1000) <= 0.06 * km + 0.1
    assert -180 <= made.longitude <= 180
    assert made.precision is Precision.DISTRICT


def test_nothing_is_measured_from_a_country_or_from_a_place_without_a_point() -> None:
    offset = find_offset("20 km north of ")
    assert offset is not None
    for still in (place("Syria", 35, 38, Precision.COUNTRY), Place(names=("Made",), keys=("made",))):
        assert moved(still, offset) == still


def test_between_two_towns_is_half_way_and_reaches_both() -> None:
    one, other = place("Hama", 35.13, 36.75), place("Homs", 34.73, 36.72)
    made = between(one, other)
    assert made is not None
    assert made.names == ("between Hama and Homs", "Syria")
    assert made.point is not None
    assert made.point.latitude == pytest.approx(34.93)
    assert made.point.radius > 22_000


@pytest.mark.parametrize(
    "other", [place("Far", 15.3, 44.2), place("Wide", 34.8, 36.8, Precision.REGION), place("Hama", 35.13, 36.75)]
)
def test_nothing_lies_between_places_far_apart_wide_or_the_same(other: Place) -> None:
    assert between(place("Hama", 35.13, 36.75), other) is None


def test_a_claim_is_placed_by_the_distance_that_its_sentence_tells() -> None:
    (claim, *_) = grounded("At least 12 people were killed on Tuesday in an airstrike 20 km north of Homs in Syria.")
    assert claim.where is not None
    assert claim.where.names[:2] == ("20 km north of Homs", "Homs")
    assert claim.where.point is not None
    assert claim.where.point.latitude == pytest.approx(34.90, abs=0.03)


def test_a_claim_between_two_towns_lies_between_them() -> None:
    (claim, *_) = grounded(
        "At least 12 people were killed on Tuesday when shells hit a bus between Hama and Homs in Syria."
    )
    assert claim.where is not None
    assert claim.where.names[0] == "between Hama and Homs"
