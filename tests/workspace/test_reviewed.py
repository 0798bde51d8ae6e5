"""Gold of a user's own: exported from a record with decisions, and measured by."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from recount.cli import cli
from recount.config import Settings
from recount.errors import UsageError
from recount.evaluate.claims import gold_span
from recount.model import DecisionKind, Field, Span
from recount.publish.as_gold import context, gold_line
from recount.workspace import Workspace
from recount.workspace.adding import Addition
from recount.workspace.deciding import Order

WHOLE, PARTLY = "tribune-field-hospital", "standard-schools"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """Two example reports: of one every claim is judged, of the other one."""
    record = tmp_path_factory.mktemp("gold") / "gold.db"
    files = [repository / "examples" / "aleppo-2016" / f"{name}.txt" for name in (WHOLE, PARTLY)]
    with Workspace.open(record, create=True, settings=Settings(keep_originals=False)) as workspace:
        workspace.run(files)
        first, second, *rest = (c for c in claims_of(workspace, WHOLE))
        decide(workspace, DecisionKind.CORRECT, first, to=((Field.VALUE, "48"),))
        decide(workspace, DecisionKind.REJECT, second)
        decide(workspace, DecisionKind.ACCEPT, *rest)
        decide(workspace, DecisionKind.ACCEPT, claims_of(workspace, PARTLY)[0])
    return record


def claims_of(workspace: Workspace, given_id: str) -> list[str]:
    return [c.claim.id for c in workspace.store.claims() if c.given_id == given_id]


def decide(workspace: Workspace, kind: DecisionKind, *claims: str, to: tuple[tuple[Field, str], ...] = ()) -> None:
    if claims:
        workspace.decide(Order(kind=kind, things=claims, by="first reader", why="As the report says.", to=to))


@pytest.fixture
def workspace(record: Path) -> Iterator[Workspace]:
    with Workspace.open(record) as workspace:
        yield workspace


def gold(workspace: Workspace, *, partly: bool = False) -> dict[str, dict[str, Any]]:
    lines = (json.loads(gold_line(one)) for one in workspace.reviewed(partly=partly))
    return {line["id"]: line for line in lines}


def test_a_report_counts_as_reviewed_when_every_claim_was_judged(workspace: Workspace) -> None:
    assert list(gold(workspace)) == [WHOLE]
    assert sorted(gold(workspace, partly=True)) == sorted([WHOLE, PARTLY])


def test_claims_stand_as_corrected_and_rejected_ones_are_left_out(workspace: Workspace) -> None:
    read = claims_of(workspace, WHOLE)
    told = gold(workspace)[WHOLE]["claims"]
    assert len(told) == len(read) - 1
    assert (told[0]["text"], told[0]["value"]) == ("forty-seven people", 48)
    assert not any(claim.get("optional") for claim in told)


def test_a_claim_that_a_person_added_is_judged_and_measured_by(tmp_path: Path) -> None:
    text = "The list at the door of the hospital in al-Fardous, Aleppo, bore a dozen names by nightfall, a nurse said."
    (tmp_path / "door.txt").write_text(text, encoding="utf-8")
    with Workspace.open(tmp_path / "record.db", create=True) as workspace:
        workspace.run(tmp_path / "door.txt")
        report = workspace.store.find_report("door")
        assert report is not None
        start = report.canonical.index("a dozen names")
        fields = ((Field.VALUE, "12"), (Field.HARM, "killed"))
        addition = Addition(
            report="door",
            start=start,
            end=start + len("a dozen names"),
            by="first reader",
            why="The names are those of the dead.",
            fields=fields,
        )
        workspace.add_claim(addition)
        (claim,) = gold(workspace)["door"]["claims"]
        assert (claim["text"], claim["value"], claim["harm"]) == ("a dozen names", 12, "killed")
        assert "optional" not in claim


def test_claims_that_nobody_judged_count_neither_way(workspace: Workspace) -> None:
    first, *rest = gold(workspace, partly=True)[PARTLY]["claims"]
    assert "optional" not in first
    assert rest
    assert all(claim["optional"] for claim in rest)


def test_every_claim_is_found_again_by_its_context(workspace: Workspace) -> None:
    claims = {c.claim.id: c.claim for c in workspace.store.claims()}
    for one in workspace.reviewed(partly=True):
        line = json.loads(gold_line(one))
        spans = [gold_span(one.report.canonical, claim) for claim in line["claims"]]
        assert spans == [(claims[c.claim.id].span.start, claims[c.claim.id].span.end) for c in one.claims]


@given(st.text("ab ", min_size=1, max_size=40), st.data())
def test_a_context_tells_one_place_in_any_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span(start=start, end=end)
    found = context(text, span, Span(start=0, end=len(text)))
    assert found.holds(span)
    if found != span:
        words = {"text": span.of(text), "context": found.of(text)}
        assert gold_span(text, words) == (start, end)


def test_the_engine_is_measured_on_exported_gold(record: Path, tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    run = CliRunner().invoke
    wrote = run(cli, ["export", "gold", "--record", str(record), "--profile", "internal", "-o", str(file)])
    assert wrote.exit_code == 0, wrote.output
    assert "left out: 1 of 2 reports" in wrote.stderr
    done = run(cli, ["evaluate", "claims", "--data", str(file), "--format", "json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout.splitlines()[-1])
    read, kept = told["predicted_claims"], told["gold_claims"]
    assert (told["reports"], kept) == (1, read - 1)  # one was rejected
    assert told["claim_recall"] == pytest.approx((kept - 1) / kept)  # of another the number was corrected
    assert told["claim_precision"] == pytest.approx((kept - 1) / read)
    assert told["source_accuracy"] == told["when_accuracy"] == told["means_accuracy"] == 1


def test_gold_holds_whole_reports_and_must_be_asked_for_as_such(record: Path) -> None:
    done = CliRunner().invoke(cli, ["export", "gold", "--record", str(record)])
    assert isinstance(done.exception, UsageError)
    assert "give --profile internal" in str(done.exception)


def test_a_record_that_nobody_reviewed_says_what_to_do(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "new.db", create=True):
        pass
    command = ["export", "gold", "--profile", "internal", "--record", str(tmp_path / "new.db")]
    done = CliRunner().invoke(cli, command)
    assert isinstance(done.exception, UsageError)
    assert "no report was reviewed: accept, correct or reject" in str(done.exception)


def test_a_suite_of_several_files_wants_their_folder(tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_text("{}\n", encoding="utf-8")
    done = CliRunner().invoke(cli, ["evaluate", "incidents", "--data", str(tmp_path / "one.jsonl")])
    assert isinstance(done.exception, UsageError)
    assert "needs several files" in str(done.exception)
