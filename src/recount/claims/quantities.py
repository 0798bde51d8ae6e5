"""Quantities: a number with its bound and the people it counts; and single victims without a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from recount.claims.naming import age_at, reach_of
from recount.claims.numbers import Number, number_at
from recount.claims.victims import (
    NO_HEADS,
    PLACING,
    QuantityPhrase,
    headline_victim,
    may_be_named,
    named_victim,
    single_victim,
)
from recount.claims.words import PARTIES, VictimNoun, words
from recount.lang.loader import lexicon
from recount.lang.phrases import lower_at
from recount.model import Bound, Token, Victims

REACH = 7
"""How many tokens after a number its noun may stand."""

_MONEY = frozenset("$€£₤")
_NO_COUNT_AFTER = frozenset({"no", "resolution", "article", "aged", "route", "highway"})
_YEARS = range(1900, 2101)
_DATE_SIGNS = frozenset({"-", "/", "."})
_YEAR_AFTER = frozenset({"in", "since", "until", "by", "during", "from"})
"""Words after which a name is a place's: "in Deir Ezzor, 12, including two women, were killed"."""

_AGE_ENDS = frozenset({",", ".", ";", ")", ""})


def find_quantities(tokens: Sequence[Token]) -> Iterator[QuantityPhrase]:
    """Every figure of the sentence that may count people, left to right, without overlap."""
    i = 0
    while i < len(tokens):
        number = number_at(tokens, i)
        phrase = _counted(tokens, number) if number else _one_victim(tokens, i)
        if phrase is not None:
            yield phrase
            i = max(i + 1, phrase.last)
        else:
            i = number.last if number else i + 1


