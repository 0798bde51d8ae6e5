"""Unnumbered: victims told without a number or an article, by kinship, by role or by a bare noun that goes on a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from recount.claims.companions.alone import after_auxiliaries
from recount.claims.companions.bearers import TITLES, bearer_at
from recount.claims.companions.row import WHOSE
from recount.claims.naming import age_at
from recount.claims.triggers import ACTIVE, PASSIVE, trigger_at
from recount.claims.victims import NO_HEADS, QuantityPhrase, is_plural, single_phrase
from recount.claims.words import words
from recount.lang.loader import word_set
from recount.lang.phrases import lower_at
from recount.model import Token

_YOUNG = frozenset("infant baby toddler newborn teenage eldest youngest older younger elder only late own".split())
"""Words that may say which of someone's kin: "his infant daughter"."""


def unnumbered(tokens: Sequence[Token], taken: Sequence[tuple[int, int]]) -> Iterator[QuantityPhrase]:
    """Victims without a number or an article, outside the figures that are there already."""
    ends = dict(taken)
    i = 0
    while i < len(tokens):
        if i in ends:
            i = max(i + 1, ends[i])
            continue
        known = _kin(tokens, i) or _self(tokens, i) or _the_one(tokens, i)
        found = known or bearer_at(tokens, i) or _bare(tokens, i) or _aged(tokens, i)
        if found is None:
            i += 1
        else:
            yield found
            i = max(i + 1, found.end)


def _kin(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    """Such as "his wife", "the groom's father", "her 12-year-old son Adam"."""
    k = i + 1 if tokens[i].lower == "the" else i
    word = lower_at(tokens, k)
    if word not in WHOSE and not word.endswith("'s") and not _has_lost_its_apostrophe(word):
        return None
    k += 1
    while k < min(len(tokens), i + TITLES) and (tokens[k].lower in words().adjectives or tokens[k].lower in _YOUNG):
        k += 1
    years, k = age_at(tokens, k)
    while lower_at(tokens, k) in _YOUNG and lower_at(tokens, k + 1) in word_set("victims", "kin"):
        k += 1
    if k > i and lower_at(tokens, k) not in word_set("victims", "kin") and lower_at(tokens, k - 1) in _YOUNG:
        k -= 1  # "her baby", where the baby is the kin
    if lower_at(tokens, k) not in word_set("victims", "kin"):
        return None
    return replace(single_phrase(tokens, i, k, years=years), named=True)


def _self(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    """Whoever did it, harmed by it too: "shot himself"."""
    if tokens[i].lower not in _SELF:
        return None
    ends = (trigger_at(tokens, k) for k in range(max(0, i - 4), i))
    done = any(t is not None and t.last == i and ACTIVE in t.ways for t in ends)
    return single_phrase(tokens, i, i) if done else None


_SELF = frozenset({"himself", "herself"})


def _has_lost_its_apostrophe(word: str) -> bool:
    """Whether a possessive may have lost its apostrophe, as in many feeds: "the grooms father"."""
    if not word.endswith("s"):
        return False
    return word[:-1] in word_set("victims", "kin") or word[:-1] in word_set("victims", "definite")


def _the_one(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    """Such as "the groom", where he is said to be harmed."""
    if tokens[i].lower != "the" or lower_at(tokens, i + 1) not in word_set("victims", "definite"):
        return None
    after = after_auxiliaries(tokens, i + 2)
    trigger = trigger_at(tokens, after)
    told = trigger is not None and PASSIVE in trigger.ways and after > i + 2
    return single_phrase(tokens, i, i + 1) if told or lower_at(tokens, after - 1) == "among" else None


def _aged(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    """One of an age, without an article as headings write it: "shooting death of 2-year-old Lowtown girl"."""
    years, k = age_at(tokens, i)
    if years < 0 or not tokens[i].text[0].isdigit() or lower_at(tokens, i - 1) in ("a", "an", "the", "another", "-"):
        return None
    noun = next((n for n in range(k, min(len(tokens), k + TITLES)) if words().victims.at(tokens, n)), None)
    if noun is None or not all(
        tokens[n].text[0].isupper() or tokens[n].lower in words().adjectives for n in range(k, noun)
    ):
        return None
    found = words().victims.at(tokens, noun)
    plural = found is None or not found.meaning.single or is_plural(tokens[found.last - 1].lower)
    return None if plural or tokens[noun].lower in NO_HEADS else single_phrase(tokens, i, noun, years=years)


def _bare(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    """A noun for one victim that goes on a row: "a woman and child", "a man, woman and child", "his wife and son"."""
    if lower_at(tokens, i - 1) not in ("and", ","):
        return None
    k = i
    while k < min(len(tokens), i + 3) and tokens[k].lower in words().adjectives:
        k += 1
    years, k = age_at(tokens, k)
    noun = words().victims.at(tokens, k) if k < len(tokens) else None
    if noun is None or not noun.meaning.single or tokens[k].lower in NO_HEADS or is_plural(tokens[k].lower):
        return None
    return single_phrase(tokens, i, k, years=years)
