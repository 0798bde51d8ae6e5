"""Made-up stories of a record: reports come in, some in new versions, and people decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from recount.figures import reconcile
from recount.incidents import group
from recount.incidents.leads import outlet_keys
from recount.incidents.lineage import at_firsts, trace, with_copies
from recount.incidents.origins import find_origins
from recount.model import (
    Actor,
    ActorKind,
    ClaimId,
    Correction,
    Decision,
    DecisionId,
    DecisionKind,
    Field,
    Figure,
    Findings,
    Fingerprint,
    Graded,
    GroundedClaim,
    GroundedStatement,
    Harm,
    Incident,
    Modality,
    Period,
    ReportId,
    Scope,
    Signature,
    Span,
    Statement,
    StatementId,
    Unaccounted,
    content_id,
    make_decision,
)
from recount.review import apply, carry, named, without_loops
from recount.review.corrections import correct
from recount.text.duplicates import find_copies
from tests.claimed import ALEPPO, BUSTAN, FARDOUS, POLICY, TUESDAY, WEDNESDAY, Said, claimed, party

NAMES = "abcdef"
OUTLETS = ("Wire", "wire", "Gazette", "Tribune")
KINDS = (
    DecisionKind.ACCEPT,
    DecisionKind.REJECT,
    DecisionKind.SET_ASIDE,
    DecisionKind.CORRECT,
    DecisionKind.SAME,
    DecisionKind.DIFFERENT,
    DecisionKind.SAME_ORIGIN,
    DecisionKind.ELSEWHERE,
)
CORRECTIONS = (
    (Field.VALUE, "14"),
    (Field.HARM, "injured"),
    (Field.WHEN, "2016-10-12"),
    (Field.MEANS, "shelling"),
    (Field.SCOPE, "period"),
    (Field.MODALITY, "denied"),
    (Field.BY, "none"),
    (Field.PART_OF, "none"),
)


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A report's version with what was read in it."""

    print: Fingerprint
    claims: tuple[GroundedClaim, ...]
    statements: tuple[GroundedStatement, ...]


@dataclass(kw_only=True)
class Record:
    """What a record holds after a story."""

    latest: dict[str, Arrival] = field(default_factory=dict)
    every: dict[ClaimId, GroundedClaim] = field(default_factory=dict)
    log: list[Decision] = field(default_factory=list)

    def claims(self) -> list[GroundedClaim]:
        return [c for arrival in self.latest.values() for c in arrival.claims]

    def earlier(self, decisions: Iterable[Decision]) -> list[GroundedClaim]:
        current = {c.claim.id for c in self.claims()}
        return [self.every[i] for i in sorted({i for d in decisions for i in named(d)} - current) if i in self.every]


@st.composite
def arrivals(draw: st.DrawFn, version: int) -> Arrival:
    """A version of one of a handful of reports that have much in common."""
    name = draw(st.sampled_from(NAMES))
    report, outlet = f"{name}-{version}", draw(st.sampled_from(OUTLETS))
    published = draw(st.sampled_from((TUESDAY, WEDNESDAY, "2016-10-19", None)))
    claims: list[GroundedClaim] = []
    for at in range(draw(st.integers(0, 4))):
        claims.append(draw(_claims(report, at, [c.claim.id for c in claims])))
    claims = [replace(c, given_id=name, outlet=outlet, published=published) for c in claims]
    said = tuple(draw(_statements(report, name, at)) for at in range(draw(st.integers(0, 1))))
    runs = draw(st.sampled_from((range(40), range(10, 60), range(100, 140), range(20), ())))
    signature = Signature(runs=len(runs), hashes=b"".join(n.to_bytes(4, "little") for n in runs))
    print_ = Fingerprint(
        report=ReportId(f"report:{report}"),
        given_id=name,
        outlet=outlet,
        published=None if published is None else date.fromisoformat(published),
        signature=signature,
    )
    return Arrival(print=print_, claims=tuple(claims), statements=said)


@st.composite
def _claims(draw: st.DrawFn, report: str, at: int, before: list[ClaimId]) -> GroundedClaim:
    linked = draw(st.sampled_from((None, None, *before)))
    how = draw(st.sampled_from(("part_of", "repeat_of", "rivals")))
    scope = draw(st.sampled_from((Scope.INCIDENT, Scope.INCIDENT, Scope.INCIDENT, Scope.PERIOD)))
    claim = claimed(
        draw(st.sampled_from((1, 2, 30, 81))),
        report,
        days=draw(st.sampled_from((TUESDAY, WEDNESDAY, (TUESDAY, "2016-10-13"), None))),
        where=draw(st.sampled_from((BUSTAN, FARDOUS, ALEPPO, None))),
        harm=draw(st.sampled_from((Harm.KILLED, Harm.INJURED))),
        said=Said(
            at=100 * at,
            means=draw(st.sampled_from(("airstrike", "unknown"))),
            sentence=draw(st.sampled_from(("", "one", "two", "three"))),
            scope=Scope.PART if linked is not None and how == "part_of" else scope,
            by=draw(st.sampled_from(((), ("russia",), ("syrian-government",)))),
            modality=draw(st.sampled_from((Modality.ASSERTED, Modality.ASSERTED, Modality.DENIED))),
        ),
    )
    if linked is not None:
        links: dict[str, Any] = {how: linked}
        claim = replace(claim, claim=replace(claim.claim, **links))
    cited = draw(st.sampled_from((None, None, "Wire", "Gazette", "russia")))
    if cited is not None:
        actor = party(cited) if cited == "russia" else _outlet(cited)
        claim = replace(claim, source=actor, origins=(actor.key,))
    details = draw(st.sets(st.sampled_from(("name:n1", "name:n2", "name:n3", "name:n4")), max_size=4))
    return replace(claim, details=tuple(sorted(details)))


