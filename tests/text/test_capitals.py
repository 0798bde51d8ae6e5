"""Capitals: reports set wholly in capitals are read as if they were not."""

from __future__ import annotations

import pytest

from recount.text.capitals import in_capitals, ordinary
from tests.claims.reading import claims, text_of

BULLETIN = (
    "SOLDIERS SHOT AT A BUS NEAR PUERTO LUNA ON 3 OCTOBER. SIX PEASANTS AND ANA PRADO WERE KILLED, THE MAYOR SAID."
)


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("PEASANTS", "peasants"),
        ("VALDORIA", "Valdoria"),
        ("DYNAMITED", "dynamited"),
        ("OCTOBER", "October"),
        ("SALVADORAN", "Salvadoran"),
        ("FMLN", "FMLN"),
        ("U.S", "U.S"),
        ("1,200", "1,200"),
        ("DE", "de"),
        ("WELL-KNOWN", "well-known"),
    ],
)
def test_words_get_the_letters_of_ordinary_print(word: str, printed: str) -> None:
    assert ordinary(word) == printed


def test_the_first_word_of_a_sentence_keeps_its_capital() -> None:
    assert ordinary("PEASANTS", first=True) == "Peasants"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (BULLETIN, True),
        ("Soldiers shot at a bus. BREAKING: SIX PEASANTS KILLED, SAYS THE MAYOR.", False),
        ("FIRE", False),
    ],
)
def test_only_a_text_without_small_letters_is_set_in_capitals(text: str, wanted: bool) -> None:
    assert in_capitals(text) is wanted


def test_claims_of_such_a_report_quote_its_own_letters() -> None:
    text = text_of(BULLETIN)
    found = claims(BULLETIN)
    assert [c.text for c in found] == ["SIX PEASANTS", "ANA PRADO"]
    assert all(c.span.of(text.canonical) == c.text for c in found)
    assert all(len(t.text) == t.end - t.start for s in text.sentences for t in s.tokens)
