"""The line: stages that fit, failures that stop one report and not the run, findings that follow from the claims."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from recount import pipeline
from recount.errors import AbortRun, RecordError, SkipReport
from recount.model import (
    DecisionKind,
    Extracted,
    Failure,
    GroundedClaim,
    Reading,
    Report,
    Text,
    make_decision,
)
from recount.ontology import Policy, policy
from recount.pipeline import STAGES, Stage, check, derive, readings
from recount.resolve import Gazetteer
from recount.store.gazetteer import open_gazetteer

HIDDEN = "Zabadaniya"
"""A word of a report that must not come into a log."""

AT = "2026-01-01T00:00:00Z"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def strict() -> Policy:
    return policy("strict")


def report(given_id: str, text: str, *, outlet: str = "Norvane Wire") -> Report:
    return Report(given_id=given_id, text=text, published=date(2016, 10, 12), outlet=outlet)


REPORTS = (
    report("first", "At least 14 people were killed in an airstrike on Homs on Tuesday, local activists said."),
    report("second", f"Nothing happened in {HIDDEN}.", outlet="Qasmoor Gazette"),
    report(
        "third", "An airstrike on Homs on Tuesday killed 17 people, the civil defence said.", outlet="Wexmoor Dispatch"
    ),
)


def claims_of(reports: Iterable[Report], gazetteer: Gazetteer) -> list[GroundedClaim]:
    found = [result for _, result in readings(reports, gazetteer=gazetteer, policy=strict())]
    return [claim for reading in found if isinstance(reading, Reading) for claim in reading.claims]


def test_the_stages_fit() -> None:
    check()
    assert [stage.name for stage in STAGES] == ["sources", "text", "claims", "resolve", "incidents", "figures"]
    assert all(callable(stage.verb) for stage in STAGES)


@pytest.mark.parametrize("at", range(len(STAGES) - 1))
def test_stages_in_another_order_are_refused(at: int) -> None:
    order = list(STAGES)
    order[at], order[at + 1] = order[at + 1], order[at]
    with pytest.raises(AbortRun, match=r"^stage \w+ takes \w+, which \w+ does not give$"):
        check(order)


@pytest.mark.parametrize("left_out", range(1, len(STAGES) - 1))
def test_a_stage_that_is_left_out_is_noticed(left_out: int) -> None:
    with pytest.raises(AbortRun, match=f"which {STAGES[left_out - 1].name} does not give"):
        check(stage for at, stage in enumerate(STAGES) if at != left_out)


def test_a_stage_of_one_s_own_may_stand_in_for_another() -> None:
    own = Stage(name="own", verb=print, takes=Text, gives=(Extracted,))
    check([own if stage.name == "claims" else stage for stage in STAGES])


def test_each_report_comes_with_its_reading_in_order_and_when_it_is_asked_for(gazetteer: Gazetteer) -> None:
    taken = []

    def given() -> Iterator[Report]:
        for one in REPORTS:
            taken.append(one.given_id)
            yield one

    line = readings(given(), gazetteer=gazetteer, policy=strict())
    assert taken == []
    first, reading = next(line)
    assert (first, taken) == (REPORTS[0], ["first"])
    assert isinstance(reading, Reading)
    assert [claim.claim.stated.value for claim in reading.claims] == [14]
    assert [found for found, _ in line] == list(REPORTS[1:])


@pytest.mark.parametrize("stage", ["prepare", "extract", "ground"])
def test_a_stage_that_breaks_over_one_report_gives_a_failure_and_the_run_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, gazetteer: Gazetteer, stage: str
) -> None:
    break_over(monkeypatch, stage, ZeroDivisionError(f"in {HIDDEN}"))
    with caplog.at_level(logging.DEBUG):
        found = list(readings(REPORTS, gazetteer=gazetteer, policy=strict()))
    assert [one for one, _ in found] == list(REPORTS)
    assert [type(result) for _, result in found] == [Reading, Failure, Reading]
    failure = found[1][1]
    named = {"prepare": "text", "extract": "claims", "ground": "resolve"}[stage]
    assert failure == Failure(
        report="second",
        stage=named,
        error="ZeroDivisionError in Recount itself: please report this fault with the report's id",
    )
    assert [log.getMessage() for log in caplog.records] == [
        f"report {REPORTS[1].id} stopped in stage {named}: ZeroDivisionError"
    ]
    assert all(log.exc_info is None for log in caplog.records)
    assert HIDDEN not in caplog.text


def test_a_report_that_a_stage_skips_is_a_failure_in_the_stage_s_own_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, gazetteer: Gazetteer
) -> None:
    break_over(monkeypatch, "extract", SkipReport("is in no language that is read"))
    found = list(readings(REPORTS, gazetteer=gazetteer, policy=strict()))
    assert found[1][1] == Failure(report="second", stage="claims", error="is in no language that is read")
    assert caplog.records == []


@pytest.mark.parametrize("error", [AbortRun("enough"), RecordError("the gazetteer is damaged"), KeyboardInterrupt()])
def test_what_would_stop_every_report_stops_the_run(
    monkeypatch: pytest.MonkeyPatch, gazetteer: Gazetteer, error: BaseException
) -> None:
    break_over(monkeypatch, "ground", error)
    line = readings(REPORTS, gazetteer=gazetteer, policy=strict())
    assert isinstance(next(line)[1], Reading)
    with pytest.raises(type(error)):
        next(line)


def break_over(monkeypatch: pytest.MonkeyPatch, stage: str, error: BaseException) -> None:
    """Let a stage break over the second report."""
    real = getattr(pipeline, stage)

    def broken(things: list[Report | Text | Extracted], **options: object) -> Iterator[object]:
        (thing,) = things
        while not isinstance(thing, Report):
            thing = thing.text if isinstance(thing, Extracted) else thing.report
        if thing.given_id == "second":
            raise error
        return iter(real(things, **options))

    monkeypatch.setattr(pipeline, stage, broken)


def test_findings_follow_from_the_claims_in_any_order_and_however_often(gazetteer: Gazetteer) -> None:
    claims = claims_of(REPORTS, gazetteer)
    whole = derive(claims, [], policy=strict())
    (figure,) = whole.figures
    assert (figure.low, figure.high, figure.origins) == (14, 17, 2)
    for seed in range(5):
        shuffled = random.Random(seed).sample(claims * 2, len(claims) * 2)
        assert derive(shuffled, [], policy=strict()) == whole


def test_a_person_s_decision_changes_what_follows_and_undoing_it_changes_it_back(gazetteer: Gazetteer) -> None:
    claims = claims_of(REPORTS, gazetteer)
    ids = tuple(claim.claim.id for claim in claims)
    apart = make_decision(DecisionKind.DIFFERENT, ids, by="reviewer", at=AT, why="two raids")
    undone = make_decision(DecisionKind.UNDO, (), by="reviewer", at=AT, why="mistaken", undoes=apart.id)
    rejected = make_decision(DecisionKind.REJECT, ids[:1], by="reviewer", at=AT, why="misread")
    assert len(derive(claims, [], policy=strict()).incidents) == 1
    assert len(derive(claims, [apart], policy=strict()).incidents) == 2
    assert derive(claims, [apart, undone], policy=strict()) == derive(claims, [], policy=strict())
    assert derive(claims, [rejected], policy=strict()).figures[0].low == 17


def test_claims_read_under_one_policy_are_counted_under_another(gazetteer: Gazetteer) -> None:
    claims = claims_of([report("vague", "Dozens of people were killed in an airstrike on Homs on Tuesday.")], gazetteer)
    other = derive(claims, [], policy=policy("airwars-observed"))
    assert {claim.policy for claim in claims} == {"strict-1"}
    assert {figure.policy for figure in other.figures} == {"airwars-observed-1"}


def test_no_claims_give_no_findings() -> None:
    assert derive([], [], policy=strict()).incidents == ()


def test_only_a_run_and_the_edge_of_the_server_catch_every_exception(repository: Path) -> None:
    broad = [
        file.relative_to(repository / "src" / "recount").as_posix()
        for file in (repository / "src").rglob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith(("except Exception", "except BaseException", "except:"))
        and "BaseException:" not in line
    ]
    at_the_edge = {"server/app.py", "server/record/intake.py", "server/http/unexpected.py"}
    assert sorted(set(broad) - at_the_edge) == ["pipeline/__init__.py"]
