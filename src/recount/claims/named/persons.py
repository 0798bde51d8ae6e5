"""Persons: who is named at a token by name or office, and those joined to them before or after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from recount.claims.named.capitals import SMALL, is_capital, name_at
from recount.claims.named.tables import tables
from recount.claims.numbers import number_at
from recount.claims.victims import PLACING
from recount.claims.words import words
from recount.lang.phrases import lower_at
from recount.model import Token, Victims

LONGEST = 14
"""Tokens of a victim's office, place and name together at most."""

_JOINED = 4
"""Victims joined by "and" at most."""

_NOT_BEFORE = frozenset("of by with from named called as identified".split())
"""Words before a name that make it another's, or that of a victim told already: "a girl named Ana Prado"."""

_DEFINITE = frozenset({"the", "his", "her", "their", "our", "its"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedVictim:
    """One person at tokens `[first, last)`, with the name at `[name, last_of_name)`; both 0 where there is none."""

    first: int
    last: int
    name: tuple[int, int] | None
    victims: Victims
    office: str | None


def persons_from(tokens: Sequence[Token], first: int, known: frozenset[str] = frozenset()) -> Iterator[NamedVictim]:
    """The victim at a token, and those joined to it."""
    at = _past_brackets(tokens, first)
    people = words().victims.at(tokens, at) if at < len(tokens) else None
    if (
        people is not None
        and tokens[people.last - 1].lower.endswith("s")
        and (name_at(tokens, people.last) or 0) > people.last
    ):
        at = people.last  # "murdered peasants Ana Prado and Rui Valdo"
    for _ in range(_JOINED):
        victim = _victim_at(tokens, at, known)
        if victim is None:
            return
        yield victim
        at = _past_age(tokens, victim.last)
        row = at
        while lower_at(tokens, at) in (",", "and", ";"):
            at += 1
        if at == row:
            return


def _past_age(tokens: Sequence[Token], k: int) -> int:
    """The token after an age behind a name: "Ana Prado, 42; Rui Valdo, 19"."""
    age = lower_at(tokens, k + 1)
    return k + 2 if lower_at(tokens, k) == "," and age.isdecimal() and len(age) <= 2 else k


def _past_brackets(tokens: Sequence[Token], k: int) -> int:
    """The token after a desk's note in brackets: "the murder of [retired] General …"."""
    if lower_at(tokens, k) != "[":
        return k
    return next((n + 1 for n in range(k, min(len(tokens), k + 8)) if tokens[n].text == "]"), k)


def row_until(tokens: Sequence[Token], end: int, known: frozenset[str]) -> Iterator[NamedVictim]:
    """The victim whose words end before a token, and those joined to it before."""
    for _ in range(_JOINED):
        victim = next(
            (v for s in range(max(0, end - LONGEST), end) if (v := _victim_at(tokens, s, known)) and v.last == end),
            None,
        )
        if victim is None or lower_at(tokens, victim.first - 1) in PLACING | _NOT_BEFORE:
            return
        yield victim
        end = victim.first
        while end > 0 and lower_at(tokens, end - 1) in (",", "and", ";"):
            end -= 1
        if end == victim.first:
            return


def _victim_at(tokens: Sequence[Token], i: int, known: frozenset[str]) -> NamedVictim | None:
    """The person named at a token: office, place of office and name; or a name of two words or more."""
    if number_at(tokens, i) is not None:
        aged = next((k for k in range(i + 1, min(len(tokens), i + 4)) if tokens[k].lower.endswith("year-old")), None)
        victim = None if aged is None else _victim_at(tokens, aged + 1, known)
        return None if victim is None else replace(victim, first=i)
    definite = lower_at(tokens, i) in _DEFINITE
    k = i + 1 if definite else i
    start, table = k, tables()
    sure = True
    while k < min(len(tokens), start + 5) and table.offices.at(tokens, k) is None and _may_lead(tokens, k):
        sure = sure and _leads(tokens, k)
        k += 1
    office = table.offices.at(tokens, k) if k < len(tokens) else None
    if office is None or (not sure and name_at(tokens, i)):
        name = None if definite else name_at(tokens, i)
        if name is None or (name - i < 2 and tokens[i].lower not in known):
            return None
        return NamedVictim(first=i, last=name, name=(i, name), victims=Victims.UNSPECIFIED, office=None)
    k = office.last
    while (further := table.offices.at(tokens, k)) is not None and further.last > k:
        office, k = further, further.last  # "Defense Minister General"
    of_place = _place_of_office(tokens, k)
    named = name_at(tokens, of_place) or _after_comma(tokens, of_place)
    if named is not None:
        first = of_place + (lower_at(tokens, of_place) == ",")
        return NamedVictim(first=i, last=named, name=(first, named), victims=office.meaning, office=tokens[k - 1].lower)
    if not definite or not sure:
        return None
    return NamedVictim(first=i, last=of_place, name=None, victims=office.meaning, office=tokens[k - 1].lower)


def _leads(tokens: Sequence[Token], k: int) -> bool:
    """Whether a word may stand before an office: "former", "liberal", a people, a party's letters."""
    word = tokens[k].lower
    return word in tables().before or word in words().adjectives or (tokens[k].text[0].isupper() and word.isalpha())


def _may_lead(tokens: Sequence[Token], k: int) -> bool:
    """Whether a word may stand before an office that is followed by a name: "university student Mario Prado"."""
    word = tokens[k].lower
    known = words().auxiliaries | words().determiners | SMALL
    return _leads(tokens, k) or (word.isalpha() and word not in known and words().say.at(tokens, k) is None)


def _place_of_office(tokens: Sequence[Token], k: int) -> int:
    """Where "of San Pedro", "of the Supreme Court" after an office ends."""
    if lower_at(tokens, k) not in ("of", "for"):
        return k
    at = k + 1
    if lower_at(tokens, at) == "the":
        at += 1
    end = at
    while end < min(len(tokens), at + 5) and is_capital(tokens[end]):
        end += 1
    return end if end > at else k


def _after_comma(tokens: Sequence[Token], k: int) -> int | None:
    return name_at(tokens, k + 1) if lower_at(tokens, k) == "," else None
