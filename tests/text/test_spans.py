"""Whatever the text, its parts are spans of it: ordered, apart, and nothing visible left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from recount.model import READ_KINDS, Report, Span, Text
from recount.text import prepare
from recount.text.sentences import UNSEEN

_UNSEEN = re.compile(f"[{UNSEEN}]")

FRAGMENTS = [
    *"\n|\r\n|\n\n|\u2028|\u2029|\x0b|\x0c|\x1c|\x85| |\u00a0|\t".split("|"),
    *"Story highlights|10:30 - Source: x|Related:|(Wire) —|Photo: |contributed to this report|ALEPPO —".split("|"),
    *"Twelve people died.|At 3 p.m. it fell|“No,”|1,200|12-year-old|\u200f٣٤\u200f|e\u0301|😀|\u200b|...|!?”".split(
        "|"
    ),
]
ANY = st.text() | st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=25).map("".join)


def prepared(title: str, body: str) -> Text:
    return next(prepare([Report(given_id="r", title=title, text=body)]))


def visible(canonical: str) -> set[int]:
    return {i for i, c in enumerate(canonical) if not c.isspace() and not _UNSEEN.match(c)}


def inside(spans: list[Span]) -> set[int]:
    return {i for span in spans for i in range(span.start, span.end)}


@given(ANY, ANY)
@settings(max_examples=200)
def test_segments_are_ordered_apart_and_hold_every_visible_character(title: str, body: str) -> None:
    text = prepared(title, body)
    spans = [s.span for s in text.segments]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.start < span.end <= len(text.canonical) for span in spans)
    assert visible(text.canonical) <= inside(spans)


@given(ANY, ANY)
@settings(max_examples=200)
def test_sentences_are_ordered_apart_and_hold_every_visible_character_that_is_read(title: str, body: str) -> None:
    text = prepared(title, body)
    spans = [s.span for s in text.sentences]
    read = inside([s.span for s in text.segments if s.kind in READ_KINDS])
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert visible(text.canonical) & read == visible(text.canonical) & inside(spans)
    assert all(text.segments[s.paragraph].span.holds(s.span) for s in text.sentences)
    assert all(s.span.of(text.canonical).strip() == s.span.of(text.canonical) != "" for s in text.sentences)


@given(ANY, ANY)
@settings(max_examples=200)
def test_tokens_slice_back_and_hold_every_visible_character_of_their_sentence(title: str, body: str) -> None:
    text = prepared(title, body)
    for sentence in text.sentences:
        tokens = sentence.tokens
        assert all(text.canonical[t.start : t.end] == t.text for t in tokens)
        assert all(a.end <= b.start for a, b in pairwise(tokens))
        assert all(sentence.span.start <= t.start < t.end <= sentence.span.end for t in tokens)
        held = {i for t in tokens for i in range(t.start, t.end)}
        assert visible(text.canonical) & inside([sentence.span]) <= held
        assert tokens


@given(ANY)
def test_preparing_is_a_pure_function_of_the_report(body: str) -> None:
    assert prepared("", body) == prepared("", body)
    assert prepared("", body).report.text == body


def test_reports_are_prepared_one_by_one() -> None:
    def endless() -> Iterator[Report]:
        while True:
            yield Report(given_id="r", text="It fell.")

    texts = prepare(endless())
    assert next(texts) == next(texts)
