"""Adding places: each kind of file is told and read, all of it or nothing, and the same again changes nothing."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recount.errors import InputError, RecordError
from recount.model import GazetteerPlace, Precision
from recount.store.gazetteer import open_gazetteer
from recount.store.own_gazetteer import JoinedGazetteer, OwnGazetteer
from recount.store.own_places import json_values, opening
from recount.store.own_places.adding import add_places
from recount.store.own_places.entry import Why
from recount.store.own_places.keeping import Added
from tests.store.own_places.samples import (
    COLLECTION,
    FLAT,
    GEONAMES,
    OCHA,
    WHOS_ON_FIRST,
    at,
    feature,
    json_lines,
    write,
)

SHIPPED = open_gazetteer()

Add = Callable[[Path], Added]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Where the user's gazetteer is to lie."""
    return tmp_path / "data" / "gazetteer.sqlite"


@pytest.fixture
def add(own: Path) -> Add:
    """Adds a file to it."""
    return lambda path: add_places(path, own, SHIPPED)


def one(own: Path, name: str) -> GazetteerPlace:
    [place] = OwnGazetteer(own).find(name)
    return place


@pytest.mark.parametrize("name", ["SY.txt", "SY.zip", "SY.txt.gz"])
def test_a_dump_of_geonames_is_read(tmp_path: Path, own: Path, add: Add, name: str) -> None:
    name = "SY.txt.zip" if name.endswith(".zip") else name
    added = add(write(tmp_path, name, GEONAMES))
    assert (added.kind, added.added, added.joined) == ("GeoNames country dump", 4, 2)
    assert added.refused == {Why.OTHER_KIND: 1, Why.OUT_OF_RANGE: 1, Why.NO_NAME: 1, Why.DUPLICATE: 1}
    town = one(own, "Tell Qarmed")
    assert (town.key, town.precision, town.population) == ("geonames:9900001", Precision.TOWN, 12500)
    assert town.parents == ("Qarmid District", "Idlib", "Syria")
    assert one(own, "تل قرميد") == town
    assert OwnGazetteer(own).find("TQ") == []
    assert one(own, "Qarmid Hospital").precision is Precision.LANDMARK
    assert one(own, "Qarmid Quarter").precision is Precision.NEIGHBOURHOOD
    assert one(own, "Qarmid District").parents == ("Idlib", "Syria")


def test_a_place_that_ships_keeps_its_entry_and_gets_the_new_spelling(tmp_path: Path, own: Path, add: Add) -> None:
    add(write(tmp_path, "SY.txt", GEONAMES))
    [shipped] = [p for p in SHIPPED.find("Idlib") if p.precision is Precision.CITY]
    both = JoinedGazetteer(SHIPPED, OwnGazetteer(own))
    assert both.find("Idlib") == SHIPPED.find("Idlib")
    assert SHIPPED.find("Edleb") == []
    assert both.find("Edleb") == [shipped]


def test_a_table_of_ocha_is_read(tmp_path: Path, own: Path, add: Add) -> None:
    added = add(write(tmp_path, "places.csv", OCHA))
    assert (added.kind, added.added) == ("OCHA table", 2)
    assert added.refused == {Why.NO_POINT: 2, Why.OUT_OF_RANGE: 1}
    village = one(own, "كفر زيتونة")
    assert (village.name, village.key, village.precision) == ("Kafr Zaytuna", "pcode:C9901", Precision.VILLAGE)
    assert (village.latitude, village.longitude, village.country) == (36.1001, 36.4001, "SY")
    assert village.parents == ("Harim", "Idlib", "Syria"), "the region as the gazetteer that ships spells it"
    assert one(own, "Sheikh Mansour East").latitude == 36.2001


@pytest.mark.parametrize(
    ("heading", "row", "precision", "parents"),
    [
        ("ADM0_EN,ADM1_EN,ADM1_PCODE,lat,lon", "Syria,Qarmidia,SY99,36,37", Precision.REGION, ("Syria",)),
        ("adm0_name,adm1_name,adm2_name,adm2_pcode,y,x", "Syria,Idlib,Qarmidia,SY9901,36,37", Precision.DISTRICT,
         ("Idlib", "Syria")),
        ("NAME_EN;NAME_AR;PCODE;Latitude;Longitude;Country", "Qarmidia;قرميدية;C9;36,5;37,5;SY", Precision.VILLAGE,
         ("Syria",)),
        ("place name\ttype\tpopulation\tlat\tlong\tiso2", "Qarmidia\tneighbourhood\t1,200\t36\t37\tSY",
         Precision.NEIGHBOURHOOD, ("Syria",)),
        ("featureRefName,adm1Name_en,pop,POINT_Y,POINT_X,country code", "Qarmidia,Idlib,120000,36,37,SY",
         Precision.CITY, ("Idlib", "Syria")),
    ],
)  # fmt: skip
def test_columns_are_known_in_their_usual_spellings(
    tmp_path: Path, own: Path, add: Add, heading: str, row: str, precision: Precision, parents: tuple[str, ...]
) -> None:
    assert add(write(tmp_path, "list.csv", f"{heading}\n{row}\n")).added == 1
    place = one(own, "Qarmidia")
    assert (place.precision, place.parents, place.country) == (precision, parents, "SY")


