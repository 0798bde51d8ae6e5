"""reconcile(): Incident → Figure, with every claim used or set aside and the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from recount.figures.consistency import by_harm, consistent
from recount.figures.estimators import DEFAULT, ESTIMATORS, Estimator
from recount.figures.grades import grade
from recount.figures.making import Making, figures_of
from recount.figures.parties import may_answer, said_in, statements_of
from recount.figures.unaccounted import unaccounted
from recount.model import (
    ClaimId,
    Figure,
    Graded,
    GroundedClaim,
    GroundedStatement,
    Harm,
    Incident,
    IncidentId,
    Modality,
    Period,
    Quantity,
    Reason,
    Unaccounted,
)

__all__ = [
    "DEFAULT",
    "ESTIMATORS",
    "REJECTED",
    "SET_ASIDE",
    "Estimator",
    "Making",
    "Reckoned",
    "Whole",
    "left_over",
    "make_by",
    "may_answer",
    "reckon",
    "reconcile",
    "ruled_out",
    "said_in",
]

REJECTED = Reason(rule="rejected", sentence="A reviewer rejected it.")
SET_ASIDE = Reason(rule="set_aside", sentence="A reviewer set it aside: it counts for no figure.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """The figure of everybody and the interval that the claims behind its best allow."""

    figure: Figure
    interval: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """What one incident comes to."""

    figures: tuple[Figure, ...]
    graded: Graded
    wholes: Mapping[Harm, Whole]
    """Of everybody, by harm."""


def reckon(incident: Incident, making: Making, said: Sequence[GroundedStatement] = ()) -> Reckoned:
    """Figures and grade of one incident. A pure function of it, its claims and what they are part of.

    Args:
        incident: the incident.
        making: what figures are made by.
        said: what accused parties say of it besides.
    """
    made = list(figures_of(incident, making))
    figures = consistent(m.figure for m in made)
    intervals = {(m.figure.harm, m.figure.group): m.interval(m.figure.best) for m in made}
    own = [making.claims[c] for c in incident.claims if c in making.claims and c not in making.ruled_out]
    used = {u.claim for f in figures for u in f.uses if u.used}
    standing = [c for c in own if c.claim.id in used and c.claim.modality is not Modality.DENIED]
    return Reckoned(
        figures=tuple(figures),
        graded=grade(incident, standing, own, said),
        wholes={h: Whole(figure=f, interval=intervals[h, f.group]) for h, f in by_harm(figures).items()},
    )


def reconcile(
    found: Iterable[Incident | Period],
    *,
    claims: Mapping[ClaimId, GroundedClaim],
    rejected: Collection[ClaimId] = (),
    set_aside: Collection[ClaimId] = (),
    statements: Iterable[GroundedStatement] = (),
    estimator: str = DEFAULT,
    trusted: Sequence[str] = (),
) -> Iterator[Figure | Graded | Unaccounted]:
    """Figures and grade of each incident, then what each period leaves over. A pure function of its arguments.

    ``low <= best <= high`` in every figure; every claim of the incident on that harm is among its uses.

    Args:
        found: incidents and periods.
        claims: every claim by id.
        rejected: claims that a person judged to be none.
        set_aside: claims that a person took out of the figures, and left in their incident.
        statements: what reports say besides: accused parties may deny or declare what they did.
        estimator: what chooses low, best and high, one of `ESTIMATORS`.
        trusted: names of sources, the most trusted first, for the estimator that asks for them.

    Raises:
        UsageError: no such estimator.
    """
    things = list(found)
    incidents = [t for t in things if isinstance(t, Incident)]
    making = make_by(claims, ruled_out=ruled_out(rejected, set_aside), estimator=estimator, trusted=trusted)
    said = statements_of(incidents, claims, statements)
    wholes: dict[IncidentId, Mapping[Harm, Whole]] = {}
    for incident in incidents:
        reckoned = reckon(incident, making, said.get(incident.id, ()))
        yield from reckoned.figures
        yield reckoned.graded
        wholes[incident.id] = reckoned.wholes
    for period in (t for t in things if isinstance(t, Period)):
        left = left_over(period, claims, wholes)
        if left is not None:
            yield left


def ruled_out(rejected: Collection[ClaimId], set_aside: Collection[ClaimId]) -> dict[ClaimId, Reason]:
    """Why each claim counts for no figure that a person took out."""
    return dict.fromkeys(set_aside, SET_ASIDE) | dict.fromkeys(rejected, REJECTED)


def make_by(
    claims: Mapping[ClaimId, GroundedClaim],
    *,
    ruled_out: Mapping[ClaimId, Reason],
    estimator: str = DEFAULT,
    trusted: Sequence[str] = (),
) -> Making:
    """What figures are made by.

    Raises:
        UsageError: no such estimator.
    """
    return Making(claims=claims, ruled_out=ruled_out, estimator=ESTIMATORS.get(estimator), trusted=tuple(trusted))


def left_over(
    period: Period, claims: Mapping[ClaimId, GroundedClaim], wholes: Mapping[IncidentId, Mapping[Harm, Whole]]
) -> Unaccounted | None:
    """What a total leaves over once the incidents inside it are taken off; ``None`` where none has its harm."""
    inside = {(i, period.harm.value): w for i in period.contains if (w := wholes.get(i, {}).get(period.harm))}
    figures = {key: whole.figure for key, whole in inside.items()}
    return unaccounted(period, claims, figures, {key: whole.interval for key, whole in inside.items()})
