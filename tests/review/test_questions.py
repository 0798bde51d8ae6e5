"""Questions: what waits for a person, the weightiest first."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model import (
    Bound,
    Claim,
    ClaimId,
    Figure,
    Findings,
    Grade,
    Graded,
    GroundedClaim,
    Harm,
    Incident,
    IncidentId,
    Place,
    Reason,
    Refusal,
    ReportId,
    Scope,
    Span,
    Stated,
    When,
)
from recount.review import Question, Questions, Waiting

WHY = Reason(rule="r", sentence="Two sources differ.")


def figure(incident: str, low: int, best: int, high: int, *, group: str = "all") -> Figure:
    return Figure(
        incident=IncidentId(incident),
        harm=Harm.KILLED,
        group=group,
        low=low,
        best=best,
        high=high,
        open_low=False,
        open_high=False,
        origins=1,
        estimator="agreed-1",
        policy="strict-1",
        reason=WHY,
        uses=(),
    )


def graded(incident: str, grade: Grade) -> Graded:
    return Graded(incident=IncidentId(incident), grade=grade, reason=WHY, raise_by="More.")


def refused(
    name: str, value: int | None, *kinds: str, repeat_of: str | None = None, scope: Scope = Scope.INCIDENT
) -> GroundedClaim:
    claim = Claim(
        id=ClaimId(name),
        report=ReportId("report:r"),
        span=Span(start=0, end=1),
        text="x",
        context=Span(start=0, end=1),
        stated=Stated(value=value, bound=Bound.EXACT),
        harm=Harm.KILLED,
        scope=scope,
        repeat_of=None if repeat_of is None else ClaimId(repeat_of),
    )
    return GroundedClaim(
        claim=claim,
        published=None,
        outlet=None,
        given_id="r",
        quantity=None,
        policy="strict-1",
        refusals=tuple(Refusal(kind=kind, sentence=f"{kind}.") for kind in kinds),
    )


def keys(questions: list[Question]) -> list[tuple[int, str, str]]:
    return [(q.weight, q.kind, q.about) for q in questions]


def test_nothing_found_asks_nothing() -> None:
    assert Questions(Findings(), []).ordered == []


def test_questions_come_by_weight_then_kind_then_identifier() -> None:
    findings = Findings(
        figures=(figure("incident:b", 5, 9, 40), figure("incident:a", 3, 3, 10)),
        grades=(graded("incident:a", Grade.CONTESTED), graded("incident:b", Grade.FAIR)),
    )
    claims = [
        refused("claim:b", 3, "no_place"),
        refused("claim:a", 3, "no_place", "no_day"),
        refused("claim:c", None, "no_day"),
    ]
    assert keys(Questions(findings, claims).ordered) == [
        (35, "wide_range", "incident:b"),
        (7, "wide_range", "incident:a"),
        (3, "contested", "incident:a"),
        (2, "no_day", "claim:a"),
        (1, "no_place", "claim:a"),
        (1, "no_place", "claim:b"),
        (0, "no_day", "claim:c"),
    ]


def test_the_order_of_claims_does_not_matter() -> None:
    claims = [refused(f"claim:{n}", n % 3, "no_day") for n in range(9)]
    assert Questions(Findings(), claims).ordered == Questions(Findings(), reversed(claims)).ordered


def test_a_range_is_wide_when_its_top_is_more_than_twice_its_bottom() -> None:
    def asked(low: int, high: int) -> bool:
        return bool(Questions(Findings(figures=(figure("incident:a", low, low, high),)), []).ordered)

    assert [asked(5, 10), asked(5, 11), asked(0, 2), asked(0, 3), asked(7, 7)] == [False, True, False, True, False]


def test_a_victim_group_is_not_asked_about_by_itself() -> None:
    assert Questions(Findings(figures=(figure("incident:a", 1, 1, 40, group="children"),)), []).ordered == []


def test_only_contested_grades_are_asked_about() -> None:
    grades = tuple(graded(f"incident:{g.value}", g) for g in Grade)
    assert keys(Questions(Findings(grades=grades), []).ordered) == [(0, "contested", "incident:contested")]


def test_a_repeated_figure_is_not_asked_about_twice() -> None:
    claims = [refused("claim:a", 3, "no_day"), refused("claim:b", 3, "no_day", repeat_of="claim:a")]
    assert keys(Questions(Findings(), claims).ordered) == [(2, "no_day", "claim:a")]


def test_a_question_says_why_it_is_asked() -> None:
    (question,) = Questions(Findings(figures=(figure("incident:a", 3, 5, 10),)), []).ordered
    assert question.sentence == "Sources give between 3 and 10 killed."


def test_a_figure_for_a_whole_war_waits_behind_one_strike() -> None:
    claims = [refused("claim:war", 400_000, "no_place", scope=Scope.WAR), refused("claim:strike", 12, "no_place")]
    assert keys(Questions(Findings(), claims).ordered) == [
        (5, "no_place", "claim:strike"),
        (0, "no_place", "claim:war"),
    ]


def test_two_incidents_of_one_day_place_and_means_may_be_one() -> None:
    def incident(name: str, day: int) -> Incident:
        return Incident(
            id=IncidentId(name),
            label=name,
            when=When(start=date(2016, 10, day), end=date(2016, 10, day)),
            where=Place(names=("Bustan al-Qasr", "Aleppo"), keys=("bustan qasr", "aleppo")),
            means="airstrike",
            by=(),
            claims=(),
            reports=(),
        )

    found = Findings(
        incidents=(incident("incident:a", 11), incident("incident:b", 11), incident("incident:c", 12)),
        figures=(figure("incident:a", 8, 8, 8), figure("incident:b", 6, 6, 6), figure("incident:c", 9, 9, 9)),
    )
    (question,) = Questions(found, []).ordered
    assert (question.kind, question.about, question.other, question.weight) == (
        "one_or_two",
        "incident:a",
        "incident:b",
        3,
    )


@given(st.lists(st.integers(0, 3), max_size=12), st.data())
def test_what_waits_is_all_that_was_asked_but_for_what_was_answered(weights: list[int], data: st.DataObject) -> None:
    asked = Questions(Findings(), [refused(f"claim:{n}", w, "no_day", "no_place") for n, w in enumerate(weights)])
    answered = data.draw(st.sets(st.sampled_from(asked.ordered))) if asked.ordered else set()
    left = [question for question in asked.ordered if question not in answered]
    waiting = Waiting(asked, answered)
    assert list(waiting) == [waiting[n] for n in range(len(waiting))] == left
    assert waiting[1:7:2] == left[1:7:2]
    assert [waiting[n] for n in range(-len(left), 0)] == left
    assert waiting.kinds == Counter(question.kind for question in left)
    with pytest.raises(IndexError):
        waiting[len(left)]
