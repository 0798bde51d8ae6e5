"""Noted: something worth telling of an input that was read, such as which column was taken for what."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A sentence on an input. Told to the user; no failure."""

    path: str
    sentence: str
