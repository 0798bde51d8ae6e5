"""Review: what is worth a person's minute first, one question a screen, and judging many at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query

from recount.model import ClaimId, Figure, GroundedClaim, Harm, Incident, QuotedClaim, ReportId
from recount.publish import wording
from recount.review import Question
from recount.server.http.answers import Views
from recount.server.pages.claim_cards import card_of
from recount.server.pages.marking import chain_of, claim_words
from recount.server.record.desk import Desk
from recount.server.record.state import State
from recount.server.shapes.reading import Card
from recount.server.shapes.review import Asked, Kind, Place, Review, Toll
from recount.server.views.given import TheDesk
from recount.server.views.overview import kind_words

views = Views()

MOST_THEN = 12
_MAY_CHANGE = "An answer may move a figure by up to {}."


@views.page("/review", "review.html.j2", tags=["review"])
def review(
    desk: TheDesk,
    kind: Annotated[str, Query(max_length=40, description="Only questions of this kind.")] = "",
    at: Annotated[int, Query(ge=1, le=1_000_000, description="Which of them, from 1.")] = 1,
) -> Review:
    """The question that is worth a person's minute first, with all that is needed to answer it."""
    state = desk.state()
    every = state.questions
    asked = [q for q in every if q.kind == kind] if kind else every
    place = min(at, len(asked))
    question = asked[place - 1] if asked else None
    claim = state.claims.get(ClaimId(question.about)) if question else None
    return Review(
        kinds=tuple(Kind(kind=k, words=kind_words(k), count=n) for k, n in every.kinds.most_common()),
        kind=kind,
        total=len(asked),
        at=place,
        question=_asked(question, state, kind, place) if question else None,
        why=_why(question) if question else "",
        card=_card(desk, state, claim) if claim else None,
        report=claim.given_id if claim else "",
        candidates=tuple(_candidates(claim, question.kind)) if claim and question else (),
        incident=question.about if question and claim is None else "",
        other=question.other if question else "",
        tolls=tuple(_tolls(desk, state, question)) if question and claim is None else (),
        then=tuple(_asked(q, state, kind, n) for n, q in _after(asked, place)),
        previous=_address(kind, place - 1) if place > 1 else "",
        next=_address(kind, place + 1) if place < len(asked) else "",
    )


def _after(asked: Sequence[Question], place: int) -> Iterator[tuple[int, Question]]:
    yield from ((n, asked[n - 1]) for n in range(place + 1, min(len(asked), place + MOST_THEN) + 1))


def _address(kind: str, at: int) -> str:
    told = {"kind": kind, "at": str(at)}
    return f"/review?{urlencode({k: v for k, v in told.items() if v})}"


def _why(question: Question) -> str:
    if question.weight <= 0:
        return "It moves no figure of an incident: it can wait."
    return _MAY_CHANGE.format(wording.count(question.weight, "person", "persons"))


def _asked(question: Question, state: State, kind: str, at: int) -> Asked:
    return Asked(
        kind=question.kind,
        kind_words=kind_words(question.kind),
        about=question.about,
        label=_label(question, state),
        sentence=question.sentence,
        weight=question.weight,
        address=_address(kind, at),
    )


def _label(question: Question, state: State) -> str:
    incident = state.incidents.get(question.about)
    if incident is not None:
        return incident.label
    claim = state.claims.get(ClaimId(question.about))
    return f"{claim_words(claim)}, {claim.outlet or claim.given_id}" if claim else question.about


def _card(desk: Desk, state: State, claim: GroundedClaim) -> Card:
    report = claim.claim.report
    canonical = desk.workspace.store.texts([report])[report].canonical
    among = sorted(state.by_report[ReportId(report)], key=lambda c: (c.claim.span.start, c.claim.span.end, c.claim.id))
    return card_of(claim, among, canonical, state, state.about.of(claim.claim.id))


def _candidates(claim: GroundedClaim, kind: str) -> Iterator[Place]:
    for refusal in claim.refusals:
        if refusal.kind == kind:
            yield from (Place(name=name, spelled=name) for name in refusal.candidates)


def _tolls(desk: Desk, state: State, question: Question) -> Iterator[Toll]:
    """The claims on the figure in doubt, of both incidents where it is about two."""
    pair = [state.incidents[i] for i in (question.about, question.other) if i in state.incidents]
    for incident in pair:
        uses = {u.claim: u for f in _doubted(incident, state) for u in f.uses}
        told = desk.quoted(state.claims[c] for c in uses if c in state.claims)
        for quoted in sorted(told, key=lambda q: (not uses[q.grounded.claim.id].used, -_size(q), q.grounded.claim.id)):
            use = uses[quoted.grounded.claim.id]
            yield _toll(quoted, used=use.used, reason=use.reason.sentence)


def _size(quoted: QuotedClaim) -> int:
    return quoted.grounded.claim.stated.value or 0


def _doubted(incident: Incident, state: State) -> list[Figure]:
    figures = [f for f in state.index.figures_of.get(incident.id, ()) if f.group == "all"]
    killed = [f for f in figures if f.harm is Harm.KILLED]
    return list(killed or figures)


def _toll(quoted: QuotedClaim, *, used: bool, reason: str) -> Toll:
    grounded, claim = quoted.grounded, quoted.grounded.claim
    return Toll(
        id=claim.id,
        number=wording.stated(claim.stated, signs=True),
        sentence=quoted.sentence,
        text=claim.text,
        harm=claim.harm.value,
        chain=chain_of(grounded),
        report=grounded.given_id,
        published=wording.iso_day(grounded.published),
        used=used,
        reason=reason,
    )
