"""Naming: the places that a name may stand for, and how it stands for each: by its own words, in short, or in part.

A gazetteer answers to the names it has. Reports also write "Syrian", "W.Va.", "Mt. Pleasant", "Clarke" for Clarke
County and "southern California"; this module knows those ways.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from recount.lang.loader import lexicon
from recount.lang.names import fold_name
from recount.model import GazetteerPlace, Precision
from recount.resolve.gazetteer import Gazetteer

MOST = 60
"""Places of one name that are weighed: the most populous ones. "San José" has some hundred."""

MOST_BENT = 8
"""Places weighed for each way of bending a name."""

_EXPANDED = {"mt": "Mount", "st": "Saint", "ft": "Fort", "n": "North", "s": "South", "e": "East", "w": "West"}
_HEADS = ("republic of ", "state of ", "city of ", "province of ", "county of ", "township of ", "town of ", "greater ")
_TAILS = frozenset(
    "city town township county parish borough province state region district governorate oblast island islands area "
    "village municipality prefecture territory metro".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A place that a name may stand for."""

    place: GazetteerPlace
    how: str
    """``own`` words, ``short`` form, ``people`` of it, ``expanded``, ``trimmed`` of a word, ``county``,
    ``part`` of it."""

    rank: int
    """Its index among the places of that name in the gazetteer's order."""

    wide: bool = False
    """Whether it is wider than a country."""


def meanings(said: str, gazetteer: Gazetteer) -> list[Meaning]:
    """The places that a name as written may stand for; empty where none is known.

    Args:
        said: the name as written, without a possessive.
        gazetteer: asked for it.
    """
    return _unique(list(_plain(said, gazetteer)))


def bent_meanings(said: str, gazetteer: Gazetteer) -> list[Meaning]:
    """The places that a name no place has may tell of: spelled out, without a kind word or a direction, or by parts."""
    found = [
        Meaning(place=m.place, how=how, rank=m.rank, wide=m.wide)
        for how, names in (("expanded", _expansions(said)), ("trimmed", _trimmings(said)), ("part", _parts(said)))
        for name in names
        for m in list(_plain(name, gazetteer))[:MOST_BENT]
    ]
    return _unique(found)


def is_capital(place: GazetteerPlace) -> bool:
    """Whether it is the seat of its country's government."""
    settled = place.precision in (Precision.CITY, Precision.TOWN)
    return settled and _capitals().get(place.country) in (fold_name(place.name), fold_name(place.name.split(",")[0]))


def is_known(said: str, gazetteer: Gazetteer) -> bool:
    """Whether the name as written stands for a place, for the people of one, or for one in short."""
    return said in short_forms() or said in wide_places() or said in landmarks() or gazetteer.has(fold_name(said))


def _plain(said: str, gazetteer: Gazetteer) -> Iterator[Meaning]:
    """By its own words, in short, or by the people."""
    short = short_forms().get(said)
    people = demonyms().get(said)
    for name, how in ((short, "short"), (people, "people")):
        if name is not None:
            yield from _leading(name, how, gazetteer)
            return
    if said in wide_places():
        yield Meaning(place=wide_places()[said], how="own", rank=0, wide=True)
    if said in landmarks():
        yield Meaning(place=landmarks()[said], how="own", rank=0)
    for rank, place in enumerate(gazetteer.find(said)[:MOST]):
        yield Meaning(place=place, how="own", rank=rank)
    if " " not in said and said[:1].isupper() and not said.isupper():
        for rank, place in enumerate(gazetteer.find(f"{said} County")[:MOST]):
            yield Meaning(place=place, how="county", rank=rank)


def _leading(name: str, how: str, gazetteer: Gazetteer) -> Iterator[Meaning]:
    """The countries and regions of a name, and the first place if it is neither."""
    wide = wide_places().get(name)
    if wide is not None:
        yield Meaning(place=wide, how=how, rank=0, wide=True)
        return
    found = gazetteer.find(name)
    areas = [p for p in found if p.precision in (Precision.COUNTRY, Precision.REGION)]
    for rank, place in enumerate((areas or found[:1])[:4]):
        yield Meaning(place=place, how=how, rank=rank)


def _unique(found: list[Meaning]) -> list[Meaning]:
    kept: dict[str, Meaning] = {}
    for meaning in found:
        kept.setdefault(meaning.place.key, meaning)
    return list(kept.values())


def _expansions(said: str) -> Iterator[str]:
    words = said.replace(".", ". ").split()
    first = words[0].rstrip(".").lower() if words else ""
    if len(words) > 1 and first in _EXPANDED:
        yield " ".join((_EXPANDED[first], *words[1:]))


def _trimmings(said: str) -> Iterator[str]:
    """Without a kind word at either end, or a direction before it."""
    lower = said.lower()
    for head in _HEADS:
        if lower.startswith(head):
            yield said[len(head) :]
    words = said.split()
    if len(words) > 1 and words[-1].lower() in _TAILS:
        yield " ".join(words[:-1])
        yield " ".join((words[-1], *words[:-1]))  # County Mayo
    if len(words) > 1 and words[0].lower() in _directions():
        yield " ".join(words[1:])


def _parts(said: str) -> Iterator[str]:
    """Runs of its words, the longest and the first of them first: the Colorado of "Colorado State University"."""
    words = said.split()[:6]
    for length in range(len(words) - 1, 0, -1):
        for at in range(len(words) - length + 1):
            run = " ".join(words[at : at + length])
            if (
                run in short_forms()
                or run in demonyms()
                or (run[0].isupper() and len(run) > 3 and run.lower() not in _TAILS)
            ):
                yield run


@cache
def _capitals() -> dict[str, str]:
    table = tomllib.loads((files("recount.ontology") / "capitals.toml").read_text(encoding="utf-8"))["capital"]
    return {country: fold_name(name) for country, name in table.items()}


@cache
def _directions() -> frozenset[str]:
    return frozenset(lexicon("en", "places")["directions"]["words"])


@cache
def demonyms() -> dict[str, str]:
    """Words for people and things of a place, each with the place's name."""
    table: dict[str, list[str]] = lexicon("en", "demonyms")["people"]
    return {word: name for name, words in table.items() for word in words}


@cache
def short_forms() -> dict[str, str]:
    """Short forms as written ("W.Va.", "UK"), each with the place's name."""
    table: dict[str, list[str]] = lexicon("en", "demonyms")["short"]
    return {word: name for name, words in table.items() for word in words}


@cache
def wide_places() -> dict[str, GazetteerPlace]:
    """Places wider than a country by each of their names."""
    return dict(_of_the_world("wide"))


@cache
def landmarks() -> dict[str, GazetteerPlace]:
    """Landmarks that everyone knows, by each of their names."""
    return dict(_of_the_world("landmarks"))


def _of_the_world(table: str) -> Iterator[tuple[str, GazetteerPlace]]:
    rows = tomllib.loads((files("recount.ontology") / f"{table}.toml").read_text(encoding="utf-8"))["place"]
    for row in rows:
        number = str(row["key"]).removeprefix("geonames:")
        place = GazetteerPlace(
            key=row["key"],
            name=row["name"],
            precision=Precision.LANDMARK if table == "landmarks" else Precision.UNKNOWN,
            country=row.get("country", ""),
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            radius=float(row["radius"]),
            parents=tuple(row.get("within", ())),
            geonames=int(number) if number.isdigit() else None,
        )
        yield from ((name, place) for name in (row["name"], *row.get("names", [])))
