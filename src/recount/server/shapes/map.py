"""The map: its filters, the incidents that fit, and what is drawn of one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value that a filter may have."""

    code: str
    words: str
    count: int
    """Incidents of the record that have it, whatever the other filters say."""

    chosen: bool
    mark: str = ""
    """A sign before the words, such as a grade's dots."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A filter with its values, the most frequent first."""

    name: str
    """Of the parameter: ``means``, ``harm``, ``grade``."""

    words: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One incident, in a few words."""

    n: int
    """Its number in `/map/points.json`."""

    id: str
    label: str
    harm: str
    """The gravest harm told of, which gives the colour; empty if none is."""

    killed: str
    """The best figure of that harm, with a sign where it is open; empty if there is none."""

    told: tuple[str, ...]
    """Figures in words, one a harm: ``27 – 81 – 81 killed``."""

    grade: str
    dots: str
    precision: str
    """How closely its place is known, in words."""

    spot: int
    """Number of its spot in `/map/points.json`; -1 where it has no point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """Incidents asked for by number."""

    tag: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where a list goes on."""

    page: int
    pages: int
    before: str
    """Address of the page before; empty on the first."""

    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """The map, with the list of all incidents that fit."""

    start: str
    end: str
    """Days asked for; empty without limit."""

    first: str
    last: str
    """Days that the record's incidents span; empty where none has a day."""

    filters: tuple[Filter, ...]
    filtered: bool
    total: int
    """Incidents of the record."""

    found: int
    """Those that fit."""

    nowhere: int
    """Those among them that have no place on the map."""

    only_nowhere: bool
    """Whether the list holds just those."""

    to_nowhere: str
    to_placed: str
    """Addresses of the list of those, and of the others."""

    undated: int
    """Incidents left out only because their day is not known."""

    cards: tuple[Card, ...]
    pager: Pager
    seen: Card | None
    """The incident whose card stands open."""

    tag: str
    """Of `/map/points.json`, as it was when this was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TownMark:
    """A town on a small map, in units of the picture."""

    name: str
    x: float
    y: float
    end: bool
    """Whether its name stands to the left of it, since there is no room on the right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A rectangle in units of the picture."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallMap:
    """A place as a picture of `width` by `height` units: borders, towns around, and the circle it lies in, to scale."""

    width: int
    height: int
    land: tuple[str, ...]
    """Countries, as paths."""

    towns: tuple[TownMark, ...]
    name: str
    x: float
    y: float
    radius: float
    """The circle."""

    bar: float
    bar_words: str
    """The scale's bar and what it stands for."""

    around: tuple[str, ...]
    """The wider surroundings, as paths, in a picture of a fifth the size in each direction."""

    here: Frame
    """What of the surroundings the map shows."""

    told: str
    """The same in words: coordinates and precision."""
