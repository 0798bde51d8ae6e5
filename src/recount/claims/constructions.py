"""Constructions: which harm a figure is said of, and by which turn of phrase.

Each rule is a small function that ties one quantity to one harm word and says why. They are tried in the order of
`RULES`; a harm word that already took its victims is not taken twice by the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from recount.claims.companions import with_companions
from recount.claims.scene import INCLUDING, Link, Scene
from recount.claims.triggers import ACTIVE, PASSIVE, TOLL, Trigger, find_triggers, harm_nouns
from recount.claims.victims import QuantityPhrase
from recount.claims.words import words
from recount.model import Harm, Reason, Token, Victims

NEAR = 4
"""Tokens that may stand between an active harm word and its victims."""

FAR = 16
"""Tokens that may stand between victims and a passive harm word, or between "toll" and its number."""

_PLACING = frozenset({"by", "in", "on", "at", "near", "from", "with"})
_STOPS = frozenset({";", ":", "but", "while", "whereas", "although", "when", "after", "as", "that", "who"})
_RISE = frozenset(
    "rose rises risen rise climbed climbs reached reaches stands stood passed put now at to of was is hit".split()
)


Rule = Callable[[Scene, QuantityPhrase], Link | None]


def find_links(tokens: Sequence[Token], quantities: Sequence[QuantityPhrase]) -> list[Link]:
    """Every figure of the sentence that is said of people harmed, left to right."""
    scene = Scene(tokens=tokens, quantities=quantities, triggers=find_triggers(tokens))
    if not scene.triggers and not any(q.noun in harm_nouns() for q in quantities):
        return []
    for quantity in quantities:
        link = next((found for rule in RULES if (found := rule(scene, quantity))), None)
        if link is not None:
            scene.links.append(link)
            if link.trigger is not None:
                way = TOLL if TOLL in link.trigger.ways else ACTIVE
                scene.taken.add((link.trigger.first, way if link.trigger.last <= quantity.first else PASSIVE))
    return with_companions(scene)


def broken_down_from_a_larger_figure(scene: Scene, q: QuantityPhrase) -> Link | None:
    """The figure breaks down the one before it: "including four children"."""
    if not scene.includes(q) or not scene.links:
        return None
    head = len(scene.links) - 1
    while scene.links[head].head is not None:
        head = scene.links[head].head or 0
    if (scene.links[head].quantity.stated.value or 0) <= (q.stated.value or 0):
        return None
    return _link(scene, q, scene.links[head].harm, "broken_down_from_a_larger_figure", head=head)


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
    return _link(scene, some, scene.links[whole].harm, "some_of_them", head=whole)


def noun_counts_the_harm(scene: Scene, q: QuantityPhrase) -> Link | None:
    """The noun it counts is the harm itself: "20 deaths", "nine bodies"."""
    harm = harm_nouns().get(q.noun or "")
    if harm is None or q.noun == "lives" or q.single:
        return None
    return _link(scene, q, harm, "noun_counts_the_harm")


def noun_counts_the_dead(scene: Scene, q: QuantityPhrase) -> Link | None:
    """It counts the dead by their noun, whatever is said of them: "nine bodies were found under the rubble"."""
    if q.single or q.noun not in _THE_DEAD:
        return None
    return _link(scene, q, Harm.KILLED, "noun_counts_the_dead")


_THE_DEAD = frozenset(
    {"bodies", "corpses", "deaths", "fatalities", "martyrs", "death", "fatality", "corpse", "deceased"}
)


def harm_directly_before(scene: Scene, q: QuantityPhrase) -> Link | None:
    """An active harm word stands directly before the figure: "killed four children"."""
    trigger = next((t for t in reversed(scene.triggers) if t.last <= q.first), None)
    if trigger is None or ACTIVE not in trigger.ways or not _may_take(scene, trigger, q):
        return None
    gap = scene.tokens[trigger.last : q.first]
    if len(gap) > NEAR or any(t.lower in _STOPS or t.text in ".,()" for t in gap):
        return None
    if _follows_victims(scene, trigger) or any(
        t.lower in ("by", "in", "on", "at", "near", "from", "with") for t in gap
    ):
        return None
    if _own_harm_follows(scene, trigger, q):
        return None
    return _link(scene, q, trigger.harm, "harm_directly_before", trigger=trigger)


def harm_after(scene: Scene, q: QuantityPhrase) -> Link | None:
    """A harm word follows the figure: "160 people have died", "12 dead", "four more were injured"."""
    trigger = _what_became_of(scene, q, next((t for t in scene.triggers if t.first >= q.last), None))
    if trigger is None or PASSIVE not in trigger.ways or (trigger.weak and q.noun is None and not _of_people(trigger)):
        return None
    gap = scene.gap(q.end, trigger.first)
    if _says_whose_parent(scene, q):
        return None
    if not _passes(gap, q) or _acts_on_another(scene, trigger, q, gap):
        return None
    return _link(scene, q, trigger.harm, "harm_after", trigger=trigger)


def _says_whose_parent(scene: Scene, q: QuantityPhrase) -> bool:
    """Whether the children counted only tell of their parent: "a man with three children was killed"."""
    if q.noun not in ("children", "kids", "sons", "daughters", "girls", "boys") or q.single:
        return False
    if q.first < 2 or scene.tokens[q.first - 1].lower not in ("with", "of"):
        return False
    parent = scene.tokens[q.first - 2].lower
    return parent in _PARENTS or any(p.single and p.last == q.first - 1 for p in scene.quantities)


_PARENTS = frozenset({"father", "mother", "parent", "man", "woman", "widow", "widower", "husband", "wife"})


def toll_stands_at(scene: Scene, q: QuantityPhrase) -> Link | None:
    """A toll is given: "the death toll rose to 32", "the death of two men"."""
    trigger = next((t for t in reversed(scene.triggers) if t.last <= q.first and TOLL in t.ways), None)
    if trigger is None:
        return None
    gap = [t.lower for t in scene.gap(trigger.last, q.first)]
    direct = trigger.words.endswith(" of") or trigger.words.endswith(" to")
    fits = len(gap) <= 3 if direct else len(gap) <= FAR and bool(_RISE & set(gap) or not gap)
    if (
        not fits
        or _STOPS & set(gap) - {"as", "that"}
        or any(q2 for q2 in scene.quantities if trigger.last <= q2.first < q.first)
    ):
        return None
    return _link(scene, q, trigger.harm, "toll_stands_at", trigger=trigger)


def brings_the_toll_to(scene: Scene, q: QuantityPhrase) -> Link | None:
    """A toll stands after its figure: "bringing to 45 the number killed"."""
    trigger = next((t for t in scene.triggers if t.first >= q.last and TOLL in t.ways), None)
    if trigger is None or trigger.words.endswith((" of", " to")):
        return None
    before = [t.lower for t in scene.tokens[max(0, q.first - 2) : q.first]]
    between = {t.lower for t in scene.tokens[q.last : trigger.first]}
    if before[-1:] != ["to"] or before[0] not in _BRINGS or not between <= {"the", "total", "overall", "confirmed"}:
        return None
    return _link(scene, q, trigger.harm, "brings_the_toll_to", trigger=trigger)


_BRINGS = frozenset(
    {"bringing", "brings", "brought", "bring", "raising", "raises", "raised", "taking", "takes", "took"}
)


def among_the_dead(scene: Scene, q: QuantityPhrase) -> Link | None:
    """Named among those harmed: "among the dead were 22 children"; "a child was among the dead"."""
    lowers = [t.lower for t in scene.tokens]
    trigger = next((t for t in reversed(scene.triggers) if t.last <= q.first), None)
    if trigger is None or PASSIVE not in trigger.ways:
        return None
    before = lowers[max(0, trigger.first - 3) : trigger.first]
    if "among" not in before or not set(lowers[trigger.last : q.first]) <= {"were", "was", "are", "is", "also"}:
        return None
    return _link(scene, q, trigger.harm, "among_the_dead", trigger=trigger)


def joined_to_the_figure_before(scene: Scene, q: QuantityPhrase) -> Link | None:
    """Joined by "and" to the figure before, without a harm word of its own: "… and at least 45 a day later in …"."""
    if not scene.links or q.single:
        return None
    last = scene.links[-1]
    between = scene.tokens[last.quantity.end : q.first]
    beside = not between and q.noun is not None and last.reason.rule == "harm_directly_before"
    if beside:  # "kill 12 fighters over 30 mercenaries": a heading without its commas
        return _link(scene, q, last.harm, "joined_to_the_figure_before", trigger=None)
    if not between or between[-1].lower not in ("and", ",") or any(t.lower in _STOPS for t in between):
        return None
    close = len(between) <= 2 and last.trigger is not None and last.trigger.last <= last.quantity.first
    gapped = last.trigger is not None and _is_gapped(scene, q, last)
    if not (close and q.noun is not None) and not gapped:
        return None
    return _link(scene, q, last.harm, "joined_to_the_figure_before", trigger=None)


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
    return _link(scene, some, trigger.harm, "some_of_those_harmed", trigger=trigger, head=whole[-1] if whole else None)


RULES: tuple[Rule, ...] = (
    broken_down_from_a_larger_figure,
    some_of_them,
    some_of_those_harmed,
    among_the_dead,
    harm_directly_before,
    toll_stands_at,
    brings_the_toll_to,
    noun_counts_the_dead,
    harm_after,
    noun_counts_the_harm,
    joined_to_the_figure_before,
)
"""In the order in which they are tried."""


def _link(
    scene: Scene, q: QuantityPhrase, harm: Harm, rule: str, *, trigger: Trigger | None = None, head: int | None = None
) -> Link:
    sentence = (globals()[rule].__doc__ or "").strip().splitlines()[0]
    return Link(quantity=q, harm=harm, reason=Reason(rule=rule, sentence=sentence), trigger=trigger, head=head)


def _what_became_of(scene: Scene, q: QuantityPhrase, trigger: Trigger | None) -> Trigger | None:
    """With "several of the injured died", the dying: who they were before is not the harm told."""
    if trigger is None or [t.lower for t in scene.tokens[q.last : trigger.first]] not in (
        ["of", "the"],
        ["of", "those"],
    ):
        return trigger
    later = next((t for t in scene.triggers if t.first >= trigger.last), None)
    return later if later is not None and later.first - trigger.last <= 3 and PASSIVE in later.ways else trigger


def _may_take(scene: Scene, trigger: Trigger, q: QuantityPhrase) -> bool:
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
    if trigger.words == "lost" and q.noun in _CLOSE:
        return True
    return q.noun == "lives" or (
        q.noun is not None and (q.victims is Victims.COMBATANT or trigger.harm is not Harm.KILLED)
    )


_CLOSE = frozenset(
    "relatives relative members children child sons son daughters daughter brothers brother sisters sister siblings"
    " parents cousins uncles nephews nieces wife husband mother father grandchildren comrades colleagues"
    " friends".split()
)
"""Those whom one loses by their death: "he lost five relatives", while lost patients or customers may live."""


def _own_harm_follows(scene: Scene, before: Trigger, q: QuantityPhrase) -> bool:
    """Whether the harm word before has victims already and another follows: "Child Killed 20 People Injured"."""
    after = next((t for t in scene.triggers if t.first == q.last), None)
    if after is None or PASSIVE not in after.ways:
        return False
    next_q = next((p for p in scene.quantities if p.first >= after.last), None)
    if ACTIVE in after.ways and next_q is not None and next_q.first - after.last <= 1:
        return False
    return before.first > 0 and words().victims.ending_at(scene.tokens, before.first) is not None


def _follows_victims(scene: Scene, trigger: Trigger) -> bool:
    """Whether the harm word is passive in form ("were killed"), so that its victims stand before it."""
    before = [t.lower for t in scene.tokens[max(0, trigger.first - 3) : trigger.first]]
    return bool(before) and (before[-1] in _BE or (len(before) > 1 and before[-2] in _BE and before[-1].endswith("ly")))


_BE = frozenset({"was", "were", "been", "being", "be", "are", "is", "got", "get"})


def _passes(gap: list[Token], q: QuantityPhrase) -> bool:
    """Whether a harm word may reach back over these words to its victims."""
    lowers = [t.lower for t in gap]
    limit = NEAR if q.single or q.noun is None else FAR
    if len([w for w in lowers if w not in words().auxiliaries]) > limit:
        return False
    return not _BREAKS & set(lowers)


_BREAKS = frozenset({";", ":", "but", "while", "after", "killing", "wounding", "when", "said", "says", "saying"})


def _of_people(trigger: Trigger) -> bool:
    """Whether only people can be said to be so: "seven were hurt", while "seven were destroyed" needs a noun."""
    return trigger.harm in (Harm.INJURED, Harm.CAPTURED)


def _acts_on_another(scene: Scene, trigger: Trigger, q: QuantityPhrase, gap: list[Token]) -> bool:
    """Whether the harm word is active and its victims stand after it: "a bomber killed 30 people"."""
    if ACTIVE not in trigger.ways or any(t.lower in _BE | {"have", "had", "has"} for t in gap):
        return False
    following = next((p for p in scene.quantities if p.first >= trigger.last), None)
    if following is None or following.first - trigger.last > NEAR:
        return bool(q.single and not gap and _object_follows(scene, trigger))
    if _own_harm_follows(scene, trigger, following):
        return False
    between = {t.lower for t in scene.tokens[trigger.last : following.first]}
    if between & (_PLACING | _STOPS | INCLUDING | {"and", ","}):
        return False
    own = next((t for t in scene.triggers if t.first >= following.last and t.first - following.last <= 1), None)
    return q.single or own is None or q.victims is Victims.COMBATANT


def _object_follows(scene: Scene, trigger: Trigger) -> bool:
    nxt = scene.tokens[trigger.last].lower if trigger.last < len(scene.tokens) else ""
    return nxt in words().determiners or nxt in ("him", "them", "himself", "herself", "dozens")


def _is_gapped(scene: Scene, q: QuantityPhrase, last: Link) -> bool:
    """Whether the clause leaves out its verb: the figure is followed by a time or a place, not by a verb."""
    trigger = last.trigger
    if trigger is None or scene.tokens[q.first - 1].lower != "and" or trigger.first > q.first:
        return False
    after = [t.lower for t in scene.tokens[q.last : q.last + 3]]
    return bool(after) and (after[0] in _GAPPED_BEFORE or q.noun is None)


_GAPPED_BEFORE = frozenset({"in", "at", "on", "near", "a", "the", "others", "more", "outside", "from"})
