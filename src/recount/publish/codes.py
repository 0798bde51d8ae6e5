"""Codes of precision of ACLED, UCDP GED and Airwars, from Recount's own places and days.

ACLED: codebook 2024 (``geo_precision``, ``time_precision``); UCDP GED: codebook 25.1 (``where_prec``, ``date_prec``);
Airwars: slugs of ``geolocation_accuracy`` in its public tables. `None` where the catalogue records no such place or
time.
"""

from __future__ import annotations

from collections.abc import Mapping

from recount.model import Granularity, Place, Point, Precision, When

LIMITED = 25_000.0
"""Metres: UCDP's code 2 is for what lies within some 25 km of a known point."""

_TOWN = frozenset(
    {
        Precision.EXACT,
        Precision.LANDMARK,
        Precision.STREET,
        Precision.NEIGHBOURHOOD,
        Precision.VILLAGE,
        Precision.TOWN,
        Precision.CITY,
    }
)
"""What all three take for a named town or closer. A quarter at the point of its city lies in the town as well."""

_AIRWARS: Mapping[Precision, str] = {
    Precision.EXACT: "exact_location_other",
    Precision.LANDMARK: "nearby_landmark",
    Precision.STREET: "street",
    Precision.NEIGHBOURHOOD: "neighbourhood_area",
    Precision.VILLAGE: "village",
    Precision.TOWN: "town",
    Precision.CITY: "city",
    Precision.DISTRICT: "district",
    Precision.REGION: "province_governorate",
}


def acled_geo_precision(place: Place | None) -> int | None:
    """1 a named town or a part of it, 2 part of a region, 3 a region; a country alone is not recorded."""
    point = _point(place)
    if point is None or point.precision in (Precision.COUNTRY, Precision.UNKNOWN):
        return None
    if point.precision in _TOWN:
        return 1
    return 2 if point.precision is Precision.DISTRICT else 3


def ucdp_where_prec(place: Place | None) -> int | None:
    """1 exact, 2 within some 25 km, 3 a district, 4 a region, 5 what fits no level, 6 a country.

    7 (international waters and airspace) is never given: Recount has no such places.
    """
    point = _point(place)
    if point is None:
        return 6 if place is not None and place.country is not None else None
    if point.precision in _TOWN:
        return 1
    if point.precision is Precision.DISTRICT:
        return 2 if point.radius <= LIMITED else 3
    return {Precision.REGION: 4, Precision.COUNTRY: 6}.get(point.precision, 5)


def airwars_accuracy(place: Place | None) -> str | None:
    """The slug of the accuracy; a country alone is not recorded."""
    point = _point(place)
    return None if point is None else _AIRWARS.get(point.precision)


def acled_time_precision(when: When | None) -> int | None:
    """1 the day is known, 2 the week, 3 the month; what is coarser is not recorded."""
    days = _days(when)
    return None if days is None or days > 31 else 1 if days == 1 else 2 if days <= 7 else 3


def ucdp_date_prec(when: When | None) -> int | None:
    """1 the day is known, 2 two to six days, 3 the week, 4 eight days to a month, 5 up to a year; no longer ones."""
    days = _days(when)
    if days is None:
        return None
    return next((code for most, code in ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5)) if days <= most), None)


def airwars_date_type(when: When | None) -> str | None:
    """``single date`` or ``date_range``."""
    return None if when is None else "single date" if when.days == 1 else "date_range"


def _point(place: Place | None) -> Point | None:
    return None if place is None else place.point


def _days(when: When | None) -> int | None:
    """Days it covers; a night is one, though it touches two."""
    if when is None:
        return None
    return 1 if when.granularity is Granularity.NIGHT and when.days == 2 else when.days
