"""A request that came to nothing, as a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemPage:
    """What went wrong and what to do."""

    status: int
    title: str
    detail: str
    clashes: tuple[dict[str, str], ...] = ()
    """What somebody else decided meanwhile."""
