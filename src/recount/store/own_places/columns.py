"""Which columns of a table, or properties of a feature, tell what of a place: OCHA's lists, and their like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recount.model import Precision
from recount.store.own_places.areas import Areas
from recount.store.own_places.entry import Entry, Refused, Why, country_code, own_key, people, point, spellings, tidy
from recount.store.sizes import settlement, usual_radius

_TONGUE = "(?:en|ar|fr|es|pt|ru|uk|ua|ku|ckb|fa|ps|so|he|lo|local|int|alt\\d*|ref|alt\\d*en|alt\\d*ar|\\d)?"
_PLACE = "(?:place|settlement|village|community|locality|town|city|neighbou?rhood|camp|site|featureref|feature|full)?"
_ADMIN_NAME = re.compile(rf"ad(?:m|min)([0-5])(?:ref)?(?:name)?({_TONGUE})")
_ADMIN_CODE = re.compile(r"ad(?:m|min)([0-5])(?:ref)?(?:p?code|pcod)")
_NAME = re.compile(rf"({_PLACE}name{_TONGUE}|altname\w*|othernames?|nameofplace|place|settlement|village|locality)")
_CODE = re.compile(rf"{_PLACE}p?code")
_PLAIN = {
    "latitude": {
        "lat",
        "latitude",
        "latitudey",
        "y",
        "pointy",
        "ycoord",
        "centerlat",
        "centroidlat",
        "latdd",
        "latwgs84",
    },
    "longitude": {
        *("lon", "long", "lng", "longitude", "longitudex", "x", "pointx", "xcoord", "centerlon", "centerlong"),
        *("centroidlon", "londd", "longdd", "lonwgs84"),
    },
    "population": {"pop", "population", "poptotal", "totalpop", "totalpopulation", "popest"},
    "country": {"country", "countrycode", "iso2", "isocountry", "iso", "isoa2", "cc", "countryname"},
    "kind": {"type", "placetype", "featuretype", "placekind", "settlementtype", "class", "kind", "fclass", "amenity"},
    "wikidata": {"wikidata", "wikidataid", "wdid"},
}

_KINDS = {
    "country": Precision.COUNTRY,
    **dict.fromkeys(("region", "governorate", "province", "oblast", "state"), Precision.REGION),
    **dict.fromkeys(("district", "county", "subdistrict", "municipality", "raion", "localadmin"), Precision.DISTRICT),
    "city": Precision.CITY,
    "town": Precision.TOWN,
    **dict.fromkeys(("village", "hamlet", "settlement", "locality", "isolated dwelling", "farm"), Precision.VILLAGE),
    **dict.fromkeys(("neighbourhood", "neighborhood", "suburb", "quarter", "borough"), Precision.NEIGHBOURHOOD),
    **dict.fromkeys(
        ("camp", "idp camp", "refugee camp", "hospital", "clinic", "school", "airport", "aerodrome", "mosque", "market",
         "marketplace", "campus", "university", "place of worship", "landmark", "military"),
        Precision.LANDMARK,
    ),
}  # fmt: skip
_SIZES = frozenset({Precision.CITY, Precision.TOWN, Precision.VILLAGE})
_BY_DEPTH = (Precision.COUNTRY, Precision.REGION, Precision.DISTRICT, Precision.DISTRICT)
"""Administrative levels. The fourth and fifth are settlements in the lists of the wars at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns by what they tell."""

    names: tuple[str, ...]
    """Of the place itself, English first."""

    codes: tuple[str, ...]
    areas: Mapping[int, tuple[str, ...]]
    """Names of the administrative divisions by level, English first."""

    area_codes: Mapping[int, str]
    plain: Mapping[str, str]

    @property
    def usable(self) -> bool:
        """Whether they tell a name and a point."""
        return bool((self.names or self.areas) and {"latitude", "longitude"} <= self.plain.keys())


def recognise(headings: Iterable[str]) -> Columns:
    """What the columns of those headings tell. Case, spaces and signs in headings don't count."""
    names: list[str] = []
    codes: list[str] = []
    areas: dict[int, list[str]] = {}
    area_codes: dict[int, str] = {}
    plain: dict[str, str] = {}
    for heading in headings:
        key = re.sub(r"[\W_]", "", heading).lower()
        if len(key) > 60:
            continue
        told = next((told for told, spelled in _PLAIN.items() if key in spelled), None)
        if told is not None:
            plain.setdefault(told, heading)
        elif found := _ADMIN_CODE.fullmatch(key):
            area_codes.setdefault(int(found[1]), heading)
        elif found := _ADMIN_NAME.fullmatch(key):
            areas.setdefault(int(found[1]), []).append(heading)
        elif _CODE.fullmatch(key):
            codes.append(heading)
        elif _NAME.fullmatch(key):
            names.append(heading)
    return Columns(
        names=tuple(sorted(names, key=_english_first)),
        codes=tuple(codes),
        areas={depth: tuple(sorted(some, key=_english_first)) for depth, some in sorted(areas.items())},
        area_codes=area_codes,
        plain=plain,
    )


