"""One entry for each place: what the sources say of it, put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator

from recount.lang.names import fold_name
from recount.model import Precision
from recount.store.sizes import TOWN, settlement, usual_radius
from tools.gazetteer.entry import Entry, Nearby, distance
from tools.gazetteer.spellings import distinct, romanise, script

SAME_IDENTIFIER = 20_000.0
"""Metres within which two entries with one GeoNames identifier are one place. Beyond, Who's On First has slipped: the
identifier of Kyiv also stands on villages hundreds of kilometres off."""

SAME_NAME = 2_000.0
"""Metres within which two entries of GeoNames with one name are one place."""

TWO_SOURCES = 8_000.0
"""Metres between the points that two sources have for one town or city, at least."""

MUST_BE_BORNE_OUT = 15_000
"""A population from here up is believed only if GeoNames has a place of a quarter of it nearby: the same slips carry
the people of a city to a hamlet."""

Moved = dict[str, str]
"""Keys of entries that went into another, and the key of that one."""


def merge(
    wof: list[Entry], cities: list[Entry], countries: list[Entry], regions: list[Entry], *, known: dict[str, str]
) -> list[Entry]:
    """Every place once. Who's On First gives keys and what contains what; GeoNames gives points, people and names.

    Args:
        wof: places of Who's On First.
        cities: populated places of GeoNames.
        countries: by the table.
        regions: by the table.
        known: region codes by the key of the region, where neither identifier nor name tells.
    """
    _drop_wrong_identifiers(wof, cities)
    moved = _join_areas([e for e in wof if e.precision is Precision.COUNTRY], countries, lambda e: e.country)
    wide = [e for e in wof if e.precision is Precision.REGION]
    for same in (lambda e: known.get(e.key, e.region), lambda e: e.geonames, lambda e: (e.country, fold_name(e.name))):
        left = [e for e in wide if e.region is None]
        moved |= _join_areas(left, [e for e in regions if e.key not in moved], same)
    moved |= _join_points([e for e in [*wof, *cities] if e.settled])
    moved |= _join_points([e for e in wof if e.precision is Precision.NEIGHBOURHOOD])
    _doubt_people(wof, cities)
    _share_out_wikidata(e for e in wof if e.key not in moved)
    kept = [e for e in [*countries, *regions, *wof, *cities] if e.key not in moved]
    for entry in kept:
        entry.parents = tuple(dict.fromkeys(_last(moved, key) for key in entry.parents))
    return kept


def _drop_wrong_identifiers(wof: list[Entry], cities: list[Entry]) -> None:
    """Take back GeoNames identifiers that point at another place, with what they brought along.

    That is the other's people, Wikidata identifier and names. Half a village's entries near Kyiv would else answer to
    "Kyiv", and Bakhmut stood on a hamlet beside it.
    """
    by_number = {city.geonames: city for city in cities}
    for entry in wof:
        city = by_number.get(entry.geonames)
        if city is None or (entry.settled and distance(entry, city) <= SAME_IDENTIFIER and _share_name(entry, city)):
            continue
        entry.geonames = None
        if entry.settled and distance(entry, city) > SAME_IDENTIFIER:
            _take_back_names(entry, city)
            entry.population, entry.wikidata, entry.precision = 0, None, settlement(0)


def _take_back_names(entry: Entry, other: Entry) -> None:
    foreign = {fold_name(name) for name in other.names}
    own = [name for name in entry.names if fold_name(name) not in foreign] or [entry.name]
    entry.names = distinct([*own, *(romanise(name) for name in own if script(name) == "cyrillic")])
    entry.name = next((name for name in entry.names if script(name) == "latin"), own[0])


def _share_name(one: Entry, other: Entry) -> bool:
    return not {fold_name(n) for n in one.names}.isdisjoint(fold_name(n) for n in other.names)


def _join_areas(wof: list[Entry], tabled: list[Entry], same: Callable[[Entry], Hashable | None]) -> Moved:
    """Countries and regions of the tables go into those of Who's On First that agree in `same`."""
    by_key = {same(entry): entry for entry in wof if same(entry) is not None}
    moved = {}
    for area in tabled:
        if (base := by_key.get(same(area))) is not None:
            _absorb(base, area)
            moved[area.key] = base.key
    return moved


