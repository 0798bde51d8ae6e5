"""Numbers in words and digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.claims.numbers import MOST, Number, number_at
from recount.model import Bound
from tests.claims.reading import tokens_of


def first_number(words: str) -> Number | None:
    tokens = tokens_of(words)
    return next((n for i in range(len(tokens)) if (n := number_at(tokens, i))), None)


EXACT = [
    ("12", 12),
    ("007", 7),
    ("1,200", 1200),
    ("400.000", 400_000),
    ("1.000.000", 1_000_000),
    ("300 000", 300_000),
    ("12 000 000", 12_000_000),
    ("1,000,000,000", MOST),
    ("1.5 million", 1_500_000),
    ("2 thousand", 2000),
    ("٣", 3),
    ("７", 7),
    ("one", 1),
    ("twenty-one", 21),
    ("fifty two", 52),
    ("ninety-nine", 99),
    ("a hundred", 100),
    ("a hundred and one", 101),
    ("two hundred and fifty", 250),
    ("two thousand five hundred", 2500),
    ("a thousand and one", 1001),
    ("two hundred thousand and five", 200_005),
    ("nine hundred thousand", 900_000),
    ("twelve hundred", 1200),
    ("a million", 1_000_000),
    ("half a million", 500_000),
    ("a quarter of a million", 250_000),
    ("three quarters of a million", 750_000),
    ("two and a half million", 2_500_000),
    ("a dozen", 12),
    ("dozen", 12),
    ("half a dozen", 6),
    ("two dozen", 24),
    ("a couple of", 2),
    ("a pair of", 2),
    ("both", 2),
    ("one hundred and", 100),
    ("twenty twenty", 20),
    ("one two three", 1),
]


@pytest.mark.parametrize(("words", "value"), EXACT)
def test_an_exact_number(words: str, value: int) -> None:
    number = first_number(words)
    assert number is not None
    assert (number.stated.value, number.stated.value_max) == (value, None)
    assert (number.stated.bound, number.stated.word) == (Bound.EXACT, None)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("10 to 15", 10, 15),
        ("10-15", 10, 15),
        ("10–15", 10, 15),
        ("between 10 and 15", 10, 15),
        ("ten to twelve", 10, 12),
        ("between ten and fifteen", 10, 15),
        ("1,000 to 1,200", 1000, 1200),
        ("one to two million", 1_000_000, 2_000_000),
        ("20 to 30 thousand", 20_000, 30_000),
        ("900 to 1 thousand", 900, 1000),
    ],
)
def test_a_range_keeps_both_ends(words: str, low: int, high: int) -> None:
    number = first_number(words)
    assert number is not None
    assert (number.stated.value, number.stated.value_max, number.stated.bound) == (low, high, Bound.EXACT)
    assert number.last == len(tokens_of(words))


@pytest.mark.parametrize("words", ["15 to 10", "10 to 10", "10 and 15", "10 to fight", "between 10 or 15", "10 -"])
def test_what_is_no_range_is_its_first_number(words: str) -> None:
    number = first_number(words)
    assert number is not None
    assert number.stated.value_max is None
    assert number.stated.value in (10, 15)


def test_a_rise_from_one_number_to_another_is_the_other() -> None:
    number = first_number("from 10 to 14")
    assert number is not None
    assert (number.stated.value, number.stated.value_max) == (14, None)


@pytest.mark.parametrize(
    ("words", "value", "word"),
    [
        ("dozens", 24, "dozens"),
        ("scores of", 40, "scores"),
        ("several", 3, "several"),
        ("a few", 3, "few"),
        ("few", 3, "few"),
        ("tens of", 20, "tens"),
        ("hundreds", 200, "hundreds"),
        ("thousands", 2000, "thousands"),
        ("tens of thousands", 20_000, "tens of thousands"),
        ("hundreds of thousands of", 200_000, "hundreds of thousands"),
        ("dozens of thousands", 24_000, "dozens of thousands"),
        ("millions", 2_000_000, "millions"),
        ("several hundred", 200, "hundreds"),
        ("several thousand", 2000, "thousands"),
        ("several dozen", 24, "dozens"),
        ("a few hundred", 200, "hundreds"),
    ],
)
def test_a_number_word_keeps_its_word_and_the_value_of_the_guideline(words: str, value: int, word: str) -> None:
    number = first_number(words)
    assert number is not None
    assert (number.stated.value, number.stated.word, number.stated.bound) == (value, word, Bound.VAGUE)
    assert not number.numeral


@pytest.mark.parametrize(
    "words",
    [
        *"zero|a|an|and|hundred|thousand|million|12.5|1,23|1,2,3|1.2.3|10²⁰|½|Ⅷ|2.5m|40k|10km|3rd|21st|45th|1900s".split(
            "|"
        ),
        *"F-16|M5|2,000,000,000|12345678901234567890|twenty-ten|one-third|fifty-fifty|none|oneself|often".split("|"),
        "third",
        "quarter of the town",
        "half of them",
        "",
    ],
)
def test_what_is_no_number_of_persons_is_none(words: str) -> None:
    assert first_number(words) is None


def test_digits_are_told_from_words() -> None:
    digits, words = first_number("12"), first_number("twelve")
    assert digits is not None
    assert words is not None
    assert (digits.numeral, words.numeral) == (True, False)


@given(st.integers(0, MOST))
def test_every_number_up_to_the_most_is_read_back_with_and_without_commas(value: int) -> None:
    for words in (str(value), f"{value:,}", f"{value:,}".replace(",", ".") if value >= 1000 else str(value)):
        number = first_number(words)
        assert number is not None
        assert number.stated.value == value


@given(st.text(alphabet="0123456789.,- ²٣½e", max_size=30))
def test_no_row_of_digits_and_signs_gives_more_than_the_most_or_less_than_nothing(words: str) -> None:
    number = first_number(words)
    if number is not None:
        assert number.stated.value is not None
        assert 0 <= number.stated.value <= MOST


ONES = "one two three four five six seven eight nine".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


@given(st.integers(1, 9), st.integers(2, 9), st.integers(1, 9))
def test_hundreds_tens_and_ones_add_up(hundreds: int, tens: int, ones: int) -> None:
    number = first_number(f"{ONES[hundreds - 1]} hundred and {TENS[tens - 2]}-{ONES[ones - 1]}")
    assert number is not None
    assert number.stated.value == hundreds * 100 + tens * 10 + ones