def entry(
    row: Mapping[str, object],
    columns: Columns,
    areas: Areas,
    country: str | None,
    *,
    at: tuple[float, float] | None = None,
    radius: float | None = None,
) -> Entry:
    """The place that a row tells of.

    Args:
        row: values by heading.
        columns: what `recognise` made of the headings.
        areas: the gazetteer's names for countries and regions.
        country: the code of the country where the row names none.
        at: its point, where that stands elsewhere.
        radius: metres, where it is known.

    Raises:
        Refused: the row can't be used.
    """
    depth = max((d for d, some in columns.areas.items() if any(tidy(row.get(h)) for h in some)), default=None)
    own = [row.get(h) for h in columns.names]
    named = any(map(tidy, own))
    inner = [d for d in sorted(columns.areas, reverse=True) if d > 0 and (named or depth is None or d < depth)]
    if not named and depth is not None:
        own = [row.get(h) for h in columns.areas[depth]]
    found = spellings(own)
    latitude, longitude = at or point(_plain(row, columns, "latitude"), _plain(row, columns, "longitude"))
    population = people(_plain(row, columns, "population"))
    code = _country(row, columns, areas) or country
    if code is None or areas.country(code) is None:
        raise Refused(Why.NO_COUNTRY)
    precision = _precision(tidy(_plain(row, columns, "kind")), None if named else depth, population, radius)
    above = (next((n for h in columns.areas[d] if (n := tidy(row.get(h)))), None) for d in inner)
    return Entry(
        source=_source(row, columns, None if named else depth) or own_key(found[0], latitude, longitude, code),
        name=found[0],
        names=found,
        precision=precision,
        country=code,
        latitude=latitude,
        longitude=longitude,
        radius=radius or usual_radius(precision, population),
        population=population,
        parents=() if precision is Precision.COUNTRY else areas.chain(code, *above),
        wikidata=_wikidata(_plain(row, columns, "wikidata")),
    )


def _plain(row: Mapping[str, object], columns: Columns, told: str) -> object:
    return row.get(columns.plain[told]) if told in columns.plain else None


def _country(row: Mapping[str, object], columns: Columns, areas: Areas) -> str | None:
    """By code or name; else by the letters that P-codes begin with."""
    said = tidy(_plain(row, columns, "country"))
    for name in (said, *(tidy(row.get(h)) for h in columns.areas.get(0, ()))):
        code = country_code(name)
        if code and areas.country(code):
            return code
        if name and (code := areas.code(name)):
            return code
    for heading in (*columns.area_codes.values(), *columns.codes):
        code = country_code(tidy(row.get(heading))[:2])
        if code and areas.country(code) and any(c.isdecimal() for c in tidy(row.get(heading))[2:]):
            return code
    zeroth = country_code(tidy(row.get(columns.area_codes[0]))) if 0 in columns.area_codes else None
    return zeroth if zeroth and areas.country(zeroth) else None


def _source(row: Mapping[str, object], columns: Columns, depth: int | None) -> str | None:
    if depth is not None:
        code = tidy(row.get(columns.area_codes[depth])) if depth in columns.area_codes else ""
    else:
        code = next((c for h in columns.codes if (c := tidy(row.get(h)))), "")
    return f"pcode:{code}" if code and len(code) <= 60 else None


def _precision(kind: str, depth: int | None, population: int, radius: float | None) -> Precision:
    told = _KINDS.get(kind.casefold().replace("_", " "))
    if told is not None:
        return max(told, settlement(population), key=list(Precision).index) if told in _SIZES else told
    if depth is not None and depth < len(_BY_DEPTH):
        return _BY_DEPTH[depth]
    # Ten kilometres: twice what a town of 50,000 people measures.
    return Precision.DISTRICT if radius and radius > 10_000 and not population else settlement(population)


def _wikidata(said: object) -> str | None:
    return said if isinstance(said, str) and re.fullmatch(r"Q\d{1,12}", said) else None


def _english_first(heading: str) -> tuple[bool, bool, str]:
    key = re.sub(r"[\W_]", "", heading).lower()
    return "alt" in key or "other" in key, not key.endswith(("en", "name", "ref")), key
