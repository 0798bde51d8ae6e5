"""Segments: which stretch of a report is title, highlights, body, caption, credit or related links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from recount.lang.loader import lexicon
from recount.model import Report, Segment, SegmentKind, Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_PLACE_AND_WIRE = re.compile(r"(?:[A-Z][A-Za-z .,'’-]{1,60}+)?+\s*+(?:\([A-Z][\w .&-]{1,40}+\)\s*+)?+")
_DASHES = "—–-"
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s*$")

_POSTED = (SegmentKind.BODY, SegmentKind.HEADING)
"""What a line may pass for that the signature after it shows to be a post."""

HEADING_WORDS = 12
"""A paragraph of at most this many words that ends without a full stop, and is followed by another, is a heading."""


def find_segments(report: Report) -> tuple[Segment, ...]:
    """The report's segments in order: every line that holds a word, and what it is."""
    canonical = report.canonical
    body_start = len(canonical) - len(report.text)
    lines = list(_lines(canonical))
    blank_before = _blank_before(canonical, lines)
    segments: list[Segment] = []
    listing: SegmentKind | None = None
    for i, span in enumerate(lines):
        words = span.of(canonical)
        if span.start < body_start:
            kind = SegmentKind.TITLE
        else:
            after_caption = bool(segments) and _is_caption_lead(segments[-1].span.of(canonical)) and not blank_before[i]
            kind, listing = _kind(words, listing, after_caption)
            if kind is SegmentKind.BODY and i + 1 < len(lines) and _is_heading(words):
                kind = SegmentKind.HEADING
            if kind is SegmentKind.CREDIT and _is_signature(words) and segments and segments[-1].kind in _POSTED:
                segments[-1] = Segment(span=segments[-1].span, kind=SegmentKind.POST)
        segments.append(Segment(span=span, kind=kind))
    return tuple(segments)


def _kind(words: str, listing: SegmentKind | None, after_caption: bool) -> tuple[SegmentKind, SegmentKind | None]:
    """What a body line is, and which list it opens or goes on with, if any."""
    found = _by_pattern(words)
    if found in (SegmentKind.HIGHLIGHTS, SegmentKind.RELATED) and _opens_list(words, found):
        return found, found
    if found is not None:
        return found, None
    if _is_dateline(words):
        return SegmentKind.DATELINE, None
    if after_caption:
        return SegmentKind.CAPTION, None
    if listing is not None and not _SENTENCE_END.search(words):
        return listing, listing
    return SegmentKind.BODY, None


def _by_pattern(words: str) -> SegmentKind | None:
    short = words.strip()[:400]
    if _is_signature(words):
        return SegmentKind.CREDIT
    if _pattern("post").search(words):
        return SegmentKind.POST
    for kind in (SegmentKind.CREDIT, SegmentKind.CAPTION, SegmentKind.RELATED, SegmentKind.HIGHLIGHTS):
        if _pattern(kind.value).search(short) and (kind is not SegmentKind.CREDIT or len(words) < 400):
            return kind
    return None


def _is_signature(words: str) -> bool:
    """Whether the line says whose post the one before it is."""
    return bool(_pattern("post_signature").search(words.strip()))


def _opens_list(words: str, kind: SegmentKind) -> bool:
    return kind is SegmentKind.HIGHLIGHTS or bool(_pattern("related_lead").search(words.strip()))


def _is_dateline(words: str) -> bool:
    """Whether the line is a place, a wire or both, and the dash that ends a dateline."""
    line = words.strip()
    before = line.rstrip(_DASHES)
    return 1 <= len(line) - len(before) <= 2 and _PLACE_AND_WIRE.fullmatch(before) is not None


def _is_caption_lead(words: str) -> bool:
    return bool(_pattern("caption_lead").search(words.strip()))


def _is_heading(words: str) -> bool:
    return len(words.split()) <= HEADING_WORDS and not _SENTENCE_END.search(words)


@lru_cache(maxsize=16)
def _pattern(name: str) -> re.Pattern[str]:
    entry = lexicon("en", "segments")[name]
    return re.compile("|".join([entry] if isinstance(entry, str) else entry), re.IGNORECASE)


def _lines(canonical: str) -> Iterator[Span]:
    for found in _LINE.finditer(canonical):
        if found.group().strip():
            yield Span(start=found.start(), end=found.end())


def _blank_before(canonical: str, lines: list[Span]) -> list[bool]:
    """Whether an empty line stands before each."""
    ends = [0, *(line.end for line in lines)]
    gaps = (canonical[end : line.start] for end, line in zip(ends, lines, strict=False))
    return [gap.replace("\r\n", "\n").count("\n") > 1 for gap in gaps]
