"""Marking: a report's text cut into runs, each with the claim whose words it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recount.model import READ_KINDS, GroundedClaim, GroundedStatement, Segment, Span
from recount.publish import wording
from recount.publish.brief_claims import voices
from recount.server.shapes.reading import Paragraph, Run, Tick

SOURCE = "source"
STATEMENT = "statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A stretch that is marked, and what it is."""

    span: Span
    kind: str
    told: str
    claim: GroundedClaim | None = None


def paragraphs(
    canonical: str,
    segments: Sequence[Segment],
    claims: Sequence[GroundedClaim],
    statements: Sequence[GroundedStatement],
) -> tuple[Paragraph, ...]:
    """The text, paragraph by paragraph. Joined, the runs are the canonical text without what stands between."""
    marks = [*_claim_marks(claims), *_source_marks(claims), *_statement_marks(statements)]
    return tuple(
        Paragraph(
            kind=segment.kind.value,
            read=segment.kind in READ_KINDS,
            runs=tuple(_runs(canonical, segment.span, [m for m in marks if m.span.overlaps(segment.span)])),
        )
        for segment in segments
    )


def ticks(canonical: str, claims: Sequence[GroundedClaim]) -> tuple[Tick, ...]:
    """Where along the text each claim stands."""
    length = max(1, len(canonical))
    return tuple(
        Tick(claim=c.claim.id, harm=c.claim.harm.value, at=100 * c.claim.span.start / length, told=claim_words(c))
        for c in claims
    )


def claim_words(claim: GroundedClaim) -> str:
    """The claim in a few words: "at least 81 killed"."""
    return f"{wording.stated(claim.claim.stated)} {wording.HARMS[claim.claim.harm]}"


def chain_of(claim: GroundedClaim) -> tuple[str, ...]:
    """Who speaks, from nearest the facts up to the outlet."""
    return voices((claim.source, *claim.others), claim.via, claim.outlet)


def _claim_marks(claims: Sequence[GroundedClaim]) -> Iterator[_Mark]:
    for claim in claims:
        told = f"{claim_words(claim)} – {' → '.join(chain_of(claim))}"
        yield _Mark(span=claim.claim.span, kind=claim.claim.harm.value, told=told, claim=claim)


def _source_marks(claims: Sequence[GroundedClaim]) -> Iterator[_Mark]:
    for mention in {m for c in claims for m in (c.claim.source, *c.claim.via) if m is not None}:
        if mention.span.end > mention.span.start:
            yield _Mark(span=mention.span, kind=SOURCE, told="Who says so")


def _statement_marks(statements: Sequence[GroundedStatement]) -> Iterator[_Mark]:
    for one in statements:
        told = f"{wording.words(one.statement.kind)}, {one.statement.modality.value}"
        yield _Mark(span=one.statement.span, kind=STATEMENT, told=told)


def _runs(canonical: str, within: Span, marks: Sequence[_Mark]) -> Iterator[Run]:
    edges = {within.start, within.end}
    for mark in marks:
        edges.update(edge for edge in (mark.span.start, mark.span.end) if within.start < edge < within.end)
    ordered = sorted(edges)
    begun: set[str] = set()
    for start, end in pairwise(ordered):
        here = [m for m in marks if m.span.start <= start and end <= m.span.end]
        yield _run(canonical, Span(start=start, end=end), here, begun)


def _run(canonical: str, span: Span, here: Sequence[_Mark], begun: set[str]) -> Run:
    claims = sorted((m for m in here if m.claim), key=lambda m: (m.span.end - m.span.start, m.span.start))
    top = claims[0] if claims else None
    others = [m for m in here if m.claim is None]
    kinds = {m.kind for m in others}
    claim = top.claim.claim.id if top and top.claim else ""
    first = bool(claim) and claim not in begun
    if claim:
        begun.add(claim)
    return Run(
        words=span.of(canonical),
        start=span.start,
        claim=claim,
        harm=top.kind if top else "",
        mark=SOURCE if SOURCE in kinds else STATEMENT if STATEMENT in kinds else "",
        told=top.told if top else others[0].told if others else "",
        first=first,
    )
