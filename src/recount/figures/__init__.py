"""reconcile(): Incident → Figure, with every claim used or set aside and the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from recount.figures.consistency import by_harm, consistent
from recount.figures.estimators import DEFAULT, ESTIMATORS, Estimator
from recount.figures.grades import grade
from recount.figures.making import Making, figures_of
from recount.figures.parties import statements_of
from recount.figures.unaccounted import unaccounted
from recount.model import (
    ClaimId,
    Figure,
    Graded,
    GroundedClaim,
    GroundedStatement,
    Incident,
    IncidentId,
    Modality,
    Period,
    Quantity,
    Reason,
    Unaccounted,
)

__all__ = ["DEFAULT", "ESTIMATORS", "Estimator", "reconcile"]

_REJECTED = Reason(rule="rejected", sentence="A reviewer rejected it.")
_SET_ASIDE = Reason(rule="set_aside", sentence="A reviewer set it aside: it counts for no figure.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """The figure of everybody and the interval that the claims behind its best allow."""

    figure: Figure
    interval: Quantity


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
    ruled_out = dict.fromkeys(set_aside, _SET_ASIDE) | dict.fromkeys(rejected, _REJECTED)
    making = Making(claims=claims, ruled_out=ruled_out, estimator=ESTIMATORS.get(estimator), trusted=tuple(trusted))
    said = statements_of(incidents, claims, statements)
    wholes: dict[tuple[IncidentId, str], _Whole] = {}
    for incident in incidents:
        made = list(figures_of(incident, making))
        figures = consistent(m.figure for m in made)
        yield from figures
        intervals = {(m.figure.harm, m.figure.group): m.interval(m.figure.best) for m in made}
        for harm, figure in by_harm(figures).items():
            wholes[incident.id, harm.value] = _Whole(figure=figure, interval=intervals[harm, figure.group])
        own = [claims[c] for c in incident.claims if c in claims and c not in ruled_out]
        used = {u.claim for f in figures for u in f.uses if u.used}
        standing = [c for c in own if c.claim.id in used and c.claim.modality is not Modality.DENIED]
        yield grade(incident, standing, own, said.get(incident.id, ()))
    for period in (t for t in things if isinstance(t, Period)):
        left = unaccounted(
            period,
            claims,
            {key: w.figure for key, w in wholes.items()},
            {key: w.interval for key, w in wholes.items()},
        )
        if left is not None:
            yield left
