"""Total: how many people a record's claims count over a place, days, a harm and a group of victims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recount.model.claim import Harm
from recount.model.ids import ClaimId, IncidentId, PeriodId
from recount.model.place import Place
from recount.model.quantity import Quantity
from recount.model.reason import Reason
from recount.model.when import When

EVERYONE = "all"
"""The group that holds every other, as in `Figure.group`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a total is asked over. What is ``None`` is not limited."""

    harm: Harm = Harm.KILLED
    """`Harm.CASUALTIES` asks for the killed and the injured together."""

    victims: str = EVERYONE
    """``all``, ``civilians``, ``combatants``, or a victim group such as ``children``."""

    where: Place | None = None
    when: When | None = None


class End(StrEnum):
    """Which end of a range."""

    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """What one end of a total rests on."""

    end: End
    reason: Reason
    claims: tuple[ClaimId, ...]
    """Those that give the number, or that leave it open. Sorted."""

    periods: tuple[PeriodId, ...] = ()
    incidents: tuple[IncidentId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remainder:
    """What one stated total counts beyond the recorded incidents."""

    periods: tuple[PeriodId, ...]
    """The period or, where several sources state a total of the same place, days and group, all of them."""

    label: str
    stated: int
    """The number stated last."""

    left: int | None
    """As stated: `stated` less the best figures of the incidents that a report counts in it, not below 0; ``None``
    where no report says what it contains."""

    bounds: Quantity
    """By the bounds: the fewest and the most people whom it can count and no recorded incident does."""

    claims: tuple[ClaimId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One thing that the claims say, as a member of a contradiction."""

    reason: Reason
    claims: tuple[ClaimId, ...]
    """Every standing claim behind it: it falls only if all of them are wrong. Sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Things that the claims say and that can't all hold. Without any one of them the others can."""

    members: tuple[Limit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """How many people the claims count over what was asked: ``low <= best <= high``.

    People of whom no claim speaks are in none of its numbers: no record can count them.
    """

    asked: Asked
    low: int
    """The fewest people that all of the claims together can mean."""

    best: int
    """With every figure as it is stated, and each total counted once with what is inside it."""

    high: int | None
    """The most people that they can mean; ``None`` where some claim leaves it open."""

    counted: tuple[IncidentId, ...]
    """Incidents that certainly lie within what was asked."""

    partly: tuple[IncidentId, ...]
    """Incidents that may lie within it, or of which a part does. They count for the upper end only."""

    periods: tuple[PeriodId, ...]
    """Stated totals that certainly lie within it."""

    periods_partly: tuple[PeriodId, ...]
    """Stated totals that may, or of which a part does. They count for the upper end only."""

    bindings: tuple[Binding, ...]
    """What the ends rest on: the lower one first, the weightiest first."""

    remainders: tuple[Remainder, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