@pytest.mark.parametrize("packed", [False, True])
def test_a_bundle_of_whos_on_first_is_read(tmp_path: Path, own: Path, add: Add, packed: bool) -> None:
    if packed:
        path = tmp_path / "bundle.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for row in WHOS_ON_FIRST:
                archive.writestr(f"data/{row['id']}.geojson", json.dumps(row, indent=1))
    else:
        path = write(tmp_path, "bundle.geojson", json.dumps({"type": "FeatureCollection", "features": WHOS_ON_FIRST}))
    added = add(path)
    assert (added.kind, added.added) == ("Who's On First bundle", 2)
    assert added.refused == {Why.OUTDATED: 1, Why.OTHER_KIND: 1}
    village = one(own, "Khirbat al-Sindian")
    assert (village.name, village.key, village.population) == ("Khirbat as-Sindyan", "wof:990001", 800)
    assert village.parents[0] == "Sindyan County"
    assert village.parents[-1] == "Syria"


def test_a_flattened_bundle_is_read(tmp_path: Path, own: Path, add: Add) -> None:
    added = add(write(tmp_path, "wof.jsonl.gz", json_lines(FLAT)))
    assert (added.kind, added.added) == ("Who's On First bundle", 1)
    town = one(own, "عين برادة")
    assert (town.precision, town.wikidata) == (Precision.TOWN, "Q990011")
    assert 1_300 < town.radius < 1_500


@pytest.mark.parametrize("lines", [False, True])
def test_plain_geojson_is_read(tmp_path: Path, own: Path, add: Add, lines: bool) -> None:
    text = json_lines(COLLECTION["features"]) if lines else json.dumps(COLLECTION)  # type: ignore[arg-type]
    added = add(write(tmp_path, "own.geojson", text))
    assert (added.kind, added.added) == ("GeoJSON", 3)
    assert added.refused == {Why.OUT_OF_RANGE: 1, Why.NO_POINT: 1, Why.NO_COUNTRY: 1}
    assert one(own, "مخيم زيتون").precision is Precision.LANDMARK
    plain = one(own, "Sahl Zaytun")
    assert (round(plain.latitude, 6), round(plain.longitude, 6), plain.precision) == (35.1, 36.1, Precision.DISTRICT)
    assert 14_000 < plain.radius < 15_000
    assert round(one(own, "Two Parts").longitude, 6) == 36.1, "the larger part"


def test_the_country_may_be_given(tmp_path: Path, own: Path) -> None:
    path = write(tmp_path, "own.geojson", json_lines([feature("Anywhere", at(36.5, 36.2))]))
    assert add_places(path, own, SHIPPED, country="SY").added == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("SY.txt", GEONAMES),
        ("places.csv", OCHA),
        ("bundle.jsonl", json_lines(WHOS_ON_FIRST)),
        ("own.geojson", json.dumps(COLLECTION)),
    ],
)
def test_the_same_file_again_changes_nothing(tmp_path: Path, own: Path, add: Add, name: str, text: str) -> None:
    path = write(tmp_path, name, text)
    first, before = add(path), own.read_bytes()
    again = add(path)
    assert (again.added, again.joined, again.updated) == (0, 0, 0)
    assert again.unchanged == first.added + first.joined
    assert again.refused == first.refused
    assert own.read_bytes() == before
    assert [p.name for p in own.parent.iterdir()] == [own.name]


def test_an_entry_that_says_something_else_now_is_updated(tmp_path: Path, own: Path, add: Add) -> None:
    add(write(tmp_path, "SY.txt", GEONAMES))
    changed = GEONAMES.replace("تل قرميد", "تل عرميد").replace("35.9001", "35.9101")
    added = add(write(tmp_path, "SY2.txt", changed))
    assert (added.added, added.updated) == (0, 1)
    assert one(own, "تل عرميد").latitude == 35.9101
    assert OwnGazetteer(own).find("تل قرميد") == []
    assert OwnGazetteer(own).origins("تل عرميد") == {"geonames:9900001": "GeoNames country dump SY2.txt"}


