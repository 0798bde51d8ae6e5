"""Actors: parties, monitors, media and agencies with their many names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from recount.model import ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEntry:
    """One actor of the register."""

    key: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    """Names in lower case, as text has them."""

    said: tuple[str, ...] = ()
    """Loaded words that some outlets use for the actor."""

    side: str = ""
    """Whose side it is on, where it is a party."""


@cache
def actor_entries() -> tuple[ActorEntry, ...]:
    """The register, in the order of its files."""
    folder = files("recount.ontology") / "actors"
    tables = [tomllib.loads(p.read_text("utf-8")) for p in sorted(folder.iterdir(), key=lambda p: p.name)]
    return tuple(msgspec.convert(row, ActorEntry) for table in tables for row in table["actor"])
