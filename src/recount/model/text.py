"""Text: a report prepared for reading, with segments and sentences as spans into its canonical text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from recount.model.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Code points `[start, end)` of a report's canonical text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, canonical: str) -> str:
        """The words it covers."""
        return canonical[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether they share a code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly within it."""
        return self.start <= other.start and other.end <= self.end


class SegmentKind(StrEnum):
    """What a stretch of a report is. Only some kinds are read for claims."""

    TITLE = "title"
    HIGHLIGHTS = "highlights"
    HEADING = "heading"
    BODY = "body"
    DATELINE = "dateline"
    CAPTION = "caption"
    CREDIT = "credit"
    RELATED = "related"
    POST = "post"
    """A post on a social medium that the report shows whole."""


READ_KINDS = frozenset(
    {SegmentKind.TITLE, SegmentKind.HIGHLIGHTS, SegmentKind.HEADING, SegmentKind.BODY, SegmentKind.POST}
)
"""Kinds that may hold claims. Captions, credits, datelines and related links yield nothing."""


class Token(NamedTuple):
    """A word, a number or a sign. A plain tuple: a report has thousands."""

    start: int
    end: int
    """Code points into the canonical text."""

    text: str
    lower: str
    """Lower case, with straight apostrophes and hyphens."""


class Parse(NamedTuple):
    """The syntax of one sentence: three tuples as long as its tokens."""

    tags: tuple[str, ...]
    """Penn Treebank parts of speech."""

    heads: tuple[int, ...]
    """The token each token hangs from; the root hangs from itself."""

    relations: tuple[str, ...]
    """Universal Dependencies relations, ``root`` for the root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, or one heading, and where it stands."""

    span: Span
    kind: SegmentKind
    paragraph: int
    """Index of its segment among the report's segments."""

    tokens: tuple[Token, ...]
    parse: Parse | None = None
    """Its syntax, where it was worth the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A paragraph and its kind."""

    span: Span
    kind: SegmentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A report ready for extraction. Segments cover every word of the canonical text, in order, without overlap."""

    report: Report
    segments: tuple[Segment, ...]
    sentences: tuple[Sentence, ...]
    published: date | None
    """The day the text is dated: its own dateline, else the report's metadata."""

    dateline: Span | None = None
    """Where the text's own dateline stands: it dates the report, never an event."""

    dateline_differs: bool = False
    """Whether the report's own dateline names another day than its metadata."""

    credits: tuple[str, ...] = ()
    """Agencies credited for the text: ``("Reuters",)``."""

    canonical: str = field(init=False, default="")
    """The report's canonical text."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "canonical", self.report.canonical)
