"""Reason: the sentence that says why something counts, was set aside, or was refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A rule that fired and what it says to a person."""

    rule: str
    """The rule's name, as in the code that fired it: ``same_day_same_place``."""

    sentence: str
    """One plain sentence. May quote places, days, numbers and outlets; never a victim's or an informant's name."""

    score: float | None = None
    """How strongly the rule speaks, 0 to 1, where it has degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An answer Recount declines to guess: counted, shown, never filled in silently."""

    kind: str
    """What could not be told: ``no_day``, ``no_place``, ``ambiguous_place``, ``unknown_place``, ``undated`` …"""

    sentence: str
    candidates: tuple[str, ...] = ()
    """What it might have been, best first, where there were several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A report that could not be taken through a stage. The run went on without it."""

    report: str
    """Which input: the report's given id, or the file and line where it has none."""

    stage: str
    error: str
    """What happened and what to do. Never report text."""
