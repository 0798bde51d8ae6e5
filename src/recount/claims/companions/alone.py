"""Alone: a victim with the harm word that stands directly beside it."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.companions.joints import GOES_ON, ends_there
from recount.claims.companions.row import BE, OF_ONE, WHOSE, Victim, tie
from recount.claims.scene import Scene
from recount.claims.triggers import ACTIVE, PASSIVE, TOLL, Trigger, trigger_at
from recount.claims.words import words
from recount.lang.phrases import lower_at
from recount.model import Token

BESIDE = 5
"""Auxiliaries that may stand between a victim and its harm word: "was also later reportedly"."""

_OF_ANOTHER = frozenset("in of at from near to on by for with into against inside outside between".split())
"""Words after which a name belongs to a place, or says whose someone else is: "the son of Ann Lee was killed"."""


def harmed(scene: Scene, victim: Victim) -> bool:
    """Tie a victim to the harm word that stands directly beside it, if one does."""
    q, tokens = victim.quantity, scene.tokens
    if not q.single:
        return False
    active = next((t for t in reversed(scene.triggers) if t.last <= q.first), None)
    told_of = active is not None and active.last == q.first and active.words.endswith(" of")  # "the deaths of Ann Lee"
    if q.noun == "person" and lower_at(tokens, q.first - 1) in _OF_ANOTHER and not told_of:
        return False
    if active is not None and active.last == q.first and active.words.startswith(_DEED) and _tells_of(active):
        return tie(victim, active.harm, "harm_told_of_one", trigger=active)
    if tokens[q.first].lower in _SELF and _told_already(scene, active):
        return False
    after = after_auxiliaries(tokens, past_aside(tokens, q.end))
    if lower_at(tokens, after) == "the" and lower_at(tokens, after - 1) == "among":
        after += 1
    passive = None if {"not", "never"} & {t.lower for t in tokens[q.end : after]} else trigger_at(tokens, after)
    if passive is not None and _tells_of(passive) and PASSIVE in passive.ways and _plain(scene, passive):
        be = any(t.lower in BE for t in tokens[q.end : after])
        if be or (ACTIVE not in passive.ways and TOLL not in passive.ways):
            return tie(victim, passive.harm, "harm_told_of_one", trigger=passive, before=True)
    if (
        active is None
        or not _introduces(tokens, active.last, q.first)
        or not _tells_of(active)
        or not _plain(scene, active)
    ):
        return False
    ways = {ACTIVE, TOLL} if active.words.endswith(" of") else {ACTIVE}
    if not ways & active.ways or _is_passive(tokens, active) or not ends_there(tokens, q):
        return False
    return tie(victim, active.harm, "harm_told_of_one", trigger=active)


_DEED = ("of ", "for ")
"""How harm words begin that name a deed: "accused of shooting his nephew"."""

_SELF = frozenset({"himself", "herself"})


def _told_already(scene: Scene, trigger: Trigger | None) -> bool:
    """Whether who is meant by "himself" is among the sentence's victims: "a boy died after he shot himself"."""
    if trigger is None or (trigger.first, PASSIVE) in scene.taken:
        return True
    doers = {t.lower for t in scene.tokens[max(0, trigger.first - 3) : trigger.first]}
    return bool(doers & {"he", "she", "who", "after", "from"}) and any(k.quantity.single for k in scene.links)


def _introduces(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether nothing but a role stands in `[first, last)`: "killed the field" before "commander Ann Lee"."""
    if last - first > NEAR:
        return False
    table = words()
    between = [k for k in range(first, last) if tokens[k].lower not in table.adjectives | {"a", "an", "the"}]
    return len(between) <= 1 and all(
        tokens[k].text.islower()
        and tokens[k].text.isalpha()
        and tokens[k].lower not in GOES_ON | WHOSE | table.auxiliaries
        and table.say.at(tokens, k) is None
        for k in between
    )


NEAR = 3
"""Words of a role between a harm word and a name, at most."""


def _is_passive(tokens: Sequence[Token], trigger: Trigger) -> bool:
    """Whether a form of "be" stands before the harm word: "were also killed"."""
    k = trigger.first - 1
    while k > trigger.first - BESIDE and lower_at(tokens, k) in words().auxiliaries - BE:
        k -= 1
    return lower_at(tokens, k) in BE


def _tells_of(trigger: Trigger) -> bool:
    return trigger.harm in OF_ONE and not trigger.weak


def _plain(scene: Scene, trigger: Trigger) -> bool:
    """Whether the harm word has no capital: in a heading, names can't be told from other words."""
    return scene.tokens[trigger.first].text.islower()


def after_auxiliaries(tokens: Sequence[Token], k: int) -> int:
    """The first token from `k` on that is no auxiliary."""
    last = k
    while last < min(len(tokens), k + BESIDE) and tokens[last].lower in words().auxiliaries:
        if trigger_at(tokens, last) is not None:
            break
        last += 1
    return last


def past_aside(tokens: Sequence[Token], k: int) -> int:
    """The token after what stands between dashes at token `k`, or after a comma that closes brackets; else `k`.

    Such as "Ann Lee – a nurse of Lowtown – was killed", "Ann Lee (Umm Jo), was killed".
    """
    sign = tokens[k].text if k < len(tokens) else ""
    if sign in _DASHES and tokens[k - 1].end < tokens[k].start:
        closed = (n for n in range(k + 1, min(len(tokens), k + LONGEST_ASIDE)) if tokens[n].text == sign)
        return next(closed, k - 1) + 1
    return k + 1 if sign == "," and k and tokens[k - 1].text == ")" else k


_DASHES = frozenset({"–", "—", "-"})
LONGEST_ASIDE = 16
"""Tokens of what stands between dashes, at most."""
