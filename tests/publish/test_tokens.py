from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from recount.publish.tokens import tokens


def test_hyphens_and_underscores_part_words_and_apostrophes_do_not() -> None:
    assert [word.text for word in tokens("al-Masri's O’Neil snake_case 'quoted'")] == [
        "al",
        "Masri",
        "O’Neil",
        "snake",
        "case",
        "quoted",
    ]


def test_an_arabic_word_is_known_with_and_without_the_particle_written_onto_it() -> None:
    (word,) = tokens("وزقور")
    assert "زقور" in word.keys
    assert word.capital


@given(st.text())
def test_tokens_stand_in_order_and_within_the_text(text: str) -> None:
    words = tokens(text)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert all(one.end <= other.start for one, other in pairwise(words))