def _outlet(name: str) -> Actor:
    return Actor(name=name, key=outlet_keys(name)[-1], kind=ActorKind.MEDIA)


@st.composite
def _statements(draw: st.DrawFn, report: str, name: str, at: int) -> GroundedStatement:
    span = Span(start=50 + at * 200, end=90 + at * 200)
    said = Statement(
        id=StatementId(content_id("statement", report, at)),
        report=ReportId(f"report:{report}"),
        span=span,
        text="denied",
        context=span,
        kind=draw(st.sampled_from(("denial", "attack", "meeting"))),
    )
    accused = party(draw(st.sampled_from(("russia", "syrian-government"))))
    return GroundedStatement(
        statement=said, published=TUESDAY, outlet=name, given_id=name, source=accused, by=(accused,)
    )


@st.composite
def decisions(draw: st.DrawFn, record: Record, number: int) -> Decision:
    """A decision on claims that the record holds or held, or on one of its decisions."""
    by = draw(st.sampled_from(("Anna", "Ben")))
    at = f"2026-01-01T00:00:{draw(st.integers(0, 59)):02}.{number:06}+00:00"
    if record.log and draw(st.integers(0, 3)) == 0:
        undone = DecisionId(draw(st.sampled_from([d.id for d in record.log])))
        return make_decision(DecisionKind.UNDO, (), by=by, at=at, why="again", undoes=undone)
    ids = st.sampled_from(sorted(record.every))
    claims = tuple(draw(st.lists(ids, min_size=1, max_size=3, unique=True)))
    kind = draw(st.sampled_from(KINDS))
    settles = tuple(draw(st.lists(st.sampled_from([d.id for d in record.log]), max_size=1))) if record.log else ()
    if kind is DecisionKind.CORRECT:
        of, to = draw(st.sampled_from(CORRECTIONS))
        if of is Field.PART_OF and draw(st.booleans()):
            to = draw(ids)
        correction = Correction(field=of, to=to)
        return make_decision(kind, claims, by=by, at=at, why="so", correction=correction, settles=settles)
    apart = kind in (DecisionKind.DIFFERENT, DecisionKind.ELSEWHERE)
    others = tuple(draw(st.lists(ids, max_size=2, unique=True))) if apart else ()
    return make_decision(kind, claims, by=by, at=at, why="so", others=others, settles=settles)


def from_nothing(record: Record) -> Findings:
    """What the stages, each used once and one after another, make of it."""
    read = {c.claim.id: c for c in record.claims()}
    carried = carry(record.log, claims=read.values(), earlier=record.earlier(record.log)).decisions
    judged = apply(carried)
    kept = {
        id_: correct(c, judged.corrections.get(id_, ()), POLICY) if id_ in judged.corrections else c
        for id_, c in read.items()
    }
    kept = without_loops(kept, judged.corrections)
    copies = find_copies(arrival.print for arrival in record.latest.values())
    traced = trace(kept.values(), copies=copies, same=judged.same_origin, different=judged.different)
    told = {c.claim.id: c for c in traced}
    grouped = group(
        (c for c in traced if c.copy_of is None),
        rejected=judged.rejected,
        same=at_firsts(judged.same, told),
        different=at_firsts(judged.different, told),
        elsewhere=at_firsts(judged.elsewhere, told),
    )
    found = list(with_copies(grouped, claims=told.values(), rejected=judged.rejected))
    statements = [s for arrival in record.latest.values() for s in arrival.statements]
    results = list(
        reconcile(
            found,
            claims=told,
            rejected=judged.rejected,
            set_aside=judged.set_aside,
            statements=sorted(statements, key=lambda s: (s.given_id, s.statement.span.start)),
        )
    )
    figures = tuple(x for x in results if isinstance(x, Figure))
    return Findings(
        incidents=tuple(x for x in found if isinstance(x, Incident)),
        periods=tuple(x for x in found if isinstance(x, Period)),
        figures=figures,
        grades=tuple(x for x in results if isinstance(x, Graded)),
        unaccounted=tuple(x for x in results if isinstance(x, Unaccounted)),
        origins=tuple(find_origins(found, claims=told, figures=figures)),
    )
