"""Victims: a figure said of people, and single ones told without a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recount.claims.numbers import number_at
from recount.claims.words import words
from recount.lang.loader import lexicon
from recount.lang.phrases import lower_at
from recount.model import Bound, Stated, Token, Victims

OLDEST = 120
"""Years. A larger number after a name is no age."""


PLACING = frozenset({"in", "near", "at", "on", "outside", "inside", "around", "across"})

NO_HEADS = frozenset({"more", "other", "others", "wounded", "injured", "killed", "dead"})
"""Words that are nouns for people elsewhere, but after a number say how many more, or which harm."""


_NAMES_AND_MONTHS = frozenset({"april", "may", "june", "august"})


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

    name: tuple[int, int] | None = None
    """Tokens of the victim's name, where the words give one beside an office or a deed."""


def single_victim(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    """Such as "a woman", "another civilian", "a 12-year-old boy"."""
    if lower_at(tokens, i) not in ("a", "an", "another", "one"):
        return None
    k = i + 1
    while k < min(len(tokens), i + 6) and (tokens[k].lower in words().adjectives or _ages(tokens, k)):
        k += 1
    if k - 1 > i and _ends_phrase(tokens, k):
        k -= 1
    elif words().victims.at(tokens, k) is None and _fills_a_slot(tokens, k):
        k += 1
    found = words().victims.at(tokens, k) if k < len(tokens) else None
    if found is None or not found.meaning.single or tokens[k].lower in NO_HEADS:
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


def _fills_a_slot(tokens: Sequence[Token], k: int) -> bool:
    """Whether a word of no table stands right before a noun for one person: "a field commander"."""
    word, after = lower_at(tokens, k), words().victims.at(tokens, k + 1) if k + 1 < len(tokens) else None
    if after is None or not after.meaning.single or lower_at(tokens, k + 1) in _MANY | NO_HEADS:
        return False
    known = words().auxiliaries | _AFTER_NOUN
    return word.isalpha() and word not in known and number_at(tokens, k) is None


_MANY = frozenset({"personnel", "troops", "forces", "police", "people", "staff", "sniper", "snipers"})


def headline_victim(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    """One victim in a heading, where articles are left out: "Child Killed in Raid"."""
    found = words().victims.at(tokens, i)
    if found is None or not found.meaning.single or not tokens[i].text[0].isupper() or tokens[i].lower in NO_HEADS:
        return None
    last = tokens[found.last - 1].lower
    if last.endswith("s") and last[-2:] != "ss":
        return None
    after = tokens[found.last] if found.last < len(tokens) else None
    if after is None or not after.text[0].isupper() or after.lower not in _HARMED:
        return None
    if lower_at(tokens, i - 1) in ("a", "an", "the", "another", "one") or lower_at(tokens, i - 1).isdigit():
        return None
    who = (found.meaning.who,) if found.meaning.who else ()
    stated = Stated(value=1, bound=Bound.EXACT)
    return QuantityPhrase(
        first=i, last=found.last, stated=stated, victims=found.meaning.victims, who=who, noun=last, single=True
    )


_HARMED = frozenset({"killed", "wounded", "injured", "dead", "dies", "beheaded", "executed", "shot", "kidnapped"})


def named_victim(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    """A victim named with an age: "Name Surname, 34,"."""
    k = i
    while k < min(len(tokens), i + 5) and may_be_named(tokens, k):
        k += 1
    comma, age = lower_at(tokens, k), lower_at(tokens, k + 1)
    if not 2 <= k - i <= 4 or comma != "," or not age.isdecimal() or len(age) > 3 or int(age) > OLDEST:
        return None
    if lower_at(tokens, i - 1) in PLACING:
        return None
    if lower_at(tokens, k + 2)[:1].isalpha() and lower_at(tokens, k + 2) not in ("and", "was", "who", "a", "an"):
        return None
    child = int(age) < 18
    return QuantityPhrase(
        first=i,
        last=k,
        stated=Stated(value=1, bound=Bound.EXACT),
        victims=Victims.CIVILIAN if child else Victims.UNSPECIFIED,
        who=("children",) if child else (),
        noun="person",
        single=True,
    )


def may_be_named(tokens: Sequence[Token], k: int) -> bool:
    """Whether token `k` may belong to a person's name."""
    word, times = tokens[k].lower, lexicon("en", "times")
    month = word in times["months"] and (word not in _NAMES_AND_MONTHS or lower_at(tokens, k - 1).isdigit())
    return tokens[k].text[0].isupper() and not month and word not in PLACING and word not in times["weekdays"]


def _ages(tokens: Sequence[Token], k: int) -> bool:
    """Whether token `k` belongs to an age: "six-year-old", "12-year-old", "12 year old"."""
    word, after = tokens[k].lower, lower_at(tokens, k + 1)
    return (
        word.endswith(("-old", "-year", "-month"))
        or word in ("-", "year", "month", "old")
        or (word.isdigit() and after in ("-", "year"))
    )


def _ends_phrase(tokens: Sequence[Token], k: int) -> bool:
    """Whether the noun phrase is over before token `k`, so that its last adjective is its noun: "a civilian was"."""
    word = lower_at(tokens, k)
    return not word[:1].isalnum() or word in words().auxiliaries or word in _AFTER_NOUN


_AFTER_NOUN = frozenset("and or in at near by who when on from of with died killed wounded injured".split())
