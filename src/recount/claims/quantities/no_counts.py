"""No counts: numbers that count no people: dates, times of day, ages, money, shares, resolutions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from recount.claims.naming import age_at
from recount.claims.numbers import Number
from recount.claims.victims import PLACING, is_plural, may_be_named
from recount.claims.words import words
from recount.lang.loader import lexicon
from recount.lang.phrases import lower_at
from recount.model import Token

_MONEY = frozenset("$€£₤")
_NO_COUNT_AFTER = frozenset(
    "no resolution article aged route highway hwy exit apt news channel tv fox abc cbs nbc interstate".split()
)
_CALLED = frozenset("call called calling calls dial dialed dialled dialing".split())
_NO_COUNT_BEFORE = frozenset("% percent ° 's ’s y.o yo yrs a.m p.m a.m. p.m.".split())
_WINDS = frozenset("NSEW")
_YEARS = range(1900, 2101)
_DATE_SIGNS = frozenset({"-", "/", "."})
_YEAR_AFTER = frozenset({"in", "since", "until", "by", "during", "from"})
"""Words after which a name is a place's: "in Deir Ezzor, 12, including two women, were killed"."""

_AGE_ENDS = frozenset({",", ".", ";", ")", ""})


def is_no_count(tokens: Sequence[Token], number: Number) -> bool:
    """Dates, times, ages, money, shares, resolutions: numbers that count no people."""
    before, after = lower_at(tokens, number.first - 1), lower_at(tokens, number.last)
    value = number.stated.value or 0
    if _goes_on_ages(tokens, number.first):
        return True
    if before in _MONEY | _NO_COUNT_AFTER or after in _NO_COUNT_BEFORE or _is_told_for_short(tokens, number):
        return True
    if any(len(t.text) == 4 and t.text[0] == "0" and t.text.isdecimal() for t in tokens[number.first : number.last]):
        return True  # "at 0945", "between 0200 and 0300": times of day
    if (
        age_at(tokens, number.core)[0] >= 0
        or _is_glued(tokens, number.first, number.last)
        or _is_clock(tokens, number)
        or _is_age(tokens, number)
        or _is_hyphenated(tokens, number.last)
    ):
        return True
    plain = number.core == number.first
    if (
        number.numeral
        and value <= 31
        and ((plain and _follows_month(tokens, number)) or _is_month(tokens, number.last))
    ):
        return True
    if number.numeral and _is_date(tokens, number):
        return True
    bare = value in _YEARS and number.numeral and "," not in tokens[number.core].text
    if bare and before in _YEAR_AFTER:
        return True
    return bare and words().victims.at(tokens, number.last) is None and after not in words().adjectives


def _goes_on_ages(tokens: Sequence[Token], i: int) -> bool:
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


def _is_told_for_short(tokens: Sequence[Token], number: Number) -> bool:
    """Whether it is an age or an hour told for short, an emergency call, or a house in a street.

    "17 y.o.", "5 p.m.", "in their 20's", "called 911", "305 E. Main".
    """
    if not number.numeral:
        return False
    letters = "".join(lower_at(tokens, number.last + n) for n in range(3))
    if (
        letters in ("y.o", "a.m", "p.m")
        or letters[:2] in ("'s", "’s")
        or (number.stated.value == 911 and _is_a_call(tokens, number))
    ):
        return True
    k = number.last
    wind = k + 1 < len(tokens) and tokens[k].text in _WINDS
    return wind and (tokens[k + 1].text == "." or tokens[k + 1].text[0].isupper())


def _is_a_call(tokens: Sequence[Token], number: Number) -> bool:
    return lower_at(tokens, number.first - 1) in _CALLED or lower_at(tokens, number.last) in _CALLED


def _is_date(tokens: Sequence[Token], number: Number) -> bool:
    """Whether it belongs to a date or a serial number: "27-07-2015", "12/10", "Mon Nov 7 2016", "7 November 2016"."""
    before, after = lower_at(tokens, number.first - 1), lower_at(tokens, number.last)
    joined = before in _DATE_SIGNS and lower_at(tokens, number.first - 2).isdecimal()
    ranged = number.stated.value_max in _YEARS and (number.stated.value or 0) <= 31
    if (
        joined
        or ranged
        or (
            after in _DATE_SIGNS
            and lower_at(tokens, number.last + 1).isdecimal()
            and tokens[number.core].text[0] == "0"
        )
    ):
        return True
    day = lower_at(tokens, number.first - 1)
    month = day.isdecimal() and int(day[:4]) <= 31 and _is_month(tokens, number.first - 2)
    return number.stated.value in _YEARS and (month or _is_month(tokens, number.first - 1))


