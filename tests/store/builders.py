"""Sample reports, readings, decisions and findings for the store's tests."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from recount.model import (
    Bound,
    Claim,
    ClaimId,
    Decision,
    DecisionKind,
    Edition,
    Extent,
    Figure,
    Findings,
    Grade,
    Graded,
    GroundedClaim,
    GroundedStatement,
    Harm,
    How,
    Incident,
    IncidentId,
    Inputs,
    Mention,
    Origin,
    Period,
    PeriodId,
    Place,
    Quantity,
    Reading,
    Reason,
    Refusal,
    Report,
    ReportedIn,
    ReportId,
    Span,
    Stated,
    Statement,
    StatementId,
    Unaccounted,
    When,
    content_id,
    make_decision,
    to_json,
)

AT = "2016-10-15T08:00:00Z"
LATER = "2016-10-16T08:00:00Z"
ARABIC = "قُتِلَ ثلاثة أشخاص في حلب"
ASTRAL = "𐤀𐤁 😀 𝟛"
REASON = Reason(rule="same_day_same_place", sentence="Both speak of one day and one place.", score=0.75)


def make_report(given_id: str = "one", text: str = "Three people were killed in Aleppo.", **fields: object) -> Report:
    """A report; `fields` as in `Report`."""
    values: dict[str, object] = {"title": "A title", "published": date(2016, 10, 14), "outlet": "Gazette"} | fields
    return Report(given_id=given_id, text=text, **values)  # type: ignore[arg-type]


def make_claim(report: Report, start: int = 0, *, tie: int = 0, length: int = 5) -> GroundedClaim:
    """A claim at a place in the report; `tie` tells claims at one place apart."""
    span = Span(start=start, end=start + length)
    where = Mention(span=span, words="Aleppo")
    claim = Claim(
        id=ClaimId(content_id("claim", report.id, start, length, tie)),
        report=report.id,
        span=span,
        text=span.of(report.canonical),
        context=Span(start=0, end=len(report.canonical)),
        stated=Stated(value=3, bound=Bound.AT_LEAST),
        harm=Harm.KILLED,
        where=(where,),
        reasons=(REASON,),
    )
    return GroundedClaim(
        claim=claim,
        published="2016-10-14",
        outlet=report.outlet,
        given_id=report.given_id,
        quantity=Quantity(low=3, high=None),
        policy="strict",
        when=When(start=date(2016, 10, 11), end=date(2016, 10, 13)),
        where=Place(names=("Aleppo", "Syria"), keys=("alepo", "siria")),
        origins=("said:gazette",),
        refusals=(Refusal(kind="ambiguous_place", sentence="Two places fit.", candidates=("a", "b")),),
    )


def make_statement(report: Report, start: int = 0) -> GroundedStatement:
    """A statement at a place in the report."""
    span = Span(start=start, end=start + 5)
    statement = Statement(
        id=StatementId(content_id("statement", report.id, start)),
        report=report.id,
        span=span,
        text=span.of(report.canonical),
        context=span,
        kind="denial",
    )
    return GroundedStatement(statement=statement, published=None, outlet=report.outlet, given_id=report.given_id)


def make_reading(
    report: Report, *, claims: int = 1, statements: int = 0, refusals: tuple[Refusal, ...] = ()
) -> Reading:
    """A reading with claims and statements at the first code points of the report, the last place first."""
    return Reading(
        report_id=report.id,
        claims=tuple(make_claim(report, start) for start in reversed(range(claims))),
        statements=tuple(make_statement(report, start) for start in reversed(range(statements))),
        refusals=refusals,
    )


def read(*reports: Report, claims: int = 1, statements: int = 0) -> list[tuple[Report, Reading]]:
    """The reports with a reading each, as `Store.add` takes them."""
    return [(report, make_reading(report, claims=claims, statements=statements)) for report in reports]


def decide_same(*claims: str, why: str = "One strike, told twice.", at: str = AT) -> Decision:
    """A decision that the claims speak of one incident."""
    ids = tuple(ClaimId(claim) for claim in claims)
    return make_decision(DecisionKind.SAME, ids, by="reviewer", at=at, why=why)


def make_findings(best: int = 3, *, label: str = "Aleppo") -> Findings:
    """Two incidents, the period that contains them, and all that is derived from them."""
    claim = ClaimId("claim:1")
    ids = (IncidentId("incident:b"), IncidentId("incident:a"))
    incidents = tuple(
        Incident(
            id=id_,
            label=label,
            when=When(start=date(2016, 10, 11), end=date(2016, 10, 11)),
            where=None,
            means="airstrike",
            by=(),
            claims=(claim,),
            reports=(ReportedIn(id="one", claims=(claim,)),),
            reasons=(REASON,),
        )
        for id_ in ids
    )
    period = PeriodId("period:1")
    return Findings(
        incidents=incidents,
        periods=(
            Period(id=period, label=label, harm=Harm.KILLED, when=None, where=None, claims=(claim,), contains=ids),
        ),
        figures=tuple(_figure(id_, best) for id_ in ids),
        grades=(Graded(incident=ids[0], grade=Grade.FAIR, reason=REASON, raise_by="another origin"),),
        unaccounted=(
            Unaccounted(
                period=period, stated=160, accounted=126, left=34, remainder=Quantity(low=0, high=None), reason=REASON
            ),
        ),
    )


def _figure(incident: IncidentId, best: int) -> Figure:
    return Figure(
        incident=incident,
        harm=Harm.KILLED,
        group="all",
        low=0,
        best=best,
        high=best,
        open_low=False,
        open_high=True,
        origins=1,
        estimator="agreed-1",
        policy="airwars-observed",
        reason=REASON,
        uses=(),
    )


UNKNOWN_REPORT = ReportId("report:0000000000000000")
UNKNOWN_CLAIM = ClaimId("claim:0000000000000000")


def make_edition(note: str = "For the briefing.", *, findings: Findings | None = None) -> Edition:
    """An edition that is in no record yet, of three reports and one decision."""
    digest = hashlib.sha256(to_json(findings or make_findings()).encode()).hexdigest()
    return Edition(
        number=0,
        made=AT,
        note=note,
        extent=Extent(reports=3, decisions=1),
        inputs=Inputs(reports="a" * 64, claims="b" * 64, decisions="c" * 64),
        version="0.1.0",
        code="d" * 64,
        policy="strict-1",
        settings=(("policy", '"strict"'),),
        findings=digest,
    )


def derived(**best: int) -> Findings:
    """Findings by what they are about, as all that is derived stands, of incidents with that best figure each."""
    one = make_findings()
    incidents = tuple(replace(one.incidents[0], id=IncidentId(f"incident:{key}")) for key in sorted(best))
    return Findings(
        incidents=incidents,
        periods=(replace(one.periods[0], contains=tuple(i.id for i in incidents)),),
        figures=tuple(
            replace(one.figures[0], incident=i.id, best=best[i.id[-1]], high=best[i.id[-1]] + more, group=group)
            for i in incidents
            for group, more in (("all", 1), ("children", 0))
        ),
        grades=tuple(replace(one.grades[0], incident=i.id) for i in incidents),
        unaccounted=one.unaccounted,
        origins=tuple(_origin(i.id, key) for i in incidents for key in ("said:wire", "said:gazette")),
    )


def _origin(incident: IncidentId, key: str) -> Origin:
    return Origin(incident=incident, key=key, label=key, how=How.OWN, claims=(), reports=(), reason=REASON)


STORY = (
    derived(a=1, b=2, c=3),
    derived(a=1, b=4, c=3),
    derived(a=1, c=3),
    derived(a=1, b=2, c=3, d=5),
    make_findings(),
    derived(a=1, b=2, c=3),
    Findings(),
    derived(a=7),
)
"""Findings as they may follow one another; the fifth stand in another order, the sixth are the first again."""
