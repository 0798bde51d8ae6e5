"""The golden record of the example reports, and what the examples are there to show."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tools.regold import GOLDEN, golden_lines

Row = dict[str, Any]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [json.loads(line) for line in golden_lines()]


def of_kind(rows: list[Row], kind: str) -> list[Row]:
    return [row for row in rows if row["kind"] == kind]


def incident_at(rows: list[Row], place: str, day: str) -> Row:
    [found] = [
        r for r in of_kind(rows, "incident") if r["where"][:1] == [place] and r["when"] and r["when"]["start"] == day
    ]
    return found


def test_the_record_equals_the_golden_one(rows: list[Row]) -> None:
    golden = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    assert rows == golden, "if the change is meant: python -m tools.regold, and look at the difference"


def test_one_strike_is_told_by_several_outlets_with_different_tolls(rows: list[Row]) -> None:
    strike = incident_at(rows, "Bustan al-Qasr", "2016-10-11")
    assert len(strike["reports"]) >= 5
    assert strike["killed"]["low"] < strike["killed"]["best"] == 81
    assert strike["grade"] == "fair"


def test_a_rising_toll_and_copies_of_one_agency_line_are_set_aside(rows: list[Row]) -> None:
    [figure] = [
        r
        for r in of_kind(rows, "figure")
        if "Bustan al-Qasr" in r["incident"] and (r["harm"], r["group"]) == ("killed", "all")
    ]
    assert figure["set_aside"].count("replaced") >= 3


def test_the_two_days_are_inside_the_three_day_total(rows: list[Row]) -> None:
    said = [r["why"] for r in of_kind(rows, "unaccounted")]
    assert any(s.startswith("34 of the 160 are not tied to a recorded incident") for s in said)


def test_school_hits_are_incidents_of_their_own(rows: list[Row]) -> None:
    assert incident_at(rows, "Daraa", "2016-10-11")["killed"]["best"] == 5
    assert incident_at(rows, "western Aleppo", "2016-10-10")["killed"]["best"] == 4


def test_a_denied_figure_counts_for_nothing(rows: list[Row]) -> None:
    denied = [r for r in of_kind(rows, "claim") if r["modality"] == "denied"]
    assert [r["report"] for r in denied] == ["gazette-denial"]


def test_a_report_without_a_date_gives_no_days(rows: list[Row]) -> None:
    undated = [r for r in of_kind(rows, "claim") if r["report"] == "night-raids"]
    assert undated
    assert all(r["when"] is None and "no_day" in r["refused"] for r in undated)


def test_captions_credits_and_related_links_yield_nothing(rows: list[Row]) -> None:
    texts = {(r["report"], r["value"]) for r in of_kind(rows, "claim")}
    assert ("tribune-field-hospital", 30) not in texts
    assert ("tribune-field-hospital", 5) not in texts
    assert ("norvane-three-days", 3) not in texts
