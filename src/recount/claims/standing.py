"""Standing: whether those harmed were civilians, fighters or both, where their own noun leaves it open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from recount.claims.choosing import Candidate, Chooser
from recount.claims.discourse import Discourse, in_heading
from recount.claims.draft import Draft
from recount.claims.scene import INCLUDING
from recount.claims.victims import is_plural
from recount.claims.words import words
from recount.lang.loader import lexicon
from recount.model import Harm, Token, Victims

_OPEN = (Victims.UNSPECIFIED, Victims.CIVILIAN, Victims.COMBATANT, Victims.MIXED)


def fill_victims(discourse: Discourse, draft: Draft, chooser: Chooser) -> None:
    """Set who was harmed, with the reason where other words than its own noun say so."""
    stated = draft.link.quantity.victims
    if stated is not Victims.UNSPECIFIED:
        draft.victims = stated
        return
    chosen = chooser.choose("victims", draft, list(candidates(discourse, draft)))
    draft.victims = chosen.value
    if chosen.value is not Victims.UNSPECIFIED:
        draft.because(
            "standing_from_the_words_around", "Its own noun leaves open who they were; the words around it tell."
        )


def candidates(discourse: Discourse, draft: Draft) -> Iterator[Candidate[Victims]]:
    """Open, civilians, fighters, both."""
    seen = frozenset(_features(discourse, draft))
    for standing in _OPEN:
        yield Candidate(standing, frozenset({standing.value, *(f"{standing.value}+{f}" for f in seen)}))


def _features(discourse: Discourse, draft: Draft) -> Iterator[str]:
    q, scanned = draft.link.quantity, draft.scanned
    tokens = scanned.sentence.tokens
    last = tokens[q.last - 1].lower
    after = [t.lower for t in tokens[q.last : q.last + 2]]
    yield f"harm_{draft.harm}"
    if q.single:
        yield "told_by_name_or_kinship" if q.named else "one_without_a_number"
    if q.noun is None:
        yield "no_noun"
    elif q.noun in ("people", "person", "persons"):
        yield "people"
    if last in ("others", "other", "more"):
        yield "others"
    if after[:1] == ["of"] and after[-1:] in (["them"], ["those"], ["whom"]):
        yield "of_them"
    if in_heading(draft):
        yield "in_a_heading"
    for other in discourse.facts(draft):
        yield f"told_{other.link.quantity.victims}"
    yield from _beside(discourse, draft)
    around = discourse.standings
    if around:
        most, count = around.most_common(1)[0]
        yield f"report_mostly_{most}"
        if 1 < count == sum(around.values()):
            yield f"report_only_{most}"
    yield from _around(discourse, draft)
    for standing in sorted(scanned.standings):
        yield f"sentence_names_{standing}"
    if draft.harm in (Harm.DISPLACED, Harm.BESIEGED):
        yield "flight_or_siege"


NEAR = 2
"""Sentences before and after a figure whose words tell where it happened."""


def _around(discourse: Discourse, draft: Draft) -> Iterator[str]:
    """Where it happened and by what: a market or a front, a raid or a battle, and who is named besides the victims."""
    q, tokens = draft.link.quantity, draft.scanned.sentence.tokens
    for name, listed in _settings().items():
        if _beside_figure(draft, listed):
            yield f"own_{name}"
    near = discourse.scanned[max(0, draft.number - NEAR) : draft.number + NEAR + 1]
    for name, listed in _settings().items():
        if any(not listed.isdisjoint(s.lowers) for s in near if s is not draft.scanned):
            yield f"near_{name}"
    for means in {m.concept for m in draft.scanned.means}:
        yield f"means_{means}"
    if _beside_figure(draft, _BLAMED):
        yield "terrorists_beside"
    after = [t.lower for t in tokens[q.last : q.last + 4]]
    if set(after) & INCLUDING and (groups := groups_named(tokens, q.last)):
        yield "with_groups"
        yield from (f"with_{g}" for g in groups)
    for size in (2, 10, 100, 1000):
        if draft.value >= size:
            yield f"size_{size}"


def _beside_figure(draft: Draft, listed: frozenset[str]) -> bool:
    """Whether a word of the list stands in its sentence, besides those of the figure itself."""
    tokens, q = draft.scanned.sentence.tokens, draft.link.quantity
    if listed.isdisjoint(draft.scanned.lowers):
        return False
    return any(t.lower in listed for k, t in enumerate(tokens) if not q.first <= k < q.last)


_BLAMED = frozenset({"terrorist", "terrorists", "takfiri", "mercenaries"})
"""What one side calls its foes: whom they harm, it counts as civilians."""


@cache
def _settings() -> dict[str, frozenset[str]]:
    return {name: frozenset(listed) for name, listed in lexicon("en", "victims")["settings"].items()}


def groups_named(tokens: Sequence[Token], i: int) -> tuple[str, ...]:
    """Groups named without a number after "including" from token `i` on: "including women and children"."""
    k = i
    while k < min(len(tokens), i + REACH) and tokens[k].lower in INCLUDING | _TO_GROUPS:
        k += 1
    if not any(t.lower in INCLUDING | _MOST for t in tokens[i:k]):
        return ()
    groups: list[str] = []
    while k < len(tokens):
        noun = words().victims.at(tokens, k)
        if noun is not None and noun.meaning.who is not None and is_plural(tokens[k].lower):
            groups.append(noun.meaning.who)
            k = noun.last
        elif tokens[k].lower in ("and", ",", "the", "as", "well", "young"):
            k += 1
        else:
            break
    return tuple(dict.fromkeys(groups))


REACH = 8
_TO_GROUPS = frozenset({",", "of", "them", "whom", "were", "most", "mostly", "many", "-", "(", "among"})
_MOST = frozenset({"most", "mostly", "many"})


def _beside(discourse: Discourse, draft: Draft) -> Iterator[str]:
    """Standing of the figures next to it: in its sentence, its parts, the figure before."""
    same = [link.quantity for link in draft.scanned.links if not link.quantity.named]
    q = draft.link.quantity
    before = [k.victims for k in same if k.last <= q.first]
    after = [k.victims for k in same if k.first >= q.last]
    if before:
        yield f"before_{before[-1]}"
    if after:
        yield f"after_{after[0]}"
    k = discourse.index[id(draft)]
    if k > 0 and discourse.drafts[k - 1].number < draft.number and not discourse.drafts[k - 1].link.quantity.named:
        yield f"last_{discourse.drafts[k - 1].link.quantity.victims}"
    parts = {d.link.quantity.victims for d in discourse.parts.get(k, ())[:20]}
    for standing in sorted(parts):
        yield f"part_{standing}"
    if draft.part_of is not None:
        yield f"whole_{discourse.drafts[draft.part_of].link.quantity.victims}"
