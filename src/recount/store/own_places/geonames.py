"""A country dump of GeoNames: 19 columns parted by tabs, no heading (download.geonames.org/export/dump/readme.txt)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recount.model import Precision
from recount.store.own_places.areas import Areas
from recount.store.own_places.entry import Entry, Refused, Why, country_code, people, point, spellings, tidy
from recount.store.own_places.opening import PlaceFile, lines
from recount.store.sizes import settlement, usual_radius

COLUMNS = 19
_ADMIN = re.compile(r"ADM[1-5]")
_LANDMARKS = frozenset("AIRB AIRF AIRH AIRP CMPRF CMPLA HSP HSPC INSM MKT MSQE NVB PRN REFC UNIV DPR OILR PS".split())
"""Features that reports name as the place of harm: air bases, camps, hospitals, markets, mosques, refineries."""


def is_geonames(line: str) -> bool:
    """Whether a line is one of a dump."""
    fields = line.rstrip("\r\n").split("\t")
    return len(fields) == COLUMNS and fields[0].isdecimal()


def read_geonames(file: PlaceFile, areas: Areas, names: dict[str, str]) -> Iterator[Entry | Why]:
    """Its places.

    Args:
        file: the dump.
        areas: the gazetteer's names for countries and regions.
        names: the dump's own names for its divisions, by code, from `division_names`.
    """
    for text in file.texts():
        for line in lines(text, file.path):
            if line.strip():
                try:
                    yield _entry(line.rstrip("\r\n").split("\t"), areas, names)
                except Refused as refused:
                    yield refused.why


def division_names(file: PlaceFile, areas: Areas) -> dict[str, str]:
    """Names of first and second-level divisions by code ("SY.09", "SY.09.1"), which may come after their places."""
    names: dict[str, str] = {}
    for text in file.texts():
        for line in lines(text, file.path):
            fields = line.split("\t")
            if len(fields) > 12 and fields[7] in {"ADM1", "ADM2"}:
                depth = 11 if fields[7] == "ADM1" else 12
                known = areas.name(f"geonames:{fields[0]}")
                names[".".join([fields[8], *fields[10:depth]])] = known or tidy(fields[1])
    return names


def _entry(fields: list[str], areas: Areas, names: dict[str, str]) -> Entry:
    if len(fields) != COLUMNS or not fields[0].isdecimal() or len(fields[0]) > 12:
        raise Refused(Why.MALFORMED)
    population = people(fields[14])
    precision = _precision(fields[6], fields[7], population)
    country = country_code(fields[8])
    if country is None or areas.country(country) is None:
        raise Refused(Why.NO_COUNTRY)
    found = spellings([fields[1], fields[2], *fields[3].split(",")])
    latitude, longitude = point(fields[4], fields[5])
    # A district stands in its region, not in itself.
    depth = {Precision.COUNTRY: 0, Precision.REGION: 0}.get(precision, 1 if fields[7] == "ADM2" else 2)
    codes = [".".join([country, *fields[10 : 10 + n]]) for n in range(depth, 0, -1)]
    return Entry(
        source=f"geonames:{int(fields[0])}",
        name=found[0],
        names=found,
        precision=precision,
        country=country,
        latitude=latitude,
        longitude=longitude,
        radius=usual_radius(precision, population),
        population=population,
        parents=() if precision is Precision.COUNTRY else areas.chain(country, *(names.get(code) for code in codes)),
        geonames=int(fields[0]),
    )


def _precision(kind: str, feature: str, population: int) -> Precision:
    if kind == "P":
        return Precision.NEIGHBOURHOOD if feature == "PPLX" else settlement(population)
    if kind == "A" and feature in {"PCLI", "PCLD", "PCLS", "PCLF", "TERR"}:
        return Precision.COUNTRY
    if kind == "A" and _ADMIN.fullmatch(feature):
        return Precision.REGION if feature == "ADM1" else Precision.DISTRICT
    if feature in _LANDMARKS:
        return Precision.LANDMARK
    raise Refused(Why.OTHER_KIND)
