"""Grades and strike status: a case for each rule, with look-alikes, and the docs' table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from recount.figures.parties import statements_of
from recount.model import (
    Actor,
    Grade,
    Graded,
    GroundedClaim,
    GroundedStatement,
    Modality,
    ReportId,
    Span,
    Statement,
    StatementId,
    StrikeStatus,
    Victims,
)
from recount.pipeline import derive
from tests.claimed import POLICY, Said, claimed, party

CIVILIANS = Said(victims=Victims.CIVILIAN)
BY_RUSSIA = Said(victims=Victims.CIVILIAN, by=("russia",))
BY_REBELS = Said(victims=Victims.CIVILIAN, by=("rebels",))
FIGHTERS = Said(victims=Victims.COMBATANT, by=("russia",))
DENIED = Said(victims=Victims.CIVILIAN, by=("russia",), modality=Modality.DENIED)
NO_MEANS = Said(victims=Victims.CIVILIAN, means="unknown")


def graded(claims: Sequence[GroundedClaim], statements: Sequence[GroundedStatement] = ()) -> Graded:
    [found] = derive(claims, (), policy=POLICY, statements=statements).grades
    return found


CASES: dict[str, tuple[list[GroundedClaim], Grade, StrikeStatus]] = {
    "one origin": ([claimed(9, "a", said=CIVILIANS)], Grade.WEAK, StrikeStatus.SINGLE_SOURCE),
    "two origins": (
        [claimed(9, "a", said=CIVILIANS), claimed(9, "b", said=CIVILIANS)],
        Grade.FAIR,
        StrikeStatus.LIKELY,
    ),
    "two origins, nothing that points to a belligerent": (
        [claimed(9, "a", said=NO_MEANS), claimed(9, "b", said=NO_MEANS)],
        Grade.WEAK,
        StrikeStatus.LIKELY,
    ),
    "two reports of one origin": (
        [claimed(9, r, origin="said:agency", said=CIVILIANS) for r in "ab"],
        Grade.WEAK,
        StrikeStatus.SINGLE_SOURCE,
    ),
    "the accused reports harm to civilians": (
        [claimed(9, "a", origin="russia", said=BY_RUSSIA)],
        Grade.CONFIRMED,
        StrikeStatus.DECLARED,
    ),
    "the accused reports fighters only": (
        [claimed(9, "a", origin="russia", said=FIGHTERS)],
        Grade.DISCOUNTED,
        StrikeStatus.DECLARED,
    ),
    "the accused reports fighters, others civilians": (
        [claimed(9, "a", origin="russia", said=FIGHTERS), claimed(9, "b", said=BY_RUSSIA)],
        Grade.FAIR,
        StrikeStatus.DECLARED,
    ),
    "a party reports what it accuses another of": (
        [claimed(9, "a", origin="russia", said=BY_REBELS)],
        Grade.WEAK,
        StrikeStatus.SINGLE_SOURCE,
    ),
    "two sides accused by two origins": (
        [claimed(9, "a", said=BY_RUSSIA), claimed(9, "b", said=BY_REBELS)],
        Grade.CONTESTED,
        StrikeStatus.CONTESTED,
    ),
    "two sides accused together by one origin, one of them by another": (
        [claimed(9, "a", said=replace(BY_RUSSIA, by=("russia", "rebels"))), claimed(9, "b", said=BY_REBELS)],
        Grade.FAIR,
        StrikeStatus.LIKELY,
    ),
    "the accused denies it": (
        [claimed(9, "a", origin="russia", said=DENIED), *(claimed(9, r, said=BY_RUSSIA) for r in "bc")],
        Grade.FAIR,
        StrikeStatus.CONTESTED,
    ),
    "somebody else denies it": (
        [claimed(9, "a", said=DENIED), *(claimed(9, r, said=BY_RUSSIA) for r in "bc")],
        Grade.FAIR,
        StrikeStatus.LIKELY,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_first_rule_that_fits_decides(case: str) -> None:
    claims, grade, status = CASES[case]
    found = graded(claims)
    assert (found.grade, found.status) == (grade, status)
    assert found.raise_by.endswith(".")


def test_who_accepted_and_who_denied_is_named() -> None:
    accepted = graded(CASES["the accused reports harm to civilians"][0])
    denied = graded(CASES["the accused denies it"][0])
    assert ([a.key for a in accepted.accepted], accepted.denied) == (["actor:russia"], ())
    assert ([a.key for a in denied.denied], denied.accepted) == (["actor:russia"], ())


def statement(kind: str, *, at: int = 95, source: Actor | None = None, by: tuple[Actor, ...] = ()) -> GroundedStatement:
    span = Span(start=at, end=at + 5)
    made = Statement(
        id=StatementId(f"statement:{kind}-{at}"),
        report=ReportId("report:a"),
        span=span,
        text="x",
        context=span,
        kind=kind,
    )
    return GroundedStatement(statement=made, published=None, outlet=None, given_id="a", source=source, by=by)


ACCUSING = [claimed(9, "a", said=BY_RUSSIA), claimed(9, "b", said=BY_RUSSIA)]


def test_a_denial_beside_the_claims_of_its_report_counts() -> None:
    found = graded(ACCUSING, [statement("denial", source=party("russia"))])
    assert (found.grade, found.status) == (Grade.FAIR, StrikeStatus.CONTESTED)


@pytest.mark.parametrize(
    "other",
    [
        statement("denial", source=party("rebels")),
        statement("denial", at=5000, source=party("russia")),
        statement("call", source=party("russia")),
    ],
)
def test_what_another_party_says_or_says_elsewhere_does_not(other: GroundedStatement) -> None:
    assert graded(ACCUSING, [other]).status is StrikeStatus.LIKELY


def test_a_party_that_says_it_struck_declares_it() -> None:
    said = statement("attack", source=party("russia"), by=(party("russia"),))
    found = graded(ACCUSING, [said])
    assert (found.grade, found.status) == (Grade.FAIR, StrikeStatus.DECLARED)


def test_a_denial_goes_to_the_nearest_incident_of_its_report() -> None:
    claims = [
        claimed(9, "a", said=BY_RUSSIA),
        claimed(4, "a", days="2016-10-05", where=("Homs", "Syria"), said=replace(BY_RUSSIA, at=400)),
    ]
    incidents = derive(claims, (), policy=POLICY).incidents
    found = statements_of(
        incidents, {c.claim.id: c for c in claims}, [statement("denial", at=480, source=party("russia"))]
    )
    [home] = found
    assert claims[1].claim.id in next(i for i in incidents if i.id == home).claims


def test_the_docs_tell_every_grade_and_status_by_its_rule(repository: Path) -> None:
    page = (repository / "docs" / "figures.md").read_text(encoding="utf-8")
    for claims, _, _ in CASES.values():
        found = graded(claims)
        assert found.status_reason is not None
        said = re.sub(r"^\d+ independent", "Two or more independent", found.reason.sentence)
        assert said in page, said
        assert found.raise_by in page
        assert found.status_reason.sentence in page
    for value in (*Grade, *StrikeStatus):
        assert f"| {value.value.replace('_', ' ')} |" in page


@pytest.mark.parametrize("means", ["airstrike", "unknown", "bombing", "gunfire"])
def test_a_strike_status_is_told_of_strikes_alone(means: str) -> None:
    found = graded([claimed(9, "a", said=replace(CIVILIANS, means=means))])
    told = means in ("airstrike", "unknown")
    assert (found.status is not None, found.status_reason is not None) == (told, told)
