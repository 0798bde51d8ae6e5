"""Attributing: the source, the cue and the content of every attribution of a text."""

from __future__ import annotations

import pytest

from recount.claims.attributing import Attributed, attributed
from recount.model import Report, Text
from recount.text import prepare
from tests.text.growth import grows_linearly, repeated

Told = tuple[str | None, str, tuple[str, ...]]
"""Words of the source and the cue, and the pieces of the content."""


def parsed(body: str, title: str = "") -> Text:
    """The body with all its sentences parsed."""
    return next(prepare([Report(given_id="made-up", title=title, text=body)], whole=True))


def told(body: str, title: str = "") -> list[Told]:
    """The attributions of the body, as words."""
    text = parsed(body, title)
    return [_words(one, text.canonical) for one in attributed(text)]


def _words(one: Attributed, canonical: str) -> Told:
    source = None if one.source is None else one.source.of(canonical)
    return source, one.cue.of(canonical), tuple(piece.of(canonical) for piece in one.content)


CASES: list[tuple[str, str, str, tuple[str, ...]]] = [
    ("The mayor said the bridge would reopen in May.", "The mayor", "said", ("the bridge would reopen in May",)),
    ("Ann Lee said that nobody was hurt.", "Ann Lee", "said", ("that nobody was hurt",)),
    ("The bridge is safe, according to two engineers.", "two engineers", "according to", ("The bridge is safe",)),
    ("According to the ministry, the road is closed.", "the ministry", "According to", ("the road is closed",)),
    ("“We will rebuild the school,” said Bob Roe.", "Bob Roe", "said", ("“We will rebuild the school,”",)),
    ("“We will rebuild,” Bob Roe told reporters.", "Bob Roe", "told", ("“We will rebuild,”",)),
    ("Critics believe the plan will fail.", "Critics", "believe", ("the plan will fail",)),
    ("The minister denied that he had met the generals.", "The minister", "denied", ("that he had met the generals",)),
    ("Officials have warned that the dam may break.", "Officials", "have warned", ("that the dam may break",)),
]


@pytest.mark.parametrize(("body", "source", "cue", "content"), CASES, ids=[c[0] for c in CASES])
def test_a_sentence_gives_source_cue_and_content(body: str, source: str, cue: str, content: tuple[str, ...]) -> None:
    assert told(body) == [(source, cue, content)]


@pytest.mark.parametrize(
    "body",
    [
        "The bridge fell into the river at noon.",
        "Two lorries and a bus stood on the road.",
        "The army holds the northern road and the airport.",
        "The shop on the corner sells bread and milk.",
        "Rain fell on the town for three days.",
        "The United States lies between two oceans.",
    ],
)
def test_what_nobody_says_or_thinks_is_no_attribution(body: str) -> None:
    assert told(body) == []


def test_a_quotation_goes_on_over_sentences() -> None:
    body = "“The road is closed,” Ann Lee said. “Nobody can leave. We wait for the convoy.”\n\nThe convoy left at noon."
    (one,) = told(body)
    assert one[:2] == ("Ann Lee", "said")
    assert one[2] == ("“The road is closed,”", "“Nobody can leave. We wait for the convoy.”")


def test_every_span_slices_back_to_words_and_lies_in_order() -> None:
    text = parsed("“It’s over — for now,” she said.\n\nBob Roe, the envoy’s aide, said: “No.”\n\nIt rained.")
    for one in attributed(text):
        spans = [one.cue, *one.content, *([one.source] if one.source else [])]
        assert all(s.of(text.canonical).strip() == s.of(text.canonical) != "" for s in spans)
        assert list(one.content) == sorted(one.content, key=lambda s: s.start)
        assert all(a.end <= b.start for a, b in zip(one.content, one.content[1:], strict=False))


def test_sentences_without_a_parse_yield_nothing() -> None:
    report = Report(given_id="made-up", title="", text="The mayor said the bridge would reopen in May.")
    assert attributed(next(prepare([report]))) == []


def test_reading_is_a_pure_function_of_the_text() -> None:
    text = parsed("The mayor said the bridge would reopen. Critics believe it will not.")
    assert attributed(text) == attributed(text)


@pytest.mark.parametrize(
    "unit", ["“She said he said it. ", "said ", '" " ', "He said, “Yes. No. ", "according to ", "Ann said that Bob "]
)
def test_time_grows_with_the_length_of_made_up_texts(unit: str) -> None:
    assert grows_linearly(lambda body: attributed(parsed(body)), repeated(unit), 800)
