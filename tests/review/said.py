"""Claims and decisions for the tests of review."""

from __future__ import annotations

from datetime import date

from recount.model import (
    Actor,
    Bound,
    Claim,
    ClaimId,
    Correction,
    Decision,
    DecisionKind,
    Field,
    GroundedClaim,
    Harm,
    Mention,
    Quantity,
    Refusal,
    ReportId,
    Scope,
    Span,
    Stated,
    When,
    make_decision,
)

A, B, C, D = (ClaimId(f"claim:{letter * 16}") for letter in "abcd")
ANNA, BEN = "Anna", "Ben"


def decide(
    kind: DecisionKind,
    *claims: ClaimId,
    at: int = 0,
    by: str = ANNA,
    undoes: Decision | None = None,
    others: tuple[ClaimId, ...] = (),
    to: tuple[Field, str] | None = None,
    settles: tuple[Decision, ...] = (),
) -> Decision:
    """A decision, `at` seconds after the first."""
    return make_decision(
        kind,
        claims,
        by=by,
        at=f"2016-10-14T{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}Z",
        why="so",
        undoes=None if undoes is None else undoes.id,
        others=others,
        correction=None if to is None else Correction(field=to[0], to=to[1]),
        settles=tuple(d.id for d in settles),
    )


def undo(decision: Decision, at: int, by: str = ANNA) -> Decision:
    return decide(DecisionKind.UNDO, at=at, undoes=decision, by=by)


def claim(
    id_: ClaimId = A,
    value: int | None = 14,
    *,
    bound: Bound = Bound.EXACT,
    report: str = "report:1",
    given_id: str = "raid",
    sentence: str = "digest",
    text: str = "14 people",
    part_of: ClaimId | None = None,
) -> GroundedClaim:
    """A claim of so many killed on 11 October 2016, in a report that refuses day and place."""
    span = Span(start=0, end=len(text))
    return GroundedClaim(
        claim=Claim(
            id=id_,
            report=ReportId(report),
            span=span,
            text=text,
            context=span,
            stated=Stated(value=value, bound=bound),
            harm=Harm.KILLED,
            source=Mention(span=span, words="a medic"),
            scope=Scope.INCIDENT if part_of is None else Scope.PART,
            part_of=part_of,
        ),
        published="2016-10-12",
        outlet="Norvane Wire",
        given_id=given_id,
        quantity=None if value is None else Quantity(low=value, high=value),
        policy="strict-1",
        when=When(start=date(2016, 10, 11), end=date(2016, 10, 11)),
        source=Actor(name="a medic", key="said:medic"),
        origins=("said:medic",),
        sentence=sentence,
        refusals=(
            Refusal(kind="no_day", sentence="No day."),
            Refusal(kind="ambiguous_place", sentence="Two fit."),
            Refusal(kind="pooled", sentence="Pooled."),
        ),
    )
