"""Home: which country a report is from or about, by its wire's dateline and by the words for peoples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from recount.lang.loader import lexicon
from recount.model import Mention, SegmentKind, Span, Text

WEIGHT = 3
"""Mentions of places that a full wire dateline counts for: more than a chance namesake abroad, less than the story."""

_PLACE = re.compile(r"\s*([A-Z][A-Z .'’-]{1,40}?)\s?(?:\(([A-Z .'’-]{2,40})\))?,")


def dateline_mentions(text: Text) -> Iterator[Mention]:
    """The place of a wire's full dateline ("LIMA, 9 JAN 90 --"), or the country in brackets behind it, as mentions."""
    if text.dateline is None or not text.segments:
        return
    head = text.segments[0]
    found = _PLACE.match(head.span.of(text.canonical)) if head.kind is SegmentKind.DATELINE else None
    if found is None or not head.span.holds(text.dateline):
        return
    words = " ".join(part.capitalize() for part in (found[2] or found[1]).split())
    for _ in range(WEIGHT):
        yield Mention(span=Span(start=head.span.start, end=head.span.start), words=words)


def people_mentions(text: Text) -> Iterator[Mention]:
    """The countries whose people the report names, a mention each time. For reports that name no place that decides."""
    for sentence in text.sentences:
        for first, second in zip(sentence.tokens, [*sentence.tokens[1:], None], strict=False):
            both = f"{first.lower} {second.lower}" if second else ""
            country = _countries().get(both) or _countries().get(first.lower)
            if country is not None and first.text[:1].isupper():  # "the polish shone"
                yield Mention(span=Span(start=first.start, end=first.end), words=country)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    table: dict[str, list[str]] = lexicon("en", "demonyms")["people"]
    return {word.lower(): country for country, names in table.items() for word in (*names, country)}
