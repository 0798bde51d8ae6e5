"""The gazetteer that ships: what it must find, what it must keep apart, and what it does with a damaged file."""

from __future__ import annotations

import json
import math
import os
import pickle
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import RecordError
from recount.lang.names import fold_name
from recount.model import GazetteerPlace, Precision
from recount.resolve.gazetteer import Gazetteer
from recount.store.gazetteer import SqliteGazetteer, open_gazetteer

GAZETTEER = open_gazetteer()

CITIES = [
    ("Aleppo", "SY", 36.20, 37.16),
    ("حلب", "SY", 36.20, 37.16),
    ("Damascus", "SY", 33.51, 36.29),
    ("دمشق", "SY", 33.51, 36.29),
    ("Homs", "SY", 34.73, 36.71),
    ("حمص", "SY", 34.73, 36.71),
    ("Hama", "SY", 35.13, 36.75),
    ("Idlib", "SY", 35.93, 36.63),
    ("Idleb", "SY", 35.93, 36.63),
    ("إدلب", "SY", 35.93, 36.63),
    ("Daraa", "SY", 32.62, 36.10),
    ("Deraa", "SY", 32.62, 36.10),
    ("Raqqa", "SY", 35.95, 39.01),
    ("Ar-Raqqah", "SY", 35.95, 39.01),
    ("الرقة", "SY", 35.95, 39.01),
    ("Deir ez-Zor", "SY", 35.34, 40.14),
    ("Deir Ezzor", "SY", 35.34, 40.14),
    ("Deir al-Zour", "SY", 35.34, 40.14),
    ("Dayr az Zawr", "SY", 35.34, 40.14),
    ("دير الزور", "SY", 35.34, 40.14),
    ("Hasakah", "SY", 36.50, 40.75),
    ("Hasakeh", "SY", 36.50, 40.75),
    ("Hassakeh", "SY", 36.50, 40.75),
    ("Latakia", "SY", 35.52, 35.79),
    ("Lattakia", "SY", 35.52, 35.79),
    ("Kobani", "SY", 36.89, 38.35),
    ("Manbij", "SY", 36.53, 37.95),
    ("Khan Sheikhoun", "SY", 35.44, 36.65),
    ("Mosul", "IQ", 36.34, 43.12),
    ("الموصل", "IQ", 36.34, 43.12),
    ("Baghdad", "IQ", 33.33, 44.40),
    ("Fallujah", "IQ", 33.35, 43.79),
    ("Tal Afar", "IQ", 36.38, 42.45),
    ("Gaza City", "PS", 31.50, 34.46),
    ("Gaza", "PS", 31.50, 34.46),
    ("غزة", "PS", 31.50, 34.46),
    ("Rafah", "PS", 31.29, 34.25),
    ("رفح", "PS", 31.29, 34.25),
    ("Khan Yunis", "PS", 31.34, 34.30),
    ("Khan Younis", "PS", 31.34, 34.30),
    ("خان يونس", "PS", 31.34, 34.30),
    ("Jabalia", "PS", 31.53, 34.48),
    ("Sanaa", "YE", 15.35, 44.20),
    ("Sana'a", "YE", 15.35, 44.20),
    ("صنعاء", "YE", 15.35, 44.20),
    ("Hodeidah", "YE", 14.80, 42.95),
    ("Hudaydah", "YE", 14.80, 42.95),
    ("الحديدة", "YE", 14.80, 42.95),
    ("Taiz", "YE", 13.58, 44.02),
    ("Ta'izz", "YE", 13.58, 44.02),
    ("تعز", "YE", 13.58, 44.02),
    ("Kyiv", "UA", 50.45, 30.52),
    ("Kiev", "UA", 50.45, 30.52),
    ("Київ", "UA", 50.45, 30.52),
    ("Mariupol", "UA", 47.10, 37.54),
    ("Kharkiv", "UA", 49.99, 36.23),
    ("Kharkov", "UA", 49.99, 36.23),
    ("Bakhmut", "UA", 48.59, 38.00),
    ("London", "GB", 51.51, -0.13),
    ("Kabul", "AF", 34.53, 69.17),
    ("Khartoum", "SD", 15.55, 32.53),
]
"""Name, country, and a point from general maps, good to a few kilometres."""

FAR = 15.0
"""Kilometres."""


def kilometres(place: GazetteerPlace, latitude: float, longitude: float) -> float:
    north = (place.latitude - latitude) * 111.2
    east = (place.longitude - longitude) * 111.2 * math.cos(math.radians(latitude))
    return math.hypot(north, east)


def only(name: str, precision: Precision) -> GazetteerPlace:
    (place,) = [place for place in GAZETTEER.find(name) if place.precision is precision]
    return place


@pytest.mark.parametrize(("name", "country", "latitude", "longitude"), CITIES)
def test_a_city_comes_first_and_stands_where_it_is(name: str, country: str, latitude: float, longitude: float) -> None:
    first = GAZETTEER.find(name)[0]
    assert (first.country, first.parents[-1:] != ()) == (country, True)
    assert kilometres(first, latitude, longitude) < FAR
    assert first.precision in {Precision.VILLAGE, Precision.TOWN, Precision.CITY}


