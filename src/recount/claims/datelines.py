"""Datelines: the town that a story says it was filed from: "LOWTOWN, Mo. (AP) —", "Lowtown (AP) --", "LOWTOWN —"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from recount.lang.loader import lexicon
from recount.model import Mention, SegmentKind, Span, Text

PARAGRAPHS = 6
"""Paragraphs at the start in which the story may begin, after what the page says of itself."""

_NAME = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}"
_DATELINE = re.compile(
    rf"\s*(?P<town>{_NAME})(?:, (?P<within>{_NAME}|[A-Z]\.[A-Z]\.))?,?"
    r"(?P<agency> ?\([A-Za-z][\w .&/'’-]{1,40}\))?\s*(?:--|[-–—:])\s"
)


def dateline_places(text: Text) -> Iterator[Mention]:
    """The town of the dateline.

    Without an agency in brackets or a state after it, the town must stand in capitals: other words before a dash are no
    dateline.
    """
    bodies = [s for s in text.segments if s.kind in (SegmentKind.BODY, SegmentKind.DATELINE)][:PARAGRAPHS]
    for segment in bodies:
        found = _DATELINE.match(text.canonical, segment.span.start, segment.span.end)
        if found is not None and _is_dateline(found):
            span = Span(start=found.start("town"), end=found.end("town"))
            yield Mention(span=span, words=_spelled(found["town"]))
            return


def _is_dateline(found: re.Match[str]) -> bool:
    town, within = found["town"], found["within"]
    if town.lower() in _no_towns() or len(town) < _SHORTEST:
        return False
    known = within is not None and (within in _short_forms() or within in _states())
    return town.isupper() or found["agency"] is not None or known


_SHORTEST = 3


@cache
def _no_towns() -> frozenset[str]:
    times, places = lexicon("en", "times"), lexicon("en", "places")
    return frozenset([*times["weekdays"], *times["months"], *places["not_places"]["words"], "update", "watch", "video"])


@cache
def _short_forms() -> frozenset[str]:
    return frozenset(word for words in lexicon("en", "demonyms")["short"].values() for word in words)


@cache
def _states() -> frozenset[str]:
    return frozenset(lexicon("en", "demonyms")["short"])


def _spelled(words: str) -> str:
    """As it is written within a story: "NEW ORLEANS" is New Orleans."""
    return " ".join(w.capitalize() if w.isupper() and "." not in w[:-1] else w for w in words.split())
