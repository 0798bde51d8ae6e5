"""Counted: the people that a number counts, by the nouns and parties after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recount.claims.victims import NO_HEADS
from recount.claims.words import PARTIES, VictimNoun, words
from recount.lang.phrases import lower_at
from recount.model import Token, Victims

REACH = 7
"""How many tokens after a number its noun may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a number counts."""

    last: int
    """End of the noun phrase."""

    nouns: tuple[VictimNoun, ...] = ()
    """The nouns for people, the head last."""

    parties: tuple[str, ...] = ()
    """Armed parties named among them."""

    thing: bool = False
    """Whether it counts something else than people."""


def counted_by(tokens: Sequence[Token], i: int) -> Counted:
    """What a number ending before token `i` counts."""
    table, nouns, parties, end, k = words(), list[VictimNoun](), list[str](), i, i
    while k < min(len(tokens), i + REACH):
        people, thing = table.victims.at(tokens, k), table.not_victims.at(tokens, k)
        party = table.actors.at(tokens, k)
        if thing and not (people and people.last >= thing.last) and table.victims.at(tokens, thing.last) is None:
            return Counted(last=k, thing=True)
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
    return Counted(last=end, nouns=tuple(nouns), parties=tuple(parties))


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
    if word.text in _LINKING or (word.lower in words().adjectives and word.lower != "of"):
        return True
    return "-" in word.text and word.text[0].isalpha()


_LINKING = frozenset({"of", "the", "their", "its", "these", "those", "his", "her", "OF", "THE", "THEIR"})
"""With one capital they start a sentence whose stop is lost: "27.10.2015 The death toll"."""


def _unknown_modifier(tokens: Sequence[Token], k: int, after_noun: bool) -> bool:
    """Whether a word of no table stands right before a noun for people: "seven field commanders"."""
    word, table = tokens[k].lower, words()
    if (
        after_noun
        or not word.isalpha()
        or k + 1 >= len(tokens)
        or word in table.auxiliaries
        or word in table.determiners
        or word in _SMALL
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


def status_of(nouns: Sequence[VictimNoun]) -> Victims:
    """Status of those counted: a modifier makes an open head noun definite ("civilian lives")."""
    return next((n.victims for n in reversed(nouns) if n.victims is not Victims.UNSPECIFIED), Victims.UNSPECIFIED)


def groups_of(counted: Counted) -> tuple[str, ...]:
    """Groups and armed parties that those counted belong to."""
    groups = [n.who for n in counted.nouns if n.who]
    parties = counted.parties if status_of(counted.nouns) is Victims.COMBATANT else ()
    return tuple(dict.fromkeys([*groups, *parties]))
