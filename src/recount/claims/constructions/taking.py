"""Taking: whether a word of harm may take the victims beside it."""

from __future__ import annotations

from recount.claims.scene import INCLUDING, Scene
from recount.claims.triggers import ACTIVE, PASSIVE, Trigger
from recount.claims.victims import QuantityPhrase
from recount.claims.words import words
from recount.lang.loader import word_set
from recount.model import Harm, Token, Victims

NEAR = 4
"""Tokens that may stand between an active harm word and its victims."""

FAR = 16
"""Tokens that may stand between victims and a passive harm word, or between "toll" and its number."""

_PLACING = frozenset({"by", "in", "on", "at", "near", "from", "with"})
STOPS = frozenset({";", ":", "but", "while", "whereas", "although", "when", "after", "as", "that", "who"})


def may_take(scene: Scene, trigger: Trigger, q: QuantityPhrase) -> bool:
    """Whether a harm word may take these victims: free, and strong enough for a bare number."""
    if (trigger.first, PASSIVE) in scene.taken or (trigger.first, ACTIVE) in scene.taken:
        return False
    if not trigger.weak:
        return True
    after = [t.lower for t in scene.tokens[q.last : q.last + 2]]
    if trigger.words.startswith("claim") and after[:1] and after[0] in _BE | {"have", "has", "had"}:
        return False  # "the army claimed 40 fighters were killed": a claim that is made, not lives
    if trigger.words.startswith("claim") and after[:1] == ["and"] and after[-1:] in (["injuring"], ["wounding"]):
        return True
    if trigger.words == "lost" and q.noun in word_set("victims", "relations", "close"):
        return True
    return q.noun == "lives" or (
        q.noun is not None and (q.victims is Victims.COMBATANT or trigger.harm is not Harm.KILLED)
    )


def own_harm_follows(scene: Scene, before: Trigger, q: QuantityPhrase) -> bool:
    """Whether the harm word before has victims already and another follows: "Child Killed 20 People Injured"."""
    after = next((t for t in scene.triggers if t.first == q.last), None)
    if after is None or PASSIVE not in after.ways:
        return False
    next_q = next((p for p in scene.quantities if p.first >= after.last), None)
    if ACTIVE in after.ways and next_q is not None and next_q.first - after.last <= 1:
        return False
    return before.first > 0 and words().victims.ending_at(scene.tokens, before.first) is not None


def follows_victims(scene: Scene, trigger: Trigger) -> bool:
    """Whether the harm word is passive in form ("were killed"), so that its victims stand before it."""
    before = [t.lower for t in scene.tokens[max(0, trigger.first - 3) : trigger.first]]
    return bool(before) and (before[-1] in _BE or (len(before) > 1 and before[-2] in _BE and before[-1].endswith("ly")))


_BE = frozenset({"was", "were", "been", "being", "be", "are", "is", "got", "get"})


def passes(gap: list[Token], q: QuantityPhrase) -> bool:
    """Whether a harm word may reach back over these words to its victims."""
    lowers = [t.lower for t in gap]
    limit = NEAR if q.single or q.noun is None else FAR
    if len([w for w in lowers if w not in words().auxiliaries]) > limit:
        return False
    return not _BREAKS & set(lowers)


_BREAKS = frozenset({";", ":", "but", "while", "after", "killing", "wounding", "when", "said", "says", "saying"})


def of_people(trigger: Trigger) -> bool:
    """Whether only people can be said to be so: "seven were hurt", while "seven were destroyed" needs a noun."""
    return trigger.harm in (Harm.INJURED, Harm.CAPTURED)


def acts_on_another(scene: Scene, trigger: Trigger, q: QuantityPhrase, gap: list[Token]) -> bool:
    """Whether the harm word is active and its victims stand after it: "a bomber killed 30 people"."""
    if ACTIVE not in trigger.ways or any(t.lower in _BE | {"have", "had", "has"} for t in gap):
        return False
    following = next((p for p in scene.quantities if p.first >= trigger.last), None)
    if following is None or following.first - trigger.last > NEAR:
        return bool(q.single and not gap and _object_follows(scene, trigger))
    if own_harm_follows(scene, trigger, following):
        return False
    between = {t.lower for t in scene.tokens[trigger.last : following.first]}
    if between & (_PLACING | STOPS | INCLUDING | {"and", ","}):
        return False
    own = next((t for t in scene.triggers if t.first >= following.last and t.first - following.last <= 1), None)
    return q.single or own is None or q.victims is Victims.COMBATANT


def _object_follows(scene: Scene, trigger: Trigger) -> bool:
    nxt = scene.tokens[trigger.last].lower if trigger.last < len(scene.tokens) else ""
    return nxt in words().determiners or nxt in ("him", "them", "himself", "herself", "dozens")
