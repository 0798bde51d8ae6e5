"""Ages: numbers that tell how old one of those named is, and count nobody."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from recount.claims.numbers import Number
from recount.claims.victims import PLACING, is_plural, may_be_named
from recount.claims.words import words
from recount.lang.loader import lexicon
from recount.lang.phrases import lower_at
from recount.model import Token

_AGE_ENDS = frozenset({",", ".", ";", ")", ""})


def is_age(tokens: Sequence[Token], number: Number) -> bool:
    """Whether it stands after a name, between commas or in brackets: "Ann Lee, 34, …", "Ann Lee (34)"."""
    i = number.first
    after = lower_at(tokens, number.last)
    if not number.numeral and not _spelled_age(tokens, number):
        return False
    bracketed = lower_at(tokens, i - 1) == "(" and after == ")"
    if lower_at(tokens, i - 1) != "," and not bracketed:
        return False
    first, names = _name_before(tokens, i - 1)
    if names >= 2 and (_is_age_told_before(tokens, first) or _is_age_told_next(tokens, number.last)):
        return True  # "Ann Lee, 66 and Jo Lee, 64 were"
    of_one = after in _OF_ONE or (after == "of" and _is_capital(tokens, number.last + 1))
    if after not in _AGE_ENDS and (not of_one or number.stated.value == 1):
        return False
    people = words().victims.ending_at(tokens, i - 1)
    if people is not None and people.meaning.single and not is_plural(tokens[i - 2].lower):
        return True  # "a man, 34, was"
    if lower_at(tokens, first - 1) in PLACING:
        return False
    if names == 1 and lower_at(tokens, first - 1) == ",":
        people = words().victims.ending_at(tokens, first - 1)
        return people is not None and people.meaning.single  # "his mother, Ann, 34, was"
    alone = names == 1 and after == "," and lower_at(tokens, number.last + 1) in _BECOMES
    return names >= 2 or alone


def _is_age_told_before(tokens: Sequence[Token], first: int) -> bool:
    """Whether a name at token `first` goes on a row of names with their ages: "…, 66 and Jo Lee"."""
    k = first - 1
    if lower_at(tokens, k) != "and":
        return False
    k -= 1 + (lower_at(tokens, k - 1) == ",")
    return lower_at(tokens, k).isdecimal() and lower_at(tokens, k - 1) in (",", "(")


def _is_age_told_next(tokens: Sequence[Token], k: int) -> bool:
    """Whether a name with its age goes on a row: "66 and Jo Lee, 64"."""
    if lower_at(tokens, k) != "and" or not _is_capital(tokens, k + 1):
        return False
    while _is_capital(tokens, k + 1):
        k += 1
    return lower_at(tokens, k + 1) == "," and lower_at(tokens, k + 2).isdecimal()


def _is_capital(tokens: Sequence[Token], k: int) -> bool:
    return 0 <= k < len(tokens) and tokens[k].text[0].isupper()


def _name_before(tokens: Sequence[Token], last: int) -> tuple[int, int]:
    """Where a name that ends before token `last` begins, and how many words it has; stops and quotes are none.

    Such as "Ann C. Lee", "Mr. Lee", "Ann 'Annie' Lee", "Ann Lee, Jr.".
    """
    first, names = last, 0
    for k in range(last - 1, max(-1, last - _LONGEST_NAME), -1):
        sign = tokens[k].text
        if sign[0].isalpha() and may_be_named(tokens, k):
            first, names = k, names + 1
        elif not (sign in _QUOTES or (sign == "." and _is_capital(tokens, k - 1)) or _is_before_younger(tokens, k)):
            break
    return first, names


def _is_before_younger(tokens: Sequence[Token], k: int) -> bool:
    """Whether token `k` is the comma before what says which of a name it is: "Ann Lee, Jr."."""
    return tokens[k].text == "," and lower_at(tokens, k + 1) in ("jr", "sr", "ii", "iii")


_LONGEST_NAME = 9
"""Tokens looked back over for a name."""

_QUOTES = frozenset("\"'“”‘’")

_BECOMES = frozenset("was is has had died who".split())
_OF_ONE = frozenset("was is has (".split())
"""What follows the age of one person, and no number of several: "Ann Lee, 34 was shot"."""


def _spelled_age(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a number in words stands between commas before what became of someone: "Ann Lee, three, was shot"."""
    alone = number.last - number.first == 1 and lower_at(tokens, number.last) == ","
    return alone and lower_at(tokens, number.last + 1) in ("was", "is", "has", "had", "died", "who")


def goes_on_ages(tokens: Sequence[Token], i: int) -> bool:
    """Whether the number at token `i` goes on a row of ages: "aged 19 and 21", "ages 19, 22 and 31"."""
    k = i - 1
    while k > max(0, i - _ROW_OF_AGES) and (tokens[k].lower.isdecimal() or tokens[k].lower in _in_row_of_ages()):
        k -= 1
    return k >= 0 and tokens[k].lower in ("aged", "ages", "age")


@cache
def _in_row_of_ages() -> frozenset[str]:
    """Words that may stand between the first age of a row and the last: "ages of four, six and 13"."""
    return frozenset(lexicon("en", "numbers")["cardinals"]) | {",", "and", "or", "to", "of"}


_ROW_OF_AGES = 24
"""Tokens of a row of ages at most."""
