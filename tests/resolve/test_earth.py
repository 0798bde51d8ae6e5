"""Earth: how far apart two points are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.resolve.earth import cosine_of, direction, distance

LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


def test_distance_is_in_kilometres() -> None:
    assert distance(36.20, 37.16, 33.51, 36.29) == pytest.approx(309, abs=2)  # Aleppo to Damascus


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_directions_tell_how_far_apart_two_points_are(a: float, b: float, c: float, d: float) -> None:
    product = sum(x * y for x, y in zip(direction(a, b), direction(c, d), strict=True))
    assert product == pytest.approx(cosine_of(distance(a, b, c, d)), abs=1e-9)
