"""Fates: what became of the injured in the end, where a report tells later on that they died.

"A man was shot" leaves open whether he lived; "the man died at a hospital" two sentences on closes it. The figure is
then one of a person killed: to count it as injured as well would count that person twice. So is the heading's "Man
shot". Where some of several died, as in "five people were shot, one fatally", the five are killed and injured together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from recount.claims.again import Again, sex_of
from recount.claims.naming import GROWN_UP, age_at
from recount.lang.loader import word_set
from recount.model import Harm, Reason

if TYPE_CHECKING:
    from recount.claims.draft import Draft, Scanned

NEAR = 6
"""Sentences after a victim in which "he" or "the man" may still be that victim."""

LOOK_BACK = 12
"""Figures before a death that may be of whoever died."""


MOST = 300
"""Figures of a report whose fates are looked for: no report but a made-up one has more, and it bounds the work."""


def settle(drafts: Sequence[Draft], scanned: Sequence[Scanned]) -> None:
    """Make those killed whose death the report tells after their injury; then what tells of them again."""
    drafts = drafts[:MOST]
    for number, sentence in enumerate(scanned):
        for again in sentence.again:
            died = again.trigger.harm is Harm.KILLED
            told = next(_antecedents(drafts, number, again), None) if died else None
            if told is not None and told.harm is Harm.INJURED:
                _died(told, _DIED)
    for draft in drafts:
        if _is_open(draft) and _is_told_dead(drafts, draft):
            _died(draft, _TOLD_DEAD)
    for draft in drafts:
        if _counts_the_dead_too(drafts, draft):
            draft.harm = Harm.CASUALTIES
            draft.reasons.append(_TOGETHER)


def _counts_the_dead_too(drafts: Sequence[Draft], draft: Draft) -> bool:
    """Whether several are said to be shot where fewer are said to have died of it, told nearby."""
    trigger = draft.link.trigger
    if draft.harm is not Harm.INJURED or draft.value < _SOME or trigger is None or draft.part_of is not None:
        return False
    tokens = draft.scanned.sentence.tokens
    others = tokens[draft.link.quantity.last - 1].lower in ("others", "other", "more")
    if others or trigger.words not in word_set("harms", "fates", "pooled"):
        return False
    near = (d for d in drafts if abs(d.number - draft.number) <= NEAR_DEATHS and d.harm is Harm.KILLED)
    return any(0 < d.value < draft.value for d in near)


_SOME = 2

NEAR_DEATHS = 2
"""Sentences before and after a count of those shot in which deaths are those of some of them."""


def _antecedents(drafts: Sequence[Draft], number: int, again: Again) -> Iterator[Draft]:
    """Those killed or injured who may be meant, nearest first."""
    seen = 0
    for draft in reversed(drafts):
        before = (draft.number, draft.link.quantity.first) < (number, again.first)
        if again.elided and draft.number != number:
            return
        if not before or draft.harm not in (Harm.KILLED, Harm.INJURED):
            continue
        seen += 1
        if seen > LOOK_BACK or number - draft.number > NEAR:
            return
        if _may_be(draft, again):
            yield draft


def _may_be(draft: Draft, again: Again) -> bool:
    """Whether who died may be those of the figure: by number, sex, age and noun."""
    if again.elided:
        return True
    if again.several != 1:
        return draft.value == again.several if again.several else draft.value > 1
    if not draft.link.quantity.single and draft.value != 1:
        return False
    sex, years = sex_told(draft), years_told(draft)
    if again.sex and sex and again.sex != sex:
        return False
    if again.years >= 0 and years >= 0 and again.years != years:
        return False
    if again.noun is None or again.noun in word_set("victims", "sexes", "anyone"):
        return True
    if again.noun == "year-old":
        return again.years == years
    return again.noun == draft.link.quantity.noun or _fits(again.noun, draft, years)


def _fits(noun: str, draft: Draft, years: int) -> bool:
    """Whether another noun may be the same person's: "the boy" for "a 7-year-old" or for Rui Valdo, 7."""
    young = noun in word_set("victims", "sexes", "young")
    if years >= 0:
        return young == (years < _YOUTH) or (noun in ("man", "woman") and years >= GROWN_UP - 1)
    said = draft.link.quantity.noun or ""
    if said in word_set("victims", "sexes", "young"):
        return young
    named = draft.link.quantity.named or draft.link.quantity.name is not None
    return named or said in word_set("victims", "sexes", "anyone")


