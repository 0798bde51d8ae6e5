"""Parts: rules for figures that count some of those counted or harmed."""

from __future__ import annotations

from dataclasses import replace

from recount.claims.constructions.links import link_by
from recount.claims.scene import Link, Scene
from recount.claims.triggers import PASSIVE
from recount.claims.victims import QuantityPhrase
from recount.claims.words import words
from recount.model import Harm


def broken_down_from_a_larger_figure(scene: Scene, q: QuantityPhrase) -> Link | None:
    """The figure breaks down the one before it: "including four children"."""
    if not scene.includes(q) or not scene.links:
        return None
    head = len(scene.links) - 1
    while scene.links[head].head is not None:
        head = scene.links[head].head or 0
    if (scene.links[head].quantity.stated.value or 0) <= (q.stated.value or 0):
        return None
    return link_by(q, scene.links[head].harm, broken_down_from_a_larger_figure, head=head)


def some_of_them(scene: Scene, q: QuantityPhrase) -> Link | None:
    """It says who some of those counted before were: "25 people, six of them children"."""
    of_them = [t.lower for t in scene.tokens[q.last : q.last + 2]]
    if not scene.links or of_them not in (["of", "them"], ["of", "whom"], ["of", "these"], ["of", "those"]):
        return None
    k = q.last + 2
    while k < len(scene.tokens) and scene.tokens[k].lower in ("were", "are", "was", "is", "civilian"):
        k += 1
    noun = words().victims.at(scene.tokens, k) if k < len(scene.tokens) else None
    whole = next((n for n in range(len(scene.links) - 1, -1, -1) if scene.links[n].head is None), None)
    if noun is None or whole is None or (scene.links[whole].quantity.stated.value or 0) <= (q.stated.value or 0):
        return None
    who = (noun.meaning.who,) if noun.meaning.who else ()
    some = replace(q, victims=noun.meaning.victims, who=who)
    return link_by(some, scene.links[whole].harm, some_of_them, head=whole)


def among_the_dead(scene: Scene, q: QuantityPhrase) -> Link | None:
    """Named among those harmed: "among the dead were 22 children"; "a child was among the dead"."""
    lowers = [t.lower for t in scene.tokens]
    trigger = next((t for t in reversed(scene.triggers) if t.last <= q.first), None)
    if trigger is None or PASSIVE not in trigger.ways:
        return None
    before = lowers[max(0, trigger.first - 3) : trigger.first]
    if "among" not in before or not set(lowers[trigger.last : q.first]) <= {"were", "was", "are", "is", "also"}:
        return None
    return link_by(q, trigger.harm, among_the_dead, trigger=trigger)


def some_of_those_harmed(scene: Scene, q: QuantityPhrase) -> Link | None:
    """It counts some of those harmed and says who they were: "14 of those killed were fighters"."""
    trigger = next((t for t in scene.triggers if t.first >= q.last), None)
    if trigger is None or PASSIVE not in trigger.ways:
        return None
    between = [t.lower for t in scene.tokens[q.last : trigger.first]]
    after = scene.tokens[trigger.last : trigger.last + 1]
    if between not in (["of", "the"], ["of", "those"]) or not after or after[0].lower not in ("were", "was", "are"):
        return None
    noun = words().victims.at(scene.tokens, trigger.last + 1)
    if noun is None:
        return None
    who = (noun.meaning.who,) if noun.meaning.who else ()
    some = replace(q, victims=noun.meaning.victims, who=who)
    whole = [
        n
        for n, k in enumerate(scene.links)
        if k.harm is trigger.harm and (k.quantity.stated.value or 0) > (q.stated.value or 0)
    ]
    return link_by(some, trigger.harm, some_of_those_harmed, trigger=trigger, head=whole[-1] if whole else None)


def some_fatally(scene: Scene, q: QuantityPhrase) -> Link | None:
    """Some of those shot died of it: "five people were shot, one fatally"."""
    after = scene.tokens[q.last].lower if q.last < len(scene.tokens) else ""
    if after not in ("fatally", "mortally") or not scene.links or scene.links[-1].harm is not Harm.INJURED:
        return None
    next_trigger = next((t for t in scene.triggers if t.first >= q.last), None)
    if next_trigger is not None and next_trigger.first <= q.last + 1:
        return None  # "one fatally wounded" has a verb of its own
    return link_by(q, Harm.KILLED, some_fatally)
