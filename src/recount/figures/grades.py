"""Grades: how well harm to civilians is established, after Airwars' five, as rules that say why.

Strike status, after Airwars' four, stands apart: whether a belligerent acted there at all, whomever it hit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recount.figures.parties import TOLD, Answers, answers, competing
from recount.figures.standing import independent
from recount.model import (
    Grade,
    Graded,
    GroundedClaim,
    GroundedStatement,
    Incident,
    Reason,
    StrikeStatus,
    Victims,
)

_BELLIGERENT = frozenset({"airstrike", "shelling", "missile", "chemical", "clash", "siege"})
"""Means that only a belligerent has."""


_NO_STRIKE = frozenset({"bombing", "suicide_bombing", "landmine", "gunfire", "clash", "execution", "siege"})
"""Means by which nobody strikes from afar: of these no strike status is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """What the rules look at."""

    standing: Sequence[GroundedClaim]
    origins: int
    known: bool
    """Whether means or accused point to a belligerent."""

    competing: bool
    said: Answers


def grade(
    incident: Incident,
    standing: Sequence[GroundedClaim],
    claims: Sequence[GroundedClaim] | None = None,
    statements: Sequence[GroundedStatement] = (),
) -> Graded:
    """The grade and the strike status of one incident. Of each, the first rule that fits decides. Order-free.

    Args:
        incident: the incident.
        standing: its claims that count for a figure, of every harm.
        claims: all its claims that nobody ruled out, those denied too; the standing ones unless given.
        statements: what accused parties say of it besides: denials, declarations.
    """
    every = standing if claims is None else claims
    case = _Case(
        standing=standing,
        # Those whose counting stands, as `Origin` lists them: whoever only repeats is none of its own.
        origins=len(independent(c for c in standing or every if c.claim.modality in TOLD)),
        known=bool(incident.by) or incident.means in _BELLIGERENT,
        competing=competing(standing),
        said=answers(every, statements),
    )
    found, said, raise_by = _grade(case)
    status, status_said = _status(case) if incident.means not in _NO_STRIKE else (None, "")
    return Graded(
        incident=incident.id,
        grade=found,
        reason=Reason(rule=f"grade_{found.value}", sentence=said),
        raise_by=raise_by,
        status=status,
        status_reason=Reason(rule=f"status_{status.value}", sentence=status_said) if status else None,
        accepted=case.said.accepted,
        denied=case.said.denied,
    )


def _grade(case: _Case) -> tuple[Grade, str, str]:
    """Grade, why, and what would raise it."""
    if case.standing and all(c.claim.victims is Victims.COMBATANT for c in case.standing):
        said = "Every standing claim says that those harmed were fighters."
        return Grade.DISCOUNTED, said, "A claim that civilians were harmed."
    if case.said.accepted:
        said = "A party that is accused of it itself reports the harm."
        return Grade.CONFIRMED, said, "Nothing: this is the highest grade."
    if case.competing:
        said = "Different origins accuse different sides."
        return Grade.CONTESTED, said, "One side accepting responsibility, or the others withdrawing."
    if case.origins > 1 and case.known:
        said = f"{case.origins} independent origins report it, and the means or the accused point to a belligerent."
        return Grade.FAIR, said, "A belligerent accepting responsibility would make it confirmed."
    if case.origins > 1:
        said = f"{case.origins} independent origins report it, but neither means nor accused point to a belligerent."
        return Grade.WEAK, said, "A claim that says by what means or by whom."
    said = "One origin only." if case.origins == 1 else "No standing claim gives a number."
    return Grade.WEAK, said, "A second, independent origin would make it fair."


def _status(case: _Case) -> tuple[StrikeStatus, str]:
    if case.said.declared or case.said.accepted:
        return StrikeStatus.DECLARED, "A party that is accused of it itself says that it acted there."
    if case.competing:
        return StrikeStatus.CONTESTED, "Different origins say that different sides did it."
    if case.said.denied:
        return StrikeStatus.CONTESTED, "A party that is accused of it denies it."
    if case.origins > 1:
        return StrikeStatus.LIKELY, "Several independent origins report it, and nobody speaks against them."
    return StrikeStatus.SINGLE_SOURCE, "No more than one origin reports it."
