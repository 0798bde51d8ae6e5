"""The overview."""

from __future__ import annotations

from dataclasses import dataclass

from recount.publish.charts import ByDay


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that is not as the last edition has it."""

    word: str
    """``new``, ``raised``, ``withdrawn`` …"""

    style: str
    label: str
    told: str
    who: str
    """Who says so; empty where nobody is quoted."""

    address: str
    """Of the page about it; empty where it is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """So many of a kind, and the page that lists them."""

    words: str
    count: int
    address: str = ""
    mark: str = ""
    """A sign before the words, such as a grade's dots."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A figure over all incidents of a known day."""

    best: str
    range: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One incident in a short list."""

    id: str
    label: str
    killed: str
    range: str
    grade: str
    dots: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How the record stands."""

    about: str
    headline: str
    since: str
    """The edition it is compared with, in words; empty where there is none."""

    news: tuple[News, ...]
    more_news: int
    """Further ones that are not listed."""

    sum: Sum | None
    by_day: ByDay | None
    by: str
    """What a column of it is: ``day``, ``month`` or ``year``."""

    places: tuple[Counted, ...]
    """Where most are said to be killed: best figures, added."""

    waiting: tuple[Counted, ...]
    not_read: tuple[Counted, ...]
    grades: tuple[Counted, ...]
    recent: tuple[Listed, ...]
    empty: bool
    """Whether nothing was read yet."""