def test_it_is_a_gazetteer_for_grounding() -> None:
    gazetteer: Gazetteer = GAZETTEER
    assert gazetteer.has("alepo")


def test_every_place_of_a_name_is_kept() -> None:
    tripoli = {(place.country, place.precision) for place in GAZETTEER.find("Tripoli")}
    assert {("LY", Precision.CITY), ("LB", Precision.CITY)} <= tripoli
    hama = GAZETTEER.find("Hama")
    assert {"SY", "JP"} <= {place.country for place in hama} or len({place.country for place in hama}) > 1
    assert len(hama) > 10


def test_homs_and_hama_share_no_place() -> None:
    assert not {place.key for place in GAZETTEER.find("Homs")} & {place.key for place in GAZETTEER.find("Hama")}


def test_a_city_precedes_the_region_and_the_district_named_after_it() -> None:
    kinds = [place.precision for place in GAZETTEER.find("Homs")[:3]]
    assert kinds == [Precision.CITY, Precision.REGION, Precision.DISTRICT]


def test_a_country_precedes_all_else() -> None:
    georgia = GAZETTEER.find("Georgia")
    assert [place.precision for place in georgia[:2]] == [Precision.COUNTRY, Precision.REGION]
    assert georgia[0].population < georgia[1].population
    assert GAZETTEER.find("Syria")[0].parents == ()


def test_the_more_populous_comes_first_among_settlements() -> None:
    people = [p.population for p in GAZETTEER.find("Springfield") if p.precision is not Precision.DISTRICT]
    assert people == sorted(people, reverse=True)


def test_parents_are_nearest_first_and_end_with_the_country() -> None:
    (aleppo,) = [place for place in GAZETTEER.find("Aleppo") if place.precision is Precision.CITY]
    assert aleppo.parents[-2:] == ("Aleppo", "Syria")
    assert (aleppo.geonames, aleppo.wikidata) == (170063, "Q41183")


def test_a_region_knows_its_identifiers() -> None:
    region = only("Aleppo", Precision.REGION)
    assert (region.key, region.geonames, region.parents) == ("wof:85678359", 170062, ("Syria",))


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("UK", "GB"),
        ("U.S.", "US"),
        ("Britain", "GB"),
        ("DR Congo", "CD"),
        ("Côte d'Ivoire", "CI"),
        ("United States of America", "US"),
        ("سوريا", "SY"),
        ("Ukraine", "UA"),
        ("Palestine", "PS"),
        ("Türkiye", "TR"),
        ("Burma", "MM"),
    ],
)
def test_a_country_is_found_by_its_other_names(name: str, country: str) -> None:
    first = GAZETTEER.find(name)[0]
    assert (first.precision, first.country) == (Precision.COUNTRY, country)


def test_a_quarter_without_coordinates_stands_in_its_city_and_claims_no_more() -> None:
    quarter = GAZETTEER.find("Karm al-Loz")[0]
    city = GAZETTEER.find("Aleppo")[0]
    assert quarter.parents[0] == "Aleppo"
    assert (quarter.latitude, quarter.longitude) == (city.latitude, city.longitude)
    assert (quarter.radius, quarter.precision) == (city.radius, Precision.CITY)


def test_a_quarter_that_is_listed_with_a_point_stands_there() -> None:
    quarter = GAZETTEER.find("Bustan al-Qasr")[0]
    assert quarter.parents[0] == "Aleppo"
    assert quarter.precision is Precision.NEIGHBOURHOOD
    assert (round(quarter.latitude, 2), round(quarter.longitude, 2)) == (36.19, 37.14)
    assert GAZETTEER.find("الشيخ مقصود")[0].name == "Sheikh Maqsoud"


@pytest.mark.parametrize("demonym", ["Syrian", "Iraqi", "Ukrainian", "Yemeni"])
def test_people_are_no_places(demonym: str) -> None:
    assert all(place.precision is not Precision.COUNTRY for place in GAZETTEER.find(demonym))


@pytest.mark.parametrize("name", ["", " ", "—", "Nowhere-at-all-on-earth", "\ud800", "\x00", "x" * 10_000])
def test_what_is_no_place_gives_none(name: str) -> None:
    assert GAZETTEER.find(name) == []
    assert not GAZETTEER.has(fold_name(name))


@given(st.text(max_size=20))
def test_has_and_find_agree_on_any_text(name: str) -> None:
    assert GAZETTEER.has(fold_name(name)) == bool(GAZETTEER.find(name))


def test_a_list_that_was_handed_out_may_be_changed() -> None:
    GAZETTEER.find("Aleppo").clear()
    assert GAZETTEER.find("Aleppo")


