"""`recount incidents`, `recount figures` and `recount show`, over the example reports and small ones."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from recount.model import Figure, GroundedClaim, Reading, Report, Unaccounted, from_json, to_json
from recount.store import open_store
from tests.cli.conftest import Recount
from tests.cli.content import content

INCIDENT = {
    "incident", "label", "when", "where", "means", "by", "killed", "injured", "grade", "reports", "origins", "reason",
    "latitude", "longitude", "precision", "radius_m",
}  # fmt: skip
TOLL = {"low", "best", "high", "open_low", "open_high"}


@pytest.fixture
def record(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "recount.db"))


def test_each_incident_is_one_object_that_the_scorer_can_read(recount: Recount, record: Path) -> None:
    done = recount("incidents", "--format", "jsonl")
    assert (done.code, done.err) == (0, "")
    found = content(record)
    assert found.findings is not None
    assert [line["incident"] for line in done.lines] == [incident.id for incident in found.findings.incidents]
    claims = {claim.claim.id: claim.given_id for claim in found.claims}
    for line in done.lines:
        assert set(line) == INCIDENT
        assert line["grade"] in {"confirmed", "fair", "weak", "contested", "discounted"}
        for toll in (line["killed"], line["injured"]):
            assert toll is None or (set(toll) == TOLL and toll["low"] <= toll["best"] <= toll["high"])
        assert line["when"] is None or line["when"]["start"] <= line["when"]["end"]
        assert line["reports"]
        for told in line["reports"]:
            assert {claims[claim] for claim in told["claims"]} == {told["id"]}


def test_the_bombing_of_tuesday_is_one_incident_with_its_rising_toll(recount: Recount, record: Path) -> None:
    lines = recount("incidents", "--format", "jsonl").lines
    tuesday = [i for i in lines if i["when"] == {"start": "2016-10-11", "end": "2016-10-11"} and i["killed"]]
    largest = max(tuesday, key=lambda i: len(i["reports"]))
    assert largest["where"][0] == "Bustan al-Qasr"
    assert largest["killed"]["best"] == 81
    assert {told["id"] for told in largest["reports"]} >= {"opa-first-toll", "opa-toll-rises", "radio-eskmere-evening"}


def test_the_table_tells_every_incident_the_latest_first(recount: Recount, record: Path) -> None:
    done = recount("incidents")
    assert (done.code, done.err) == (0, "")
    headings, rule, *_ = done.out.splitlines()
    assert headings.split() == ["incident", "killed", "injured", "grade", "told", "in"]
    assert set(rule) == {"─"}
    found = content(record).findings
    assert found is not None
    order = [line for line in done.out.split() if line.startswith("incident:")]
    assert sorted(order) == sorted(incident.id for incident in found.incidents)
    days = {str(incident.id): incident.when.start.toordinal() if incident.when else 0 for incident in found.incidents}
    assert [days[id_] for id_ in order] == sorted(days.values(), reverse=True)


def test_each_figure_is_one_object_with_its_reason(recount: Recount, record: Path) -> None:
    done = recount("figures", "--format", "jsonl")
    assert (done.code, done.err) == (0, "")
    found = content(record).findings
    assert found is not None
    lines = done.out.splitlines()
    figures, left = lines[: len(found.figures)], lines[len(found.figures) :]
    assert [from_json(Figure, line) for line in figures] == list(found.figures)
    assert [from_json(Unaccounted, line) for line in left] == list(found.unaccounted)


def test_the_table_of_figures_tells_each_with_its_reason_and_what_is_left_over(recount: Recount, record: Path) -> None:
    out = recount("figures").out
    found = content(record).findings
    assert found is not None
    for figure in found.figures:
        assert figure.reason.sentence in out
    assert "34 of the 160 are not tied to a recorded incident" in out
    assert "27–81–81" in out


def test_a_claim_is_shown_with_its_sentence_speaker_and_reasons(recount: Recount, record: Path) -> None:
    for claim in content(record).claims:
        done = recount("show", claim.claim.id, "--format", "jsonl")
        assert from_json(GroundedClaim, done.out) == claim
    told = recount("show", claim.claim.id).out
    assert f"“{claim.claim.text}”" in told
    assert claim.given_id in told
    for reason in claim.claim.reasons:
        assert reason.sentence in told


def test_an_incident_is_shown_with_every_claim_used_or_set_aside(recount: Recount, record: Path) -> None:
    found = content(record).findings
    assert found is not None
    for incident in found.incidents:
        told = recount("show", incident.id)
        assert told.code == 0
        figures = [figure for figure in found.figures if figure.incident == incident.id]
        for use in (use for figure in figures for use in figure.uses):
            assert use.claim in told.out
        (shown,) = recount("show", incident.id, "--format", "jsonl").lines
        assert shown["incident"] == json.loads(to_json(incident))
        assert [from_json(Figure, json.dumps(figure)) for figure in shown["figures"]] == figures
        assert shown["grade"]["incident"] == incident.id


def test_a_total_is_shown_with_what_it_contains(recount: Recount, record: Path) -> None:
    found = content(record).findings
    assert found is not None
    both = [period for period in found.periods if len(period.contains) == 2 and period.where is not None]
    (period,) = [period for period in both if period.where is not None and period.where.names[0] == "eastern Aleppo"]
    told = recount("show", period.id)
    assert told.code == 0
    assert "34 of 160" in told.out
    assert all(inside in told.out for inside in period.contains)


def test_a_report_is_shown_by_either_of_its_ids(recount: Recount, record: Path) -> None:
    head = next(head for head in content(record).heads if head.given_id == "herald-debate")
    by_given, by_content = recount("show", "herald-debate"), recount("show", head.id)
    assert by_given.code == 0
    assert by_given.out == by_content.out
    assert "Calderhaven Herald, 2016-10-11" in by_given.out
    report = from_json(Report, recount("show", head.id, "--format", "jsonl").out)
    assert report.id == head.id


def test_every_version_of_a_report_is_listed(recount: Recount, folder: Path) -> None:
    for number in ("14", "16"):
        text = f"Raid\n\nAt least {number} people were killed in Homs on 11 October 2016."
        (folder / "raid.txt").write_text(text, encoding="utf-8")
        assert recount("run", "raid.txt").code == 0
    first, second = (head.id for head in content(folder / "recount.db").heads)
    assert f"1: {first}\n" in recount("show", "raid").out
    assert f"2: {second} (this one)\n" in recount("show", "raid").out
    assert f"1: {first} (this one)\n" in recount("show", first).out


@pytest.mark.parametrize("thing", ["claim:0000000000000000", "incident:0", "report:0", "period:0", "nobody", "", "-"])
def test_what_is_not_in_the_record_is_told(recount: Recount, record: Path, thing: str) -> None:
    done = recount("show", "--", thing)
    assert (done.code, done.out) == (2, "")
    assert done.complaint == (
        f"recount: {thing!r} is not in the record: `recount incidents` and `recount export claims` list what is"
    )


@pytest.mark.parametrize("command", ["incidents", "figures", "brief"])
def test_an_empty_record_is_told(recount: Recount, folder: Path, command: str) -> None:
    assert recount("run", "missing.txt").code == 3
    done = recount(command)
    assert (done.code, done.out) == (2, "")
    assert done.complaint == "recount: the record is empty: read reports into it with `recount run PATH…` first"


def test_a_record_without_figures_is_told(recount: Recount, folder: Path) -> None:
    assert recount("run", "-", stdin=b"The weather was fine.").code == 0
    assert recount("incidents").complaint == "no incidents: no report in the record tells of people harmed in one"
    assert recount("figures").complaint == "no figures: no report in the record gives a number of people harmed"
    assert recount("incidents", "--format", "jsonl").out == ""


def test_a_run_that_was_cut_off_before_its_figures_is_worked_out_when_read(recount: Recount, record: Path) -> None:
    before = recount("incidents").out
    with open_store(str(record)) as store:
        report = Report(given_id="late", text="Nothing happened.")
        store.add([(report, Reading(report_id=report.id, claims=(), statements=()))], [], at="2026-01-01T00:00:00Z")
    assert content(record).stale
    assert recount("incidents").out == before
    assert "a run was cut off" in recount("doctor").out
