"""Places of Who's On First: one bundle a country, one JSON object a line."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from recount.model import Precision
from recount.store.sizes import settlement
from tools.gazetteer.entry import Entry, metres
from tools.gazetteer.spellings import distinct, romanise, script, tidy, worth

BUNDLES = ("sy", "ps", "iq", "ye", "ua")

TONGUES = ("eng", "und", "fra", "ara", "kur", "ukr", "rus")
"""Languages whose names are looked at, best first. ``und`` holds romanisations of no stated language."""

_KINDS = {
    "country": Precision.COUNTRY,
    "region": Precision.REGION,
    "county": Precision.DISTRICT,
    "localadmin": Precision.DISTRICT,
    "neighbourhood": Precision.NEIGHBOURHOOD,
    "campus": Precision.LANDMARK,
}
_LEVELS = ("locality_id", "county_id", "region_id", "country_id")
_DEMONYMS = frozenset({"Syrian", "Palestinian", "Iraqi", "Yemeni", "Ukrainian"})
"""Listed there as English names of the countries; people and things of a place are not the place."""


def bundle(folder: Path, country: str) -> Path:
    """The bundle of a country in the folder of shared data."""
    return folder / "corpora" / "gazetteer" / f"wof_{country}.jsonl.gz"


def read_places(folder: Path) -> Iterator[Entry]:
    """Every place of the five bundles, in the bundles' order."""
    for country in BUNDLES:
        with gzip.open(bundle(folder, country), "rt", encoding="utf-8") as lines:
            for line in lines:
                yield _entry(json.loads(line))


def _entry(row: dict[str, Any]) -> Entry:
    names = distinct(_names(row))
    population = row["pop"] or 0
    own = f"wof:{row['id']}"
    above = (f"wof:{row['hierarchy'].get(level, -1)}" for level in _LEVELS)
    return Entry(
        key=own,
        name=next((n for n in names if script(n) == "latin"), names[0]),
        precision=_KINDS.get(row["type"]) or settlement(population),
        country=row["country"],
        latitude=row["lat"],
        longitude=row["lon"],
        radius=_radius(row),
        population=population,
        parents=tuple(key for key in above if key != own and not key.startswith("wof:-")),
        geonames=row["geonames"] or None,
        wikidata=row["wikidata"],
        names=names,
    )


def _names(row: dict[str, Any]) -> Iterator[str]:
    """The names worth keeping; a romanisation where the place has no Latin name at all."""
    given = [*_by_tongue(row["names"], row["name"])]
    kept = [n for n in map(tidy, given) if script(n) in {"latin", "arabic", "cyrillic"} and worth(n)]
    yield from kept
    if not any(script(n) == "latin" for n in kept):
        yield from (romanise(n) for n in kept if script(n) == "cyrillic")
    yield tidy(row["name"])


def _by_tongue(names: dict[str, list[str]], own: str) -> Iterator[str]:
    yield own
    yield from names.get("eng_x_preferred", ())
    for kind in ("preferred", "variant", "colloquial"):
        for tongue in TONGUES:
            yield from _kept(tongue, names.get(f"{tongue}_x_{kind}", ()))


def _kept(tongue: str, names: Iterable[str]) -> Iterator[str]:
    """Kurdish only in Latin letters: its Arabic-script spellings don't fold to the Arabic ones."""
    return (n for n in names if n not in _DEMONYMS and not (tongue == "kur" and script(n) != "latin"))


def _radius(row: dict[str, Any]) -> float | None:
    """Metres from the point to the farthest corner of the box; ``None`` where the box is a point."""
    west, south, east, north = map(float, row["bbox"].split(","))
    if west == east and south == north:
        return None
    corners = ((south, west), (south, east), (north, west), (north, east))
    return max(metres((row["lat"], row["lon"]), corner) for corner in corners)
