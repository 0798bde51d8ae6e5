"""Sentences and tokens."""

from __future__ import annotations

import pytest

from recount.model import Span
from recount.text.sentences import MAX_SENTENCE, split
from tests.claims.reading import text_of, tokens_of
from tests.text.growth import grows_linearly, repeated


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split(text, Span(start=0, end=len(text)))]


@pytest.mark.parametrize(
    "parts",
    [
        ["The wall fell.", "Nobody ran."],
        ["Mr. Lee left.", "He ran."],
        ["Gen. Lee said No. 5 fell.", "Right."],
        ["He said no.", "They left."],
        ["The U.N. said so.", "They left."],
        ["It fell at 10 a.m. on Monday.", "Two ran."],
        ["A. B. Lee came.", "He ran."],
        ['He said: "Go!"', "Then he ran."],
        ["“Go.”", "He ran."],
        ["“Go,” she said.", "‘No.’"],
        ["Nobody?", "Yes!", "Well…"],
        ["The wall fell...", "Nobody ran."],
        ["He saw it.", "(It burned.)", "They ran."],
        ["It is 3.5 km long.", "It fell."],
        ["He was 12.", "She was 9."],
        ["No full stop at all"],
        ["… and so it went"],
        ["The wall fell.Nobody ran."],
        ["St. Mary fell."],
        ["It cost $1.5 million.", "It fell."],
        ["سقط الجدار.", "ركضوا."],
        ["The wall fell.\u200f", "\u200fNobody ran.\u200f"],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_white_space_around_belongs_to_no_sentence() -> None:
    assert sentences("  The wall fell. \t Nobody ran.\u00a0") == ["The wall fell.", "Nobody ran."]


def test_an_endless_sentence_is_cut_at_white_space() -> None:
    text = "word " * 20_000
    found = sentences(text)
    assert len(text) == 100_000
    assert all(len(s) <= MAX_SENTENCE for s in found)
    assert " ".join(found) == text.strip()


def test_an_endless_word_is_cut_where_it_must_be() -> None:
    found = sentences("a" * 100_000)
    assert "".join(found) == "a" * 100_000
    assert max(map(len, found)) == MAX_SENTENCE


def test_sentences_know_their_paragraph() -> None:
    text = text_of("It fell. It burned.\nThey ran.", title="Raid")
    assert [s.paragraph for s in text.sentences] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("words", "tokens"),
    [
        ("1,200 400.000 1.5 1,2,3", ["1,200", "400.000", "1.5", "1,2,3"]),
        ("It fell in 2016.", ["It", "fell", "in", "2016", "."]),
        ("3rd 21st 1980s 40k", ["3rd", "21st", "1980s", "40k"]),
        ("10km 155mm 12abc 1,200km", ["10km", "155mm", "12abc", "1,200km"]),
        ("10²⁰ m²", ["10²⁰", "m²"]),
        ("al-Qasr Syria’s 12-year-old year-old", ["al-Qasr", "Syria’s", "12", "-", "year-old", "year-old"]),
        ("F-16 M5", ["F-16", "M5"]),
        ("10:30 $5 5% 10–15", ["10", ":", "30", "$", "5", "5", "%", "10", "–", "15"]),
        ("a_b -a a--b", ["a", "_", "b", "-", "a", "a", "-", "-", "b"]),
        ("‘a’ “b”", ["‘", "a", "’", "“", "b", "”"]),
        ("٣٤ قتيلا ７", ["٣٤", "قتيلا", "７"]),
        ("12\u200f a\u200bb", ["12", "a\u200bb"]),
        ("\ufeff\u202a12\u202c \u200b people", ["12", "people"]),
        ("1\u200b2 1\u2060,\u2060200 12\u200bpeople", ["1\u200b2", "1\u2060,\u2060200", "12", "people"]),
        ("kil\u00adled al\u200d-Qasr", ["kil\u00adled", "al", "-", "Qasr"]),
        ("Ze\u0301mio cafe\u0301 x", ["Ze\u0301mio", "cafe\u0301", "x"]),
        ("😀12", ["😀", "12"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_tokens_are_words_numbers_and_signs(words: str, tokens: list[str]) -> None:
    assert [t.text for t in tokens_of(words)] == tokens


def test_tokens_are_folded_for_looking_up() -> None:
    assert [t.lower for t in tokens_of("AL‑Qasr Syria’s ‘X’")] == ["al-qasr", "syria's", "'", "x", "'"]
    assert [t.lower for t in tokens_of("1\u200b2 Peo\u00adple")] == ["12", "people"]


HOSTILE = [
    "a",
    "a ",
    ".",
    ". ",
    "!a",
    "…”",
    "a.b.",
    "1,",
    "1.a",
    "a-",
    "a'",
    "A. ",
    '."',
    "Mr. ",
    "\u0301",
    "12 ",
    "a\u200b",
    "\u200b",
    "1\u2060",
    "1\u2060,",
    "a\u0301\u200b",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_one_endless_line(unit: str) -> None:
    assert grows_linearly(text_of, repeated(unit), 15_000)


@pytest.mark.parametrize("sign", ["!", ".", '"', "”", "1", "1,1", "a-", "—"])
def test_time_grows_where_a_promising_run_ends_in_nothing(sign: str) -> None:
    assert grows_linearly(text_of, lambda size: repeated(sign)(size) + "x", 15_000)