def _is_glued(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a sign ties another number to it without a space: "10^20", "1/2", "1'200". The whole is no count."""
    return _ties(tokens, first - 2) or _ties(tokens, last - 1)


def _ties(tokens: Sequence[Token], i: int) -> bool:
    """Whether tokens `i` and `i + 2` are numbers and the sign between them touches both."""
    if i < 0 or i + 2 >= len(tokens) or tokens[i + 1].lower not in _TYING:
        return False
    a, sign, b = tokens[i : i + 3]
    return a.end == sign.start and sign.end == b.start and a.lower[0].isdigit() and b.lower[0].isdigit()


_TYING = frozenset("^/'*×·÷=~\\")


def _is_clock(tokens: Sequence[Token], number: Number) -> bool:
    """Whether it is part of a time of day or a score: "10:30"."""
    before = lower_at(tokens, number.first - 1) == ":" and lower_at(tokens, number.first - 2)[:1].isdigit()
    return before or (lower_at(tokens, number.last) == ":" and lower_at(tokens, number.last + 1)[:1].isdigit())


def _is_age(tokens: Sequence[Token], number: Number) -> bool:
    """Whether it stands after a name, between commas or in brackets: "Ann Lee, 34, …", "Ann Lee (34)"."""
    i = number.first
    after = lower_at(tokens, number.last)
    if not number.numeral and not _spelled_age(tokens, number):
        return False
    if after not in _AGE_ENDS and (after not in _OF_ONE or number.stated.value == 1):
        return False
    bracketed = lower_at(tokens, i - 1) == "(" and lower_at(tokens, number.last) == ")"
    if lower_at(tokens, i - 1) != "," and not bracketed:
        return False
    people = words().victims.ending_at(tokens, i - 1)
    if people is not None and people.meaning.single and not is_plural(tokens[i - 2].lower):
        return True  # "a man, 34, was"
    first, names = _name_before(tokens, i - 1)
    if names == 1 and lower_at(tokens, first - 1) == ",":
        people = words().victims.ending_at(tokens, first - 1)
        return people is not None and people.meaning.single  # "his mother, Ann, 34, was"
    return names >= 2 and lower_at(tokens, first - 1) not in PLACING


def _name_before(tokens: Sequence[Token], last: int) -> tuple[int, int]:
    """Where a name that ends before token `last` begins, and how many words it has; stops and quotes are none.

    Such as "Ann C. Lee", "Mr. Lee", "Ann 'Annie' Lee".
    """
    first, names = last, 0
    for k in range(last - 1, max(-1, last - _LONGEST_NAME), -1):
        sign = tokens[k].text
        if sign[0].isalpha() and may_be_named(tokens, k):
            first, names = k, names + 1
        elif not (sign in _IN_NAMES and k and tokens[k - 1].text[0].isupper()) and sign not in _QUOTES:
            break
    return first, names


_LONGEST_NAME = 9
"""Tokens looked back over for a name."""

_IN_NAMES = frozenset(".")
_QUOTES = frozenset("\"'“”‘’")

_OF_ONE = frozenset("was is has".split())
"""What follows the age of one person, and no number of several: "Ann Lee, 34 was shot"."""


def _spelled_age(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a number in words stands between commas before what became of someone: "Ann Lee, three, was shot"."""
    alone = number.last - number.first == 1 and lower_at(tokens, number.last) == ","
    return alone and lower_at(tokens, number.last + 1) in ("was", "is", "has", "had", "died", "who")


def _is_hyphenated(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` is a hyphen that ties a word to the number before it: "20-strong", "12-day-old"."""
    if i + 1 >= len(tokens) or tokens[i].lower != "-" or not tokens[i + 1].text[0].isalpha():
        return False
    return tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start


def _follows_month(tokens: Sequence[Token], number: Number) -> bool:
    """Whether it stands after a month, short forms with their stop included: "Sept. 3", "Dec. 4, 2016"."""
    i = number.first
    if _is_month(tokens, i - 1):
        return True
    if i < 2 or tokens[i - 1].text != "." or tokens[i - 2].end != tokens[i - 1].start:
        return False
    if lower_at(tokens, i - 3).isdecimal() or words().victims.at(tokens, number.last) is not None:
        return False  # "on 3 Sept. 12 people died", where the stop of the sentence was taken for the month's
    short = tokens[i - 2].lower
    return len(short) <= _SHORT and short not in _NOT_SHORTENED and _is_month(tokens, i - 2)


_SHORT = 4
"""Letters of a month told for short, at most."""

_NOT_SHORTENED = frozenset({"may", "june", "july"})


def _is_month(tokens: Sequence[Token], k: int) -> bool:
    """Whether token `k` names a month. "may" and "march" without a capital don't."""
    month = lower_at(tokens, k) in lexicon("en", "times")["months"]
    return month and (tokens[k].text[0].isupper() or tokens[k].lower not in ("may", "march", "mar"))
