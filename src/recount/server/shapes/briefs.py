"""Briefs and editions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something a brief can be compared with."""

    value: str
    """The edition's number; empty for the snapshot before."""

    words: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form that a brief can be had in."""

    name: str
    words: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefs:
    """The brief editor."""

    profile: str
    since: str
    choices: tuple[Choice, ...]
    forms: tuple[Form, ...]
    incidents: int
    at_once: bool
    """Whether the preview is short enough to be shown unasked."""

    empty: bool
    """Whether the record holds no report yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How many values of a kind were taken out."""

    words: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What a profile takes out, in numbers."""

    profile: str
    taken: tuple[Taken, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One edition in the list."""

    number: int
    made: str
    """UTC, ISO 8601."""

    note: str
    incidents: int
    reports: int
    decisions: int
    digest: str
    """SHA-256 of its figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Editions:
    """The editions, the latest first."""

    editions: tuple[Listed, ...]
    total: int
    older: str
    """Address of the next ones; empty where there are none."""

    changed: bool
    """Whether the record has gone on since the latest."""

    empty: bool
    """Whether the record holds no report yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Something that an edition keeps."""

    words: str
    value: str
    code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Differs:
    """Something that is not as it was when an edition was published."""

    kind: str
    sentence: str
    fault: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """An edition, computed again."""

    holds: bool
    differences: tuple[Differs, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPage:
    """One edition."""

    edition: Listed
    kept: tuple[Kept, ...]
    latest: bool
    verified: Verified | None
    """``None`` until somebody asks for it."""
