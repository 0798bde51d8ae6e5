"""Again: harm told of someone as if spoken of before: "she died", "where the man was pronounced dead".

Such words count nobody anew, unless they are the first that the report has of any victim. They say what became of one
whose harm stands before, or of several.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recount.claims.naming import GROWN_UP, age_at
from recount.claims.scene import Link
from recount.claims.triggers import ACTIVE, PASSIVE, Trigger, find_triggers
from recount.claims.victims import QuantityPhrase
from recount.claims.words import words
from recount.lang.loader import word_set
from recount.lang.phrases import lower_at
from recount.model import Bound, Harm, Reason, Stated, Token, Victims

WALK = 8
"""Auxiliaries and adverbs between a subject and the word for its death, at most."""

LONG = 5
"""Words from "the" to its noun, at most: "the unidentified 17-year-old boy"."""

CLAUSE = 40
"""Tokens before a verb among which the relative clause of its subject stands."""

_BE = frozenset("was were is are been being".split())
_UNREAL = frozenset("would could might may should if not never nearly almost".split()) | {"n't", "will", "can"}
_PASSING = frozenset("later then also soon shortly after where and but been had has have sadly tragically".split())
_SEXES = {"he": "male", "she": "female"}
_PRONOUNS = frozenset({"he", "she", "they", "both"})
_HAVE = frozenset({"has", "have", "had"})
_THE = frozenset({"the", "this", "that", "his", "her", "their", "a", "an"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A death or an injury told of one or several spoken of before, at tokens `[first, last)`."""

    first: int
    last: int
    trigger: Trigger
    sex: str | None
    """``female`` or ``male``, where the words say so."""

    several: int
    """1 for one person, 2 for "both", 0 for "they", which may be any number."""

    years: int
    """-1 where no age is told."""

    noun: str | None
    """The noun, where there is one: "the boy"; ``None`` for "he"."""

    elided: bool = False
    """Whether the sentence itself tells of the victim before, and goes on: "was shot and died"."""


def told_again(tokens: Sequence[Token]) -> list[Again]:
    """The deaths and injuries of persons known already, left to right."""
    return list(_found(tokens))


def first_told(tokens: Sequence[Token], found: Sequence[Again]) -> list[Link]:
    """The first victim of a report, where its words put it as if known: "the woman was struck in the shoulder"."""
    one = next((a for a in found if a.noun is not None and a.several == 1), None)
    if one is None:
        return []
    young = 0 <= one.years < GROWN_UP or one.noun in word_set("victims", "sexes", "young")
    quantity = QuantityPhrase(
        first=one.first,
        last=one.last,
        stated=Stated(value=1, bound=Bound.EXACT),
        victims=Victims.CIVILIAN if young else Victims.UNSPECIFIED,
        who=("children",) if young else (),
        noun=one.noun,
        single=True,
    )
    return [Link(quantity=quantity, harm=one.trigger.harm, reason=_FIRST, trigger=one.trigger)]


_FIRST = Reason(
    rule="first_told_as_known", sentence="The first victim of the report, put as if known: “the boy was shot”."
)


def _found(tokens: Sequence[Token]) -> Iterator[Again]:
    for trigger in find_triggers(tokens):
        if trigger.harm not in (Harm.KILLED, Harm.INJURED) or PASSIVE not in trigger.ways or trigger.weak:
            continue
        k, between = _subject_end(tokens, trigger.first)
        if between & _UNREAL or (ACTIVE in trigger.ways and not between & _BE):
            continue
        known = _pronoun(tokens, k, trigger) or _the_one(tokens, k, trigger) or _elided(tokens, k, trigger, between)
        if known is not None:
            yield known


def _subject_end(tokens: Sequence[Token], verb: int) -> tuple[int, set[str]]:
    """Where the subject of a verb ends, and the words between: "he was later" before "pronounced dead"."""
    k = verb
    while k > max(0, verb - WALK):
        word = tokens[k - 1].lower
        passing = word in words().auxiliaries | _PASSING | _UNREAL or word.endswith("ly")
        if word in _PRONOUNS or not passing:
            break
        k -= 1
    return k, {t.lower for t in tokens[k:verb]}


def _elided(tokens: Sequence[Token], k: int, trigger: Trigger, between: set[str]) -> Again | None:
    """A subject told earlier in the sentence: "a man was shot and later died", "a boy who shot himself has died"."""
    told = {t.lower for t in tokens[max(0, k - CLAUSE) : k]}
    if k > 0 and ("and" in between or ("who" in told and between & _HAVE)):
        return Again(first=k, last=k, trigger=trigger, sex=None, several=1, years=-1, noun=None, elided=True)
    return None


def _pronoun(tokens: Sequence[Token], k: int, trigger: Trigger) -> Again | None:
    word = lower_at(tokens, k - 1)
    if word not in _PRONOUNS:
        return None
    several = 1 if word in _SEXES else 2 if word == "both" else 0
    return Again(first=k - 1, last=k, trigger=trigger, sex=_SEXES.get(word), several=several, years=-1, noun=None)


def _the_one(tokens: Sequence[Token], k: int, trigger: Trigger) -> Again | None:
    """Such as "the man", "the 17-year-old", "the young victim"."""
    first = next((n for n in range(k - 2, max(-1, k - 2 - LONG), -1) if tokens[n].lower in _THE), None)
    if first is None or tokens[first].lower not in ("the", "this"):
        return None
    ages = [age for n in range(first + 1, k) if (age := age_at(tokens, n))[0] >= 0]
    years, of_age = ages[0] if ages else (-1, 0)
    noun = words().victims.ending_at(tokens, k)
    plain = all(tokens[n].lower.isalnum() or "-" in tokens[n].text for n in range(first + 1, k))
    if not plain or (noun is None and of_age != k) or (noun is not None and not noun.meaning.single):
        return None
    word = tokens[k - 1].lower if noun is not None else "year-old"
    if word.endswith("s") and not word.endswith("ss"):
        return None
    return Again(first=first, last=k, trigger=trigger, sex=sex_of(word), several=1, years=years, noun=word)


def sex_of(word: str) -> str | None:
    """What a noun or pronoun says of a person's sex."""
    if word in word_set("victims", "sexes", "female"):
        return "female"
    return "male" if word in word_set("victims", "sexes", "male") else None
