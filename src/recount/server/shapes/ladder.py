"""Who said how many, when: every mark and word in its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One claim."""

    sign: str
    """The origin's letter."""

    line: int
    x: float
    """Percent of the width."""

    y: float
    """Pixels from the top."""

    shift: float
    """Pixels to the right of `x`."""

    number: str
    up: bool
    """Whether it is said of "at least" so many."""

    down: bool
    denied: bool
    used: bool
    told: str
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words beside marks."""

    x: float
    y: float
    shift: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From one claim of an origin to its next."""

    line: int
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A number of the figure, at the right of the band."""

    y: float
    words: str
    best: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A denial without a number, on the day it was published."""

    x: float
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A ladder, ready to be drawn."""

    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    steps: tuple[Step, ...]
    names: tuple[tuple[str, str, int], ...]
    """Letter, name and line of each origin."""

    days: tuple[tuple[str, float], ...]
    ticks: tuple[tuple[int, float], ...]
    """Numbers of the scale, and pixels from the top."""

    edges: tuple[Edge, ...]
    top: float
    best: float
    bottom: float
    """The band, in pixels from the top."""

    open_high: bool
    open_low: bool
    denials: tuple[Denial, ...]
    height: int
    least: int
    """Pixels that it must be wide."""

    told: str
    """What it shows, in words."""
