"""Accused: who is said to have done the harm, chosen among the parties that the report names near the figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from recount.claims.choosing import Candidate, Chooser
from recount.claims.discourse import Discourse, in_heading
from recount.claims.draft import Draft, Scanned
from recount.claims.means import accused
from recount.claims.nearness import against_figure
from recount.claims.parties import GROUP, PartyWords
from recount.claims.roles import DOING
from recount.model import Mention, Span, Victims

SURE = 0.4
"""Share of the weight that a party needs to be named as accused: refusing is better than guessing."""

_CARRIED = "Another sentence names who did it; its own names none, or one less fitting."

_WAR = re.compile(r"\b(?:war|conflict|uprising|rebellion|revolution|revolt|crisis|since (?:march )?20\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A party as it stands in a sentence."""

    number: int
    party: PartyWords


Mentions = list[tuple[Named, frozenset[str]]]


def fill_accused(discourse: Discourse, draft: Draft, chooser: Chooser) -> None:
    """Set who is said to have done it, with the reason where another sentence says so."""
    chosen = chooser.choose("by", draft, list(party_candidates(discourse, draft)), sure=SURE)
    if chosen.value is None:
        return
    named = chosen.value
    draft.by = [_mention(discourse.scanned[named.number], named.party)]
    if named.number == draft.number:
        joined = [p for p in _accused_here(draft) if p.key != named.party.key]
        draft.by += [_mention(draft.scanned, p) for p in joined if _joined(draft.scanned, named.party, p)]
    else:
        draft.because("accused_in_another_sentence", _CARRIED)


def party_candidates(discourse: Discourse, draft: Draft) -> Iterator[Candidate[Named | None]]:
    """No one, and each armed party or state that words near the figure, or where it is told again, say did something."""
    found: dict[str, Mentions] = defaultdict(list)
    for number in discourse.around(draft):
        for party in discourse.scanned[number].parties:
            found[party.key].append((Named(number, party), frozenset(_of_party(discourse, draft, number, party))))
    yield Candidate(None, frozenset(_of_none(discourse, draft, found)))
    most = max((len(f) for f in found.values()), default=0)
    sides = {p.side for p in victims_parties(draft) if p.side and p.generic != GROUP}
    for mentions in found.values():
        features = set[str]().union(*(f for _, f in mentions))
        if not features & {"acts", "claims_the_attack"}:
            continue  # no words near say that it did anything: it is not accused, however likely
        party = mentions[0][0].party
        if sides:
            features.add("own_side" if party.side in sides else "other_side")
        if len(mentions) == most:
            features.add("most")
        if len(found) == 1:
            features.add("sole")
        if party.generic == GROUP:
            features.update(_of_generic(found))
        best = min(mentions, key=lambda pair: ("acts" not in pair[1], abs(pair[0].number - draft.number)))[0]
        yield Candidate(best, frozenset(features))


def _of_none(discourse: Discourse, draft: Draft, found: dict[str, Mentions]) -> Iterator[str]:
    """What speaks for naming no one."""
    features = [f for mentions in found.values() for _, f in mentions]
    yield "none"
    yield from (f"none+{f}" for f in (draft.harm, draft.means, draft.victims))
    if not any("own" in f for f in features):
        yield "none_in_its_sentence"
    if not any("acts" in f for f in features):
        yield "none_acts"
    if not any({"own", "acts"} <= f for f in features):
        yield "none_acts_here"
        if draft.own_means:
            yield "its_means_has_no_doer"
    if discourse.unclear_who:
        yield "said_to_be_unclear"
    if not found:
        yield "none_near"
    yield f"none+size_{sum(draft.value >= s for s in (3, 50, 1000, 10_000, 100_000))}"
    if _WAR.search(draft.scanned.sentence.span.of(discourse.text.canonical)):
        yield "none+the_war"
    if in_heading(draft):
        yield "none_in_a_heading"


def _of_generic(found: dict[str, Mentions]) -> Iterator[str]:
    yield "generic"
    if any(m[0][0].party.generic != GROUP and any("acts" in f for _, f in m) for m in found.values()):
        yield "generic+another_acts"


def _of_party(discourse: Discourse, draft: Draft, number: int, party: PartyWords) -> Iterator[str]:
    where, scanned = discourse.stands(draft, number), discourse.scanned[number]
    zone = _ZONES.get(where, "near" if "_" in where else "far")
    yield where
    yield f"kind_{party.kind}+{draft.means}"
    yield f"kind_{party.kind}+{draft.victims}"
    if draft.source is not None and party.name.lower() in draft.source.words.lower():
        yield "tells_it_itself"
    if party.key in discourse.claimed:
        yield "claims_the_attack"
    same = any(m.concept == draft.means for m in scanned.means)
    for role in discourse.roles_of(scanned, party):
        yield role
        yield f"{zone}+{role}"
        if role in DOING and (role != "fought" or draft.victims is Victims.COMBATANT):
            yield "acts"
            yield f"{zone}+acts"
            if same:
                yield f"{zone}+acts+same_means"
    deed = next((m for m in scanned.means if 0 <= m.first - party.last <= 2), None)
    if deed is not None and deed.concept == draft.means:
        yield "same_means"
    if where == "own":
        if any(p.key == party.key for p in _accused_here(draft)):
            yield "accused_by_rule"
            yield "acts"
        yield from against_figure(draft, party.first, party.last, [(p.first, p.last) for p in scanned.parties])
    if any(_within(party, q.first, q.last) for q in (link.quantity for link in scanned.links)):
        yield f"{zone}+harmed"
    elif party.name in draft.who:
        yield "here+harmed"


_ZONES = {"own": "here", "telling": "here", "heading": "far"}


def _accused_here(draft: Draft) -> list[PartyWords]:
    q, trigger = draft.link.quantity, draft.link.trigger
    active = trigger is not None and trigger.last <= q.first and "active" in trigger.ways
    span = (trigger.first, trigger.last) if trigger else None
    return accused(draft.scanned, span, (q.first, q.last), active=active)


def victims_parties(draft: Draft) -> list[PartyWords]:
    """The parties that the victims' own words name."""
    q = draft.link.quantity
    return [p for p in draft.scanned.parties if _within(p, q.first, q.last) or p.name in draft.who]


def _within(party: PartyWords, first: int, last: int) -> bool:
    return party.first < last and first < party.last


def _joined(scanned: Scanned, one: PartyWords, other: PartyWords) -> bool:
    """Whether two parties are named together: "Russian or Syrian warplanes"."""
    a, b = sorted(((one.first, one.last), (other.first, other.last)))
    between = [t.lower for t in scanned.sentence.tokens[a[1] : b[0]]]
    return len(between) <= 3 and bool({"and", "or", "/"} & set(between))


def _mention(scanned: Scanned, named: PartyWords) -> Mention:
    tokens = scanned.sentence.tokens
    span = Span(start=tokens[named.first].start, end=tokens[named.last - 1].end)
    return Mention(span=span, words=named.name)
