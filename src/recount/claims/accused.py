"""Accused: who is said to have done the harm, chosen among the parties that the report names near the figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from recount.claims.choosing import Candidate, Chooser
from recount.claims.discourse import Discourse, in_heading
from recount.claims.draft import Draft, Scanned
from recount.claims.means import accused
from recount.claims.nearness import against_figure, explains
from recount.claims.parties import GROUP, PartyWords
from recount.claims.roles import ASIDE, DOING
from recount.claims.scope import sums_up_the_war
from recount.lang.loader import lexicon
from recount.lang.phrases import lower_at
from recount.model import ActorKind, Mention, Span, Victims

SURE, SURE_FROM_AFAR = 0.4, 0.5
"""Share of all weight that a party needs to be accused, by its own words or a telling's, and by other sentences.

Refusing is better than guessing. When it was measured, on reports unseen, 0.4 and 0.5 left 73 of 734 choices with a
wrong party, 0 and 0 left 84, and no more choices were wrong in all.
"""

_CARRIED = "Another sentence names who did it; its own names none, or one less fitting."

_WAR = re.compile(
    r"\b(?:war|conflict|uprising|rebellion|revolution|revolt|crisis|since (?:march )?20\d\d)\b", re.IGNORECASE
)


@lru_cache(maxsize=64)
def _speaks_of_war(said: str) -> bool:
    """Looked for once for all the figures of a sentence."""
    return _WAR.search(said) is not None


@dataclass(frozen=True, slots=True)
class Named:
    """A party as it stands in a sentence."""

    number: int
    party: PartyWords


Mentions = list[tuple[Named, frozenset[str]]]


def fill_accused(discourse: Discourse, draft: Draft, chooser: Chooser) -> None:
    """Set who is said to have done it, with the reason where another sentence says so."""
    candidates = _together(discourse, list(party_candidates(discourse, draft)))
    chosen = chooser.choose("by", draft, candidates)
    if chosen.value is None:
        return
    named = chosen.value
    draft.by = [_mention(discourse.scanned[named.number], named.party)]
    if named.number == draft.number:
        joined = [p for p in _accused_here(draft) if p.key != named.party.key]
        draft.by += [_mention(draft.scanned, p) for p in joined if _joined(draft.scanned, named.party, p)]
    else:
        scanned = discourse.scanned[named.number]
        draft.by += [_mention(scanned, o.party) for o in _named_with(discourse, candidates, named)]
        draft.because("accused_in_another_sentence", _CARRIED)


def _together(discourse: Discourse, candidates: Sequence[Candidate[Named | None]]) -> list[Candidate[Named | None]]:
    """The candidates; parties that one sentence accuses together share the weight that an accusation needs."""
    out: list[Candidate[Named | None]] = []
    for c in candidates:
        others = _named_with(discourse, candidates, c.value) if c.value is not None else []
        out.append(replace(c, needs=c.needs / (1 + len(others))) if others else c)
    return out


def _named_with(discourse: Discourse, candidates: Sequence[Candidate[Named | None]], named: Named) -> list[Named]:
    """Those among the candidates that the sentence names together with one: "Russian and Syrian aircraft"."""
    beside = [o.value for o in candidates if o.value is not None and o.value.number == named.number]
    scanned = discourse.scanned[named.number]
    return [o for o in beside if o.party.key != named.party.key and _joined(scanned, named.party, o.party)]


def party_candidates(discourse: Discourse, draft: Draft) -> Iterator[Candidate[Named | None]]:
    """No one, and each party that words near the figure, or where it is told again, say did something."""
    found: dict[str, Mentions] = defaultdict(list)
    for number in sorted({*discourse.around(draft), *discourse.claimed.values()}):
        for party in discourse.scanned[number].parties:
            found[party.key].append((Named(number, party), frozenset(_of_party(discourse, draft, number, party))))
    yield Candidate(None, frozenset(_of_none(discourse, draft, found)))
    sides = {p.side for p in victims_parties(draft) if p.side and p.generic != GROUP}
    told = _told_here(found) or sums_up_the_war(discourse, draft)
    others_deed = names_another_doer(draft)
    for mentions in found.values():
        every = frozenset[str]().union(*(f for _, f in mentions))
        if not every & {"acts", "claims_the_attack"}:
            continue  # no words near say that it did anything: it is not accused, however likely
        if mentions[0][0].party.name in draft.who or _loses_them(draft, mentions):
            continue  # those harmed are its own: "the army killed 30 rebels and lost five soldiers"
        if others_deed and "here+acts" not in every:
            continue  # "five of the attackers were shot by guards": who sent them did not do it
        if "tells_it_itself" in every and not every & _HERE and _follows_another(draft, discourse):
            continue  # it tells of its own losses, right behind what another did
        if told and not every & _HERE:
            continue  # its own sentence says who did it; or it sums up the war, which no one sentence far off explains
        if not every & _HERE and mentions[0][0].party.generic == GROUP:
            continue  # "terrorists", named elsewhere, may be anyone
        best, features = min(mentions, key=lambda pair: _rank(draft, *pair))
        if not every & _HERE and _elsewhere(discourse, draft, best.number):
            continue  # what it did in other places says nothing of this one
        if sides:
            features |= {"own_side" if best.party.side in sides else "other_side"}
        needs = SURE if every & _HERE else SURE_FROM_AFAR
        yield Candidate(best, features | frozenset(_among(found, mentions, every)), needs)


def _elsewhere(discourse: Discourse, draft: Draft, number: int) -> bool:
    """Whether a sentence names places, and only others than the figure's own sentence names."""
    here, there = (
        {word for p in scanned.places if p.announced for word in p.words.lower().split() if len(word) > SHORT}
        for scanned in (draft.scanned, discourse.scanned[number])
    )
    return bool(here and there) and here.isdisjoint(there)


