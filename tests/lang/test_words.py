"""Folding of words: what copies of one text lose on the way makes no difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.lang.words import fold_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The mayor's aide, 31, was hurt.", "THE MAYORS AIDE 31 WAS HURT"),
        ("The mayor’s aide", "the mayor's aide"),
        ("Kafr Zītā", "Kafr Zita"),
        ("café", "cafe\u0301"),
        ("ﬁve killed", "five killed"),
        ("قُتِلَ ثلاثةُ أشخاصٍ", "قتل ثلاثة أشخاص"),
        ("حـــلب", "حلب"),
        ("Straße", "STRASSE"),
        ("five\u00a0killed", "five\n killed"),
    ],
)
def test_what_copies_lose_makes_no_difference(one: str, other: str) -> None:
    assert fold_words(one) == fold_words(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [("5 killed", "6 killed"), ("Homs", "Hama"), ("حلب", "حمص"), ("not hurt", "hurt"), ("to day", "today")],
)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert fold_words(one) != fold_words(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("阿勒颇五人死亡", ["阿", "勒", "颇", "五", "人", "死", "亡"]),
        ("ドイツ3人", ["ト", "イ", "ツ", "3", "人"]),
        ("В Алеппо погибли 5 человек", ["в", "алеппо", "погибли", "5", "человек"]),
        ("", []),
        ("— … !", []),
    ],
)
def test_every_script_gives_words(text: str, words: list[str]) -> None:
    assert fold_words(text) == words


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    words = fold_words(text)
    assert fold_words(" ".join(words)) == words