_YOUTH = 20
"""Years up to which reports say boy, girl or teenager."""


def _is_open(draft: Draft) -> bool:
    """Whether its words leave open if a single victim lived: "shot", "struck by a bullet"."""
    trigger, q = draft.link.trigger, draft.link.quantity
    if draft.harm is not Harm.INJURED or not (q.single or draft.value == 1):
        return False
    return trigger is None or trigger.words in word_set("harms", "fates", "open")


def _is_told_dead(drafts: Sequence[Draft], draft: Draft) -> bool:
    """Whether the report tells the death of one like this, and no one else's harm that this could be instead."""
    others = [d for d in drafts if d is not draft and d.harm in (Harm.KILLED, Harm.INJURED) and not d.background]
    dead = [d for d in others if d.harm is Harm.KILLED and d.value == 1 and alike(draft, d)]
    if not dead:
        return False
    years = years_told(draft)
    if years >= 0 and any(years_told(d) == years for d in dead):
        return True
    return all(d.value == 1 and (d.harm is Harm.KILLED or _is_one_of(d, dead)) for d in others)


def _is_one_of(draft: Draft, dead: Sequence[Draft]) -> bool:
    """Whether it may be one of those told dead, and its words leave that open."""
    return _is_open(draft) and any(alike(draft, d) for d in dead)


def alike(one: Draft, other: Draft) -> bool:
    """Whether nothing the words say of two single victims speaks against their being one person."""
    sexes, ages = {sex_told(one), sex_told(other)} - {None}, {years_told(one), years_told(other)} - {-1}
    if len(sexes) > 1 or len(ages) > 1 or one.number == other.number:
        return False
    nouns = {one.link.quantity.noun, other.link.quantity.noun}
    young, grown = (word_set("victims", "sexes", k) for k in ("young", "grown"))
    return not (nouns & young and (nouns & grown or any(a >= _YOUTH for a in ages)))


def sex_told(draft: Draft) -> str | None:
    """What a single victim's words say of its sex."""
    q, tokens = draft.link.quantity, draft.scanned.sentence.tokens
    said = {sex for t in tokens[q.first : q.end] if (sex := sex_of(t.lower)) is not None}
    return said.pop() if len(said) == 1 else None


def years_told(draft: Draft) -> int:
    """The age that a single victim's words give; -1 where they give none."""
    q, tokens = draft.link.quantity, draft.scanned.sentence.tokens
    end = min(len(tokens), q.end + 2)
    for k in range(q.first, end):
        years = age_at(tokens, k)[0] if k < q.end else -1
        if years > 0:
            return years
        alone = k > q.first and tokens[k].lower.isdecimal() and len(tokens[k].lower) <= 2
        if alone and tokens[k - 1].text in (",", "(") and (k + 1 == len(tokens) or tokens[k + 1].text in ",.;)"):
            return int(tokens[k].lower)
    return -1


def _died(draft: Draft, reason: Reason) -> None:
    draft.harm = Harm.KILLED
    draft.reasons.append(reason)


_DIED = Reason(rule="died_later_in_the_report", sentence="Injured by these words, said further on to have died.")
_TOGETHER = Reason(
    rule="killed_and_injured_together", sentence="Counted by a word that leaves their fate open; some of them died."
)
_TOLD_DEAD = Reason(rule="told_dead_elsewhere", sentence="These words leave the fate open; the report tells a death.")
