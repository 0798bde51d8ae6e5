"""Headings: the source that a heading names without a verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from recount.claims.attribution.source import SPEAKING_BODIES, Attribution, as_text
from recount.claims.attribution.speaking import PREPOSITIONS
from recount.claims.numbers import number_at
from recount.claims.words import words
from recount.model import Token


def heading_attribution(tokens: Sequence[Token]) -> Attribution | None:
    """The source that a heading names without a verb: "12 killed in Raqqa: monitor", "UN: 40 dead", "… - State TV"."""
    marks = [k for k, t in enumerate(tokens) if t.text in _HEADING_MARKS]
    ends = [(marks[-1] + 1, len(tokens), marks[-1]), (0, marks[0], marks[0])] if marks else []
    ends += [(a + 1, b, a) for a, b in pairwise(marks)]
    for end in (len(tokens), *marks[:1]):
        ends += _at_end(tokens, end)
    for first, last, cue in ends:
        bodies = words().actors.at(tokens, first) if first < last else None
        named = bodies is not None and bodies.last == last and bodies.meaning.kind in SPEAKING_BODIES
        if 0 < last - first <= 5 and (named or any(t.lower in words().speakers for t in tokens[first:last])):
            return Attribution(first=first, last=last, cue=cue, words=as_text(tokens, first, last))
    return None


def _at_end(tokens: Sequence[Token], end: int) -> Iterator[tuple[int, int, int]]:
    """What names a source before the end of a heading, or before the mark that its site's own name follows."""
    known = words().actors.ending_at(tokens, end)
    if known is not None and known.first > 0 and known.meaning.kind in SPEAKING_BODIES:
        yield known.first, known.last, known.first
    if end < 4:
        return
    last = tokens[end - 1]
    told = last.lower in ("group", "groups") and tokens[end - 2].lower in _TOLD_AS
    if told or last.lower in words().heading_ends or (_ends_a_title(tokens, end) and last.text[0].isupper()):
        first = end - 1 - (tokens[end - 2].lower in _TOLD_AS)
        if tokens[first - 1].lower not in PREPOSITIONS and number_at(tokens, first - 1) is None:
            yield first, end, first


def _ends_a_title(tokens: Sequence[Token], end: int) -> bool:
    """Whether the noun at the end may speak and no preposition takes it: "Attack on Coast Hospital" quotes no one.

    The place of the deed may stand before a person: "Raid kills 12 in Homs Governor".
    """
    noun = tokens[end - 1].lower
    near = tokens[max(0, end - 5) : end - 1]
    if noun in words().speaking_persons:
        return near[-1].lower not in _TAKING and not any(t.lower in _TAKING - _PLACING for t in near[-2:])
    return noun in words().speakers and not any(t.lower in _TAKING for t in near)


_PLACING = frozenset({"in", "at", "near", "outside", "inside"})


_TAKING = PREPOSITIONS | {"on", "by", "near", "to", "against", "over", "outside", "inside", "and", "amid", "after"}


_HEADING_MARKS = frozenset(":-–—|_")


_TOLD_AS = frozenset(
    {"state", "monitoring", "activist", "local", "rights", "media", "security", "medical", "official", "opposition"}
)
