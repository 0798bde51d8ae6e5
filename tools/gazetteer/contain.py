"""What contains what: for each place the key of the next larger one, up to its country."""

from __future__ import annotations

from collections import defaultdict

from recount.model import Precision
from tools.gazetteer.entry import Entry, Nearby

NEIGHBOURS = (2_000.0, 10_000.0, 50_000.0)
"""Metres in which to look, ever farther, for a place whose region is known."""


def find_parents(entries: list[Entry]) -> dict[str, str]:
    """The key of the smallest place that contains each one, by the key of that one; countries have none.

    A place whose source names no region of its own country gets what contains its nearest neighbour: true of the 6,000
    places that Who's On First has put into the region across a border or into none.
    """
    by_key = {entry.key: entry for entry in entries}
    countries = {e.country: e.key for e in entries if e.precision is Precision.COUNTRY}
    regions = {e.region: e for e in entries if e.precision is Precision.REGION and e.region}
    parents: dict[str, str] = {}
    unknown: list[Entry] = []
    for entry in entries:
        above = _above(entry, by_key, regions)
        if above is not None:
            parents[entry.key] = above.key
        elif entry.precision is Precision.REGION:
            parents[entry.key] = countries[entry.country]
        elif entry.precision is not Precision.COUNTRY:
            unknown.append(entry)
    coded = {e.key: regions[e.region].key for e in entries if e.settled and e.region in regions}
    parents |= _by_neighbours([e for e in unknown if e.precision is Precision.DISTRICT], entries, coded)
    parents |= _by_neighbours([e for e in unknown if e.precision is not Precision.DISTRICT], entries, parents)
    return {e.key: countries[e.country] for e in unknown} | parents


def _above(entry: Entry, by_key: dict[str, Entry], regions: dict[str, Entry]) -> Entry | None:
    """The nearest larger parent of the source below the country, in the same country; else the region by its code."""
    for key in entry.parents:
        found = by_key.get(key)
        if found is not None and found.country == entry.country and _level(entry) < _level(found) < 4:
            return found
    found = regions.get(entry.region) if entry.region else None
    return None if found is entry else found


def _level(entry: Entry) -> int:
    """Only a larger level contains: 0 for what lies within a settlement, 1 for one, then district, region, country."""
    if entry.key.startswith("part:"):
        return 0
    levels = {Precision.DISTRICT: 2, Precision.REGION: 3, Precision.COUNTRY: 4}
    return levels.get(entry.precision, 1 if entry.settled else 0)


def _by_neighbours(unknown: list[Entry], entries: list[Entry], parents: dict[str, str]) -> dict[str, str]:
    """The parent of the nearest settled place in the same country that has one."""
    by_country: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if _level(entry) == 1 and entry.key in parents:
            by_country[entry.country].append(entry)
    near = {country: Nearby(by_country[country]) for country in {e.country for e in unknown}}
    found = {entry.key: _nearest(entry, near[entry.country]) for entry in unknown}
    return {key: parents[neighbour.key] for key, neighbour in found.items() if neighbour is not None}


def _nearest(entry: Entry, near: Nearby) -> Entry | None:
    for reach in NEIGHBOURS:
        if candidates := list(near.within(entry, reach)):
            return min(candidates, key=lambda pair: (pair[0], pair[1].key))[1]
    return None