def test_one_place_of_two_files_is_one(tmp_path: Path, own: Path, add: Add) -> None:
    add(write(tmp_path, "SY.txt", GEONAMES))
    added = add(write(tmp_path, "list.csv", "name_en,name_ar,lat,lon,country\nTal Qarmid,تلة,35.905,36.505,SY\n"))
    assert (added.added, added.joined) == (0, 1)
    assert one(own, "تلة").key == "geonames:9900001"
    namesake = add(write(tmp_path, "far.csv", "name,lat,lon,country\nTal Qarmid,33.1,36.1,SY\n"))
    assert namesake.added == 1
    assert len(OwnGazetteer(own).find("Tall Qarmid")) == 2


def too_deep() -> str:
    return '{"type": "Feature", "properties": ' + "[" * 100_000


HOSTILE = [
    ("empty.txt", b"", "the file is empty"),
    ("blank.csv", b"\n \n", "there is nothing in it"),
    ("notes.txt", b"Dear diary\nnothing happened\n", "no kind of file of places that Recount knows"),
    ("columns.csv", b"colour,taste\nred,sweet\n", "its first line reads colour, taste"),
    ("nopoint.csv", b"name,population\nAzaz,5\n", "no kind of file"),
    ("latin.csv", "name,lat,lon\nOrléans,1,2\n".encode("latin-1"), "it is not UTF-8 text"),
    ("utf16.csv", "name,lat,lon\nAzaz,1,2\n".encode("utf-16"), "it is not UTF-8 text"),
    ("other.json", b'{"a": 1}', "JSON, but neither"),
    ("none.geojson", b'{"type": "FeatureCollection", "features": []}', "there is no place in it"),
    ("cut.geojson", json.dumps(COLLECTION).encode()[:-60], "cut off"),
    ("broken.geojson", b'{"type": "FeatureCollection", "features": [{"type" "Feature"}]}', "no JSON of places"),
    ("deep.geojson", too_deep().encode(), "nested too deeply"),
    ("digits.geojson", b'{"type": "Feature", "id": ' + b"9" * 10_000 + b"}", "no JSON of places"),
    ("broken.zip", b"PK\x03\x04 and so on", "can't be unpacked"),
    ("broken.gz", b"\x1f\x8b\x08\x00 and so on and on", "can't be unpacked"),
    ("binary.txt", bytes(range(256)) * 4, "not UTF-8"),
    ("useless.csv", b"name,lat,lon,country\nAzaz,99,2,SY\n", "none of its entries can be used (1 coordinates out of"),
    ("quote.csv", b'name,lat,lon,country\n"Azaz,1,2,SY\n' + b"x,1,2,SY\n" * 30_000, "no table that can be read"),
]


@pytest.mark.parametrize(("name", "data", "told"), HOSTILE, ids=[name for name, *_ in HOSTILE])
@pytest.mark.parametrize("there", [False, True])
def test_what_is_no_file_of_places_is_refused_and_changes_nothing(
    tmp_path: Path, own: Path, add: Add, name: str, data: bytes, told: str, there: bool
) -> None:
    if there:
        add(write(tmp_path, "places.csv", OCHA))
    before = own.read_bytes() if there else None
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        add(path)
    assert told in str(caught.value)
    assert str(caught.value).startswith(f"{path}: ")
    assert (own.read_bytes() if own.exists() else None) == before
    assert not own.parent.exists() or [p.name for p in own.parent.iterdir()] == ([own.name] if there else [])


def test_a_file_that_goes_wrong_late_leaves_the_gazetteer_as_it_was(tmp_path: Path, own: Path, add: Add) -> None:
    add(write(tmp_path, "places.csv", OCHA))
    before = own.read_bytes()
    data = GEONAMES.encode() + b"\n\xff\xfe\n"
    with pytest.raises(InputError, match="UTF-8"):
        add(write(tmp_path, "SY.txt", data))
    assert own.read_bytes() == before


def test_a_bomb_is_refused(tmp_path: Path, own: Path, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "SMALL", 200_000)
    bomb = OCHA + "x" * 300 + "\n" * 3_000_000
    for name in ("bomb.csv.zip", "bomb.csv.gz"):
        with pytest.raises(InputError, match="unpacks to far more"):
            add(write(tmp_path, name, bomb))
    assert not own.exists()


