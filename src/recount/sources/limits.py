"""Limits: how much is read of what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What reading is told besides where to read."""

    max_bytes: int = 10_000_000
    """Largest report, and longest line of a JSON Lines file, in bytes."""

    published: date | None = None
    """Day of publication for reports that bear none in their metadata."""

    outlet: str | None = None
    """Outlet for reports that name none in their metadata."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Columns of tables that the user names: field of a report → name of the column."""

    max_depth: int = 3
    """Archives within archives that are opened; one that lies deeper is refused."""

    max_unpacked_bytes: int = 4_000_000_000
    """Bytes that one archive may unpack to, with all that is in it; or thirty times its own size, if that is more."""

    max_members: int = 250_000
    """Members of a ZIP archive. Its directory is held in memory, half a kilobyte for each."""

    within: Path | None = None
    """A folder whose own path is no part of a file's name: what is handed in lies in one that is gone afterwards."""
