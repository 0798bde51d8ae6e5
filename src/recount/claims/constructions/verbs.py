"""Verbs: rules for figures that a word of harm takes, before or after it, and for those joined to such a figure."""

from __future__ import annotations

from recount.claims.constructions.clauses import has_its_own_verb, is_in_care, is_of_another
from recount.claims.constructions.links import link_by
from recount.claims.constructions.taking import (
    NEAR,
    STOPS,
    acts_on_another,
    follows_victims,
    may_take,
    of_people,
    own_harm_follows,
    passes,
)
from recount.claims.scene import Link, Scene
from recount.claims.triggers import ACTIVE, PASSIVE, Trigger
from recount.claims.victims import QuantityPhrase
from recount.lang.loader import word_set


def harm_directly_before(scene: Scene, q: QuantityPhrase) -> Link | None:
    """An active harm word stands directly before the figure: "killed four children"."""
    trigger = next((t for t in reversed(scene.triggers) if t.last <= q.first), None)
    if trigger is None or ACTIVE not in trigger.ways or not may_take(scene, trigger, q):
        return None
    gap = scene.tokens[trigger.last : q.first]
    if len(gap) > NEAR or any(t.lower in STOPS or t.text in ".,()" for t in gap):
        return None
    if follows_victims(scene, trigger) or any(t.lower in ("by", "in", "on", "at", "near", "from", "with") for t in gap):
        return None
    if own_harm_follows(scene, trigger, q):
        return None
    return link_by(q, trigger.harm, harm_directly_before, trigger=trigger)


def harm_after(scene: Scene, q: QuantityPhrase) -> Link | None:
    """A harm word follows the figure: "160 people have died", "12 dead", "four more were injured"."""
    trigger = _what_became_of(scene, q, next((t for t in scene.triggers if t.first >= q.last), None))
    if trigger is None or PASSIVE not in trigger.ways or (trigger.weak and q.noun is None and not of_people(trigger)):
        return None
    gap = scene.gap(q.end, trigger.first)
    if _says_whose_parent(scene, q) or _runs_away(scene, q, trigger):
        return None
    if not passes(gap, q) or acts_on_another(scene, trigger, q, gap) or is_of_another(scene, q, trigger):
        return None
    return link_by(q, trigger.harm, harm_after, trigger=trigger)


def _says_whose_parent(scene: Scene, q: QuantityPhrase) -> bool:
    """Whether the children counted only tell of their parent: "a man with three children was killed"."""
    if q.noun not in ("children", "kids", "sons", "daughters", "girls", "boys") or q.single:
        return False
    if q.first < 2 or scene.tokens[q.first - 1].lower not in ("with", "of"):
        return False
    parent = scene.tokens[q.first - 2].lower
    a_parent = parent in word_set("victims", "relations", "parents")
    return a_parent or any(p.single and p.last == q.first - 1 for p in scene.quantities)


def _runs_away(scene: Scene, q: QuantityPhrase, trigger: Trigger) -> bool:
    """Whether those counted run from a scene, not from their homes: "a man fled", "three men fled the scene"."""
    if trigger.words not in ("fled", "flee", "fleeing"):
        return False
    after = {t.lower for t in scene.tokens[trigger.last : trigger.last + _RUN_WITHIN]}
    alone = q.single and after.isdisjoint(_FROM_HOME)
    return alone or q.noun in _RUNNING or "scene" in after


_RUN_WITHIN = 5
_FROM_HOME = frozenset("home homes house village town city country camp war fighting".split())
_RUNNING = frozenset(
    "suspects suspect gunmen gunman attackers assailants shooters robbers killers kidnappers bombers prisoners inmates"
    " detainees".split()
)


def joined_to_the_figure_before(scene: Scene, q: QuantityPhrase) -> Link | None:
    """Joined by "and" to the figure before, without a harm word of its own: "… and at least 45 a day later in …"."""
    if not scene.links or q.single or has_its_own_verb(scene, q) or is_in_care(scene, q):
        return None
    last = scene.links[-1]
    between = scene.tokens[last.quantity.end : q.first]
    beside = not between and q.noun is not None and last.reason.rule == "harm_directly_before"
    if beside:  # "kill 12 fighters over 30 mercenaries": a heading without its commas
        return link_by(q, last.harm, joined_to_the_figure_before, trigger=None)
    if not between or between[-1].lower not in ("and", ",") or any(t.lower in STOPS for t in between):
        return None
    close = len(between) <= 2 and last.trigger is not None and last.trigger.last <= last.quantity.first
    gapped = last.trigger is not None and _is_gapped(scene, q, last)
    if not (close and q.noun is not None) and not gapped:
        return None
    return link_by(q, last.harm, joined_to_the_figure_before, trigger=None)


def _what_became_of(scene: Scene, q: QuantityPhrase, trigger: Trigger | None) -> Trigger | None:
    """With "several of the injured died", the dying: who they were before is not the harm told."""
    if trigger is None or [t.lower for t in scene.tokens[q.last : trigger.first]] not in (
        ["of", "the"],
        ["of", "those"],
    ):
        return trigger
    later = next((t for t in scene.triggers if t.first >= trigger.last), None)
    return later if later is not None and later.first - trigger.last <= 3 and PASSIVE in later.ways else trigger


def _is_gapped(scene: Scene, q: QuantityPhrase, last: Link) -> bool:
    """Whether the clause leaves out its verb: the figure is followed by a time or a place, not by a verb."""
    trigger = last.trigger
    if trigger is None or scene.tokens[q.first - 1].lower != "and" or trigger.first > q.first:
        return False
    after = [t.lower for t in scene.tokens[q.last : q.last + 3]]
    return bool(after) and (after[0] in _GAPPED_BEFORE or q.noun is None)


_GAPPED_BEFORE = frozenset({"in", "at", "on", "near", "a", "the", "others", "more", "outside", "from"})
