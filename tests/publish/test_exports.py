from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from recount.errors import UsageError
from recount.model import Profile, Release
from recount.publish import EXPORTERS, What, leaks, redact, write
from recount.publish.as_csv import CLAIM_COLUMNS, INCIDENT_COLUMNS
from recount.publish.rows import ClaimRow, IncidentRow, claim_rows, incident_rows
from tests.publish.sample import BUSTAN_RAID, CLAIMS, EARLY, TOTAL, WESTERN_HALF, sample_release

WHAT = ("claims", "incidents")


def written(form: str, what: str, release: Release | None = None) -> str:
    return "".join(write(release or sample_release(), form=form, what=what))


def table(what: str, release: Release | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written("csv", what, release), newline="")))


@pytest.mark.parametrize("what", WHAT)
@pytest.mark.parametrize("form", EXPORTERS.names())
def test_every_exporter_writes_each_thing_once_ends_its_line_and_leaks_nothing(form: str, what: str) -> None:
    release = redact(sample_release(), Profile.PUBLIC)
    text = written(form, what, release)
    assert text == written(form, what, release)
    assert text.endswith("\n")
    assert text.encode("utf-8")
    assert not leaks(text, release.removed)
    ids = [row.id for row in claim_rows(release)] if what == "claims" else []
    for identifier in [*ids, *(row.incident for row in incident_rows(release) if what == "incidents")]:
        assert identifier in text


@pytest.mark.parametrize("what", WHAT)
@pytest.mark.parametrize("form", EXPORTERS.names())
def test_every_exporter_writes_an_empty_record(form: str, what: str) -> None:
    findings = replace(sample_release().snapshot.findings, incidents=(), figures=(), grades=())
    empty = replace(
        sample_release(), claims=(), statements=(), snapshot=replace(sample_release().snapshot, findings=findings)
    )
    text = "".join(EXPORTERS.get(form)(empty, What(what)))
    assert text == written(form, what, empty)
    assert "claim:" not in text
    assert "incident:" not in text


def test_an_unknown_form_or_thing_is_a_usage_error_that_lists_the_known_ones() -> None:
    with pytest.raises(UsageError, match="csv, geojson, jsonl"):
        write(sample_release(), form="xls", what="claims")
    with pytest.raises(UsageError, match="claims, incidents, brief"):
        write(sample_release(), form="csv", what="reports")


def test_the_columns_are_the_fields_of_the_rows() -> None:
    flat = {"when_start": "when", "when_end": "when", "latitude": "where", "longitude": "where"}
    flat |= {"precision": "where", "radius_m": "where"}
    assert {flat.get(name, name) for name in CLAIM_COLUMNS} == set(ClaimRow.__dataclass_fields__)
    tolls = {name: name.split("_")[0] for name in INCIDENT_COLUMNS if name.startswith(("killed_", "injured_"))}
    assert {{**flat, **tolls}.get(name, name) for name in INCIDENT_COLUMNS} == set(IncidentRow.__dataclass_fields__)


def test_csv_has_one_row_per_claim_with_crlf_ends() -> None:
    text = written("csv", "claims")
    rows = table("claims")
    assert [row["id"] for row in rows] == [one.grounded.claim.id for one in CLAIMS]
    assert text.count("\r\n") == len(CLAIMS) + 1
    assert rows[0]["where"] == "Bustan al-Qasr > Aleppo > Syria"
    assert rows[0]["used"] == "false"
    assert rows[0]["reason"] == "Replaced by the same source's later 81."
    assert rows[0]["incident"] == BUSTAN_RAID.id
    assert (rows[4]["high"], rows[4]["used"], rows[4]["incident"]) == ("", "", "")


