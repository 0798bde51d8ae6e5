"""Decisions: what is asked for, what came of it, and the log."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field


class AskedDecision(BaseModel):
    """A judgement, as a program sends it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "kind": "correct",
                    "things": ["claim:0123456789abcdef"],
                    "by": "Desk editor",
                    "why": "The sentence speaks of the day before.",
                    "to": {"when": "2016-10-11"},
                    "seen": 12,
                }
            ]
        },
    )

    kind: str = Field(
        max_length=20,
        description="accept, reject, set_aside, correct, same, different, same_origin, elsewhere or undo.",
    )
    things: list[str] = Field(max_length=1000, description="Claims, incidents or, for undo, decisions.")
    by: str = Field(default="", max_length=200, description="Who decides; the setting `reviewer` unless given.")
    why: str = Field(max_length=2000, description="The reason, for whoever reads the log.")
    to: dict[str, str] = Field(default_factory=dict, description="Of correct: fields with what they should say.")
    settles: list[str] = Field(default_factory=list, max_length=100, description="Decisions that this one replaces.")
    seen: int | None = Field(
        default=None,
        ge=0,
        description="Entries of the log when you looked. What others decided since on the same claims is then refused"
        " with a 409, and nothing is saved.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One decision of the log."""

    id: str
    number: int
    """Place in the log, from 1."""

    kind: str
    by: str
    at: str
    why: str
    claims: tuple[str, ...]
    others: tuple[str, ...]
    field: str
    to: str
    undoes: str
    state: str
    """``counts``, ``disputed``, ``replaced`` or ``undone``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a judgement did."""

    decisions: tuple[str, ...]
    added: int
    """How many of them the log did not have."""

    changed: tuple[str, ...]
    """What it changed in the figures, a sentence each."""

    disputed: int
    """Things that reviewers now disagree about."""

    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """The log, the newest first."""

    entries: tuple[Entry, ...]
    total: int
    next: str
    """Where the list goes on; empty at its end."""