def _one_victim(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    return single_victim(tokens, i) or headline_victim(tokens, i) or named_victim(tokens, i)


def _counted(tokens: Sequence[Token], number: Number) -> QuantityPhrase | None:
    number = _with_bounds(tokens, number)
    if _is_no_count(tokens, number):
        return None
    counted = _counted_by(tokens, number.last)
    if counted.thing or (not counted.nouns and _is_pronoun(tokens, number)):
        return None
    if tokens[counted.last - 1].lower in _ONE_ONLY and number.stated.value != 1:
        return None
    if not counted.nouns:
        stretch = number.last + 1 if lower_at(tokens, number.last) in ("others", "other", "more") else number.last
        return QuantityPhrase(first=number.first, last=stretch, stated=number.stated, victims=Victims.UNSPECIFIED)
    last, after = _bound_after(tokens, counted.last)
    victims = _status(counted.nouns)
    if tokens[counted.last - 1].lower in ("members", "member") and _of_a_family(tokens, counted.last):
        victims = Victims.UNSPECIFIED
    bounded = after is not None and number.stated.bound is Bound.EXACT
    return QuantityPhrase(
        first=number.first,
        last=last,
        stated=replace(number.stated, bound=after or Bound.EXACT) if bounded else number.stated,
        victims=victims,
        who=_groups(counted),
        noun=tokens[counted.last - 1].lower,
        reach=reach_of(tokens, last, several=True),
    )


def _of_a_family(tokens: Sequence[Token], i: int) -> bool:
    """Whether members of a family are counted, not of a party: "six members of the Dastani family"."""
    for k in range(i, min(len(tokens), i + REACH)):
        if tokens[k].lower in _FAMILIES:
            return True
        if tokens[k].lower in words().auxiliaries or tokens[k].text in ",.;":
            return False
    return False


_FAMILIES = frozenset({"family", "families", "household", "clan", "tribe"})

_ONE_ONLY = frozenset({"death", "fatality", "casualty", "corpse"})
"""Singular nouns for the dead: "40 casualty reports" counts none."""


def _is_pronoun(tokens: Sequence[Token], number: Number) -> bool:
    """Whether "one" stands for something named before, unless a verb of harm may follow: "and one was wounded"."""
    if number.stated.value != 1 or number.numeral:
        return False
    return lower_at(tokens, number.last) not in ("was", "is") and lower_at(tokens, number.first - 1) not in _TAKES_ONE


_TAKES_ONE = frozenset(
    "kill kills killed killing wound wounds wounded wounding injure injures injured injuring".split()
)
"""Words after which "one" is a victim: "a bomber kills one"."""


def _with_bounds(tokens: Sequence[Token], number: Number) -> Number:
    before = words().bounds_before.ending_at(tokens, number.first)
    last, after = _bound_after(tokens, number.last)
    bound = before.meaning if before else after
    if bound is None:
        return number
    stated = number.stated if number.stated.word else replace(number.stated, bound=bound)
    return replace(number, first=before.first if before else number.first, last=last, stated=stated)


def _bound_after(tokens: Sequence[Token], i: int) -> tuple[int, Bound | None]:
    """End and bound of words such as "or more" at token `i`."""
    found = words().bounds_after.at(tokens, i)
    if found and not (found.meaning is Bound.AT_LEAST and number_at(tokens, found.last)):
        return found.last, found.meaning
    return i, None


def _is_no_count(tokens: Sequence[Token], number: Number) -> bool:
    """Dates, times, ages, money, shares, resolutions: numbers that count no people."""
    before, after = lower_at(tokens, number.first - 1), lower_at(tokens, number.last)
    value = number.stated.value or 0
    if before in ("and", "or") and lower_at(tokens, number.first - 3) == "aged":
        return True  # "aged 19 and 21"
    if before in _MONEY | _NO_COUNT_AFTER or after in ("%", "percent", "°"):
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
        and ((plain and _is_month(tokens, number.first - 1)) or _is_month(tokens, number.last))
    ):
        return True
    if number.numeral and _is_date(tokens, number):
        return True
    bare = value in _YEARS and number.numeral and "," not in tokens[number.core].text
    if bare and before in _YEAR_AFTER:
        return True
    return bare and words().victims.at(tokens, number.last) is None and after not in words().adjectives


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
    if not number.numeral or lower_at(tokens, number.last) not in _AGE_ENDS:
        return False
    bracketed = lower_at(tokens, i - 1) == "(" and lower_at(tokens, number.last) == ")"
    if lower_at(tokens, i - 1) != "," and not bracketed:
        return False
    first = i - 1
    while first > max(0, i - 5) and may_be_named(tokens, first - 1):
        first -= 1
    return i - 1 - first >= 2 and lower_at(tokens, first - 1) not in PLACING


