"""Causes: how the harm was done and who is said to have done it, chosen among all that the report names near it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from recount.claims.choosing import Candidate, Chooser
from recount.claims.discourse import Discourse, in_heading
from recount.claims.draft import Draft, Scanned
from recount.claims.means import MeansWords, PartyWords, accused
from recount.claims.syntax import above, distance
from recount.claims.words import words
from recount.lang.phrases import lower_at
from recount.model import Harm, Mention, Parse, Span, Victims

SURE = 0.4
"""Share of the weight that a party needs to be named as accused: refusing is better than guessing."""

UNKNOWN, CLASH = "unknown", "clash"

_CARRIED_MEANS = "Another sentence names the means; its own names none, or one less fitting."
_CARRIED_PARTY = "Another sentence names who did it; its own names none, or one less fitting."


@dataclass(frozen=True, slots=True)
class Named:
    """A party as it stands in a sentence."""

    number: int
    party: PartyWords


def fill_means(discourse: Discourse, draft: Draft, chooser: Chooser) -> None:
    """Set the means, with the reason where another sentence gives it."""
    if draft.harm is Harm.BESIEGED:
        draft.means, draft.own_means = "siege", True
        return
    chosen = chooser.choose("means", draft, list(means_candidates(discourse, draft)))
    draft.means, draft.own_means = chosen.value, "own" in chosen.features
    if chosen.value == CLASH and "implied" in chosen.features and "own" not in chosen.features:
        draft.because("fighters_killed_by_a_party", "Fighters killed by a party, no weapon named: fighting.")
    elif chosen.value != UNKNOWN and not draft.own_means:
        draft.because("means_from_another_sentence", _CARRIED_MEANS)


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
        draft.because("accused_in_another_sentence", _CARRIED_PARTY)


def means_candidates(discourse: Discourse, draft: Draft) -> Iterator[Candidate[str]]:
    """No known means, fighting, and each means named near the figure or where it is told again."""
    found: dict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for number in discourse.around(draft):
        scanned = discourse.scanned[number]
        for named in scanned.means:
            counts[named.concept] += 1
            found[named.concept] |= set(_of_means(discourse, draft, number, named))
    who = {f"{draft.victims}", f"{draft.harm}"}
    nothing = {"none", *(f"none+{w}" for w in who)} | ({"none_near"} if not found else set())
    if not draft.scanned.means:
        nothing.add("none_in_its_sentence")
    if in_heading(draft):
        nothing.add("none_in_a_heading")
    if draft.value >= 1000:
        nothing.add("none+thousands")
    yield Candidate(UNKNOWN, frozenset(nothing))
    if draft.victims is Victims.COMBATANT and _others_here(draft):
        found[CLASH] |= {"implied"}
    most = max(counts.values(), default=0)
    for concept, features in found.items():
        features |= {f"is_{concept}", f"is_{concept}+{draft.victims}", f"is_{concept}+{draft.harm}"} | {
            f"is_means+{w}" for w in who
        }
        features |= {f"count_{min(3, counts[concept])}"} | ({"most"} if 0 < counts[concept] == most else set())
        yield Candidate(concept, frozenset(features | ({"sole"} if len(counts) == 1 else set())))


def _of_means(discourse: Discourse, draft: Draft, number: int, named: MeansWords) -> Iterator[str]:
    where = discourse.stands(draft, number)
    scanned = discourse.scanned[number]
    yield where
    if named is scanned.means[-1] and where != "own":
        yield f"{where}+last"
    if named.concept in ("bombing", "other"):
        yield f"{where}+loose"
    if where != "own":
        return
    yield from _against_figure(draft, named.first, named.last, [(m.first, m.last) for m in scanned.means])


def _against_figure(draft: Draft, first: int, last: int, others: list[tuple[int, int]]) -> Iterator[str]:
    """How tokens `[first, last)` of its sentence stand to a figure and its harm word."""
    q, trigger, parse = draft.link.quantity, draft.link.trigger, draft.scanned.sentence.parse
    left = min(q.first, trigger.first) if trigger else q.first
    right = max(q.last, trigger.last) if trigger else q.last
    gap = _gap(first, last, left, right)
    if all(gap <= _gap(a, b, left, right) for a, b in others):
        yield "nearest"
    yield "left" if last <= left else "right" if first >= right else "inside"
    figures = [link.quantity for link in draft.scanned.links]
    if any(min(last, right) <= k.first and k.last <= max(first, left) for k in figures if k is not q):
        yield "figure_between"
    if trigger is not None and trigger.last <= q.first and "active" in trigger.ways and last <= trigger.first:
        yield "before_its_deed"
    if parse is not None:
        head = trigger.first if trigger else q.last - 1
        yield f"steps_{min(6, distance(parse, head, last - 1))}"


def party_candidates(discourse: Discourse, draft: Draft) -> Iterator[Candidate[Named | None]]:
    """No one, and each armed party or state named near the figure or where it is told again."""
    found: dict[str, list[tuple[Named, frozenset[str]]]] = defaultdict(list)
    for number in discourse.around(draft):
        for party in discourse.scanned[number].parties:
            found[party.key].append((Named(number, party), frozenset(_of_party(discourse, draft, number, party))))
    nothing = {"none", f"none+{draft.harm}", f"none+{draft.means}", f"none+{draft.victims}"}
    if not any("own" in f for of_one in found.values() for _, f in of_one):
        nothing.add("none_in_its_sentence")
    if not any("acts" in f for of_one in found.values() for _, f in of_one):
        nothing.add("none_acts")
    if draft.own_means and not any({"own", "acts"} <= f for of_one in found.values() for _, f in of_one):
        nothing.add("its_means_has_no_doer")
    if discourse.unclear_who:
        nothing.add("said_to_be_unclear")
    yield Candidate(None, frozenset(nothing | ({"none_near"} if not found else set())))
    most = max((len(f) for f in found.values()), default=0)
    sides = {a.side for a in _victims_words(draft) if a.side}
    for of_one in found.values():
        features = frozenset[str]().union(*(f for _, f in of_one))
        if not features & {"acts", "claims_the_attack"}:
            continue  # no words near say that it did anything: it is not accused, however likely
        entry = of_one[0][0].party
        best = min(of_one, key=lambda pair: ("acts" not in pair[1], abs(pair[0].number - draft.number)))[0]
        if entry.side and entry.side in sides:
            features |= {"own_side"}
        if len(of_one) == most:
            features |= {"most"}
        if len(found) == 1:
            features |= {"sole"}
        yield Candidate(best, features)


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
    for role in _roles(draft, scanned, party):
        yield role
        yield f"{zone}+{role}"
        if role in _DOING:
            yield "acts"
    deed = next((m for m in scanned.means if 0 <= m.first - party.last <= 2), None)
    if deed is not None and deed.concept == draft.means:
        yield "same_means"
    if where == "own":
        if any(p.key == party.key for p in _accused_here(draft)):
            yield "accused_by_rule"
            yield "acts"
        yield from _against_figure(draft, party.first, party.last, [(p.first, p.last) for p in scanned.parties])
    if any(_within(party, q.first, q.last) for q in (link.quantity for link in scanned.links)):
        yield f"{zone}+harmed"
    elif party.name in draft.who:
        yield "here+harmed"


_ZONES = {"own": "here", "telling": "here", "heading": "far"}
_DOING = frozenset({"by", "deed", "of_the_means", "doer_of_the_harm", "doer_of_the_attack"})


def _roles(draft: Draft, scanned: Scanned, party: PartyWords) -> Iterator[str]:
    """What a party is in its sentence, by the words beside it and by its place in the tree."""
    tokens = scanned.sentence.tokens
    before = lower_at(tokens, party.first - 1)
    before = lower_at(tokens, party.first - 2) if before == "the" else before
    if tokens[party.last - 1].lower.endswith(_HELD) or lower_at(tokens, party.last).endswith(_HELD):
        yield "holds"
        return
    if before in _ROLES:
        yield _ROLES[before]
        if _ROLES[before] in ("target", "placed", "held"):
            return
    after = range(party.last - 1, min(len(tokens), party.last + 3))
    if any(m.first in after for m in scanned.means) or any(words().attacks.at(tokens, k) for k in after):
        yield "deed"
    if scanned.sentence.parse is not None:
        yield from _in_tree(scanned, scanned.sentence.parse, party)


def _in_tree(scanned: Scanned, parse: Parse, party: PartyWords) -> Iterator[str]:
    """The subject of a harm or an attack, its agent, or part of the means' name; else subject or object of anything."""
    deeds = {link.trigger.first for link in scanned.links if link.trigger is not None}
    means = {k for m in scanned.means for k in range(m.first, m.last)}
    for k in above(parse, party.last - 1):
        relation, up = parse.relations[k], parse.heads[k]
        if up in means and relation in ("compound", "amod", "nmod:poss", "flat"):
            yield "of_the_means"
            return
        if relation in ("nsubj", "obl:agent"):
            of_attack = any(parse.heads[m] == up and m != k for m in means)
            yield "doer_of_the_harm" if up in deeds else "doer_of_the_attack" if of_attack else relation
            return
        if relation in ("obj", "nsubj:pass"):
            yield relation
        if relation not in _WITHIN_NAME:
            return


