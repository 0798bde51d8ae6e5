"""`recount gazetteer`: adding places, looking names up, and runs that know what was added."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Recount
from tests.store.own_places.samples import GEONAMES, OCHA, write

OWN = {"RECOUNT_GAZETTEER": "own.sqlite"}
REPORT = (
    b"KAFR ZAYTUNA, 12 October 2016 (Pallister Tribune) - Shelling killed five people in Kafr Zaytuna on Tuesday.\n"
)

SPELLINGS = [
    ("Deir ez-Zor", ("Deir Ezzor", "Deir al-Zour", "Dayr az-Zawr", "Deir Alzour", "DEIR EZ ZOR", "دير الزور")),
    ("Raqqa", ("ar-Raqqah", "al-Raqqa", "Raqqah", "Er Raqqa", "Alraqqa", "الرقة")),
    ("Hasakah", ("al-Hasakeh", "Hassakeh", "el-Hasake", "الحسكة")),
    ("Azaz", ("A'zaz", "I'zaz", "أعزاز", "اعزاز")),
    ("Khan Sheikhoun", ("Khan Shaykhun", "Khan-Shaikhun", "خان شيخون")),
    ("Jisr al-Shughour", ("Jisr ash-Shughur", "Jisr al-Shughur", "جسر الشغور")),
    ("Manbij", ("Membij", "Menbij", "منبج")),
    ("Hodeidah", ("al-Hudaydah", "Hudaida", "الحديدة")),
    ("Fallujah", ("al-Falluja", "Faluja", "الفلوجة")),
    ("Beit Lahia", ("Bayt Lahya", "Beit Lahiya", "بيت لاهيا")),
    ("Tell Rifaat", ("Tal Rifaat", "Tall Rifat", "تل رفعت")),
]


@pytest.mark.parametrize(("name", "others"), SPELLINGS, ids=[name for name, _ in SPELLINGS])
def test_every_usual_spelling_finds_the_place(recount: Recount, name: str, others: tuple[str, ...]) -> None:
    key = recount("gazetteer", "find", name, "--format", "jsonl").lines[0]["key"]
    for other in others:
        done = recount("gazetteer", "find", other, "--format", "jsonl")
        assert (done.code, done.lines[0]["key"]) == (0, key), other


@pytest.mark.parametrize(
    ("name", "other"), [("Homs", "Hama"), ("Azaz", "Aziz"), ("Kafr Nabl", "Kafr Nuboudah"), ("Sarmin", "Sarmada")]
)
def test_names_that_look_alike_stay_apart(recount: Recount, name: str, other: str) -> None:
    keys = [{line["key"] for line in recount("gazetteer", "find", n, "--format", "jsonl").lines} for n in (name, other)]
    assert not keys[0] & keys[1]


def test_places_are_added_found_and_used_by_runs(recount: Recount, folder: Path) -> None:
    write(folder, "places.csv", OCHA)
    before = recount("extract", "-", stdin=REPORT, env=OWN)
    done = recount("gazetteer", "add", "places.csv", env=OWN)
    assert (done.code, done.err) == (0, "")
    assert "added       2" in done.out
    assert "2 no coordinates" in done.out
    found = recount("gazetteer", "find", "Kafar Zaytunah", "--format", "jsonl", env=OWN)
    [line] = found.lines
    assert line["origin"] == "OCHA table places.csv"
    assert (line["latitude"], line["parents"]) == (36.1001, ["Harim", "Idlib", "Syria"])
    assert "OCHA table" in recount("gazetteer", "find", "كفر زيتونة", env=OWN).out
    after = recount("extract", "-", stdin=REPORT, env=OWN)
    [told] = after.lines[0]["claims"]
    assert told["where"][1:] == ["Idlib", "Syria"]
    assert before.lines[0]["claims"][0]["where"] != told["where"]


def test_the_counts_are_printed_as_json_too(recount: Recount, folder: Path) -> None:
    write(folder, "SY.txt", GEONAMES)
    for added, unchanged in ((4, 0), (0, 6)):
        [line] = recount("gazetteer", "add", "SY.txt", "--format", "jsonl", env=OWN).lines
        assert (line["kind"], line["added"], line["unchanged"]) == ("GeoNames country dump", added, unchanged)
        assert line["refused"] == {"no_name": 1, "out_of_range": 1, "duplicate": 1, "other_kind": 1}
    assert not list(folder.glob(".own*"))


def test_unknown_names_files_and_countries_are_told(recount: Recount, folder: Path) -> None:
    done = recount("gazetteer", "find", "Qzxvw")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("no place of the name 'Qzxvw' is known")
    done = recount("gazetteer", "add", "none.csv")
    assert (done.code, done.complaint) == (
        3,
        "recount: none.csv: can't be read (No such file or directory): give the path of a file of places",
    )
    write(folder, "list.csv", "name,lat,lon\nAnywhere,36,37\n")
    done = recount("gazetteer", "add", "list.csv", env=OWN)
    assert (done.code, "name it with --country" in done.complaint) == (3, True)
    assert recount("gazetteer", "add", "list.csv", "--country", "Narnia", env=OWN).code == 2
    assert recount("gazetteer", "add", "list.csv", "--country", "Syria", env=OWN).code == 0


def test_the_default_place_is_the_users_data_folder(recount: Recount, folder: Path) -> None:
    write(folder, "places.csv", OCHA)
    home = {"XDG_DATA_HOME": str(folder / "share")}
    assert recount("gazetteer", "add", "places.csv", env=home).code == 0
    assert (folder / "share" / "recount" / "gazetteer.sqlite").is_file()


@pytest.mark.parametrize("args", [("gazetteer", "find", "Azaz"), ("run", "reports"), ("extract", "reports")])
@pytest.mark.parametrize("data", [b"", b"Dear diary", b"cut"])
def test_a_damaged_gazetteer_is_told_by_every_command_that_reads_it(
    recount: Recount, folder: Path, args: tuple[str, ...], data: bytes
) -> None:
    own = folder / "own.sqlite"
    if data == b"cut":
        recount("gazetteer", "add", write(folder, "places.csv", OCHA), env=OWN)
        data = own.read_bytes()[:-100]
    own.write_bytes(data)
    done = recount(*args, env=OWN)
    assert (done.code, done.out) == (4, "")
    assert done.complaint.startswith("recount: own.sqlite")
    assert own.read_bytes() == data


def test_doctor_tells_of_the_own_gazetteer(recount: Recount, folder: Path) -> None:
    def own() -> dict[str, object]:
        lines = recount("doctor", "--format", "jsonl", env=OWN).lines
        return next(line for line in lines if line["name"] == "own gazetteer")

    assert own()["note"] == "none yet: `recount gazetteer add FILE` makes it"
    recount("gazetteer", "add", write(folder, "places.csv", OCHA), env=OWN)
    assert (own()["value"], own()["note"]) == ("own.sqlite", "2 places")
    data = bytearray((folder / "own.sqlite").read_bytes())
    data[4096:12288] = bytes(8192)
    (folder / "own.sqlite").write_bytes(data)
    assert (own()["value"], own()["problem"]) == ("unusable", 4)


def test_each_gazetteer_command_has_help_on_one_screen(recount: Recount) -> None:
    for name in ("add", "find"):
        lines = recount("gazetteer", name, "--help").out.splitlines()
        assert len(lines) <= 24
        assert max(map(len, lines)) <= 80


def test_whoever_may_not_write_there_is_told_so(recount: Recount, folder: Path) -> None:
    write(folder, "places.csv", OCHA)
    (folder / "file").write_text("no folder", encoding="utf-8")
    done = recount("gazetteer", "add", "places.csv", env={"RECOUNT_GAZETTEER": "file/own.sqlite"})
    assert done.code == 4
    assert done.complaint.startswith("recount: file/own.sqlite")
