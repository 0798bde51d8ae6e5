"""Adding reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """What could not be read, and why."""

    report: str
    """The report's id, or the name of its file."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the last load came to."""

    headline: str
    sentences: tuple[str, ...]
    unread: tuple[Unread, ...]
    more_unread: int
    """Further ones that are not listed."""

    noted: tuple[Unread, ...]
    """What is worth telling of inputs, such as which column of a table was taken for what."""

    new: int
    error: str
    """Why it failed as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Adding reports: how far the reading is, how the last ended, and forms for more."""

    refused: str
    """Why nothing can be added here; empty where it can."""

    number: int
    """Of the load, from 1 since the desk was opened; 0 before the first."""

    busy: bool
    doing: str
    done: int
    total: int | None
    """Inputs, where they can be counted before they are read."""

    opened: str
    stopping: bool
    result: Result | None
    tray: str
    """A name for the files that this page sends."""

    kinds: str
    """Suffixes of files that are read, parted by commas."""

    most: int
    """Bytes that one request may bring."""