_ROLES = {
    role: name
    for name, those in {
        "by": "by from",
        "of": "of",
        "with": "with between",
        "target": "against targeting hit struck targeted attacked killed on upon",
        "placed": "at near in around",
        "held": "held controlled",
    }.items()
    for role in those.split()
}
_WITHIN_NAME = frozenset({"compound", "amod", "flat", "nmod:poss", "appos", "conj"})
"""Relations that lead from a party's name to the noun phrase it stands in: "Russian" to "warplanes"."""

_HELD = ("-held", "-controlled", "-run", "-ruled", "held", "controlled")


def _accused_here(draft: Draft) -> list[PartyWords]:
    q, trigger = draft.link.quantity, draft.link.trigger
    active = trigger is not None and trigger.last <= q.first and "active" in trigger.ways
    span = (trigger.first, trigger.last) if trigger else None
    return accused(draft.scanned, span, (q.first, q.last), active=active)


def _victims_words(draft: Draft) -> list[PartyWords]:
    q = draft.link.quantity
    return [p for p in draft.scanned.parties if _within(p, q.first, q.last) or p.name in draft.who]


def _others_here(draft: Draft) -> list[PartyWords]:
    """Parties of its sentence that are not the victims' own."""
    own = {p.key for p in _victims_words(draft)}
    return [p for p in draft.scanned.parties if p.key not in own]


def _within(party: PartyWords, first: int, last: int) -> bool:
    return party.first < last and first < party.last


def _joined(scanned: Scanned, one: PartyWords, other: PartyWords) -> bool:
    """Whether two parties are named together: "Russian or Syrian warplanes"."""
    a, b = sorted(((one.first, one.last), (other.first, other.last)))
    between = [t.lower for t in scanned.sentence.tokens[a[1] : b[0]]]
    return len(between) <= 3 and bool({"and", "or", "/"} & set(between))


def _gap(first: int, last: int, left: int, right: int) -> int:
    return max(first - right, left - last, 0)


def _mention(scanned: Scanned, named: PartyWords) -> Mention:
    tokens = scanned.sentence.tokens
    span = Span(start=tokens[named.first].start, end=tokens[named.last - 1].end)
    return Mention(span=span, words=named.name)