SHORT = 3
"""Letters. Words of names that are no longer tell no places apart: "of", "al"."""


def names_another_doer(draft: Draft) -> bool:
    """Whether its own words name a doer who is no party, tell of an accident, or call those harmed the attackers."""
    tokens, q, trigger = draft.scanned.sentence.tokens, draft.link.quantity, draft.link.trigger
    if any(t.lower in ATTACKERS for t in tokens[q.first : q.last]) or not _accidents().isdisjoint(draft.scanned.lowers):
        return True
    if trigger is None or lower_at(tokens, trigger.last) != "by":
        return False
    doer = range(trigger.last + 1, trigger.last + DOER)
    return any(lower_at(tokens, k) in _GUARDS for k in doer) and not any(p.first in doer for p in draft.scanned.parties)


@cache
def _accidents() -> frozenset[str]:
    return frozenset(lexicon("en", "accusing")["accidents"])


ATTACKERS = frozenset("attackers attacker assailants assailant bombers bomber hijackers perpetrators raiders".split())
"""Nouns for those harmed that say that the deed was theirs."""

DOER = 4
"""Tokens after "by" in which a doer who is no party may be named."""

_GUARDS = frozenset("police officers officer forces guards guard soldiers troops army security residents mob".split())
"""Nouns for doers that need be no party of the register: "shot dead by security forces"."""


def _loses_them(draft: Draft, mentions: Mentions) -> bool:
    """Whether the figure's own words say that the party lost them."""
    trigger = draft.link.trigger
    if trigger is None or lower_at(draft.scanned.sentence.tokens, trigger.first) not in _LOSING:
        return False
    return any(named.number == draft.number and named.party.last <= trigger.first for named, _ in mentions)


_LOSING = frozenset({"lost", "lose", "loses", "losing"})


def _follows_another(draft: Draft, discourse: Discourse) -> bool:
    """Whether the sentence right before the figure's, of its paragraph, names another party than who tells of it."""
    before, source = draft.number - 1, draft.source.words.lower() if draft.source is not None else ""
    if before < 0 or discourse.scanned[before].sentence.paragraph != draft.paragraph:
        return False
    return any(p.name.lower() not in source for p in discourse.scanned[before].parties if p.generic != GROUP)


_HERE = frozenset({"here+acts", "again+acts", "claims_the_attack"})


def _told_here(found: dict[str, Mentions]) -> bool:
    """Whether the figure's own sentence says of a party that it did the harm."""
    return any(
        "here+accused_by_rule" in f and n.party.generic != GROUP for mentions in found.values() for n, f in mentions
    )


def _rank(draft: Draft, named: Named, features: frozenset[str]) -> tuple[bool, int, int]:
    """How little a mention says of who did it: one that acts before one that doesn't, then by where it stands."""
    zone = next(
        (k for k, name in enumerate(("at_own", "at_telling", "near+acts", "heading+acts")) if name in features), 4
    )
    return "acts" not in features, zone, abs(named.number - draft.number)


def _among(found: dict[str, Mentions], mentions: Mentions, every: frozenset[str]) -> Iterator[str]:
    """How a party's mentions, all told, stand among those of others."""
    party = mentions[0][0].party
    acting = sum("acts" in f for _, f in mentions)
    yield f"acts_{min(3, acting)}_times"
    yield from (f"somewhere+{f}" for f in every if f.startswith("here+") and f.removeprefix("here+") in ASIDE)
    yield from every & {"here+harmed", "near+harmed", "claims_the_attack", "tells_it_itself", "heading+acts"}
    others = [m for key, m in found.items() if key != party.key]
    if len(mentions) == max(map(len, found.values())):
        yield "most"
    if acting > max((sum("acts" in f for _, f in m) for m in others), default=0):
        yield "acts_most"
    if not others:
        yield "sole"
    if not any("acts" in f for m in others for _, f in m):
        yield "sole_that_acts"
    here = any("here+acts" in f for _, f in mentions)
    if any("here+acts" in f for m in others for _, f in m):
        yield "another_acts_here_too" if here else "another_acts_here"
    if party.generic == GROUP:
        yield "generic"
        if any(m[0][0].party.generic != GROUP and any("acts" in f for _, f in m) for m in others):
            yield "generic+another_acts"


