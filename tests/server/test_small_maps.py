"""One place on a small map, drawn by the server."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.model import Point, Precision
from recount.server.http.rendering import environment
from recount.server.pages import small_maps
from recount.server.pages.borders import clipped, near, rings
from recount.server.pages.small_maps import HEIGHT, WIDTH, small_map
from recount.server.pages.towns import Box

DEGREES = st.floats(-50, 50)


def point(latitude: float, longitude: float, radius: float) -> Point:
    return Point(
        latitude=latitude, longitude=longitude, radius=radius, precision=Precision.TOWN, gazetteer="made:place"
    )


@pytest.mark.parametrize("radius", [100, 1000, 8000, 15_400, 79_400, 650_000])
def test_the_circle_and_the_bar_are_to_one_scale(radius: float) -> None:
    drawn = small_map(point(36.2, 37.16, radius), "Aleppo")
    number, unit = drawn.bar_words.split()
    metres = float(number) * (1000 if unit == "km" else 1)
    assert drawn.radius / radius == pytest.approx(drawn.bar / metres, rel=0.03)
    assert (drawn.x, drawn.y) == (WIDTH / 2, HEIGHT / 2)
    assert WIDTH / 16 < drawn.bar < WIDTH / 3


def test_a_place_far_north_is_as_wide_as_one_at_the_equator() -> None:
    north, middle = small_map(point(69.0, 33.0, 8000), "North"), small_map(point(0.0, 33.0, 8000), "Middle")
    assert (north.radius, north.bar) == (middle.radius, middle.bar)


def test_towns_are_named_for_orientation_and_their_names_do_not_touch() -> None:
    towns = small_map(point(36.5866, 37.0463, 8000), "Azaz").towns
    assert {"Kilis", "Tall Rif'at"} & {town.name for town in towns}
    for one, other in combinations(towns, 2):
        assert abs(one.y - other.y) >= small_maps.LINE or abs(one.x - other.x) > 40


def test_coordinates_are_no_finer_than_the_radius() -> None:
    assert small_map(point(-36.19251, 37.14299, 1000), "a").told.startswith("36.19° S, 37.14° E")
    assert small_map(point(49.0, -32.0, 650_000), "b").told.startswith("49° N, 32° W")


def test_the_picture_says_in_words_what_it_shows_and_names_no_style() -> None:
    template = environment().from_string('{% from "small_map.html.j2" import small_map %}{{ small_map(m) }}')
    page = template.render(m=small_map(point(32.6189, 36.1021, 8000), "<b>Daraa</b>"))
    assert "within 8 km" in page
    assert "<b>" not in page
    assert "style=" not in page
    assert re.search(r'role="img" aria-label="Map: &lt;b&gt;Daraa', page)


def test_a_map_of_a_country_stays_small() -> None:
    assert sum(map(len, small_map(point(49.0, 32.0, 650_000), "Ukraine").land)) < 100_000


def test_the_outlines_are_closed_and_within_the_world() -> None:
    every = rings()
    assert len({ring.country for ring in every}) > 200
    for ring in every:
        assert ring.line[0] == pytest.approx(ring.line[-1])
        assert ring.box.west >= -180.001
        assert ring.box.east <= 180.001


def test_only_outlines_near_a_place_are_looked_at() -> None:
    assert {ring.country for ring in near(Box(west=36, south=33, east=37, north=34))} == {"Syria", "Lebanon", "Jordan"}


@given(line=st.lists(st.tuples(DEGREES, DEGREES), min_size=3, max_size=12))
@settings(deadline=None)
def test_what_is_clipped_lies_in_the_box(line: list[tuple[float, float]]) -> None:
    for x, y in clipped(line, Box(west=-10, south=-5, east=12, north=7)):
        assert -10.0001 <= x <= 12.0001
        assert -5.0001 <= y <= 7.0001


def test_a_line_within_the_box_stays_as_it_is() -> None:
    line = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]
    assert clipped(line, Box(west=-10, south=-10, east=10, north=10)) == line
