"""Quantities: a number with its bound and the people it counts; and single victims without a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from recount.claims.numbers import Number, number_at
from recount.claims.words import PARTIES, VictimNoun, words
from recount.lang.loader import lexicon
from recount.model import Bound, Stated, Token, Victims

REACH = 7
"""How many tokens after a number its noun may stand."""

_MONEY = frozenset("$€£₤")
_NO_COUNT_AFTER = frozenset({":", "no", "resolution", "article", "aged", "route", "highway", "no."})
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityPhrase:
    """A figure said of people, at tokens `[first, last)` of its sentence."""

    first: int
    last: int
    stated: Stated
    victims: Victims
    who: tuple[str, ...] = ()
    noun: str | None = None
    """The noun for people it counts; ``None`` for a bare number."""

    single: bool = False
    """Whether it is one victim without a number word: "a woman"."""


def find_quantities(tokens: Sequence[Token]) -> Iterator[QuantityPhrase]:
    """Every figure of the sentence that may count people, left to right, without overlap."""
    i = 0
    while i < len(tokens):
        number = number_at(tokens, i)
        phrase = _counted(tokens, number) if number else _single(tokens, i)
        if phrase is not None:
            yield phrase
            i = max(i + 1, phrase.last)
        else:
            i = number.last if number else i + 1


def _counted(tokens: Sequence[Token], number: Number) -> QuantityPhrase | None:
    number = _with_bounds(tokens, number)
    if _is_no_count(tokens, number):
        return None
    counted = _counted_by(tokens, number.last)
    if counted.thing or (not counted.nouns and _is_pronoun(tokens, number)):
        return None
    if not counted.nouns:
        stretch = number.last + 1 if _lower(tokens, number.last) in ("others", "other", "more") else number.last
        return QuantityPhrase(first=number.first, last=stretch, stated=number.stated, victims=Victims.UNSPECIFIED)
    return QuantityPhrase(
        first=number.first,
        last=_bound_after(tokens, counted.last)[0],
        stated=number.stated,
        victims=_status(counted.nouns),
        who=_groups(counted),
        noun=tokens[counted.last - 1].lower,
    )


def _is_pronoun(tokens: Sequence[Token], number: Number) -> bool:
    """Whether "one" stands for something named before, unless a verb of harm may follow: "and one was wounded"."""
    return number.stated.value == 1 and not number.numeral and _lower(tokens, number.last) not in ("was", "is")


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
    before, after = _lower(tokens, number.first - 1), _lower(tokens, number.last)
    value = number.stated.value or 0
    months = lexicon("en", "times")["months"]
    if (
        before in _MONEY
        or after in ("%", "percent", ":", "°")
        or before in (":", "no", "resolution", "article", "aged")
    ):
        return True
    if after == "-" or (before == "-" and number.first >= 2 and not tokens[number.first - 2].text[0].isspace()):
        return _lower(tokens, number.last + 1) in ("year-old", "years-old", "day", "month", "year", "hour")
    if number.numeral and value <= 31 and (before in months or after.rstrip(".") in months):
        return True
    bare = value in _YEARS and number.numeral and "," not in tokens[number.core].text
    return bare and words().victims.at(tokens, number.last) is None and after not in words().adjectives


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
        if party and party.meaning.kind in PARTIES and tokens[k].lower != "is":
            if party.meaning.aliases:
                parties.append(party.meaning.name)
            people = table.victims.ending_at(tokens, party.last, longest=1)
            k = party.last
            if people:
                nouns.append(people.meaning)
                end = k
        elif people and tokens[k].lower not in _NO_HEADS:
            nouns.append(people.meaning)
            end = k = people.last
        elif _modifies(tokens, k, bool(nouns)):
            k += 1
        else:
            break
    return _Counted(last=end, nouns=tuple(nouns), parties=tuple(parties))


_NO_HEADS = frozenset({"more", "other", "others", "wounded", "injured", "killed", "dead"})
"""Words that are nouns for people elsewhere, but after a number say how many more, or which harm."""


def _modifies(tokens: Sequence[Token], k: int, after_noun: bool) -> bool:
    """Whether a token may stand between a number and its noun."""
    word = tokens[k]
    if after_noun:
        return False
    if word.lower in words().adjectives or word.lower in ("of", "the", "their", "its", "these", "those", "his"):
        return True
    return "-" in word.text and word.text[0].isalpha()


def _status(nouns: Sequence[VictimNoun]) -> Victims:
    """Status of those counted: a modifier makes an open head noun definite ("civilian lives")."""
    return next((n.victims for n in reversed(nouns) if n.victims is not Victims.UNSPECIFIED), Victims.UNSPECIFIED)


def _groups(counted: _Counted) -> tuple[str, ...]:
    groups = [n.who for n in counted.nouns if n.who]
    parties = counted.parties if _status(counted.nouns) is Victims.COMBATANT else ()
    return tuple(dict.fromkeys([*groups, *parties]))


def _single(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    """Such as "a woman", "another civilian", "a 12-year-old boy"."""
    if _lower(tokens, i) not in ("a", "an", "another", "one"):
        return None
    k = i + 1
    while k < min(len(tokens), i + 5) and (
        tokens[k].lower in words().adjectives
        or (tokens[k].text[0].isdigit() and _lower(tokens, k + 1) == "-")
        or tokens[k].lower in ("-", "year-old", "month-old")
    ):
        k += 1
    found = words().victims.at(tokens, k) if k < len(tokens) else None
    if found is None or not found.meaning.single or tokens[k].lower in ("other", "others", "more", "dead"):
        return None
    if tokens[k].lower.endswith("s") and tokens[k].lower not in ("hostages",) and tokens[k].lower[-2:] != "ss":
        return None
    who = (found.meaning.who,) if found.meaning.who else ()
    stated = Stated(value=1, bound=Bound.EXACT)
    return QuantityPhrase(
        first=i,
        last=found.last,
        stated=stated,
        victims=found.meaning.victims,
        who=who,
        noun=tokens[k].lower,
        single=True,
    )


def _lower(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].lower if 0 <= i < len(tokens) else ""
