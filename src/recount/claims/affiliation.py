"""Affiliation: whose fighters were harmed, and which groups of civilians, where their own noun does not say."""

from __future__ import annotations

from functools import cache

from recount.claims.discourse import Discourse
from recount.claims.draft import Draft
from recount.claims.parties import PartyWords
from recount.claims.standing import groups_named
from recount.lang.loader import lexicon
from recount.lang.phrases import lower_at
from recount.model import ActorKind, Victims
from recount.ontology import ActorEntry, actor_entries

BELONGS = 5
"""Tokens after a figure in which it may say whose they were: "eleven members of …"."""

IN_THE_REPORT = 2
"""Times a report names a party, at least, whose fighters it may mean without saying so again."""

_UNNAMED = frozenset({"rebels", "terrorists", "takfiris", "militants", "jihadists"})
"""Parties that are no more than a word for armed people."""


def fill_who(discourse: Discourse, draft: Draft) -> None:
    """Add to who was harmed: groups named without a number, and the party whose fighters they were."""
    tokens, q = draft.scanned.sentence.tokens, draft.link.quantity
    if draft.value > 1 or draft.stated.word:
        after = draft.link.trigger.last if draft.link.trigger is not None else 0
        later = groups_named(tokens, after) if after > q.last else ()  # "20 were killed, most of them children"
        draft.who = tuple(dict.fromkeys([*draft.who, *groups_named(tokens, q.last), *later]))
    if draft.victims is not Victims.COMBATANT or any(who not in _civil() for who in draft.who):
        return
    party = _told_of_them(draft) or _beside_them(draft) or _of_the_report(discourse, draft)
    if party is not None:
        draft.who = (*draft.who, party)
        draft.because("party_of_the_fighters", "The words around tell whose fighters they were.")


def _told_of_them(draft: Draft) -> str | None:
    """The party in their own words: "11 members of X", "25 Turkish soldiers"."""
    tokens, q = draft.scanned.sentence.tokens, draft.link.quantity
    if lower_at(tokens, q.last) in ("of", "from", "in", "with"):
        near = [p for p in draft.scanned.parties if q.last < p.first <= q.last + BELONGS]
        if near:
            return near[0].name
    if {t.lower for t in tokens[q.first : q.last]} & _nouns("opposition"):
        return "rebels"
    if _kind(draft) is ActorKind.STATE_FORCES:
        for token in tokens[q.first : q.last]:
            entry = _armies().get(f"{token.lower} army")
            if entry is not None:
                return entry.name
    return None


def _beside_them(draft: Draft) -> str | None:
    """The party of their kind that their sentence names, the nearest."""
    q = draft.link.quantity
    fitting = [p for p in draft.scanned.parties if _fits(p, _kind(draft)) and not _harms(draft, p)]
    nearest = min(fitting, key=lambda p: max(p.first - q.last, q.first - p.last), default=None)
    return None if nearest is None else nearest.name


def _of_the_report(discourse: Discourse, draft: Draft) -> str | None:
    """The party of their kind that the report names most."""
    kind = _kind(draft)
    if kind is None:
        return None
    fitting = {
        name: times for (name, key, of), times in discourse.parties.items() if of is kind and key not in _UNNAMED
    }
    most = max(fitting, key=lambda name: fitting[name], default=None)
    return most if most is not None and fitting[most] >= IN_THE_REPORT else None


def _fits(party: PartyWords, kind: ActorKind | None) -> bool:
    if party.key in _UNNAMED:
        return False
    return party.kind is kind if kind is not None else party.kind in (ActorKind.REBEL_GROUP, ActorKind.MILITIA)


def _harms(draft: Draft, party: PartyWords) -> bool:
    """Whether the words tell that the party did the harm: "X killed 12", "12 were killed by X"."""
    tokens, trigger = draft.scanned.sentence.tokens, draft.link.trigger
    before = (lower_at(tokens, party.first - 1), lower_at(tokens, party.first - 2))
    if "by" in before or before[0] in _FOES or (before[0] == "the" and before[1] in _FOES):
        return True  # "three soldiers were killed in an exchange of fire with Russian troops": whom they fought
    return trigger is not None and party.first < trigger.first < draft.link.quantity.first


_FOES = frozenset({"with", "against"})


def _kind(draft: Draft) -> ActorKind | None:
    """What kind of party their nouns tell of: soldiers are a state's, jihadists are not, fighters anyone's."""
    q = draft.link.quantity
    said = {t.lower for t in draft.scanned.sentence.tokens[q.first : q.last]}
    if said & _nouns("irregular"):
        return ActorKind.REBEL_GROUP
    return ActorKind.STATE_FORCES if said & _nouns("regular") else None


@cache
def _nouns(name: str) -> frozenset[str]:
    return frozenset(lexicon("en", "victims")["fighters"][name])


@cache
def _civil() -> frozenset[str]:
    """Groups that are no parties: children, women and others."""
    return frozenset(row["who"] for row in lexicon("en", "victims")["noun"] if "who" in row)


@cache
def _armies() -> dict[str, ActorEntry]:
    return {name: entry for entry in actor_entries() for name in entry.aliases if name.endswith(" army")}
