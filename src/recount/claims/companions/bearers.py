"""Bearers: victims told by name, with what the words before the name say of its bearer."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.naming import GROWN_UP, age_at, name_end, reach_of
from recount.claims.victims import NO_HEADS, QuantityPhrase, is_plural
from recount.claims.words import VictimNoun, words
from recount.lang.loader import word_set
from recount.lang.phrases import lower_at
from recount.model import ActorKind, Bound, Stated, Token, Victims

TITLES = 6
"""Words before a name that may say who bore it: "top Nusra commander"."""


def bearer_at(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    """Such as "Ann Lee", "34-year-old Ann Lee", "field commander Abu Lee", with an age after it or not."""
    years, start = age_at(tokens, i)
    noun, start = _title(tokens, start)
    end = name_end(tokens, start)
    if end == start:
        end = name_end(tokens, start, fewest=1)
        if end == start or _goes_on_a_name(tokens, start) or _age_after(tokens, end) < 0:
            return None  # one word is a person's name where an age follows: "killed Ann, 34, and"
    reach = reach_of(tokens, end, named=True)
    if years < 0:
        years = _age_after(tokens, end)
    child = 0 <= years < GROWN_UP
    if child:
        noun = VictimNoun(victims=Victims.CIVILIAN, who="children", single=True)
    return QuantityPhrase(
        first=i,
        last=end,
        stated=Stated(value=1, bound=Bound.EXACT),
        victims=noun.victims if noun else Victims.UNSPECIFIED,
        who=(noun.who,) if noun and noun.who else (),
        noun="person",
        single=True,
        reach=reach,
        named=True,
    )


_ANYONE = VictimNoun(victims=Victims.UNSPECIFIED, who=None, single=True)


def _title(tokens: Sequence[Token], i: int) -> tuple[VictimNoun | None, int]:
    """What the words before a name say of its bearer, and where the name starts: "field commander Abu Lee"."""
    k, noun, table, fights = i, None, words(), False
    while k < min(len(tokens), i + TITLES):
        people, party = table.victims.at(tokens, k), table.actors.at(tokens, k)
        if tokens[k].lower in NO_HEADS:
            break
        if people and people.meaning.single and not is_plural(tokens[k].lower):
            noun, k = people.meaning, people.last
        elif tokens[k].lower in word_set("victims", "naming", "titles"):
            noun, k = noun or _ANYONE, k + 1
        elif party is not None:
            fights = fights or party.meaning.kind in (ActorKind.REBEL_GROUP, ActorKind.MILITIA)
            k = party.last
        elif tokens[k].lower in table.adjectives and tokens[k].lower != "of":
            k += 1
        else:
            break
    if fights and noun is not None:
        noun = VictimNoun(victims=Victims.COMBATANT, who=None, single=True)  # "Daesh official Abu Lee"
    return noun, k if noun is not None else i


def _goes_on_a_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether what stands before token `i` may belong to the same name: "Ann B. Lee", "Ann 'Annie' Lee"."""
    before = tokens[i - 1].text if i else ""
    return before[:1].isupper() or before in _IN_NAMES


_IN_NAMES = frozenset("\"'“”‘’.-")

_AGE_ENDS = frozenset({",", ")", ".", ";", ""})


def _age_after(tokens: Sequence[Token], k: int) -> int:
    """The age in ", 34," or "(34)" or ", aged 34" after a name; -1 where there is none."""
    if lower_at(tokens, k) not in (",", "("):
        return -1
    word = lower_at(tokens, k + 1)
    if word.isdecimal() and len(word) <= 2 and lower_at(tokens, k + 2) in _AGE_ENDS:
        return int(word)
    return age_at(tokens, k + 1)[0]
