"""Quantities: a number with its bound and the people it counts; and single victims without a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from recount.claims.naming import reach_of
from recount.claims.numbers import Number, number_at
from recount.claims.quantities.bounds import bound_after, with_bounds
from recount.claims.quantities.counted import REACH, counted_by, groups_of, status_of
from recount.claims.quantities.no_counts import is_no_count
from recount.claims.victims import QuantityPhrase, headline_victim, named_victim, single_victim
from recount.claims.words import words
from recount.lang.loader import word_set
from recount.lang.phrases import lower_at
from recount.model import Bound, Token, Victims


def find_quantities(tokens: Sequence[Token]) -> Iterator[QuantityPhrase]:
    """Every figure of the sentence that may count people, left to right, without overlap."""
    i, told = 0, 0
    while i < len(tokens):
        number = number_at(tokens, i)
        phrase = (_counted(tokens, number) or headline_victim(tokens, i)) if number else _one_victim(tokens, i)
        if phrase is not None:
            if not (phrase.named and phrase.first < told):
                yield phrase
            told = phrase.end if phrase.single else told  # "a teacher, Ann Lee, 51, was": the name is the teacher's
            i = max(i + 1, phrase.last)
        else:
            i = number.last if number else i + 1


def _one_victim(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    return single_victim(tokens, i) or headline_victim(tokens, i) or named_victim(tokens, i)


def _counted(tokens: Sequence[Token], number: Number) -> QuantityPhrase | None:
    number = with_bounds(tokens, number)
    if is_no_count(tokens, number):
        return None
    counted = counted_by(tokens, number.last)
    if counted.thing or (not counted.nouns and _is_pronoun(tokens, number)):
        return None
    if tokens[counted.last - 1].lower in word_set("harms", "tolls", "one_only") and number.stated.value != 1:
        return None
    if not counted.nouns:
        stretch = number.last + 1 if lower_at(tokens, number.last) in ("others", "other", "more") else number.last
        return QuantityPhrase(first=number.first, last=stretch, stated=number.stated, victims=Victims.UNSPECIFIED)
    last, after = bound_after(tokens, counted.last)
    victims = status_of(counted.nouns)
    if tokens[counted.last - 1].lower in ("members", "member") and _of_a_family(tokens, counted.last):
        victims = Victims.UNSPECIFIED
    bounded = after is not None and number.stated.bound is Bound.EXACT
    return QuantityPhrase(
        first=number.first,
        last=last,
        stated=replace(number.stated, bound=after or Bound.EXACT) if bounded else number.stated,
        victims=victims,
        who=groups_of(counted),
        noun=tokens[counted.last - 1].lower,
        reach=reach_of(tokens, last, several=True),
    )


def _of_a_family(tokens: Sequence[Token], i: int) -> bool:
    """Whether members of a family are counted, not of a party: "six members of the Dastani family"."""
    for k in range(i, min(len(tokens), i + REACH)):
        if tokens[k].lower in word_set("victims", "relations", "families"):
            return True
        if tokens[k].lower in words().auxiliaries or tokens[k].text in ",.;":
            return False
    return False


def _is_pronoun(tokens: Sequence[Token], number: Number) -> bool:
    """Whether "one" stands for something named before, unless a verb of harm may follow: "and one was wounded"."""
    if number.stated.value != 1 or number.numeral:
        return False
    taken = lower_at(tokens, number.first - 1) in word_set("harms", "tolls", "takes_one")
    return not taken and lower_at(tokens, number.last) not in ("was", "is", "fatally", "mortally")
