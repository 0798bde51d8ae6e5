"""Tolls: the numbers that stand: of each origin, what it last told of one harm and group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recount.model import Bound, ClaimId, GroundedClaim

_OPEN_ABOVE = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
_OPEN_BELOW = frozenset({Bound.AT_MOST, Bound.LESS_THAN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A number or range, from one claim or from several of one report that add up ("20", "another 12")."""

    claims: tuple[GroundedClaim, ...]
    """In the order told; the first is the one that the others are told besides."""

    low: int
    high: int
    """Lowest and highest number stated."""

    open_low: bool
    open_high: bool
    least: int
    most: int | None
    """What the bounds of its words allow; ``None`` is open."""

    definite: bool
    """Whether it is a number, rather than a word such as "dozens"."""

    number: int
    """The number it stands for where one has to be taken: `low`, unless it is made of "at least 16" and "18"."""

    outrun: bool = False
    """Whether its report says that the toll has risen since: it marks the range, and can't be best."""

    @property
    def first(self) -> GroundedClaim:
        """The claim it begins with."""
        return self.claims[0]

    @property
    def id(self) -> ClaimId:
        """That claim's identifier."""
        return self.claims[0].claim.id

    @property
    def origins(self) -> tuple[str, ...]:
        """Whose counting it is."""
        return self.first.origins

    @property
    def published(self) -> str:
        """The day it was reported; empty where the report bears none."""
        return self.first.published or ""

    @property
    def told_at(self) -> str:
        """The hour of its post in a live blog; empty elsewhere."""
        return max((c.claim.told_at or "" for c in self.claims), default="")


def toll_of(claims: Sequence[GroundedClaim]) -> Toll:
    """The toll that these claims add up to; each must state a number."""
    ends = [stated_ends(c) for c in claims]
    low = sum(e[0] for e in ends)
    bounds = [c.quantity for c in claims if c.quantity is not None]
    tops = [q.high for q in bounds if q.high is not None]
    return Toll(
        claims=tuple(claims),
        low=low,
        number=low,
        high=sum(e[1] for e in ends),
        open_low=any(c.claim.stated.bound in _OPEN_BELOW for c in claims),
        open_high=any(open_above(c) for c in claims),
        least=sum(q.low for q in bounds),
        most=sum(tops) if len(tops) == len(claims) else None,
        definite=all(c.claim.stated.word is None for c in claims),
    )


def stated_number(claim: GroundedClaim) -> int:
    """The number a claim states; for a number word the lower end that the policy gives it."""
    return stated_ends(claim)[0]


def stated_ends(claim: GroundedClaim) -> tuple[int, int]:
    """Lowest and highest number the claim states."""
    stated, quantity = claim.claim.stated, claim.quantity
    if stated.word is not None and quantity is not None:
        return quantity.low, quantity.low if quantity.high is None else quantity.high
    value = stated.value or 0
    return value, value if stated.value_max is None else max(value, stated.value_max)


def open_above(claim: GroundedClaim) -> bool:
    """Whether its words leave the upper side open: "at least 12", "dozens" under a policy without an upper end."""
    if claim.claim.stated.bound in _OPEN_ABOVE:
        return True
    return claim.claim.stated.word is not None and claim.quantity is not None and claim.quantity.high is None