def test_lines_fields_and_objects_have_a_limit(tmp_path: Path, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LONGEST_LINE", 10_000)
    with pytest.raises(InputError, match="line 2 has over 10,000 characters"):
        add(write(tmp_path, "long.csv", f"name,lat,lon\n{'x' * 10_001},1,2\n"))
    monkeypatch.undo()
    monkeypatch.setattr(json_values, "LARGEST", 200_000)
    with pytest.raises(InputError, match="one object has over"):
        add(write(tmp_path, "long.geojson", '{"type": "Feature", "properties": {"name": "' + "x" * 2_000_000))
    monkeypatch.undo()
    long = "y" * (csv.field_size_limit() + 1)
    with pytest.raises(InputError, match="field larger than"):
        add(write(tmp_path, "field.csv", f"name,lat,lon\n{long},1,2\n"))


def test_a_name_too_long_is_refused_and_marks_that_are_not_seen_are_dropped(
    tmp_path: Path, own: Path, add: Add
) -> None:
    rows = [f"{'Tall ' * 50},36.5,37.5,SY", "Tall\u202e Zay\u200btun\x07,36.5,37.5,SY"]
    added = add(write(tmp_path, "list.csv", "name,lat,lon,country\n" + "\n".join(rows)))
    assert (added.added, added.refused) == (1, {Why.LONG_NAME: 1})
    assert one(own, "Tall Zaytun").name == "Tall Zaytun"


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e999", "north", "91", "-180.5"])
def test_no_coordinate_off_the_earth_is_kept(tmp_path: Path, own: Path, add: Add, value: str) -> None:
    with pytest.raises(InputError, match=r"none of its entries can be used \(1 (no coordinates|coordinates out)"):
        add(write(tmp_path, "list.csv", f"name,lat,lon,country\nAzaz,{value},37,SY\n"))
    assert not own.exists()


def test_what_is_no_gazetteer_is_never_written_over(tmp_path: Path, own: Path, add: Add) -> None:
    own.parent.mkdir()
    own.write_text("Dear diary", encoding="utf-8")
    with pytest.raises(RecordError, match="is no gazetteer of Recount"):
        add(write(tmp_path, "places.csv", OCHA))
    assert own.read_text(encoding="utf-8") == "Dear diary"


def test_a_link_stays_a_link_and_the_gazetteer_keeps_its_permissions(tmp_path: Path, own: Path, add: Add) -> None:
    add(write(tmp_path, "places.csv", OCHA))
    real = tmp_path / "real.sqlite"
    own.rename(real)
    real.chmod(0o640)
    own.symlink_to(real)
    add(write(tmp_path, "SY.txt", GEONAMES))
    assert own.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert one(own, "Tall Qarmid").country == "SY"


def test_a_gazetteer_changed_meanwhile_is_not_written_over(tmp_path: Path, own: Path, add: Add) -> None:
    add(write(tmp_path, "places.csv", OCHA))
    other = write(tmp_path, "other.csv", "name,lat,lon,country\nTall Zaytun,36.5,37.5,SY\n")

    def meanwhile(done: int, every: int) -> None:
        add_places(other, own, SHIPPED)

    with pytest.raises(RecordError, match="another program changed it meanwhile"):
        add_places(write(tmp_path, "SY.txt", GEONAMES), own, SHIPPED, progress=_once_after(2, meanwhile))
    assert one(own, "Tall Zaytun").country == "SY"
    assert OwnGazetteer(own).find("Tall Qarmid") == []
    assert [p.name for p in own.parent.iterdir()] == [own.name]


def _once_after(calls: int, act: Callable[[int, int], None]) -> Callable[[int, int], None]:
    told: list[int] = []

    def tell(done: int, every: int) -> None:
        told.append(done)
        if len(told) == calls + 1:
            act(done, every)

    return tell


@given(where=st.integers(0, 200_000), byte=st.integers(0, 255))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_byte_changed_anywhere_gives_an_answer_or_a_clear_error(tmp_path: Path, where: int, byte: int) -> None:
    whole = tmp_path / "whole.sqlite"
    if not whole.exists():
        add_places(write(tmp_path, "SY.txt", GEONAMES), whole, SHIPPED)
    data = bytearray(whole.read_bytes())
    data[where % len(data)] = byte
    changed = tmp_path / "changed.sqlite"
    changed.write_bytes(data)
    with suppress(RecordError):
        own = OwnGazetteer(changed)
        own.has("azaz")
        assert all(abs(place.latitude) <= 90 for place in own.find("Tall Qarmid"))
        own.verify()
