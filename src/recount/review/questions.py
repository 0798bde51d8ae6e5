"""Questions for a person: what the record could not tell by itself, the weightiest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recount.model import Findings, Grade, GroundedClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to look at."""

    kind: str
    about: str
    """The identifier of the claim or incident."""

    sentence: str
    weight: int
    """Persons the answer may add to a figure, or take from it."""


def queue(findings: Findings, claims: Iterable[GroundedClaim]) -> list[Question]:
    """What waits for a person, by weight, then by identifier."""
    asked = [*_contested(findings), *_wide_ranges(findings), *_refused(claims)]
    return sorted(asked, key=lambda q: (-q.weight, q.kind, q.about))


def _contested(findings: Findings) -> list[Question]:
    best = {f.incident: f.best for f in findings.figures if f.group == "all"}
    return [
        Question(kind="contested", about=g.incident, sentence=g.reason.sentence, weight=best.get(g.incident, 0))
        for g in findings.grades
        if g.grade is Grade.CONTESTED
    ]


def _wide_ranges(findings: Findings) -> list[Question]:
    return [
        Question(
            kind="wide_range",
            about=f.incident,
            sentence=f"Sources give between {f.low} and {f.high} {f.harm}.",
            weight=f.high - f.low,
        )
        for f in findings.figures
        if f.group == "all" and f.high > 2 * max(1, f.low)
    ]


def _refused(claims: Iterable[GroundedClaim]) -> list[Question]:
    return [
        Question(kind=r.kind, about=c.claim.id, sentence=r.sentence, weight=c.claim.stated.value or 0)
        for c in claims
        for r in c.refusals
        if c.claim.repeat_of is None
    ]