def test_every_place_is_on_earth_and_has_a_name_a_radius_and_a_country() -> None:
    with sqlite3.connect(f"{GAZETTEER.path.as_uri()}?mode=ro&immutable=1", uri=True) as file:
        firsts = [first for (first,) in file.execute("SELECT first FROM places")]
    file.close()
    for first in firsts[::40]:
        for place in GAZETTEER.find(_name_of(first)):
            assert -90 <= place.latitude <= 90
            assert -180 <= place.longitude <= 180
            assert place.radius > 0
            assert place.name
            assert len(place.country) == 2
            assert place.parents or place.precision is Precision.COUNTRY


def _name_of(number: int) -> str:
    return GAZETTEER._file.chain(number)[0].name  # the one way to walk over all places


def test_every_chain_of_parents_ends_with_a_country() -> None:
    for number in range(1, 336_000, 997):
        assert GAZETTEER._file.chain(number)[-1].precision == "country"


def test_the_file_is_the_one_described_and_no_larger_than_allowed() -> None:
    GAZETTEER.verify()
    description = json.loads(GAZETTEER.path.with_suffix(".json").read_text("utf-8"))
    assert GAZETTEER.digest == description["sha256"]
    assert GAZETTEER.path.stat().st_size == description["bytes"] <= 20_000_000
    assert description["places"] > 330_000
    assert {"GeoNames", "Who's On First"} <= set(description["licences"])
    assert (GAZETTEER.path.parent / "ATTRIBUTION.md").read_text("utf-8").count("CC BY 4.0")


def test_threads_may_share_it() -> None:
    gazetteer = open_gazetteer()
    names = ["Aleppo", "Homs", "Mosul", "Kyiv", "Sanaa", "Rafah", "Nowhere-at-all"] * 30
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(gazetteer.find, names))
    assert found == [GAZETTEER.find(name) for name in names]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_it_works_on_both_sides_of_a_fork() -> None:
    GAZETTEER.find("Aleppo")
    child = os.fork()
    if child == 0:
        os._exit(0 if GAZETTEER.find("Zaporizhzhia") else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert GAZETTEER.find("Kramatorsk")


def test_it_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(GAZETTEER)).find("Aleppo") == GAZETTEER.find("Aleppo")  # noqa: S301 - our own


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the gazetteer that a test may damage."""
    for ending in (".sqlite", ".json"):
        copy(GAZETTEER.path.with_suffix(ending), tmp_path)
    return tmp_path / "gazetteer.sqlite"


def describe(path: Path, **changed: object) -> None:
    beside = path.with_suffix(".json")
    beside.write_text(json.dumps(json.loads(beside.read_text("utf-8")) | changed), encoding="utf-8")


def test_a_missing_file_is_named_with_what_to_do(own: Path) -> None:
    own.unlink()
    with pytest.raises(RecordError, match=r"gazetteer\.sqlite: no gazetteer to read .* reinstall"):
        SqliteGazetteer(own)


def test_a_missing_description_is_named(own: Path) -> None:
    own.with_suffix(".json").unlink()
    with pytest.raises(RecordError, match=r"gazetteer\.json: no gazetteer to read"):
        SqliteGazetteer(own)


@pytest.mark.parametrize("text", ["", "{", "[]", "\xff"])
def test_a_broken_description_is_an_error(own: Path, text: str) -> None:
    own.with_suffix(".json").write_bytes(text.encode("latin-1"))
    with pytest.raises(RecordError, match="damaged"):
        SqliteGazetteer(own)


def test_a_file_cut_short_is_refused_at_once(own: Path) -> None:
    with own.open("r+b") as file:
        file.truncate(1_000_000)
    with pytest.raises(RecordError, match=r"damaged \(it has 1,000,000 bytes instead of"):
        SqliteGazetteer(own)


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 1000])
def test_what_is_no_database_is_an_error_when_asked(own: Path, content: bytes) -> None:
    own.write_bytes(content)
    describe(own, bytes=len(content))
    with pytest.raises(RecordError, match="damaged"):
        SqliteGazetteer(own).find("Aleppo")


def test_bytes_overwritten_inside_are_an_error_and_fail_the_check(own: Path) -> None:
    with own.open("r+b") as file:
        for offset in range(200_000, own.stat().st_size, 16_384):
            file.seek(offset)
            file.write(b"\x00" * 4_000)
    damaged = SqliteGazetteer(own)
    with pytest.raises(RecordError, match="SHA-256"):
        damaged.verify()
    with pytest.raises(RecordError, match="damaged"):
        [damaged.find(name) for name, *_ in CITIES]


def test_another_format_is_refused(own: Path) -> None:
    describe(own, format=2)
    with pytest.raises(RecordError, match="format 2; this Recount reads 1"):
        SqliteGazetteer(own)


def test_a_path_with_odd_characters_is_read(own: Path, tmp_path: Path) -> None:
    folder = tmp_path / "50% of #1 ? ünï"
    folder.mkdir()
    for ending in (".sqlite", ".json"):
        own.with_suffix(ending).rename(folder / f"gazetteer{ending}")
    assert SqliteGazetteer(folder / "gazetteer.sqlite").find("Aleppo")


def test_reading_needs_no_database_library_but_the_standard_one() -> None:
    assert sys.modules["recount.store.gazetteer"].__dict__.get("sqlalchemy") is None
