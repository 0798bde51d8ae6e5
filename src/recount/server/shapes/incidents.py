"""The list of incidents."""

from __future__ import annotations

from dataclasses import dataclass

from recount.publish.charts import Bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value that a list can be narrowed to."""

    value: str
    words: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """A figure as numbers: what a program takes."""

    low: int
    best: int
    high: int
    open_low: bool
    """Whether the words leave room below `low`."""

    open_high: bool
    """Whether the words leave room above `high`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A figure in a cell."""

    numbers: Numbers
    best: str
    """With a sign where it is open: "≥ 80"."""

    range: str
    """Low, best and high in words."""

    bar: Bar
    """On the scale of its column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """One incident of the list."""

    id: str
    label: str
    title: str
    """The label without its day, which has a column of its own."""

    place: str
    start: str | None
    """First and last day, ISO 8601; empty where none is known."""

    end: str | None
    day: str
    means: str
    accused: tuple[str, ...]
    """Everyone accused by some claim. Always alleged."""

    killed: Told | None
    injured: Told | None
    grade: str
    dots: str
    reports: int
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What the list is narrowed to, as it was asked for."""

    place: str = ""
    start: str = ""
    end: str = ""
    means: str = ""
    harm: str = ""
    grade: str = ""
    accused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentList:
    """Incidents, sorted, some at a time."""

    rows: tuple[IncidentRow, ...]
    first: int
    """How many come before these."""

    total: int
    """How many there are of those asked for."""

    every: int
    """How many the record has."""

    undated: int
    """Left out because no day of theirs is known, where days are asked for."""

    sort: str
    limit: int
    next: str
    """Cursor of those that follow; empty if none do."""

    before: str | None
    """Cursor of those before, empty for the beginning; nothing if none are."""

    asked: Narrowed
    meant: tuple[str, ...]
    """Names of the place that was asked for under another one."""

    scale: int
    """Persons at the right end of the bars of the killed."""

    means: tuple[Choice, ...]
    harms: tuple[Choice, ...]
    grades: tuple[Choice, ...]
    accused: tuple[str, ...]
    """Names to choose from."""

    readable: bool
    """Whether anything was read at all."""
