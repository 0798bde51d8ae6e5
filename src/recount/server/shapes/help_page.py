"""The page of keys."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key, or several that belong together."""

    where: str
    keys: str
    does: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """Every key of the desk."""

    keys: tuple[Key, ...]
