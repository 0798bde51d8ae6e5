"""`recount verify`, `export wacz`, `search`, and what `show` and `doctor` tell of originals."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.command import Terminal, without_moves
from tests.cli.conftest import Recount

RAID = "Raid on Homs\n\nAt least {n} people were killed in an airstrike on Homs on 11 October 2016, activists said."


@pytest.fixture
def raid(recount: Recount, folder: Path) -> Path:
    """A record of one report."""
    (folder / "raid.txt").write_text(RAID.format(n=14), encoding="utf-8")
    assert recount("run", "raid.txt", "--outlet", "Gazette", env={"RECOUNT_COLLECTOR": "Valley Archive"}).code == 0
    return folder


def original(folder: Path) -> Path:
    (found,) = (folder / "recount.db.originals").glob("??/*")
    return found


def test_a_record_as_it_was_made_is_verified(recount: Recount, raid: Path) -> None:
    done = recount("verify")
    assert (done.code, done.out) == (0, "")
    looked, last = done.err.splitlines()
    assert looked.startswith("looked at 1 originals (0.0 MB) and 1 captures; 1 reports, ")
    assert last == "everything is as the record says"


def test_what_is_wrong_is_told_and_ends_with_a_code_of_its_own(recount: Recount, raid: Path) -> None:
    path = original(raid)
    path.chmod(0o644)
    path.write_bytes(b"other")
    done = recount("verify")
    assert done.code == 4
    assert f"{path.name}: Its bytes are not those that were taken in." in done.err
    done = recount("verify", "--format", "jsonl")
    assert (done.code, [line["kind"] for line in done.lines]) == (4, ["original_changed"])


def test_a_record_that_was_moved_without_its_folder_is_told_where_it_was_looked_for(
    recount: Recount, raid: Path
) -> None:
    (raid / "recount.db.originals").rename(raid / "elsewhere")
    done = recount("verify")
    assert done.code == 4
    assert "there is no original in recount.db.originals: where the record was moved, move that folder" in done.err
    assert recount("verify", env={"RECOUNT_ORIGINALS": "elsewhere"}).code == 0


def test_what_is_in_the_folder_besides_is_said_and_is_no_fault(recount: Recount, raid: Path) -> None:
    (raid / "recount.db.originals" / "notes.txt").write_bytes(b"")
    done = recount("verify")
    assert done.code == 0
    assert "It is no original: something else put it here." in done.err


def test_a_person_sees_how_far_it_is(raid: Path, environment: dict[str, str]) -> None:
    done = Terminal(["verify"], cwd=raid, env=environment).finish()
    assert done.code == 0
    assert "everything is as the record says" in without_moves(done.err)


def test_a_web_archive_is_written_for_whoever_may_see_names(recount: Recount, raid: Path) -> None:
    assert "--profile internal" in recount("export", "wacz", "-o", "out.wacz").complaint
    assert "name a file" in recount("export", "wacz", "--profile", "internal").complaint
    done = recount("export", "wacz", "--profile", "internal", "-o", "out.wacz")
    assert (done.code, done.err) == (0, "written: out.wacz, with 1 originals\n")
    with zipfile.ZipFile(raid / "out.wacz") as archive:
        assert "datapackage.json" in archive.namelist()


@pytest.mark.parametrize("damage", ["gone", "changed"])
def test_an_archive_of_damaged_originals_is_not_written(recount: Recount, raid: Path, damage: str) -> None:
    (raid / "out.wacz").write_bytes(b"before")
    path = original(raid)
    path.chmod(0o644)
    path.unlink() if damage == "gone" else path.write_bytes(b"other")
    done = recount("export", "wacz", "--profile", "internal", "-o", "out.wacz")
    assert done.code == 4
    assert "recount verify" in done.complaint
    assert (raid / "out.wacz").read_bytes() == b"before"
    assert not list(raid.glob(".*.part"))


def test_a_record_without_originals_has_no_archive(recount: Recount, folder: Path) -> None:
    (folder / "raid.txt").write_text(RAID.format(n=14), encoding="utf-8")
    assert recount("run", "raid.txt", env={"RECOUNT_KEEP_ORIGINALS": "false"}).code == 0
    assert "has no originals" in recount("export", "wacz", "--profile", "internal", "-o", "x.wacz").complaint
    assert not (folder / "x.wacz").exists()
    assert "none was kept" in recount("show", "raid").out


def test_a_report_is_shown_with_how_it_came(recount: Recount, raid: Path) -> None:
    told = recount("show", "raid").out
    assert f"sha256:{original(raid).name}" in told
    assert "UTC, file: raid.txt" in told
    assert "collected by Valley Archive" in told
    (line,) = recount("show", "raid", "--format", "jsonl").lines
    assert line["captures"][0]["collector"] == "Valley Archive"
    original(raid).unlink()
    assert "not in the folder of originals" in recount("show", "raid").out


def test_a_report_is_shown_with_what_its_version_changed(recount: Recount, raid: Path) -> None:
    (raid / "raid.txt").write_text(RAID.format(n=17), encoding="utf-8")
    assert recount("run", "raid.txt", "--outlet", "Gazette").code == 0
    told = recount("show", "raid").out
    assert "At least [-14-] {+17+} people" in told
    assert "number changed: at least 14 killed" in told
    (line,) = recount("show", "raid", "--format", "jsonl").lines
    assert [version["head"]["version"] for version in line["versions"]] == [1, 2]
    assert {"change": "removed", "words": "14"} in line["changed"][0]["pieces"]
    assert line["claims_changed"][0]["kind"] == "number changed"
    assert "changed since" not in recount("show", line["versions"][0]["head"]["id"]).out


def test_words_are_found_in_reports_and_in_the_sentences_of_claims(recount: Recount, raid: Path) -> None:
    (hit,) = recount("search", "airstrike", "homs", "--format", "jsonl").lines
    assert hit["report"]["given_id"] == "raid"
    told = recount("search", "KILLED", "--claims").out
    assert "at least 14 killed" in told
    assert "killed ≥14" in told
    (found,) = recount("search", "killed", "--claims", "--place", "homs", "--format", "jsonl").lines
    assert [found["sentence"][mark["start"] : mark["end"]] for mark in found["marks"]] == ["killed"]
    assert recount("search", "killed", "--claims", "--place", "Aleppo").out == ""
    assert recount("search", "killed", "--outlet", "courier").out == ""
    assert "Raid on Homs" in recount("search", "killed", "--outlet", "gazette").out
    assert recount("search", "killed", "--from", "2016-10-01").out == ""


def test_a_search_that_can_not_be_meant_is_told(recount: Recount, raid: Path) -> None:
    assert recount("search", "!?").complaint == "recount: nothing to search for: give a word"
    assert "--claims as well" in recount("search", "killed", "--place", "Homs").complaint
    assert recount("search", "killed", "--from", "soon").code == 2


def test_marks_stand_out_on_a_terminal_and_not_in_a_file(
    recount: Recount, raid: Path, environment: dict[str, str]
) -> None:
    assert "\x1b" not in recount("search", "killed").out
    assert "killed" in recount("search", "killed").out


def test_the_doctor_tells_of_originals_captures_and_the_index(recount: Recount, raid: Path) -> None:
    rows = {(row["part"], row["name"]): row for row in recount("doctor", "--format", "jsonl").lines}
    assert rows["record", "captures"]["value"] == "1"
    assert rows["record", "searched reports"] | {"problem": 0} == rows["record", "searched reports"]
    assert rows["record", "searched reports"]["note"] == "all"
    assert rows["record", "originals"]["value"] == "recount.db.originals"
    assert rows["record", "originals"]["note"].startswith("1 files, ")


def test_nobody_is_named_as_collector_unless_the_settings_do(recount: Recount, folder: Path) -> None:
    (folder / "raid.txt").write_text(RAID.format(n=14), encoding="utf-8")
    assert recount("run", "raid.txt").code == 0
    (line,) = recount("show", "raid", "--format", "jsonl").lines
    assert line["captures"][0]["collector"] == ""
    assert "root" not in json.dumps(line["captures"])
