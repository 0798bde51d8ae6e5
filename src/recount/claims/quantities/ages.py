"""Ages: numbers that tell how old one of those named is, and count nobody."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from recount.claims.naming import OLDEST
from recount.claims.numbers import Number
from recount.claims.quantities.counted import counted_by
from recount.claims.scene import INCLUDING
from recount.claims.triggers import Trigger, trigger_at
from recount.claims.victims import PLACING, is_plural, may_be_named
from recount.claims.words import VictimNoun, words
from recount.lang.loader import lexicon
from recount.lang.phrases import Match, lower_at
from recount.model import Token

_AGE_ENDS = frozenset({",", ".", ";", ")", ""})


def is_age(tokens: Sequence[Token], number: Number) -> bool:
    """Whether it stands after a name, between commas or in brackets: "Ann Lee, 34, …", "Ann Lee (34)"."""
    i = number.first
    if number.numeral and (start := _start_of_row(tokens, i)) is not None:
        one = Number(first=start, last=start + 1, core=start, stated=number.stated, numeral=True)
        return is_age(tokens, one)  # "youths, 16 and 10, were"
    after = lower_at(tokens, number.last)
    bracketed = lower_at(tokens, i - 1) == "(" and after == ")"
    if (lower_at(tokens, i - 1) != "," and not bracketed) or (number.stated.value or 0) > OLDEST:
        return False
    first, names = _name_before(tokens, i - 1)
    if not number.numeral and not _spelled_age(tokens, number, names):
        return False
    if names >= 2 and (_is_age_told_before(tokens, first) or _is_age_told_next(tokens, number.last)):
        return True  # "Ann Lee, 66 and Jo Lee, 64 were"
    people = words().victims.ending_at(tokens, i - 1)
    harm = lower_at(tokens, i - 2) in _HARMED  # "1 dead, 3 hurt"
    if people is not None and not harm and _is_of_those_before(tokens, number, people):
        return True
    of_one = after in _OF_ONE or (after == "of" and _is_capital(tokens, number.last + 1))
    if after not in _AGE_ENDS and (not of_one or number.stated.value == 1):
        return False
    if names <= _LONGEST_PERSON and lower_at(tokens, first - 1) in PLACING:
        return False
    if names == 1 and lower_at(tokens, first - 1) == ",":
        people = words().victims.ending_at(tokens, first - 1)
        return people is not None and people.meaning.single  # "his mother, Ann, 34, was"
    alone = names == 1 and after == "," and lower_at(tokens, number.last + 1) in _BECOMES
    return names >= 2 or alone or (names == 1 and _is_of_one_harmed(tokens, first, number))


def _is_of_those_before(tokens: Sequence[Token], number: Number, people: Match[VictimNoun]) -> bool:
    """Whether it is the age of those told right before: "a man, 34, was", "man, 34 shot", "youths, 16 and 10, were"."""
    ages, end = 1, number.last
    while (following := _next_of_row(tokens, end)) is not None:
        ages, end = ages + 1, following
    if people.meaning.single and not is_plural(tokens[people.last - 1].lower):
        if trigger_at(tokens, number.last) is not None:
            return False  # "blast kills a guard, 12 wounded"
        return lower_at(tokens, number.last) not in _GOES_ON_COUNTING and not counted_by(tokens, number.last).nouns
    kin_or_young = people.meaning.who == "children" or tokens[people.last - 1].lower in _OF_AN_AGE
    return lower_at(tokens, end) in _AGE_ENDS and (ages > 1 or kin_or_young)


def _start_of_row(tokens: Sequence[Token], k: int) -> int | None:
    """Where a row of numbers begins of which that at token `k` is a later one; ``None`` where it goes on none."""
    start = k
    for _ in range(_LONGEST_ROW):
        joint = 2 if (lower_at(tokens, start - 2), lower_at(tokens, start - 1)) == (",", "and") else 1
        joined = lower_at(tokens, start - 1) in ("and", ",")
        if not joined or not lower_at(tokens, start - 1 - joint).isdecimal():
            break
        start -= 1 + joint
    return start if start < k else None


def _next_of_row(tokens: Sequence[Token], k: int) -> int | None:
    """The end of the next number of a row: ", 14", "and 10", ", and 10"; ``None`` where the row is over."""
    for joint in ((",", "and"), (",",), ("and",)):
        if tuple(lower_at(tokens, k + n) for n in range(len(joint))) == joint:
            k += len(joint)
            return k + 1 if lower_at(tokens, k).isdecimal() and int(lower_at(tokens, k)[:4]) <= OLDEST else None
    return None


def _is_of_one_harmed(tokens: Sequence[Token], first: int, number: Number) -> bool:
    """Whether one name before it, at token `first`, is of one harmed: "killed Ann, 34, and wounded Jo, 9"."""
    before, after = lower_at(tokens, first - 1), lower_at(tokens, number.last + 1)
    harmed = before in _BESIDE or any(t is not None and t.last == first for t in _harms_before(tokens, first))
    return harmed and after not in INCLUDING and after not in _GOES_ON_COUNTING


def _harms_before(tokens: Sequence[Token], end: int) -> list[Trigger | None]:
    return [trigger_at(tokens, k) for k in range(max(0, end - 3), end)]


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

_LONGEST_ROW = 8
"""Ages of a row at most."""

_LONGEST_PERSON = 3
"""Words of a person's name. Before more of them, as a headline with capitals has it, no preposition places a town."""

_HARMED = frozenset("dead killed wounded injured hurt".split())
_BESIDE = frozenset("and & named identified".split())
_GOES_ON_COUNTING = frozenset("other others more of all most mostly many some".split())
_OF_AN_AGE = frozenset("brothers sisters twins sons daughters cousins teens teenagers youths".split())

_BECOMES = frozenset("was is has had died who".split())
_OF_ONE = frozenset("was is has (".split())
"""What follows the age of one person, and no number of several: "Ann Lee, 34 was shot"."""


def _spelled_age(tokens: Sequence[Token], number: Number, names: int) -> bool:
    """Whether a number in words stands between commas after a name: "Ann, three, was shot", "Ann Lee, three, at"."""
    alone = number.last - number.first == 1 and lower_at(tokens, number.last) == ","
    return alone and (names >= 2 or lower_at(tokens, number.last + 1) in ("was", "is", "has", "had", "died", "who"))


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
