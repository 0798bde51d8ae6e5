"""Places of Who's On First: records as its GeoJSON has them, or flattened to one object a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from recount.model import Precision
from recount.store.own_places.areas import Areas
from recount.store.own_places.entry import (
    Entry,
    Refused,
    Why,
    country_code,
    metres,
    number,
    people,
    point,
    spellings,
    tidy,
)
from recount.store.sizes import settlement, usual_radius

_KINDS = {
    "country": Precision.COUNTRY,
    "dependency": Precision.COUNTRY,
    "region": Precision.REGION,
    "macrocounty": Precision.DISTRICT,
    "county": Precision.DISTRICT,
    "localadmin": Precision.DISTRICT,
    "borough": Precision.NEIGHBOURHOOD,
    "macrohood": Precision.NEIGHBOURHOOD,
    "neighbourhood": Precision.NEIGHBOURHOOD,
    "microhood": Precision.NEIGHBOURHOOD,
    "campus": Precision.LANDMARK,
    "venue": Precision.LANDMARK,
}
_LEVELS = ("localadmin_id", "locality_id", "county_id", "region_id")
_NAMES = re.compile(r"(?:name:)?([a-z]{3})_x_(preferred|variant|colloquial)")
_KINDS_OF_NAME = ("preferred", "variant", "colloquial")
_TONGUES = ("eng", "ara", "und", "fra", "kur", "ukr", "rus")
"""Best first; other languages come after, in order."""

Names = dict[int, str]
"""Names of places by their number."""


def is_flat(row: dict[str, Any]) -> bool:
    """Whether it is an entry flattened to one object."""
    return isinstance(row.get("id"), int) and isinstance(row.get("names"), dict) and "hierarchy" in row


def is_record(row: dict[str, Any]) -> bool:
    """Whether it is a record as Who's On First keeps it."""
    return "wof:id" in _dict(row.get("properties"))


def area_name(row: dict[str, Any], areas: Areas) -> tuple[int, str] | None:
    """The number and name of an area or town, by which other entries may name it as what contains them."""
    flat = is_flat(row)
    tags = row if flat else _dict(row.get("properties"))
    kind = tags.get("type" if flat else "wof:placetype")
    own = tags.get("id" if flat else "wof:id")
    if kind not in {"region", "county", "localadmin", "locality"} or not isinstance(own, int):
        return None
    told = areas.name(f"wof:{own}") or _latin(tags, flat=flat)
    return (own, told) if told else None


def flat_entry(row: dict[str, Any], areas: Areas, names: Names) -> Entry:
    """The place of a flattened entry.

    Raises:
        Refused: it can't be used.
    """
    box = [number(c) for c in row["bbox"].split(",")] if isinstance(row.get("bbox"), str) else []
    return _entry(row, row, areas, names, box)


def record_entry(row: dict[str, Any], areas: Areas, names: Names) -> Entry:
    """The place of a record.

    Raises:
        Refused: it can't be used.
    """
    tags = _dict(row["properties"])
    if tags.get("mz:is_current") == 0 or tags.get("wof:superseded_by") or tags.get("edtf:deprecated"):
        raise Refused(Why.OUTDATED)
    ids = _dict(tags.get("wof:concordances"))
    lineage = tags.get("wof:hierarchy")
    box = row.get("bbox")
    flat = {
        "id": tags.get("wof:id"),
        "name": tags.get("wof:name"),
        "type": tags.get("wof:placetype"),
        "lat": tags.get("lbl:latitude", tags.get("geom:latitude")),
        "lon": tags.get("lbl:longitude", tags.get("geom:longitude")),
        "country": tags.get("wof:country") or tags.get("iso:country"),
        "pop": tags.get("wof:population") or tags.get("gn:population"),
        "geonames": ids.get("gn:id"),
        "wikidata": ids.get("wd:id"),
        "hierarchy": lineage[0] if isinstance(lineage, list) and lineage else {},
    }
    return _entry(flat, tags, areas, names, [number(c) for c in box] if isinstance(box, list) else [])


def _entry(row: dict[str, Any], tags: dict[str, Any], areas: Areas, names: Names, box: list[float | None]) -> Entry:
    own, country, kind = row.get("id"), country_code(row.get("country")), row.get("type")
    if not isinstance(own, int) or own <= 0:
        raise Refused(Why.MALFORMED)
    if kind not in _KINDS and kind != "locality":
        raise Refused(Why.OTHER_KIND)
    if country is None or areas.country(country) is None:
        raise Refused(Why.NO_COUNTRY)
    population = people(row.get("pop"))
    precision = _KINDS.get(str(kind)) or settlement(population)
    found = spellings(_spelled(tags, row.get("name")))
    at = point(row.get("lat"), row.get("lon"))
    lineage = _dict(row.get("hierarchy"))
    above = [lineage.get(level) for level in _LEVELS]
    named = (areas.name(f"wof:{n}") or names.get(n) for n in above if isinstance(n, int) and n not in {own, -1})
    geonames = number(row.get("geonames"))
    wikidata = row.get("wikidata")
    return Entry(
        source=f"wof:{own}",
        name=_shown(found),
        names=found,
        precision=precision,
        country=country,
        latitude=at[0],
        longitude=at[1],
        radius=_radius(at, box) or usual_radius(precision, population),
        population=population,
        parents=() if precision is Precision.COUNTRY else areas.chain(country, *named),
        geonames=int(geonames) if geonames and 0 < geonames < 10**12 else None,
        wikidata=wikidata if isinstance(wikidata, str) and re.fullmatch(r"Q\d{1,12}", wikidata) else None,
    )


def _spelled(tags: dict[str, Any], own: object) -> Iterator[object]:
    """Names, the preferred ones of the best known languages first."""
    kept: list[tuple[int, int, str, list[object]]] = []
    for key, some in {**tags, **_dict(tags.get("names"))}.items():
        if (found := _NAMES.fullmatch(key)) and isinstance(some, list):
            rank = _TONGUES.index(found[1]) if found[1] in _TONGUES else len(_TONGUES)
            kept.append((_KINDS_OF_NAME.index(found[2]), rank, found[1], some))
    yield own
    for *_, some in sorted(kept, key=lambda one: one[:3]):
        yield from some


def _latin(tags: dict[str, Any], *, flat: bool) -> str:
    names = [n for n in map(tidy, _spelled(tags, tags.get("name" if flat else "wof:name"))) if n]
    return _shown(tuple(names)) if names else ""


def _shown(names: tuple[str, ...]) -> str:
    """The first name in Latin letters, else the first."""
    return next((n for n in names if n[0] < "\u0250" or "\u1e00" <= n[0] < "\u1f00"), names[0])


def _radius(at: tuple[float, float], box: list[float | None]) -> float | None:
    """Metres from the point to the farthest corner of the box; ``None`` where it is a point or none."""
    if len(box) != 4 or any(c is None or abs(c) > 180 for c in box):
        return None
    west, south, east, north = (c or 0.0 for c in box)
    if (west == east and south == north) or max(abs(south), abs(north)) > 90:
        return None
    return max(metres(at, corner) for corner in ((south, west), (south, east), (north, west), (north, east)))


def _dict(found: object) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}
