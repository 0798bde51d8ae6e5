"""Sizes: how large a place is taken to be where no source says so, and what kind a populated place is."""

from __future__ import annotations

from recount.model import Precision

TOWN = 10_000
CITY = 100_000
"""Fewest people of a town and of a city."""

_BY_POPULATION = ((1_000, 1_000.0), (10_000, 2_000.0), (50_000, 4_000.0), (200_000, 8_000.0), (500_000, 12_000.0))
"""(fewer people than, metres): the upper quartile of the distance to the farthest corner of the boxes that Who's On
First has for 1,200 localities; the decision record gives the numbers. The place must lie within, so not the median."""

_LARGEST = 20_000.0
_OTHERS = {
    Precision.LANDMARK: 1_500.0,
    Precision.NEIGHBOURHOOD: 3_000.0,
    Precision.DISTRICT: 33_000.0,
    Precision.REGION: 100_000.0,
    Precision.COUNTRY: 500_000.0,
}
"""Medians, of 74 neighbourhoods and 1,148 districts; that of a landmark is a guess: an airport's half length. Regions
and countries are measured in the gazetteer that ships; only those of a user's own file are guessed."""


def settlement(population: int) -> Precision:
    """Village, town or city by its people; a place of unknown population is a village."""
    if population >= CITY:
        return Precision.CITY
    return Precision.TOWN if population >= TOWN else Precision.VILLAGE


def usual_radius(precision: Precision, population: int) -> float:
    """Metres within which a place of that kind and population usually lies."""
    if precision in _OTHERS:
        return _OTHERS[precision]
    return next((metres for fewer, metres in _BY_POPULATION if population < fewer), _LARGEST)
