"""Release: all that a brief or an export may show, gathered before any of it is written or redacted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recount.model.claim import GroundedClaim
from recount.model.edition import Snapshot
from recount.model.statement import GroundedStatement


class Profile(StrEnum):
    """For whom a release is."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHead:
    """A report without its text."""

    id: str
    """The content-derived report id."""

    given_id: str
    version: int
    outlet: str | None
    title: str
    url: str | None
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedClaim:
    """A claim with the sentence it stands in."""

    grounded: GroundedClaim
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedStatement:
    """A statement with the sentence it stands in."""

    grounded: GroundedStatement
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A value that a profile took out, and where."""

    kind: str
    """``person``, ``private source``, ``place``."""

    value: str
    """The words taken out. Must not occur in any byte written."""

    replacement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """The findings of one snapshot with the claims, statements and reports under them, in a fixed order."""

    profile: Profile
    snapshot: Snapshot
    before: Snapshot | None
    """The snapshot to compare with; ``None`` for a record's first."""

    reports: tuple[ReportHead, ...]
    claims: tuple[QuotedClaim, ...]
    statements: tuple[QuotedStatement, ...]
    earlier: tuple[QuotedClaim, ...] = ()
    """Claims as they were read where reviewers corrected them, and those of replaced versions that figures of the
    snapshot before used. Redaction takes names from them too: the sentences shown are the same."""

    since: str = ""
    """What the snapshot before is called in the brief, where it was chosen: ``edition 2``."""

    removed: tuple[Removed, ...] = ()
    """What the profile took out. Never written into the release itself."""
