"""Search: what is asked for, and where it is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recount.model.claim import GroundedClaim
from recount.model.release import ReportHead
from recount.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing asked for: a word, or words that stand together."""

    words: tuple[str, ...]
    """Folded. Never empty."""

    begins: bool = False
    """Whether the last word may go on: ``bomb*``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Among:
    """Which reports are searched: all, unless something is given."""

    since: date | None = None
    until: date | None = None
    """First and last day of publication, as the reports' metadata give it. A report without a day is left out."""

    outlet: str | None = None
    """Words of an outlet's name; case and accents do not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report in which all terms stand."""

    report: ReportHead
    excerpt: str
    """A stretch of its canonical text with most of the terms in it, as it stands there."""

    start: int
    """Where the excerpt begins in the canonical text, in code points."""

    marks: tuple[Span, ...]
    """Where in the excerpt the terms stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimHit:
    """A claim in whose sentence all terms stand."""

    claim: GroundedClaim
    sentence: str
    marks: tuple[Span, ...]
    """Where in the sentence the terms stand."""