def _join_points(entries: list[Entry]) -> Moved:
    """Places with the same identifier, or the same name close by, become one."""
    lead: Moved = {}
    for one, other in _pairs(entries):
        first, second = _last(lead, one.key), _last(lead, other.key)
        if first != second:
            lead[max(first, second, key=_rank)] = min(first, second, key=_rank)
    by_key = {e.key: e for e in entries}
    for key in sorted(lead, key=lambda key: (by_key[key].key.startswith("wof:"), by_key[key].population, _rank(key))):
        _absorb(by_key[_last(lead, key)], by_key[key])
    return lead


def _rank(key: str) -> tuple[bool, int]:
    """Who's On First before GeoNames, low numbers before high: its older entries are the curated ones."""
    source, _, number = key.partition(":")
    return source != "wof", int(number)


def _pairs(entries: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    by_number: dict[int, list[Entry]] = defaultdict(list)
    by_name: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.geonames:
            by_number[entry.geonames].append(entry)
        for name in entry.names:
            by_name[entry.country, fold_name(name)].append(entry)
    for same in by_number.values():
        yield from ((a, b) for a, b in _both_ways(same) if distance(a, b) <= SAME_IDENTIFIER)
    for same in by_name.values():
        yield from ((a, b) for a, b in _both_ways(same) if distance(a, b) <= _reach(a, b))


def _both_ways(entries: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    return ((one, other) for index, one in enumerate(entries) for other in entries[index + 1 :])


def _reach(one: Entry, other: Entry) -> float:
    """Metres within which the same name means the same place: the points of two sources may lie anywhere in it."""
    if _rank(one.key)[0] and _rank(other.key)[0]:
        return SAME_NAME
    people = max(one.population, other.population)
    usual = usual_radius(one.precision, people)
    return max(usual, one.radius or 0, other.radius or 0) if people < TOWN else max(usual, TWO_SOURCES)


def _absorb(base: Entry, other: Entry) -> None:
    """What the other entry knows goes into the base."""
    if not other.key.startswith("wof:"):
        _absorb_geonames(base, other)
    base.population = base.population or other.population
    base.radius = base.radius or other.radius
    base.region = base.region or other.region
    base.parents = base.parents or other.parents
    base.geonames = base.geonames or other.geonames
    base.wikidata = base.wikidata or other.wikidata
    base.names = distinct([base.name, *other.names, *base.names])
    if base.settled:
        base.precision = settlement(base.population)


def _absorb_geonames(base: Entry, other: Entry) -> None:
    """Point, people and name are GeoNames', but for two: a region keeps its outline's, a country its plain name."""
    base.population = other.population or base.population
    base.geonames = other.geonames or base.geonames
    if base.precision is not Precision.COUNTRY:
        base.name = _plainer(base.name, other.name)
    if base.precision is not Precision.REGION:
        base.radius = base.radius and base.radius + distance(base, other)
        base.latitude, base.longitude = other.latitude, other.longitude


def _plainer(one: str, other: str) -> str:
    """The second name, or the first where it is the same but for accents and articles: Hama for Ḩamāh."""
    same = fold_name(one) == fold_name(other)
    return one if same and script(one) == "latin" and len(one.encode()) < len(other.encode()) else other


def _doubt_people(wof: list[Entry], cities: list[Entry]) -> None:
    near = Nearby(cities)
    for entry in wof:
        if entry.settled and entry.population >= MUST_BE_BORNE_OUT and not _borne_out(entry, near):
            entry.population = 0
            entry.precision = settlement(0)


def _share_out_wikidata(entries: Iterable[Entry]) -> None:
    """A Wikidata identifier on several places stays with the most populous; with none if their people are unknown."""
    holders: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.wikidata:
            holders[entry.wikidata].append(entry)
    for same in holders.values():
        largest = max(same, key=lambda e: e.population)
        for entry in same:
            if len(same) > 1 and not (entry is largest and entry.population):
                entry.wikidata = None


def _borne_out(entry: Entry, near: Nearby) -> bool:
    return any(4 * city.population >= entry.population for _, city in near.within(entry, SAME_IDENTIFIER))


def _last(moved: Moved, key: str) -> str:
    while key in moved:
        key = moved[key]
    return key
