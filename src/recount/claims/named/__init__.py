"""Named: single victims told without a number, by their name or by an office that one person holds.

"The mayor of Ostrava was murdered", "the assassination of Judge Luis Manto", "gunmen kidnapped Rui Valdo". Only where
a word of harm stands right beside them: a name alone says nothing. Linear: each word of harm is looked around once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from recount.claims.named.capitals import is_capital
from recount.claims.named.persons import NamedVictim, persons_from, row_until
from recount.claims.named.tables import tables
from recount.claims.numbers import number_at
from recount.claims.scene import Link
from recount.claims.victims import PLACING, QuantityPhrase
from recount.lang.phrases import lower_at
from recount.model import Bound, Harm, Reason, Stated, Token

__all__ = ["NamedVictim", "persons_from", "surnames", "with_named"]

_APART = 26
_COMMAS = 3
"""Tokens between a victim and the verb at most, where an apposition stands between."""

_BE = frozenset("was were been being is are".split())
_BETWEEN = frozenset("also later today yesterday recently brutally reportedly cowardly who had has have and".split())
_UNREAL = frozenset(
    "attempted attempt attempts plot plan plans planned threat threats threatened not never no if".split()
)


def surnames(sentences: Iterable[Sequence[Token]]) -> frozenset[str]:
    """Words that stand second or later in a run of capitals: what a report may go on to call a person by."""
    found: set[str] = set()
    for tokens in sentences:
        for before, token in pairwise(tokens):
            if is_capital(before) and is_capital(token) and token.lower not in tables().not_persons:
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
    table = tables()
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
            yield from (_link(v, mark.meaning, tokens) for v in row_until(_bare(tokens, mark.first), mark.first, known))
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
        return list(row_until(tokens, end, known))
    direct = list(row_until(tokens, end - 1, known))
    commas = [k for k in range(end - 2, max(0, end - _APART), -1) if lower_at(tokens, k) == ","]
    named = [v for v in direct if v.office or not commas]
    apposed = (list(row_until(tokens, k, known)) for k in commas[:_COMMAS])
    return named or next((row for row in apposed if row), direct)


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
