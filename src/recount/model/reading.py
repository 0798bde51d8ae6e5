"""What was read in one report: in words, and grounded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recount.model.claim import Claim, GroundedClaim, Mention
from recount.model.lineage import Signature
from recount.model.reason import Refusal
from recount.model.statement import GroundedStatement, Statement
from recount.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The claims and statements of one report, in words and spans only."""

    text: Text
    claims: tuple[Claim, ...]
    """In text order."""

    statements: tuple[Statement, ...]
    """In text order."""

    places: tuple[Mention, ...] = ()
    """Every name that a word beside it says is a place's, in text order: what a claim's place is chosen from."""

    refusals: tuple[Refusal, ...] = ()
    """What was not read, and why: the report is in another language, an extractor's answer was not to be trusted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read in one report, grounded."""

    report_id: str
    published: date | None = None
    """The day the text is dated: its own dateline, else the metadata."""

    claims: tuple[GroundedClaim, ...]
    statements: tuple[GroundedStatement, ...]
    refusals: tuple[Refusal, ...] = ()
    """What could not be told of the report as a whole: it bears no date, its dateline and metadata disagree."""

    signature: Signature | None = None
    """What is kept of the text to tell its copies."""
