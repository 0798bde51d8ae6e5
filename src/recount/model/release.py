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


class Revision(StrEnum):
    """What a later version of a report does to a claim."""

    NUMBER = "number changed"
    WORDS = "words changed"
    """The same number in another sentence."""

    GONE = "gone"
    NEW = "new"


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
class Version:
    """One version of a report, and when it came."""

    head: ReportHead
    number: int
    """Of the report in the record, in order of arrival, as an `Extent` counts."""

    added: str
    """When it came into the record: UTC, ISO 8601 with seconds."""


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
class Revised:
    """A claim that another version of its report words otherwise."""

    kind: Revision
    before: QuotedClaim | None
    """``None`` for a claim that the earlier version does not make."""

    after: QuotedClaim | None
    """``None`` for a claim that the later version does not make."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A report of which a later version came in, with what that changed in its claims."""

    before: ReportHead
    after: ReportHead
    at: str
    """When the later version came in: UTC, ISO 8601 with seconds."""

    claims: tuple[Revised, ...]
    """In order of the text. Empty where other words changed."""


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

    rewritten: tuple[Rewritten, ...] = ()
    """Reports of which a later version came in since the snapshot before."""

    title: str = ""
    """What an editor calls the brief, and `note` what stands at its head: put in after redaction, and kept nowhere."""

    note: str = ""
    """Plain text; each line is a paragraph."""

    removed: tuple[Removed, ...] = ()
    """What the profile took out. Never written into the release itself."""