def _is_hyphenated(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` is a hyphen that ties a word to the number before it: "20-strong", "12-day-old"."""
    if i + 1 >= len(tokens) or tokens[i].lower != "-" or not tokens[i + 1].text[0].isalpha():
        return False
    return tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start


def _is_month(tokens: Sequence[Token], k: int) -> bool:
    """Whether token `k` names a month. "may" and "march" without a capital don't."""
    month = lower_at(tokens, k) in lexicon("en", "times")["months"]
    return month and (tokens[k].text[0].isupper() or tokens[k].lower not in ("may", "march", "mar"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """What a number counts."""

    last: int
    """End of the noun phrase."""

    nouns: tuple[VictimNoun, ...] = ()
    """The nouns for people, the head last."""

    parties: tuple[str, ...] = ()
    """Armed parties named among them."""

    thing: bool = False
    """Whether it counts something else than people."""


def _counted_by(tokens: Sequence[Token], i: int) -> _Counted:
    """What a number ending before token `i` counts."""
    table, nouns, parties, end, k = words(), list[VictimNoun](), list[str](), i, i
    while k < min(len(tokens), i + REACH):
        people, thing = table.victims.at(tokens, k), table.not_victims.at(tokens, k)
        party = table.actors.at(tokens, k)
        if thing and not (people and people.last >= thing.last) and table.victims.at(tokens, thing.last) is None:
            return _Counted(last=k, thing=True)
        if party and party.meaning.kind in PARTIES and (tokens[k].lower != "is" or tokens[k].text == "IS"):
            if party.meaning.aliases:
                parties.append(party.meaning.name)
            people = table.victims.ending_at(tokens, party.last, longest=1)
            k = party.last
            if people:
                nouns.append(people.meaning)
                end = k
        elif people and not _tells_it(tokens, k, people.last, bool(nouns)):
            nouns.append(people.meaning)
            end = k = people.last
        elif not nouns and (letters := _initials(tokens, k)):
            k = letters
        elif _modifies(tokens, k, bool(nouns)) or _unknown_modifier(tokens, k, bool(nouns)):
            k += 1
        elif parties and not nouns and tokens[k].lower in ("and", "or") and _goes_on(tokens, k + 1):
            k += 1  # "70 regime and rebel fighters"
        elif tokens[k].text in ("[", "]") and not nouns:
            k += 1  # "29 [members] of the family"
        elif parties and not nouns and tokens[k].text == "(" and lower_at(tokens, k + 2) == ")":
            k += 3  # "seven Daesh (ISIS) fighters"
        else:
            break
    return _Counted(last=end, nouns=tuple(nouns), parties=tuple(parties))


def _tells_it(tokens: Sequence[Token], k: int, last: int, after_noun: bool) -> bool:
    """Whether a noun for people counts nobody: a word of none, or who tells it: "nine people police said"."""
    return tokens[k].lower in NO_HEADS or (after_noun and words().say.at(tokens, last) is not None)


def _initials(tokens: Sequence[Token], k: int) -> int | None:
    """Where a country's letters end: "two U.S. missionaries"."""
    if lower_at(tokens, k) != "u" or [lower_at(tokens, k + n) for n in (1, 2)] not in ([".", "s"], [".", "n"]):
        return None
    return k + 4 if lower_at(tokens, k + 3) == "." else k + 3


def _modifies(tokens: Sequence[Token], k: int, after_noun: bool) -> bool:
    """Whether a token may stand between a number and its noun."""
    word = tokens[k]
    if after_noun:
        return False
    if word.text in _LINKING or word.lower in words().adjectives - {"of"}:
        return True
    return "-" in word.text and word.text[0].isalpha()


_LINKING = frozenset({"of", "the", "their", "its", "these", "those", "his", "OF", "THE", "THEIR"})
"""With one capital they start a sentence whose stop is lost: "27.10.2015 The death toll"."""


def _unknown_modifier(tokens: Sequence[Token], k: int, after_noun: bool) -> bool:
    """Whether a word of no table stands right before a noun for people: "seven field commanders"."""
    word, table = tokens[k].lower, words()
    if (
        after_noun
        or not word.isalpha()
        or k + 1 >= len(tokens)
        or word in table.auxiliaries | table.determiners | _SMALL
    ):
        return False
    people = table.victims.at(tokens, k + 1)
    return people is not None and tokens[k + 1].lower not in NO_HEADS and table.say.at(tokens, k) is None


_SMALL = frozenset(
    "and or of in on at by to for from with as who whom when where while after before that than but if into near among"
    " including killed wounded injured dead died killing wounding injuring more others other per a an the his her"
    " their".split()
)


def _goes_on(tokens: Sequence[Token], k: int) -> bool:
    """Whether a party or a noun for people stands there."""
    return k < len(tokens) and (words().actors.at(tokens, k) or words().victims.at(tokens, k)) is not None


def _status(nouns: Sequence[VictimNoun]) -> Victims:
    """Status of those counted: a modifier makes an open head noun definite ("civilian lives")."""
    return next((n.victims for n in reversed(nouns) if n.victims is not Victims.UNSPECIFIED), Victims.UNSPECIFIED)


def _groups(counted: _Counted) -> tuple[str, ...]:
    groups = [n.who for n in counted.nouns if n.who]
    parties = counted.parties if _status(counted.nouns) is Victims.COMBATANT else ()
    return tuple(dict.fromkeys([*groups, *parties]))
