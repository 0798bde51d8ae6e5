"""How far reviewers agree: Krippendorff's alpha over what two or more of them judged, each by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from recount.model import ClaimId, Correction, Decision, DecisionKind, Field, GroundedClaim
from recount.review.fields import told
from recount.review.votes import INCIDENT, ORIGIN, STANDING, Topic, Votes, cast, in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far reviewers agree on one thing."""

    about: str
    """``standing`` (accept, reject, set aside), ``incident`` (one or not), or a field."""

    units: int
    """Claims, or pairs of claims, that two or more judged."""

    reviewers: int
    same: float
    """Share of the units on which all say the same, 0 to 1."""

    alpha: float | None
    """Krippendorff's alpha for nominal values; ``None`` where all say the same of every unit, which leaves it open."""


def agreement(decisions: Iterable[Decision], claims: Mapping[ClaimId, GroundedClaim]) -> list[Agreement]:
    """How far reviewers agree, on each thing that two or more judged.

    Whoever accepts a claim, or corrects anything in it, agrees with what was read in its other fields. Decisions that
    settle others are left out: whoever made them knew what the others had said.

    Args:
        decisions: the log.
        claims: those that the log names, as they were read.
    """
    votes = cast([replace(d, settles=()) for d in in_force(decisions) if not d.settles])
    tables = {STANDING: _said(votes, STANDING), INCIDENT: _said(votes, INCIDENT)}
    tables |= {field.value: _fields(votes, field, claims) for field in Field}
    found = (_measure(about, list(units.values())) for about, units in tables.items())
    return [one for one in found if one is not None]


def _said(votes: Votes, about: str) -> dict[Topic, dict[str, str]]:
    apart = {DecisionKind.DIFFERENT.value, DecisionKind.ELSEWHERE.value}
    return {
        topic: {who: "apart" if vote.said in apart else str(vote.said) for who, vote in held.items()}
        for topic, held in votes.items()
        if topic[0] == about
    }


def _fields(votes: Votes, field: Field, claims: Mapping[ClaimId, GroundedClaim]) -> dict[Topic, dict[str, str]]:
    """What each reviewer of a claim holds one field to be. Fields that nobody corrected are passed over."""
    if not any(topic[0] == field for topic in votes):
        return {}
    found: dict[Topic, dict[str, str]] = {}
    for topic, held in votes.items():
        claim = claims.get(ClaimId(topic[1]))
        if topic[0] in (INCIDENT, ORIGIN) or claim is None:
            continue
        for who, vote in held.items():
            unit = found.setdefault((topic[1],), {})
            if isinstance(vote.said, Correction):
                if vote.said.field is field:
                    unit[who] = vote.said.to
                else:
                    unit.setdefault(who, told(claim, field))
            elif vote.said == DecisionKind.ACCEPT:
                unit.setdefault(who, told(claim, field))
    return found


def _measure(about: str, units: list[dict[str, str]]) -> Agreement | None:
    double = [unit for unit in units if len(unit) > 1]
    if not double:
        return None
    return Agreement(
        about=about,
        units=len(double),
        reviewers=len({who for unit in double for who in unit}),
        same=sum(len(set(unit.values())) == 1 for unit in double) / len(double),
        alpha=_alpha(double),
    )


def _alpha(units: list[dict[str, str]]) -> float | None:
    import krippendorff

    values = sorted({said for unit in units for said in unit.values()})
    if len(values) < 2:
        return None
    counts = [[sum(said == value for said in unit.values()) for value in values] for unit in units]
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))
