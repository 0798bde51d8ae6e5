"""Posts: whose word a post is that the report shows whole."""

from __future__ import annotations

import re
from functools import cache

from recount.lang.loader import lexicon
from recount.model import SegmentKind, Span, Text

_SIGNED = re.compile(r"[—–-]{1,2}\s?([^—–\n]{1,60}?)\s?\(@\w{1,15}\)")


def signed_by(text: Text, paragraph: int) -> Span | None:
    """The name that a post is signed with, at its end or in the line after it; `None` for other paragraphs."""
    segments = text.segments
    if segments[paragraph].kind is not SegmentKind.POST:
        return None
    for segment in segments[paragraph : paragraph + 2]:
        words = segment.span.of(text.canonical)
        if segment is not segments[paragraph] and not _signature().search(words.strip()):
            break
        found = _SIGNED.search(words)
        if found is not None:
            return Span(start=segment.span.start + found.start(1), end=segment.span.start + found.end(1))
    return None


@cache
def _signature() -> re.Pattern[str]:
    return re.compile(lexicon("en", "segments")["post_signature"])
