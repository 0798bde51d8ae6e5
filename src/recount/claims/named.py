"""Named: single victims told without a number, by their name or by an office that one person holds.

"The mayor of Ostrava was murdered", "the assassination of Judge Luis Manto", "gunmen kidnapped Rui Valdo". Only where
a word of harm stands right beside them: a name alone says nothing. Linear: each word of harm is looked around once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from recount.claims.numbers import number_at
from recount.claims.scene import Link
from recount.claims.victims import PLACING, QuantityPhrase
from recount.claims.words import words
from recount.lang.loader import lexicon
from recount.lang.phrases import PhraseTable, lower_at
from recount.model import Bound, Harm, Reason, Stated, Token, Victims

LONGEST = 14
"""Tokens of a victim's office, place and name together at most."""

_NAME = 6
_APART = 26
_COMMAS = 3
"""Tokens between a victim and the verb at most, where an apposition stands between."""

_JOINED = 4
"""Victims joined by "and" at most."""

_BE = frozenset("was were been being is are".split())
_BETWEEN = frozenset("also later today yesterday recently brutally reportedly cowardly who had has have and".split())
_PARTICLES = frozenset("de la las los del y da dos von van al el bin ibn abu".split())
_UNREAL = frozenset(
    "attempted attempt attempts plot plan plans planned threat threats threatened not never no if".split()
)
_NOT_BEFORE = frozenset("of by with from named called as identified".split())
"""Words before a name that make it another's, or that of a victim told already: "a girl named Ana Prado"."""

