"""One incident."""

from __future__ import annotations

from dataclasses import dataclass

from recount.publish.brief_claims import Quote
from recount.publish.charts import Bar
from recount.server.shapes.incidents import Numbers
from recount.server.shapes.ladder import Plot
from recount.server.shapes.map import SmallMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A claim that says something: who, and where it stands."""

    claim: str
    voices: tuple[str, ...]
    report: str
    """The given id of its report."""

    reported: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accused:
    """Somebody accused, and who alleges it."""

    name: str
    origins: int
    """Independent origins that allege it."""

    by: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One claim behind a figure."""

    id: str
    harm: str
    number: str
    quote: Quote
    voices: tuple[str, ...]
    own_voice: bool
    reported: str
    report: str
    used: bool | None
    reason: str
    note: str
    can_split: bool
    """Whether it can be ticked here: each claim once on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePart:
    """A figure of a victim group, or of everyone."""

    harm: str
    group: str
    title: str
    numbers: Numbers
    best: str
    range: str
    bar: Bar
    origins: str
    reason: str
    """The estimator's sentence."""

    notes: tuple[str, ...]
    used: tuple[ClaimLine, ...]
    aside: tuple[ClaimLine, ...]
    plot: Plot | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """One harm: everyone, and the groups within."""

    harm: str
    title: str
    whole: FigurePart | None
    groups: tuple[FigurePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradePart:
    """The grade, its rule, and what would raise it."""

    word: str
    dots: str
    reason: str
    raise_by: str
    status: str
    """Strike status in a word; empty where it was no strike."""

    status_reason: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """Something said in the same reports."""

    title: str
    quote: Quote
    voices: tuple[tuple[str, ...], ...]
    report: str
    reported: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """A total over several events that counts this one."""

    label: str
    total: str
    share: float
    """Percent of it that the recorded incidents inside account for."""

    left: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """A decision that touched its claims."""

    id: str
    words: str
    by: str
    at: str
    why: str
    state: str
    claims: int
    """How many of its claims it is on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """An incident that may be the same."""

    id: str
    label: str
    killed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginLine:
    """One independent voice."""

    label: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The place, as far as it is known."""

    name: str
    latitude: float | None
    longitude: float | None
    radius: float | None
    """Metres within which it lies."""

    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPage:
    """One incident with everything behind its figures."""

    id: str
    anchor: str
    """A claim of it: an incident's own id changes with its claims."""

    label: str
    title: str
    day: str
    start: str | None
    end: str | None
    means: str
    where: Where
    reports: str
    origins: tuple[OriginLine, ...]
    origin_count: str
    accused: tuple[Accused, ...]
    hit: tuple[str, ...]
    """Kinds of infrastructure said to be hit."""

    grade: GradePart | None
    tolls: tuple[Toll, ...]
    unweighed: tuple[ClaimLine, ...]
    said: tuple[StatementLine, ...]
    struck: tuple[StatementLine, ...]
    """Statements of what was hit."""

    within: tuple[Within, ...]
    reasons: tuple[str, ...]
    decisions: tuple[DecisionLine, ...]
    near: tuple[Nearby, ...]
    claims: int
    map: SmallMap | None
    """Its place drawn; nothing where no point is known."""