def _of_none(discourse: Discourse, draft: Draft, found: dict[str, Mentions]) -> Iterator[str]:
    """What speaks for naming no one."""
    features = [f for mentions in found.values() for _, f in mentions]
    yield "none"
    yield from (f"none+{f}" for f in (draft.harm, draft.means, draft.victims))
    if not any("at_own" in f for f in features):
        yield "none_in_its_sentence"
    if not any("acts" in f for f in features):
        yield "none_acts"
    if not any({"at_own", "acts"} <= f for f in features):
        yield "none_acts_here"
        if draft.own_means:
            yield "its_means_has_no_doer"
    if discourse.unclear_who:
        yield "said_to_be_unclear"
    if not found:
        yield "none_near"
    yield f"none+size_{sum(draft.value >= s for s in (3, 50, 1000, 10_000, 100_000))}"
    if _speaks_of_war(draft.scanned.sentence.span.of(discourse.text.canonical)):
        yield "none+the_war"
    if in_heading(draft):
        yield "none_in_a_heading"


def _of_party(discourse: Discourse, draft: Draft, number: int, party: PartyWords) -> Iterator[str]:
    where, scanned = discourse.stands(draft, number), discourse.scanned[number]
    zone = _ZONES.get(where, "near" if "_" in where else "far")
    yield f"at_{where}"
    yield f"kind_{party.kind}+{draft.means}"
    yield f"kind_{party.kind}+{draft.victims}"
    if draft.source is not None and party.name.lower() in draft.source.words.lower():
        yield "tells_it_itself"
    if party.key in discourse.claimed:
        yield "claims_the_attack"
    known = discourse.roles_of(scanned, party)
    means = _means_told(scanned, party)
    doing = _doing(discourse, draft, number, party, means)
    if doing:
        yield "acts"
        yield f"{zone}+acts"
        yield from (f"{zone}+{role}" for role in doing)
        if draft.means in means:
            yield f"{zone}+acts+same_means"
        elif means and draft.means != "unknown":
            yield f"{zone}+acts+other_means"
        if where not in ("own", "telling"):
            yield f"{zone}+acts+{explains(draft, scanned)}"
    yield from (f"{zone}+{role}" for role in known - DOING)
    if where == "own":
        yield from (
            f"own_{f}"
            for f in against_figure(draft, party.first, party.last, [(p.first, p.last) for p in scanned.parties])
        )
    if party.name in draft.who:
        yield "here+harmed"


def _means_told(scanned: Scanned, party: PartyWords) -> set[str]:
    """The means that a sentence names. The bombs of a state's forces or of a coalition fall from the air."""
    means = {m.concept for m in scanned.means}
    if "bombing" in means and party.kind in (ActorKind.STATE_FORCES, ActorKind.COALITION):
        means.add("airstrike")
    return means


def _doing(discourse: Discourse, draft: Draft, number: int, party: PartyWords, means: set[str]) -> set[str]:
    """The roles by which a sentence says that a party did what may have done the figure's harm."""
    where, scanned = discourse.stands(draft, number), discourse.scanned[number]
    known = discourse.roles_of(scanned, party)
    doing = {r for r in known & DOING if r != "fought" or draft.victims is Victims.COMBATANT}
    if where == "own" and not known & ASIDE and any(p.key == party.key for p in _accused_here(draft)):
        doing.add("accused_by_rule")
    if where in ("own", "telling"):
        return doing
    if _tells_another_event(draft, number, scanned):
        return set()  # "earlier this month a doctor died elsewhere; X was blamed": blamed for that
    if means and draft.means != "unknown" and draft.means not in means:
        return set()  # a deed by other means, told elsewhere, is another deed
    return doing


def _tells_another_event(draft: Draft, number: int, scanned: Scanned) -> bool:
    """Whether another sentence tells of figures of its own, in a place that is not this figure's, later or another day.

    What a report goes on to tell of elsewhere explains nothing that it told before.
    """
    theirs = {p.words for p in scanned.places if p.announced}
    if not scanned.links or not theirs or theirs & {m.words for m in draft.where}:
        return False
    if number > draft.number and scanned.sentence.paragraph != draft.paragraph:
        return True
    days = [(t.rule, t.parts) for t in scanned.times]
    return bool(days) and draft.time is not None and (draft.time.rule, draft.time.parts) not in days


_ZONES = {"own": "here", "telling": "again", "heading": "heading"}


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
