"""Builds claims, incidents and figures for the tests of publish, with spans that slice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from recount.model import (
    Actor,
    Bound,
    Claim,
    ClaimId,
    Figure,
    GroundedClaim,
    GroundedStatement,
    Harm,
    Incident,
    IncidentId,
    Mention,
    Person,
    Place,
    Quantity,
    QuotedClaim,
    QuotedStatement,
    Reason,
    Refusal,
    Report,
    ReportedIn,
    ReportHead,
    Scope,
    Span,
    Stated,
    Statement,
    StatementId,
    StatementModality,
    Use,
    Victims,
    When,
    content_id,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a sample claim adds to its words."""

    value: int | None
    bound: Bound = Bound.EXACT
    harm: Harm = Harm.KILLED
    who: tuple[str, ...] = ()
    days: tuple[date, date] | None = None
    place: Place | None = None
    source: Actor | None = None
    via: tuple[Actor, ...] = ()
    by: tuple[Actor, ...] = ()
    origins: tuple[str, ...] = ("outlet:sample",)
    scope: Scope = Scope.INCIDENT
    persons: tuple[Person, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    word: str | None = None


def sentence_of(report: Report, words: str) -> Span:
    """The span of the sentence of the report that holds the words."""
    canonical = report.canonical
    at = canonical.index(words, len(report.title) + 2)
    start = max(canonical.rfind(". ", 0, at) + 2, len(report.title) + 2)
    end = canonical.find(". ", at)
    return Span(start=start, end=end + 1 if end >= 0 else len(canonical))


def claim_of(report: Report, words: str, said: Said) -> QuotedClaim:
    """A claim on those words of the report."""
    context = sentence_of(report, words)
    start = report.canonical.index(words, context.start)
    span = Span(start=start, end=start + len(words))
    claim = Claim(
        id=ClaimId(content_id("claim", report.id, span.start, span.end)),
        report=report.id,
        span=span,
        text=words,
        context=context,
        stated=Stated(value=said.value, bound=said.bound, word=said.word),
        harm=said.harm,
        victims=Victims.CIVILIAN if said.who else Victims.UNSPECIFIED,
        who=said.who,
        where=(Mention(span=span, words=said.place.names[0]),) if said.place else (),
        source=Mention(span=span, words=said.source.name) if said.source else None,
        means="airstrike",
        scope=said.scope,
        persons=said.persons,
        confidence=0.9,
        reasons=(Reason(rule="subject_of_verb", sentence="Subject of a verb of dying."),),
    )
    return QuotedClaim(grounded=_grounded(claim, report, said), sentence=context.of(report.canonical))


def _grounded(claim: Claim, report: Report, said: Said) -> GroundedClaim:
    high = said.value if said.bound is Bound.EXACT else None
    return GroundedClaim(
        claim=claim,
        published=report.published.isoformat() if report.published else None,
        outlet=report.outlet,
        given_id=report.given_id,
        quantity=Quantity(low=said.value, high=high) if said.value is not None else None,
        policy="strict-1",
        when=When(start=said.days[0], end=said.days[1]) if said.days else None,
        where=said.place,
        by=said.by,
        source=said.source,
        via=said.via,
        origins=(said.source.key,) if said.source else said.origins,
        refusals=said.refusals,
    )


def ids(*claims: QuotedClaim) -> tuple[ClaimId, ...]:
    """The claims' ids, sorted as incidents hold them."""
    return tuple(sorted(claim.grounded.claim.id for claim in claims))


def incident_of(
    label: str, claims: Sequence[QuotedClaim], *, day: date | None, place: Place, by: tuple[Actor, ...] = ()
) -> Incident:
    """An incident of those claims."""
    shares: dict[str, list[ClaimId]] = {}
    for claim in claims:
        shares.setdefault(claim.grounded.given_id, []).append(claim.grounded.claim.id)
    return Incident(
        id=IncidentId(content_id("incident", *ids(*claims))),
        label=label,
        when=When(start=day, end=day) if day else None,
        where=place,
        means="airstrike",
        by=by,
        claims=ids(*claims),
        reports=tuple(ReportedIn(id=given, claims=tuple(held)) for given, held in sorted(shares.items())),
        reasons=(Reason(rule="same_day_same_place", sentence="Same day and same place."),),
    )


def use_of(claim: QuotedClaim, reason: str, *, used: bool = True) -> Use:
    """What became of the claim."""
    return Use(claim=claim.grounded.claim.id, used=used, reason=Reason(rule="sample", sentence=reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class Of:
    """What a sample figure counts, where not all killed with an upper bound."""

    harm: Harm = Harm.KILLED
    group: str = "all"
    open_high: bool = False


def figure_of(incident: Incident, numbers: tuple[int, int, int], uses: Sequence[Use], of: Of | None = None) -> Figure:
    """A figure of the incident: low, best and high."""
    counted = of or Of()
    return Figure(
        incident=incident.id,
        harm=counted.harm,
        group=counted.group,
        low=numbers[0],
        best=numbers[1],
        high=numbers[2],
        open_low=False,
        open_high=counted.open_high,
        origins=sum(use.used for use in uses),
        estimator="agreed-1",
        policy="strict-1",
        reason=Reason(rule="agreed", sentence="The number nearest to what most independent origins state."),
        uses=tuple(uses),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a sample statement adds to its words."""

    kind: str
    who: tuple[Actor, ...] = ()
    what: str = ""
    day: date | None = None
    place: Place | None = None
    source: Actor | None = None
    infrastructure: tuple[str, ...] = ()
    modality: StatementModality = StatementModality.ASSERTED
    new: bool = False


def statement_of(report: Report, words: str, told: Told) -> QuotedStatement:
    """A statement on those words of the report."""
    context = sentence_of(report, words)
    start = report.canonical.index(words, context.start)
    statement = Statement(
        id=StatementId(content_id("statement", report.id, start)),
        report=report.id,
        span=Span(start=start, end=start + len(words)),
        text=words,
        context=context,
        kind=told.kind,
        what=told.what,
        infrastructure=told.infrastructure,
        modality=told.modality,
        new=told.new,
    )
    grounded = GroundedStatement(
        statement=statement,
        published=report.published.isoformat() if report.published else None,
        outlet=report.outlet,
        given_id=report.given_id,
        when=When(start=told.day, end=told.day) if told.day else None,
        where=told.place,
        who=told.who,
        source=told.source,
    )
    return QuotedStatement(grounded=grounded, sentence=context.of(report.canonical))


def head_of(report: Report) -> ReportHead:
    """The report without its text."""
    return ReportHead(
        id=report.id,
        given_id=report.given_id,
        version=1,
        outlet=report.outlet,
        title=report.title,
        url=report.url,
        published=report.published,
    )
