"""Codes of other catalogues, by a table for each; what they don't record has none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from recount.model import Granularity, Place, Point, Precision, When
from recount.publish.codes import (
    acled_geo_precision,
    acled_time_precision,
    airwars_accuracy,
    airwars_date_type,
    ucdp_date_prec,
    ucdp_where_prec,
)


def place(precision: Precision, radius: float = 1000.0) -> Place:
    point = Point(latitude=36.2, longitude=37.1, radius=radius, precision=precision, gazetteer="made:1")
    return Place(names=("Made-Up",), keys=("made up",), point=point, country="SY")


def days(number: int, granularity: Granularity = Granularity.DAY) -> When:
    start = date(2016, 2, 1)
    return When(start=start, end=start + timedelta(days=number - 1), granularity=granularity)


@pytest.mark.parametrize(
    ("precision", "radius", "acled", "ucdp", "airwars"),
    [
        (Precision.EXACT, 50, 1, 1, "exact_location_other"),
        (Precision.LANDMARK, 300, 1, 1, "nearby_landmark"),
        (Precision.STREET, 500, 1, 1, "street"),
        (Precision.NEIGHBOURHOOD, 1000, 1, 1, "neighbourhood_area"),
        (Precision.VILLAGE, 1000, 1, 1, "village"),
        (Precision.TOWN, 4000, 1, 1, "town"),
        (Precision.CITY, 20_000, 1, 1, "city"),
        (Precision.DISTRICT, 13_000, 2, 2, "district"),
        (Precision.DISTRICT, 60_000, 2, 3, "district"),
        (Precision.REGION, 130_000, 3, 4, "province_governorate"),
        (Precision.COUNTRY, 500_000, None, 6, None),
        (Precision.UNKNOWN, 900_000, None, 5, None),
    ],
)
def test_every_precision_has_its_codes(
    precision: Precision, radius: float, acled: int | None, ucdp: int, airwars: str | None
) -> None:
    made = place(precision, radius)
    assert (acled_geo_precision(made), ucdp_where_prec(made), airwars_accuracy(made)) == (acled, ucdp, airwars)


def test_a_place_without_a_point_is_at_best_in_its_country() -> None:
    named = Place(names=("Made-Up", "Syria"), keys=("made up", "siria"), country="SY")
    nowhere = Place(names=("Made-Up",), keys=("made up",))
    assert (acled_geo_precision(named), ucdp_where_prec(named), airwars_accuracy(named)) == (None, 6, None)
    assert ucdp_where_prec(nowhere) is None
    assert (acled_geo_precision(None), ucdp_where_prec(None), airwars_accuracy(None)) == (None, None, None)


@pytest.mark.parametrize(
    ("when", "acled", "ucdp", "airwars"),
    [
        (days(1), 1, 1, "single date"),
        (days(2), 2, 2, "date_range"),
        (days(2, Granularity.NIGHT), 1, 1, "date_range"),
        (days(6), 2, 2, "date_range"),
        (days(7), 2, 3, "date_range"),
        (days(8), 3, 4, "date_range"),
        (days(31), 3, 4, "date_range"),
        (days(32), None, 5, "date_range"),
        (days(366), None, 5, "date_range"),
        (days(367), None, None, "date_range"),
        (None, None, None, None),
    ],
)
def test_every_span_of_days_has_its_codes(
    when: When | None, acled: int | None, ucdp: int | None, airwars: str | None
) -> None:
    assert (acled_time_precision(when), ucdp_date_prec(when), airwars_date_type(when)) == (acled, ucdp, airwars)
