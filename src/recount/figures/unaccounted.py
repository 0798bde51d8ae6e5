"""Unaccounted: what a stated total leaves over once the incidents inside it are taken off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from recount.figures.tolls import stated_number
from recount.model import ClaimId, Figure, GroundedClaim, IncidentId, Period, Quantity, Reason, Unaccounted


def unaccounted(
    period: Period,
    claims: Mapping[ClaimId, GroundedClaim],
    figures: Mapping[tuple[IncidentId, str], Figure],
    intervals: Mapping[tuple[IncidentId, str], Quantity],
) -> Unaccounted | None:
    """The remainder of one total; ``None`` where it contains no incident with a figure for its harm.

    Args:
        period: the total.
        claims: all claims by id.
        figures: figures of everybody harmed, by incident and harm.
        intervals: for the same, the interval that the bounds of the best claims allow.
    """
    inside = [i for i in period.contains if (i, period.harm.value) in figures]
    stating = [claims[c] for c in period.claims if c in claims]
    if not inside or not stating or stating[0].quantity is None:
        return None
    stated = stated_number(max(stating, key=lambda c: (c.published or "", c.claim.id)))
    accounted = sum(figures[(i, period.harm.value)].best for i in inside)
    total, parts = _common(stating), [intervals[(i, period.harm.value)] for i in inside]
    left = max(0, stated - accounted)
    return Unaccounted(
        period=period.id,
        stated=stated,
        accounted=accounted,
        left=left,
        remainder=_remainder(total, parts),
        reason=_sentence(stated, accounted, left, len(inside)),
        contradicted=total.high is not None and sum(p.low for p in parts) > total.high,
    )


def _common(claims: Sequence[GroundedClaim]) -> Quantity:
    quantities = [c.quantity for c in claims if c.quantity is not None]
    tops = [q.high for q in quantities if q.high is not None]
    low = max(q.low for q in quantities)
    return Quantity(low=low, high=max(low, min(tops)) if tops else None)


def _remainder(total: Quantity, parts: Sequence[Quantity]) -> Quantity:
    """Total minus parts, as intervals, not below zero."""
    tops = [p.high for p in parts]
    most = None if any(t is None for t in tops) else sum(t for t in tops if t is not None)
    least = sum(p.low for p in parts)
    low = 0 if most is None else max(0, total.low - most)
    high = None if total.high is None else max(low, total.high - least)
    return Quantity(low=low, high=high)


def _sentence(stated: int, accounted: int, left: int, incidents: int) -> Reason:
    inside = "1 recorded incident" if incidents == 1 else f"{incidents} recorded incidents"
    if left:
        said = f"{left} of the {stated} are not tied to a recorded incident ({inside} within it: {accounted})."
    else:
        said = f"The {inside} within it account for all {stated} ({accounted})."
    return Reason(rule="unaccounted_as_stated", sentence=said)
