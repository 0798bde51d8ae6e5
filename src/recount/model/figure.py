"""Figure: low, best and high, with every claim used or set aside and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recount.model.actor import Actor
from recount.model.claim import Harm
from recount.model.ids import ClaimId, IncidentId, PeriodId
from recount.model.quantity import Quantity
from recount.model.reason import Reason


class StrikeStatus(StrEnum):
    """Whether a belligerent acted there at all, after Airwars' four. Apart from the grade, which is on harm."""

    DECLARED = "declared"
    LIKELY = "likely"
    CONTESTED = "contested"
    SINGLE_SOURCE = "single_source"


class Grade(StrEnum):
    """How well civilian harm is established, after Airwars' five."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What became of one claim in a figure."""

    claim: ClaimId
    used: bool
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many people of one group suffered one harm in one incident.

    ``low <= best <= high``: numbers that standing claims state, or that follow from those they state (`notes` say so).
    An open side says that a bound word leaves it open.
    """

    incident: IncidentId
    harm: Harm
    group: str
    """``all``, or a victim group such as ``children`` within it."""

    low: int
    best: int
    high: int
    open_low: bool
    open_high: bool
    origins: int
    """Independent origins behind the figure."""

    estimator: str
    """Name and version of what chose `best`: ``agreed-1``; of ``trusted`` with a digest of the sources it trusts."""

    policy: str
    reason: Reason
    uses: tuple[Use, ...]
    notes: tuple[Reason, ...] = ()
    """What a reader must not overlook: a source lowered its own figure, counts don't fit one another."""

    implied: int | None = None
    """Fewest persons that those told of one by one and in groups come to. No source states it; ``None`` if none are."""

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.best <= self.high:
            raise ValueError(f"not low <= best <= high: {self.low}, {self.best}, {self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """An incident's grade, the rule behind it and what would raise it."""

    incident: IncidentId
    grade: Grade
    reason: Reason
    raise_by: str
    status: StrikeStatus | None = None
    status_reason: Reason | None = None
    accepted: tuple[Actor, ...] = ()
    """Accused parties that themselves report harm to others than fighters, or say that they did it."""

    denied: tuple[Actor, ...] = ()
    """Accused parties that deny it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unaccounted:
    """What a stated total leaves over once the incidents inside it are taken off."""

    period: PeriodId
    stated: int
    """The total's stated value."""

    accounted: int
    """Sum of the stated values of the incidents it contains."""

    left: int
    """``stated - accounted``, not below 0: "34 of 160 are not tied to a recorded incident"."""

    remainder: Quantity
    """What the bounds allow for the rest: "at least" figures leave it open."""

    reason: Reason
    contradicted: bool = False
    """Whether the incidents inside add up to more than the total can hold."""
