"""Lineage: what a report's text is like, whose copy it is, and from whom an incident's claims come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recount.model.ids import ClaimId, IncidentId, ReportId
from recount.model.reason import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What is kept of a text to tell its copies: MinHash over runs of words. Of bounded size, whatever the text."""

    runs: int
    """Distinct runs of words in the text."""

    hashes: bytes
    """The smallest hashes of them, ascending, four bytes each, the lowest byte first; empty for a text too short."""

    credits: tuple[str, ...] = ()
    """Agencies the text is credited to."""

    dated: date | None = None
    """The day that the text's own dateline names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """A report's signature, and by what it is told which of two copies came first."""

    report: ReportId
    given_id: str
    outlet: str | None
    published: date | None
    """By the metadata; the text's own dateline outranks it."""

    signature: Signature | None
    """``None`` where none was made yet: then nothing is known of its copies."""

    @property
    def order(self) -> tuple[date, date, bool, str, str]:
        """Earlier first: by day, then those that credit an agency, then by id. Undated reports come last.

        A copy often keeps the dateline of its original: of one dateline, the day of the metadata tells.
        """
        told = self.signature
        dated = (told and told.dated) or self.published or date.max
        return dated, self.published or dated, not (told and told.credits), self.given_id, self.report


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A report much of whose text stands in an earlier one, or the other way round."""

    report: ReportId
    """The later of the two."""

    of: ReportId
    share: float
    """Part of the shorter text that stands in the longer one, 0 to 1, as the signatures tell it."""


class How(StrEnum):
    """By what an origin is known."""

    OWN = "own"
    """An outlet's own counting: it names no source."""

    QUOTED = "quoted"
    """A person or body that reports name as their source."""

    UNNAMED = "unnamed"
    """A source without a name: it counts as one with whoever quotes it."""

    CREDITED = "credited"
    """An agency that reports credit for their text."""

    UNKNOWN = "unknown"
    """A report of which no outlet is known, in its own voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One independent voice behind an incident. However many reports carry it, it corroborates once."""

    incident: IncidentId
    key: str
    """As in the claims' `origins`."""

    label: str
    """What it is called: a body, an outlet, a report."""

    how: How
    claims: tuple[ClaimId, ...]
    """The incident's claims that go back to it, sorted; denials aside."""

    reports: tuple[str, ...]
    """Given ids of the reports that carry it, sorted."""

    reason: Reason
    """Why these are one. Names outlets at most, never a person."""
