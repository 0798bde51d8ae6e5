"""The build of the gazetteer, on a handful of invented places."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from recount.model import Precision
from recount.store.gazetteer import FORMAT, SqliteGazetteer

if TYPE_CHECKING:
    from tools.gazetteer.entry import Entry


@pytest.fixture(autouse=True)
def _tools(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(repository))


def entry(key: str, name: str, **fields: object) -> Entry:
    from tools.gazetteer.entry import Entry

    given: dict[str, object] = {
        "precision": Precision.VILLAGE,
        "country": "SY",
        "latitude": 35.0,
        "longitude": 37.0,
        "names": [name],
    }
    return Entry(key=key, name=name, **(given | fields))  # type: ignore[arg-type]


def country(key: str = "geonames:1") -> Entry:
    return entry(key, "Syria", precision=Precision.COUNTRY, radius=400_000.0, population=1_000_000)


def region(code: str = "SY.01", name: str = "Northland", **fields: object) -> Entry:
    return entry(f"geonames-admin1:{code}", name, precision=Precision.REGION, region=code, radius=50_000.0, **fields)


def merged(wof: list[Entry], cities: list[Entry]) -> dict[str, Entry]:
    from tools.gazetteer.merge import merge

    return {e.key: e for e in merge(wof, cities, [country()], [region()], known={})}


def written(path: Path, entries: list[Entry]) -> SqliteGazetteer:
    from tools.gazetteer.contain import find_parents
    from tools.gazetteer.write import write

    write(path, entries, find_parents(entries))
    content = path.read_bytes()
    described = {"format": FORMAT, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    path.with_suffix(".json").write_text(json.dumps(described), encoding="utf-8")
    return SqliteGazetteer(path)


def places() -> Iterator[Entry]:
    yield country()
    yield region()
    yield entry(
        "wof:99", "Alpha", names=["Alpha", "ألفا"], region="SY.01", geonames=7, wikidata="Q7", population=12_345
    )
    yield entry("geonames:8", "Beta", region="SY.01")
    yield from (entry(f"geonames:{number}", f"Place {number}", region="SY.01") for number in range(100, 400))


def test_the_same_entries_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    one = written(tmp_path / "one.sqlite", list(places()))
    other = written(tmp_path / "other.sqlite", list(places())[::-1])
    assert one.path.read_bytes() == other.path.read_bytes()
    one.verify()


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    gazetteer = written(tmp_path / "g.sqlite", list(places()))
    (alpha,) = gazetteer.find("ألفا")
    assert (alpha.key, alpha.name, alpha.country, alpha.population) == ("wof:99", "Alpha", "SY", 12_345)
    assert (alpha.geonames, alpha.wikidata, alpha.parents) == (7, "Q7", ("Northland", "Syria"))
    assert all(gazetteer.find(f"Place {number}")[0].key == f"geonames:{number}" for number in range(100, 400))
    assert not gazetteer.has("place 400")


def test_one_place_of_two_sources_becomes_one_entry() -> None:
    wof = entry("wof:99", "Alphā", geonames=7, wikidata="Q7", names=["Alphā", "ألفا"])
    city = entry("geonames:7", "Alpha", geonames=7, population=150_000, region="SY.01", latitude=35.01)
    found = merged([wof], [city])
    assert "geonames:7" not in found
    alpha = found["wof:99"]
    assert (alpha.precision, alpha.population, alpha.latitude) == (Precision.CITY, 150_000, 35.01)
    assert (alpha.wikidata, alpha.region) == ("Q7", "SY.01")


def test_a_wrong_identifier_brings_neither_people_nor_names() -> None:
    far = entry(
        "wof:99", "Hamlet", geonames=7, population=150_000, wikidata="Q7", names=["Hamlet", "Alpha"], latitude=33.0
    )
    city = entry("geonames:7", "Alpha", geonames=7, population=150_000)
    found = merged([far], [city])
    hamlet = found["wof:99"]
    assert (hamlet.population, hamlet.geonames, hamlet.wikidata, hamlet.names) == (0, None, None, ["Hamlet"])
    assert found["geonames:7"].population == 150_000


def test_a_large_population_that_nothing_nearby_bears_out_is_dropped() -> None:
    found = merged([entry("wof:99", "Hamlet", population=2_000_000)], [entry("geonames:8", "Beta", population=900)])
    assert (found["wof:99"].population, found["wof:99"].precision) == (0, Precision.VILLAGE)


def test_places_of_one_name_far_apart_stay_two() -> None:
    found = merged([entry("wof:99", "Alpha")], [entry("geonames:7", "Alpha", latitude=35.5)])
    assert {"wof:99", "geonames:7"} <= set(found)


def test_a_place_without_a_region_takes_its_neighbours() -> None:
    from tools.gazetteer.contain import find_parents

    entries = [
        country(),
        region(),
        region("SY.02", "Southland"),
        entry("geonames:7", "Alpha", region="SY.01"),
        entry("geonames:8", "Beta", region="SY.02", latitude=35.3),
        entry("wof:99", "Hamlet", latitude=35.05),
    ]
    assert find_parents(entries)["wof:99"] == "geonames-admin1:SY.01"


def test_parts_and_names_point_to_places_that_exist() -> None:
    from tools.gazetteer.extra import apply_extra, read_extra

    with pytest.raises(ValueError, match="no source has the place"):
        apply_extra([country()], read_extra())


def test_an_entry_kept_by_hand_must_name_its_source(tmp_path: Path) -> None:
    from tools.gazetteer.extra import read_extra

    path = tmp_path / "extra.toml"
    path.write_text('[[names]]\nplace = "geonames:7"\nnames = ["Alfa"]\n', encoding="utf-8")
    with pytest.raises(ValueError, match="names no source"):
        read_extra(path)


def test_the_tables_of_countries_and_regions_are_on_earth_and_whole() -> None:
    from tools.gazetteer.geonames import read_countries, read_regions

    countries, regions = read_countries(), read_regions()
    assert len({e.country for e in countries}) == len(countries) > 240
    assert {e.country for e in regions} <= {e.country for e in countries}
    assert all(-90 <= e.latitude <= 90 and -180 <= e.longitude <= 180 and e.radius for e in [*countries, *regions])


def test_a_ukrainian_name_without_latin_letters_is_romanised() -> None:
    from tools.gazetteer.spellings import romanise

    assert romanise("Згурівка") == "Zghurivka"
    assert romanise("Нова Єлизаветівка") == "Nova Yelyzavetivka"
    assert romanise("Щасливе") == "Shchaslyve"


@pytest.mark.parametrize("name", ["ALP", "KAC", "a lei po", "Al", "x" * 80])
def test_codes_and_machine_romanisations_are_no_names(name: str) -> None:
    from tools.gazetteer.spellings import worth

    assert not worth(name)