def test_csv_of_incidents_holds_both_tolls() -> None:
    row = table("incidents")[0]
    assert [row[f"killed_{side}"] for side in ("low", "best", "high", "open_high")] == ["72", "81", "86", "false"]
    assert [row[f"injured_{side}"] for side in ("low", "open_high")] == ["87", "true"]
    assert row["reports"] == "herald-1; ledger-3; wire-2; wire-5"
    assert table("incidents")[2]["injured_low"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", " ="])
def test_csv_defuses_what_a_spreadsheet_would_run(start: str) -> None:
    first = replace(sample_release().claims[0], sentence=f"{start}HYPERLINK(1)")
    cell = table("claims", replace(sample_release(), claims=(first,)))[0]["sentence"]
    assert cell == f"'{start}HYPERLINK(1)"


def test_csv_leaves_numbers_below_zero_as_numbers() -> None:
    claim = sample_release().claims[0]
    assert claim.grounded.where is not None
    assert claim.grounded.where.point is not None
    point = replace(claim.grounded.where.point, longitude=-70.5)
    moved = replace(claim, grounded=replace(claim.grounded, where=replace(claim.grounded.where, point=point)))
    assert table("claims", replace(sample_release(), claims=(moved,)))[0]["longitude"] == "-70.5"


def test_csv_keeps_quotes_commas_and_line_breaks_of_the_text() -> None:
    sentence = 'He said "no,\r\nnever"; then left.'
    first = replace(sample_release().claims[0], sentence=sentence)
    assert table("claims", replace(sample_release(), claims=(first,)))[0]["sentence"] == sentence


def test_jsonl_of_incidents_has_the_shape_that_is_scored() -> None:
    rows = [json.loads(line) for line in written("jsonl", "incidents").splitlines()]
    first = rows[0]
    assert first["incident"] == BUSTAN_RAID.id
    assert first["when"] == {"start": "2016-10-11", "end": "2016-10-11"}
    assert first["where"][1:] == ["Bustan al-Qasr", "Aleppo", "Syria"]
    assert first["killed"] == {"low": 72, "best": 81, "high": 86, "open_low": False, "open_high": False}
    assert first["reports"][0] == {"id": "herald-1", "claims": [EARLY.grounded.claim.id]}
    assert first["grade"] == "fair"
    assert (rows[2]["incident"], rows[2]["when"], rows[2]["injured"]) == (WESTERN_HALF.id, None, None)


def test_jsonl_of_claims_keeps_open_ends_null() -> None:
    rows = {row["id"]: row for row in map(json.loads, written("jsonl", "claims").splitlines())}
    total = rows[TOTAL.grounded.claim.id]
    assert (total["low"], total["high"], total["bound"]) == (160, None, "at_least")
    assert total["source"] == "activist at Aleppo Media Center"


def test_two_sources_of_one_claim_both_stand() -> None:
    first = sample_release().claims[0]
    both = replace(first, grounded=replace(first.grounded, others=(TOTAL.grounded.source, *first.grounded.by)))  # type: ignore[arg-type]
    assert table("claims", replace(sample_release(), claims=(both,)))[0]["source"].endswith("; Russia")


@pytest.mark.parametrize("sentence", ["a\u2028b\x85c\nd", "lone \ud800 surrogate"])
def test_a_line_of_json_stays_one_line_that_utf8_can_hold(sentence: str) -> None:
    first = replace(sample_release().claims[0], sentence=sentence)
    text = written("jsonl", "claims", replace(sample_release(), claims=(first,)))
    assert len(text.splitlines()) == 1
    assert json.loads(text.encode("utf-8"))["sentence"] == sentence


@pytest.mark.parametrize("what", WHAT)
def test_geojson_has_longitude_first_and_null_where_no_point_is_known(what: str) -> None:
    release = sample_release()
    nowhere = replace(release.claims[0], grounded=replace(release.claims[0].grounded, where=None))
    incident = replace(release.snapshot.findings.incidents[2], where=None)
    findings = replace(release.snapshot.findings, incidents=(*release.snapshot.findings.incidents[:2], incident))
    release = replace(
        release,
        claims=(*release.claims[1:], nowhere),
        snapshot=replace(release.snapshot, findings=findings),
    )
    collection = json.loads(written("geojson", what, release))
    features = collection["features"]
    assert collection["type"] == "FeatureCollection"
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [37.14456, 36.19233]}
    assert features[0]["properties"]["radius_m"] == 20
    assert features[0]["properties"]["precision"] == "exact"
    assert features[-1]["geometry"] is None
    assert all({"type", "id", "geometry", "properties"} == set(feature) for feature in features)
