"""Limits: how much is read of what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What reading is told besides where to read."""

    max_bytes: int = 10_000_000
    """Largest report, and longest line of a JSON Lines file, in bytes."""

    published: date | None = None
    """Day of publication for reports that bear none in their metadata."""

    outlet: str | None = None
    """Outlet for reports that name none in their metadata."""
