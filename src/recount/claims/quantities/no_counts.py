"""No counts: numbers that count no people: dates, times of day, ages, money, shares, resolutions."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.naming import age_at
from recount.claims.numbers import Number
from recount.claims.quantities.ages import goes_on_ages, is_age
from recount.claims.quantities.counted import counted_by
from recount.claims.triggers import trigger_at
from recount.claims.words import words
from recount.lang.loader import lexicon
from recount.lang.phrases import lower_at
from recount.model import Token

_MONEY = frozenset("$€£₤")
_NO_COUNT_AFTER = frozenset(
    "no resolution article aged both route highway hwy interstate exit apt motel local"
    " news channel tv fox abc cbs nbc".split()
)
_CALLED = frozenset(
    "call called caller callers calling calls center centre dial dialed dialled dialing dispatch dispatcher dispatchers"
    " emergency operator operators recording recordings tape tapes".split()
)
_NO_COUNT_BEFORE = frozenset("% percent ° 's ’s y.o yo yr yrs a.m p.m a.m. p.m.".split())
_WINDS = frozenset("NSEW")
_PARENTS = frozenset("father mother dad mom mum parent grandfather grandmother widow widower".split())
_SHOWN = frozenset("image photo picture slide page video part".split())
_AT = frozenset("at on in inside outside near from his her their".split())
_YEARS = range(1900, 2101)
_DATE_SIGNS = frozenset({"-", "/", "."})
_YEAR_AFTER = frozenset({"in", "since", "until", "by", "during", "from"})
"""Words after which a name is a place's: "in Deir Ezzor, 12, including two women, were killed"."""


def is_no_count(tokens: Sequence[Token], number: Number) -> bool:
    """Dates, times, ages, money, shares, resolutions: numbers that count no people."""
    before, after = lower_at(tokens, number.first - 1), lower_at(tokens, number.last)
    value = number.stated.value or 0
    if goes_on_ages(tokens, number.first):
        return True
    if before in _MONEY | _NO_COUNT_AFTER or after in _NO_COUNT_BEFORE or _is_told_for_short(tokens, number):
        return True
    if _counts_something_of_one(tokens, number) or _is_house(tokens, number) or _is_of_a_name(tokens, number):
        return True
    if any(len(t.text) == 4 and t.text[0] == "0" and t.text.isdecimal() for t in tokens[number.first : number.last]):
        return True  # "at 0945", "between 0200 and 0300": times of day
    if (
        age_at(tokens, number.core)[0] >= 0
        or _is_glued(tokens, number.first, number.last)
        or _is_clock(tokens, number)
        or is_age(tokens, number)
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


def _is_told_for_short(tokens: Sequence[Token], number: Number) -> bool:
    """Whether it is an age or an hour told for short, an emergency call, or a house in a street.

    "17 y.o.", "5 p.m.", "in their 20's", "called 911", "305 E. Main".
    """
    if not number.numeral:
        return False
    letters = "".join(lower_at(tokens, number.last + n) for n in range(3))
    if letters.startswith(("–year", "—year", "-and", "-or")):
        return True  # "20–year–old", "his 12- and 10-year-old sons"
    if (
        letters in ("y.o", "a.m", "p.m")
        or letters[:2] in ("'s", "’s")
        or (number.stated.value == 911 and _is_a_call(tokens, number))
    ):
        return True
    k = number.last
    wind = k + 1 < len(tokens) and tokens[k].text in _WINDS
    return wind and (tokens[k + 1].text == "." or tokens[k + 1].text[0].isupper())


def _counts_something_of_one(tokens: Sequence[Token], number: Number) -> bool:
    """Whether it is of one person or thing: "father of five", "who was 46", "image 7 of 14", "[8]", "(KLM 8)"."""
    i = number.first
    before, two, three = (lower_at(tokens, i - n) for n in (1, 2, 3))
    if before == "of" and (two in _PARENTS or (two.isdecimal() and three in _SHOWN)):
        return True
    after = lower_at(tokens, number.last)
    if before in _SHOWN and after == "of":
        return True
    station = before.isalpha() and tokens[i - 1].text.isupper() and two == "(" and after == ")"
    if station or (before == "[" and after == "]"):
        return True
    return before in ("was", "is") and two in ("who", "he", "she")


def _is_house(tokens: Sequence[Token], number: Number) -> bool:
    """Whether it is a house in a street: "at 4077 Union Hill Road". Names of peoples end in "s": "7 Kurds"."""
    k = number.last
    if not number.numeral or lower_at(tokens, number.first - 1) not in _AT or k >= len(tokens):
        return False
    named = tokens[k].text[0].isupper() and not tokens[k].text.isupper() and not tokens[k].lower.endswith("s")
    return named and not counted_by(tokens, k).nouns and trigger_at(tokens, k) is None and not _is_month(tokens, k)


def _is_of_a_name(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a number in words belongs to a name: "a member of the Eight Trey Crips"."""
    i, k = number.first, number.last
    if number.numeral or i == 0 or k >= len(tokens) or not tokens[i].text[0].isupper():
        return False
    return tokens[i - 1].text.islower() and tokens[k].text[0].isupper() and tokens[k].text[1:].islower()


def _is_a_call(tokens: Sequence[Token], number: Number) -> bool:
    after = lower_at(tokens, number.last).removesuffix("'s").removesuffix("’s")
    return lower_at(tokens, number.first - 1) in _CALLED or after in _CALLED


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


def _is_hyphenated(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` is a hyphen that ties a word to the number before it: "20-strong", "12-day-old"."""
    if i + 1 >= len(tokens) or tokens[i].lower != "-" or not tokens[i + 1].text[0].isalpha():
        return False
    return tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start


def _follows_month(tokens: Sequence[Token], number: Number) -> bool:
    """Whether it stands after a month, short forms with their stop included: "Sept. 3", "Dec. 4, 2016"."""
    i = number.first
    if _is_month(tokens, i - 1):
        day = lower_at(tokens, i - 2)  # "on 12 May 30 people died": the month has its day already
        return not (day.isdecimal() and int(day[:4]) <= 31 and words().victims.at(tokens, number.last) is not None)
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