_DEFINITE = frozenset({"the", "his", "her", "their", "our", "its"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    offices: PhraseTable[Victims]
    before: frozenset[str]
    not_persons: frozenset[str]
    passive: PhraseTable[Harm]
    active: PhraseTable[Harm]
    noun: PhraseTable[Harm]
    alone: PhraseTable[Harm]
    """Verbs that say harm of their subject without an auxiliary: "died"."""

    possessive: PhraseTable[Harm]


@cache
def _tables() -> _Tables:
    table = lexicon("en", "named_victims")
    rows = [(way, phrase, Harm(row["harm"])) for row in table["harm"] for way in _WAYS for phrase in row.get(way, ())]
    offices = table["offices"]
    return _Tables(
        offices=PhraseTable((w, Victims(k)) for k in ("civilian", "combatant") for w in offices[k]),
        before=frozenset(offices["before"]),
        not_persons=frozenset(table["not_persons"]["words"]),
        passive=PhraseTable((p, h) for way, p, h in rows if way == "passive"),
        active=PhraseTable((p, h) for way, p, h in rows if way == "active"),
        noun=PhraseTable((p, h) for way, p, h in rows if way == "noun"),
        alone=PhraseTable((p, h) for way, p, h in rows if way == "alone"),
        possessive=PhraseTable((p, h) for way, p, h in rows if way == "possessive"),
    )


_WAYS = ("passive", "active", "noun", "alone", "possessive")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedVictim:
    """One person at tokens `[first, last)`, with the name at `[name, last_of_name)`; both 0 where there is none."""

    first: int
    last: int
    name: tuple[int, int] | None
    victims: Victims
    office: str | None


def surnames(sentences: Iterable[Sequence[Token]]) -> frozenset[str]:
    """Words that stand second or later in a run of capitals: what a report may go on to call a person by."""
    found: set[str] = set()
    for tokens in sentences:
        for before, token in pairwise(tokens):
            if _capital(before) and _capital(token) and token.lower not in _tables().not_persons:
                found.add(token.lower)
    return frozenset(found)


def with_named(tokens: Sequence[Token], links: Sequence[Link], known: frozenset[str] = frozenset()) -> list[Link]:
    """The links of a sentence and those of its single victims by name or office, left to right.

    A figure that was found before stays as it is; no victim is told twice.

    Args:
        tokens: the sentence.
        links: the figures found in it.
        known: the report's `surnames`, each of which stands for a person by itself: "Valdo was kidnapped".
    """
    found = list(_found(tokens, known))
    links = [_with_name(k, found) for k in links]
    taken = [(k.quantity.first, k.quantity.end if k.quantity.single else k.quantity.last) for k in links]
    added: list[Link] = []
    for link in found:
        q = link.quantity
        if all(q.last <= a or b <= q.first for a, b in taken):
            taken.append((q.first, q.last))
            added.append(link)
    if not added:
        return list(links)
    order = sorted([*links, *added], key=lambda k: k.quantity.first)
    at = {id(k): n for n, k in enumerate(order)}
    heads = {n: at[id(k)] for n, k in enumerate(links)}
    return [k if k.head is None else replace(k, head=heads[k.head]) for k in order]


def _with_name(link: Link, found: Sequence[Link]) -> Link:
    """The figure of one person told by name, with the name, so that it is known again further on."""
    q = link.quantity
    if not q.named or not q.single or q.name is not None:
        return link
    name = next((k.quantity.name for k in found if _within(k.quantity.name, q)), None)
    return link if name is None else replace(link, quantity=replace(q, name=name))


def _within(name: tuple[int, int] | None, q: QuantityPhrase) -> bool:
    return name is not None and q.first <= name[0] and name[1] == q.last


def _found(tokens: Sequence[Token], known: frozenset[str]) -> Iterator[Link]:
    table = _tables()
    for mark in table.noun.find(tokens):
        if not _UNREAL & {t.lower for t in tokens[max(0, mark.first - 3) : mark.first]}:
            yield from (_link(v, mark.meaning, tokens) for v in persons_from(tokens, mark.last, known))
    for mark in table.passive.find(tokens):
        end = _before_auxiliaries(tokens, mark.first)
        if end is not None:
            yield from (_link(v, mark.meaning, tokens) for v in _subjects(tokens, end, known))
    for mark in table.alone.find(tokens):
        yield from (_link(v, mark.meaning, tokens) for v in _subjects(tokens, mark.first, known))
    for mark in table.possessive.find(tokens):
        if mark.first and tokens[mark.first - 1].lower.endswith("'s"):
            yield from (
                _link(v, mark.meaning, tokens) for v in _row_until(_bare(tokens, mark.first), mark.first, known)
            )
    for mark in table.active.find(tokens):
        before = lower_at(tokens, mark.first - 1)
        plain = tokens[mark.first].text[0].islower()  # in a heading, names can't be told from other words
        if plain and before not in _BE | _UNREAL and before not in ("to", "and", "or"):
            yield from (_link(v, mark.meaning, tokens) for v in persons_from(tokens, mark.last, known))


def _bare(tokens: Sequence[Token], end: int) -> list[Token]:
    """The tokens up to a possessive, that one without its "'s"."""
    last = tokens[end - 1]
    return [*tokens[: end - 1], last._replace(text=last.text[:-2], lower=last.lower[:-2])]


def _before_auxiliaries(tokens: Sequence[Token], verb: int) -> int | None:
    """Where the subject of a passive ends; ``None`` where the verb is no passive of the past."""
    k = verb
    auxiliary = False
    while k > 0 and (lower_at(tokens, k - 1) in _BE | _BETWEEN or lower_at(tokens, k - 1).endswith("ly")):
        auxiliary = auxiliary or lower_at(tokens, k - 1) in _BE
        k -= 1
    if auxiliary and k > 0:
        return k
    apposed = k == verb and lower_at(tokens, verb - 1) == "," and _when_or_where(tokens, verb + 1)
    return verb if apposed else None


def _when_or_where(tokens: Sequence[Token], k: int) -> bool:
    """Whether a time, a place or the doer follows: "Rui Valdo, kidnapped 11 days ago", not "…, killed nine people"."""
    if lower_at(tokens, k) in PLACING | {"by", "last", "today", "yesterday", "during", "when", "along"}:
        return True
    return number_at(tokens, k) is not None and lower_at(tokens, k + 1) in ("days", "weeks", "months", "years", "day")


def _subjects(tokens: Sequence[Token], end: int, known: frozenset[str]) -> list[NamedVictim]:
    """The victims whose words end before a token; or before what stands between commas: "Rui Valdo, a clerk, was"."""
    if lower_at(tokens, end - 1) != ",":
        return list(_row_until(tokens, end, known))
    direct = list(_row_until(tokens, end - 1, known))
    commas = [k for k in range(end - 2, max(0, end - _APART), -1) if lower_at(tokens, k) == ","]
    named = [v for v in direct if v.office or not commas]
    apposed = (list(_row_until(tokens, k, known)) for k in commas[:_COMMAS])
    return named or next((row for row in apposed if row), direct)


def persons_from(tokens: Sequence[Token], first: int, known: frozenset[str] = frozenset()) -> Iterator[NamedVictim]:
    """The victim at a token, and those joined to it."""
    at = _past_brackets(tokens, first)
    people = words().victims.at(tokens, at) if at < len(tokens) else None
    if (
        people is not None
        and tokens[people.last - 1].lower.endswith("s")
        and (_name(tokens, people.last) or 0) > people.last
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


def _row_until(tokens: Sequence[Token], end: int, known: frozenset[str]) -> Iterator[NamedVictim]:
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
    start, table = k, _tables()
    sure = True
    while k < min(len(tokens), start + 5) and table.offices.at(tokens, k) is None and _may_lead(tokens, k):
        sure = sure and _leads(tokens, k)
        k += 1
    office = table.offices.at(tokens, k) if k < len(tokens) else None
    if office is None or (not sure and _name(tokens, i)):
        name = None if definite else _name(tokens, i)
        if name is None or (name - i < 2 and tokens[i].lower not in known):
            return None
        return NamedVictim(first=i, last=name, name=(i, name), victims=Victims.UNSPECIFIED, office=None)
    k = office.last
    while (further := table.offices.at(tokens, k)) is not None and further.last > k:
        office, k = further, further.last  # "Defense Minister General"
    of_place = _place_of_office(tokens, k)
    named = _name(tokens, of_place) or _after_comma(tokens, of_place)
    if named is not None:
        first = of_place + (lower_at(tokens, of_place) == ",")
        return NamedVictim(first=i, last=named, name=(first, named), victims=office.meaning, office=tokens[k - 1].lower)
    if not definite or not sure:
        return None
    return NamedVictim(first=i, last=of_place, name=None, victims=office.meaning, office=tokens[k - 1].lower)


def _leads(tokens: Sequence[Token], k: int) -> bool:
    """Whether a word may stand before an office: "former", "liberal", a people, a party's letters."""
    word = tokens[k].lower
    return word in _tables().before or word in words().adjectives or (tokens[k].text[0].isupper() and word.isalpha())


def _may_lead(tokens: Sequence[Token], k: int) -> bool:
    """Whether a word may stand before an office that is followed by a name: "university student Mario Prado"."""
    word = tokens[k].lower
    known = words().auxiliaries | words().determiners | _SMALL
    return _leads(tokens, k) or (word.isalpha() and word not in known and words().say.at(tokens, k) is None)


_SMALL = frozenset(
    "and or of in on at by to for from with as who when where while after before that than but if into near was were"
    " killed murdered wounded injured kidnapped him her them it he she they".split()
)


def _place_of_office(tokens: Sequence[Token], k: int) -> int:
    """Where "of San Pedro", "of the Supreme Court" after an office ends."""
    if lower_at(tokens, k) not in ("of", "for"):
        return k
    at = k + 1
    if lower_at(tokens, at) == "the":
        at += 1
    end = at
    while end < min(len(tokens), at + 5) and _capital(tokens[end]):
        end += 1
    return end if end > at else k


def _after_comma(tokens: Sequence[Token], k: int) -> int | None:
    return _name(tokens, k + 1) if lower_at(tokens, k) == "," else None


def _name(tokens: Sequence[Token], k: int) -> int | None:
    """Where a person's name that begins at a token ends."""
    end = k
    while end < min(len(tokens), k + _NAME):
        particle = end > k and tokens[end].lower in _PARTICLES and end + 1 < len(tokens) and _may_go_on(tokens, end + 1)
        if particle or (_capital(tokens[end]) and tokens[end].lower not in _tables().not_persons):
            end += 1
        else:
            break
    if end == k or (end < len(tokens) and tokens[end].lower in _tables().not_persons):
        return None
    party = words().actors.at(tokens, k)
    return None if party is not None and party.last >= end else end


def _may_go_on(tokens: Sequence[Token], k: int) -> bool:
    return _capital(tokens[k]) or tokens[k].lower in _PARTICLES


def _capital(token: Token) -> bool:
    """Whether a token may belong to a name. A word that merely begins the sentence may not."""
    small = token.lower in _SMALL or token.lower in PLACING or token.lower in words().determiners
    return len(token.text) > 1 and token.text[0].isupper() and not small and not _is_time(token)


def _is_time(token: Token) -> bool:
    times = lexicon("en", "times")
    return token.lower in times["months"] or token.lower in times["weekdays"]


def _link(victim: NamedVictim, harm: Harm, tokens: Sequence[Token]) -> Link:
    first = victim.first
    quantity = QuantityPhrase(
        first=first,
        last=victim.last,
        stated=Stated(value=1, bound=Bound.EXACT),
        victims=victim.victims,
        noun=victim.office or "person",
        single=True,
        name=victim.name,
    )
    return Link(quantity=quantity, harm=harm, reason=_WHY, trigger=None)


_WHY = Reason(
    rule="one_person_by_name_or_office",
    sentence="One person is harmed, told by name or office: “the mayor was murdered”.",
)
