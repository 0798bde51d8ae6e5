"""Tolls: rules for figures that stand beside a toll, or whose own noun is the harm."""

from __future__ import annotations

from recount.claims.constructions.links import link_by
from recount.claims.constructions.taking import FAR, STOPS
from recount.claims.scene import Link, Scene
from recount.claims.triggers import TOLL, harm_nouns
from recount.claims.victims import QuantityPhrase
from recount.lang.loader import word_set
from recount.model import Harm


def noun_counts_the_harm(scene: Scene, q: QuantityPhrase) -> Link | None:
    """The noun it counts is the harm itself: "20 deaths", "nine bodies"."""
    harm = harm_nouns().get(q.noun or "")
    if harm is None or q.noun == "lives" or q.single:
        return None
    return link_by(q, harm, noun_counts_the_harm)


def noun_counts_the_dead(scene: Scene, q: QuantityPhrase) -> Link | None:
    """It counts the dead by their noun, whatever is said of them: "nine bodies were found under the rubble"."""
    if q.single or q.noun not in word_set("harms", "tolls", "the_dead"):
        return None
    return link_by(q, Harm.KILLED, noun_counts_the_dead)


def toll_stands_at(scene: Scene, q: QuantityPhrase) -> Link | None:
    """A toll is given: "the death toll rose to 32", "the death of two men"."""
    trigger = next((t for t in reversed(scene.triggers) if t.last <= q.first and TOLL in t.ways), None)
    if trigger is None:
        return None
    gap = [t.lower for t in scene.gap(trigger.last, q.first)]
    direct = trigger.words.endswith(" of") or trigger.words.endswith(" to")
    stands = not gap or bool(word_set("harms", "tolls", "stands_at") & set(gap))
    fits = len(gap) <= 3 if direct else len(gap) <= FAR and stands
    if (
        not fits
        or STOPS & set(gap) - {"as", "that"}
        or any(q2 for q2 in scene.quantities if trigger.last <= q2.first < q.first)
    ):
        return None
    return link_by(q, trigger.harm, toll_stands_at, trigger=trigger)


def brings_the_toll_to(scene: Scene, q: QuantityPhrase) -> Link | None:
    """A toll stands after its figure: "bringing to 45 the number killed"."""
    trigger = next((t for t in scene.triggers if t.first >= q.last and TOLL in t.ways), None)
    if trigger is None or trigger.words.endswith((" of", " to")):
        return None
    before = [t.lower for t in scene.tokens[max(0, q.first - 2) : q.first]]
    between = {t.lower for t in scene.tokens[q.last : trigger.first]}
    brought = before[-1:] == ["to"] and before[0] in word_set("harms", "tolls", "brings")
    if not brought or not between <= {"the", "total", "overall", "confirmed"}:
        return None
    return link_by(q, trigger.harm, brings_the_toll_to, trigger=trigger)
