"""Generated reports, readings and decisions, with every character and shape that an input may bring."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from recount.model import (
    Actor,
    ActorKind,
    Bound,
    Claim,
    ClaimId,
    Decision,
    DecisionKind,
    Granularity,
    GroundedClaim,
    GroundedStatement,
    Harm,
    Mention,
    Modality,
    Person,
    Place,
    Point,
    Precision,
    Quantity,
    Reading,
    Reason,
    Refusal,
    Report,
    Scope,
    Span,
    Stated,
    Statement,
    StatementId,
    StatementModality,
    Victims,
    When,
    content_id,
    make_decision,
)

# Names and words that stores may trip over, more often than chance would bring them.
words = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    ["", " ", "\x00", "\x01", "a\x00b", "ا", "قتل ٣", "😀", "\U0010ffff", "'; --", "%s", "{}", "\r\n", "\u2028", "é"]
)
days = st.dates()
unit = st.floats(0, 1)
numbers = st.integers(0, 2**40)


@st.composite
def _spans(draw: st.DrawFn) -> Span:
    start, end = sorted((draw(st.integers(0, 2**31 - 1)), draw(st.integers(0, 2**31 - 1))))
    return Span(start=start, end=end)


@st.composite
def _whens(draw: st.DrawFn) -> When:
    start, end = sorted((draw(days), draw(days)))
    return When(start=start, end=end, granularity=draw(st.sampled_from(Granularity)))


@st.composite
def _quantities(draw: st.DrawFn) -> Quantity:
    low = draw(numbers)
    return Quantity(low=low, high=draw(st.none() | st.integers(low, 2**41)))


spans = _spans()
some_words = st.lists(words, max_size=3).map(tuple)
mentions = st.builds(Mention, span=spans, words=words)
some_mentions = st.lists(mentions, max_size=2).map(tuple)
reasons = st.lists(st.builds(Reason, rule=words, sentence=words, score=st.none() | unit), max_size=2).map(tuple)
refusals = st.lists(st.builds(Refusal, kind=words, sentence=words, candidates=some_words), max_size=2).map(tuple)
actors = st.builds(Actor, name=words, key=words, kind=st.sampled_from(ActorKind))
some_actors = st.lists(actors, max_size=2).map(tuple)
points = st.builds(
    Point,
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
    radius=st.floats(0, 1e6),
    precision=st.sampled_from(Precision),
    gazetteer=words,
)
places = st.builds(
    Place, names=some_words, keys=some_words, point=st.none() | points, country=st.none() | st.just("SY")
)
persons = st.builds(
    Person, name=words, span=spans, age=st.none() | st.integers(0, 120), sex=st.none() | st.just("female")
)
stated = st.builds(
    Stated,
    value=st.none() | numbers,
    bound=st.sampled_from(Bound),
    value_max=st.none() | numbers,
    word=st.none() | words,
)


def reports(given_ids: st.SearchStrategy[str] = words) -> st.SearchStrategy[Report]:
    """Reports under some of the ids."""
    return st.builds(
        Report,
        given_id=given_ids,
        text=words,
        title=words,
        published=st.none() | days,
        outlet=st.none() | words,
        url=st.none() | words,
        language=st.none() | words,
        author=st.none() | words,
        retrieved=st.none() | words,
        extra=words,
    )


@st.composite
def grounded_claims(draw: st.DrawFn, report: Report, number: int) -> GroundedClaim:
    """A claim of the report, the only one of its number."""
    claim = Claim(
        id=ClaimId(content_id("claim", report.id, number)),
        report=report.id,
        span=draw(spans),
        text=draw(words),
        context=draw(spans),
        stated=draw(stated),
        harm=draw(st.sampled_from(Harm)),
        victims=draw(st.sampled_from(Victims)),
        who=draw(some_words),
        when=draw(st.none() | mentions),
        where=draw(some_mentions),
        by=draw(some_mentions),
        source=draw(st.none() | mentions),
        via=draw(some_mentions),
        scope=draw(st.sampled_from(Scope)),
        part_of=draw(st.none() | st.just(ClaimId("claim:whole"))),
        modality=draw(st.sampled_from(Modality)),
        background=draw(st.booleans()),
        persons=draw(st.lists(persons, max_size=2).map(tuple)),
        confidence=draw(unit),
        reasons=draw(reasons),
    )
    return GroundedClaim(
        claim=claim,
        published=draw(st.none() | days.map(date.isoformat)),
        outlet=report.outlet,
        given_id=report.given_id,
        quantity=draw(st.none() | _quantities()),
        policy="strict",
        when=draw(st.none() | _whens()),
        where=draw(st.none() | places),
        by=draw(some_actors),
        source=draw(st.none() | actors),
        via=draw(some_actors),
        origins=draw(some_words),
        refusals=draw(refusals),
        reasons=draw(reasons),
    )


@st.composite
def grounded_statements(draw: st.DrawFn, report: Report, number: int) -> GroundedStatement:
    """A statement of the report, the only one of its number."""
    statement = Statement(
        id=StatementId(content_id("statement", report.id, number)),
        report=report.id,
        span=draw(spans),
        text=draw(words),
        context=draw(spans),
        kind=draw(words),
        who=draw(some_mentions),
        what=draw(words),
        infrastructure=draw(some_words),
        modality=draw(st.sampled_from(StatementModality)),
        new=draw(st.booleans()),
    )
    return GroundedStatement(
        statement=statement, published=None, outlet=report.outlet, given_id=report.given_id, who=draw(some_actors)
    )


@st.composite
def read_reports(draw: st.DrawFn, given_ids: st.SearchStrategy[str] = words) -> tuple[Report, Reading]:
    """A report with what was read in it."""
    report = draw(reports(given_ids))
    claims = [draw(grounded_claims(report, number)) for number in range(draw(st.integers(0, 3)))]
    statements = [draw(grounded_statements(report, number)) for number in range(draw(st.integers(0, 2)))]
    return report, Reading(
        report_id=report.id, claims=tuple(claims), statements=tuple(statements), refusals=draw(refusals)
    )


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """A decision on some claims."""
    claims = tuple(ClaimId(one) for one in draw(some_words))
    return make_decision(draw(st.sampled_from(DecisionKind)), claims, by=draw(words), at=draw(words), why=draw(words))
