"""How many people the claims count over a place, days, a harm and a group of victims."""

from __future__ import annotations

from dataclasses import dataclass

from recount.publish.charts import Bar, ByDay
from recount.server.shapes.incident import ClaimLine
from recount.server.shapes.incidents import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Words and the page they lead to."""

    words: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One thing an end of the range rests on, or that can't hold with others."""

    sentence: str
    claims: tuple[ClaimLine, ...]
    more: int
    """Further claims behind it."""

    incidents: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What one stated total counts beyond the recorded incidents."""

    label: str
    told: str
    bounds: str
    """The same by the bounds."""

    share: float | None
    """Percent of it that recorded incidents account for; nothing where no report says what it contains."""

    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Things that can't all hold: without any one of them the others can."""

    members: tuple[Why, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The total that was asked for."""

    low: int
    best: int
    high: int | None
    """Nothing where some claim leaves it open."""

    asked: str
    """Where and when."""

    headline: str
    sentence: str
    counted: str
    bar: Bar | None
    lower: tuple[Why, ...]
    upper: tuple[Why, ...]
    more_lower: int
    more_upper: int
    remainders: tuple[Left, ...]
    more_remainders: int
    contradictions: tuple[Conflict, ...]
    by_day: ByDay | None
    incidents: str
    """The list of incidents, narrowed to the same."""

    none: bool
    """Whether no claim counts anybody for this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsPage:
    """A question for a total, and its answer."""

    place: str
    start: str
    end: str
    harm: str
    victims: str
    harms: tuple[Choice, ...]
    groups: tuple[Choice, ...]
    answer: Answer | None
    problem: str
    """Why there is no answer; empty where there is one."""

    choices: tuple[Named, ...]
    """Places of the name that was given, to choose from."""

    empty: bool
    """Whether the record has no claim at all."""
