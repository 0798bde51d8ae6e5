"""PhraseTable: the longest phrase wins, and no token is used twice."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from recount.lang.phrases import Match, PhraseTable
from tests.claims.reading import tokens_of
from tests.text.growth import grows_linearly, repeated

PHRASES = {"air": 1, "air strike": 2, "air strike on": 3, "strike": 4, "on": 5, "car bomb": 6}
TABLE = PhraseTable((phrase.title() if phrase == "car bomb" else phrase, n) for phrase, n in PHRASES.items())
WORDS = st.sampled_from("air strike on car bomb of".split())


def found(sentence: str) -> list[tuple[int, int, int]]:
    return [(m.first, m.last, m.meaning) for m in TABLE.find(tokens_of(sentence))]


def test_the_longest_phrase_wins() -> None:
    assert found("an air strike on a town") == [(1, 4, 3)]
    assert found("an air strike") == [(1, 3, 2)]
    assert found("an air raid") == [(1, 2, 1)]


def test_what_a_phrase_took_is_not_looked_at_again() -> None:
    assert found("air strike strike on on") == [(0, 2, 2), (2, 3, 4), (3, 4, 5), (4, 5, 5)]


def test_case_of_neither_side_matters() -> None:
    assert found("AIR Strike") == [(0, 2, 2)]
    assert found("a car bomb") == [(1, 3, 6)]


def test_a_phrase_cut_off_by_the_end_does_not_match() -> None:
    assert found("a car") == []
    assert TABLE.at(tokens_of("a car"), 1) is None


def test_beyond_the_end_there_is_nothing() -> None:
    assert TABLE.at(tokens_of("air"), 1) is None
    assert TABLE.at([], 0) is None
    assert list(TABLE.find([])) == []


def test_a_phrase_is_found_from_its_end() -> None:
    tokens = tokens_of("the air strike on")
    assert TABLE.ending_at(tokens, 4) == Match(1, 4, 3)
    assert TABLE.ending_at(tokens, 3) == Match(1, 3, 2), "a longer one that goes on beyond the end does not hide it"
    assert TABLE.ending_at(tokens, 4, longest=1) == Match(3, 4, 5)
    assert TABLE.ending_at(tokens, 0) is None


def test_hyphens_and_apostrophes_of_print_are_folded() -> None:
    table = PhraseTable([("al-nusra's", True)])
    assert list(table.find(tokens_of("al‑Nusra’s"))) == [Match(0, 1, True)]


@given(st.lists(WORDS, max_size=30))
def test_matches_are_ordered_apart_and_as_long_as_can_be(words: list[str]) -> None:
    tokens = tokens_of(" ".join(words))
    matches = list(TABLE.find(tokens))
    assert all(a.last <= b.first for a, b in pairwise(matches))
    for match in matches:
        said = " ".join(t.lower for t in tokens[match.first : match.last])
        assert PHRASES[said] == match.meaning
        assert TABLE.at(tokens, match.first) == match


def test_time_grows_with_the_text() -> None:
    texts = {n: tokens_of(repeated("air air strike ")(n)) for n in (10_000, 40_000)}
    assert grows_linearly(lambda text: list(TABLE.find(texts[len(text)])), repeated("x"), 10_000)
