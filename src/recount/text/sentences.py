"""Sentences and tokens, as spans. Linear in the length of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recount.model import READ_KINDS, Segment, Sentence, Span, Token

UNSEEN = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Characters without a glyph: soft hyphens, zero-width spaces and joiners, marks of direction. Within a word or a
number they are part of it, as the eye reads it; elsewhere they belong to no token, like white space."""

_MARKS = "\u0300-\u036f"
_WORD = rf"[^\W_]++(?:[{UNSEEN}{_MARKS}]++[^\W_]++)*+[{_MARKS}]*+"
_NUMBER = rf"\d++(?:[{UNSEEN}]*+[.,]?+[{UNSEEN}]*+\d++)*+"

_TOKEN = re.compile(
    rf"{_NUMBER}(?:st|nd|rd|th|s|m|k)?+(?![^\W_])"  # 1,200  400.000  3rd
    rf"|(?:\d++(?:[.,]\d++)*+)?+{_WORD}(?:['’]{_WORD})*(?:[-‐‑]{_WORD}(?:['’]{_WORD})*)*"  # al-Qasr  Syria's  155mm
    rf"|[^\w\s{UNSEEN}]|_"
)
_END = re.compile(rf"(?<![.!?…])[.!?…]++[\"'”’»)\]{UNSEEN}]*+(?=\s|$)")
_NOT_AN_END = frozenset(
    "mr mrs ms dr st gen lt col sgt maj capt brig prof rev hon sen rep gov vs inc ltd co corp jan feb mar apr jun"
    " jul aug sep sept oct nov dec approx dept est fig al u.s u.k u.n a.m p.m e.g i.e".split()
)
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "‐": "-", "‑": "-"}
    | {chr(c): None for c in range(0x10000) if re.fullmatch(f"[{UNSEEN}]", chr(c))}
)

MAX_SENTENCE = 2000
"""Code points. A longer stretch without a full stop is cut at white space: no rule meets an endless sentence."""


def find_sentences(canonical: str, segments: tuple[Segment, ...]) -> Iterator[Sentence]:
    """The sentences of the segments that are read for claims, in order, with their tokens."""
    for index, segment in enumerate(segments):
        if segment.kind in READ_KINDS:
            for span in split(canonical, segment.span):
                found = tuple(tokens(canonical, span.start, span.end))
                if found:
                    yield Sentence(span=span, kind=segment.kind, paragraph=index, tokens=found)


def split(canonical: str, within: Span) -> Iterator[Span]:
    """The sentences of one stretch, trimmed of white space."""
    start = within.start
    for found in _END.finditer(canonical, within.start, within.end):
        if _ends_sentence(canonical, found, within.end):
            yield from _trimmed(canonical, start, found.end())
            start = found.end()
    yield from _trimmed(canonical, start, within.end)


def tokens(canonical: str, start: int, end: int) -> Iterator[Token]:
    """Words, numbers and signs of `[start, end)`. White space belongs to none."""
    for found in _TOKEN.finditer(canonical, start, end):
        words = found.group()
        yield Token(found.start(), found.end(), words, words.lower().translate(_PLAIN))


def _ends_sentence(canonical: str, found: re.Match[str], limit: int) -> bool:
    following = canonical[found.end() : min(limit, found.end() + 3)].lstrip()[:1]
    if not following:
        return True
    if following.islower():
        return False
    if found.group()[0] != ".":
        return True
    before = canonical[max(0, found.start() - 12) : found.start()].split()
    word = before[-1].lower().lstrip("(\"'“‘") if before else ""
    if word == "no":
        return not following.isdigit()
    return word not in _NOT_AN_END and not (len(word) == 1 and word.isalpha())


def _trimmed(canonical: str, start: int, end: int) -> Iterator[Span]:
    while start < end and canonical[start].isspace():
        start += 1
    while end > start and canonical[end - 1].isspace():
        end -= 1
    while end - start > MAX_SENTENCE:
        cut = canonical.rfind(" ", start + 1, start + MAX_SENTENCE)
        cut = cut if cut > start else start + MAX_SENTENCE
        yield Span(start=start, end=cut)
        start = cut
        while start < end and canonical[start].isspace():
            start += 1
    if start < end:
        yield Span(start=start, end=end)
