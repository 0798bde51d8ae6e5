"""Estimators: how low, best and high follow from the standing claims. Named and versioned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from recount.model import Bound, GroundedClaim, Reason

AGREED = "agreed-1"
"""Low and high: the lowest and highest number a standing claim states. Best: the number that most origins state; of
those as many, the one reported last; then the lower."""

_OPEN_ABOVE = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
_OPEN_BELOW = frozenset({Bound.AT_MOST, Bound.LESS_THAN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Low, best and high, and why."""

    low: int
    best: int
    high: int
    open_low: bool
    open_high: bool
    reason: Reason


def agreed(claims: Sequence[GroundedClaim]) -> Estimate:
    """The estimate `AGREED` of standing claims that state a number; at least one. Order-free."""
    ends = [(*_ends(c), c) for c in claims]
    low, high = min(e[0] for e in ends), max(e[1] for e in ends)
    best, reason = _best(claims)
    return Estimate(
        low=min(low, best),
        best=best,
        high=max(high, best),
        open_low=any(e[0] == low and e[2].claim.stated.bound in _OPEN_BELOW for e in ends),
        open_high=any(e[1] == high and _open_above(e[2]) for e in ends),
        reason=reason,
    )


def stated_number(claim: GroundedClaim) -> int:
    """The number a claim states; for a number word the lower end that the policy gives it."""
    return _ends(claim)[0]


def _ends(claim: GroundedClaim) -> tuple[int, int]:
    """Lowest and highest number the claim states."""
    stated, quantity = claim.claim.stated, claim.quantity
    if stated.word is not None and quantity is not None:
        return quantity.low, quantity.low if quantity.high is None else quantity.high
    value = stated.value or 0
    return value, value if stated.value_max is None else max(value, stated.value_max)


def _open_above(claim: GroundedClaim) -> bool:
    if claim.claim.stated.bound in _OPEN_ABOVE:
        return True
    return claim.claim.stated.word is not None and claim.quantity is not None and claim.quantity.high is None


def _best(claims: Sequence[GroundedClaim]) -> tuple[int, Reason]:
    votes: dict[int, set[str]] = defaultdict(set)
    latest: dict[int, str] = defaultdict(str)
    for claim in claims:
        number = stated_number(claim)
        votes[number].update(claim.origins)
        latest[number] = max(latest[number], claim.published or "")
    definite = {stated_number(c) for c in claims if c.claim.stated.word is None} or set(votes)
    newest = max(latest[n] for n in definite)
    ranked = sorted(definite, key=lambda n: (len(votes[n]), latest[n], -n), reverse=True)
    best = ranked[0]
    if len(votes) == 1:
        said = "All that stand give it." if len(votes[best]) > 1 else "The only origin that gives a number."
    elif len(votes[best]) > 1:
        said = f"{len(votes[best])} origins give it, more than give any other number."
    elif latest[best] == newest and sum(latest[n] == newest for n in definite) == 1:
        said = "The number reported last; no two origins agree."
    else:
        said = "The lower of the numbers reported last; no two origins agree."
    return best, Reason(rule=AGREED, sentence=said)
