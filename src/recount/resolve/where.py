"""Where: which of the places that a report names is the place of harm of each claim.

A headline tells a toll "in Idlib", the paragraph after it the village. So every place that the report names is a
candidate for every claim, and what speaks for each is said in features a person can read: it stands in the claim's
sentence, it lies within a place that does, it is the finest of the report, it is told in the sentence after. Weights
are learnt (`training/places`) and kept in ``weights/where.json``.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from recount.lang.loader import lexicon
from recount.model import Claim, ClaimId, Mention, Modality, Place, Precision, Refusal, Scope, SegmentKind, Span, Text
from recount.resolve.place_names import kind_of
from recount.resolve.earth import distance

MOST = 60
"""Places weighed for a claim, those named nearest to it; it bounds the work for made-up reports."""

NEAR_WORDS = 40
"""Code points before a name in which the words that announce it stand."""

_WIDE = frozenset({"country", "region", "district"})
_HEADS = frozenset({SegmentKind.TITLE, SegmentKind.HEADING, SegmentKind.HIGHLIGHTS})

Weights = Mapping[str, float]

Tied = tuple[str, int]
"""How another claim is tied to one, and its sentence or its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Weights of the features of places."""

    alone: Weights
    """For a claim weighed by itself."""

    together: Weights
    """For a claim in the light of what the other claims took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name of the report with the place it was found to mean."""

    mention: Mention
    place: Place
    kind: Precision
    """What the name itself stands for, whatever its point is taken from."""

    directed: bool = False
    """Whether a direction stands before it: "northern Aleppo"."""

    refusal: Refusal | None = None


@dataclass(slots=True, kw_only=True)
class Option:
    """A place with all its mentions in the report."""

    place: Place
    kind: Precision
    directed: bool
    refusal: Refusal | None
    mentions: list[Mention]
    sentences: list[int]
    """The sentence of each mention, rising."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A place that may be a claim's, and what speaks for it."""

    option: Option
    features: frozenset[str]

    def with_features(self, more: frozenset[str]) -> Weighed:
        """The same with more that speaks for it."""
        own = "own" if "own+fine" in self.features or "own+side" in self.features else "other"
        return Weighed(option=self.option, features=self.features | more | {f"{f}+{own}" for f in more})


class Choosing:
    """The places of one report, to choose from for each of its claims."""

    def __init__(self, text: Text, named: Sequence[Named], claims: Sequence[Claim], country: str | None) -> None:
        self.text = text
        self.country = country
        """What the report is about: a place named outside a claim's sentence is its place only if it lies there."""
        self.starts = [s.span.start for s in text.sentences]
        self.options = _options(named, self._sentence)
        self.claims = {c.id: c for c in claims}
        self.told_by: dict[int, int] = {}
        """How many claims each sentence tells."""
        for c in claims:
            k = self._sentence(c.span)
            self.told_by[k] = self.told_by.get(k, 0) + 1
        self.links = _links(claims)
        self.heads = {k for k, s in enumerate(text.sentences) if s.kind in _HEADS}
        self.lead = set([k for k in range(len(text.sentences)) if k not in self.heads][:2])
        settled = [o for o in self.options if o.kind.value not in _WIDE]
        self.first = settled[0] if settled else None
        self.most = max(settled, key=lambda o: len(o.mentions), default=None)
        self.over_several: dict[ClaimId, tuple[str, ...]] = {}
        """Claims whose parts lie apart, as found by `choose`, with the names of what holds them all."""
        self.unnamed: dict[int, frozenset[Precision]] = {}
        self.told_of: dict[int, frozenset[str]] = {}
        self.alone = {c.id: self.weighed(c) for c in claims}

    def choose(self, tables: Tables | None = None) -> dict[ClaimId, Weighed]:
        """The place of each claim, by its id; none for the claims of a report that names no place.

        Claims are weighed by themselves first, then by what those around them and those that tell the same took.
        """
        tables = tables or weights()
        taken = self.taken(tables.alone)
        weighed = self.together(taken)
        chosen = {i: best(found, tables.together) for i, found in weighed.items() if found}
        for told in self._facts():
            chosen.update(_agreed([i for i in told if i in chosen], weighed, tables.together))
        self._one_each(chosen, weighed)
        for told in [*self._facts(), *([i] for i in chosen)]:
            self._spread(told, chosen, weighed, tables.together)
        return {i: w for i, w in chosen.items() if i not in self.over_several}

    def _one_each(self, chosen: dict[ClaimId, Weighed], weighed: Mapping[ClaimId, Sequence[Weighed]]) -> None:
        """Figures of one sentence that have a place each, as "81 in X and 45 a day later in Y", take it.

        Nearness is not a weight among others here: what stands by another figure is that figure's.
        """
        sentences: dict[int, list[ClaimId]] = {}
        for i in chosen:
            if self.claims[i].when is not None:
                sentences.setdefault(self._sentence(self.claims[i].span), []).append(i)
        for told in sentences.values():
            first = {i: next((w for w in weighed[i] if {"own+fine", "own_rank_0"} <= w.features), None) for i in told}
            places = {id(w.option) for w in first.values() if w is not None}
            days = {self.claims[i].when for i in told}
            if len(told) > 1 and None not in first.values() and len(places) == len(told) == len(days):
                chosen.update({i: w for i, w in first.items() if w is not None})

    def _spread(
        self,
        told: Sequence[ClaimId],
        chosen: dict[ClaimId, Weighed],
        weighed: Mapping[ClaimId, Sequence[Weighed]],
        weigh: Weights,
    ) -> None:
        """A sum over days or places whose parts lie apart takes what holds them all, unless its words name where."""
        if not any(self.claims[i].scope is Scope.PERIOD for i in told):
            return
        parts = [j for i in told for j, tie in self.links.get(i, {}).items() if tie == "part" and j in chosen]
        taken = list({id(chosen[j].option): chosen[j].option for j in parts}.values())
        if not parts or any(all(_holds(o, p) for p in taken) for o in taken):
            return
        told = [i for i in told if i in chosen]
        if any(_names_one(weighed[i]) or all(_holds(chosen[i].option, p) for p in taken) for i in told):
            return
        for i in told:
            holding = [w for w in weighed[i] if all(_holds(w.option, p) for p in taken)]
            if holding:
                chosen[i] = best(holding, weigh)
            else:
                self.over_several[i] = _common([o.place for o in taken])

    def _facts(self) -> list[list[ClaimId]]:
        """The claims that tell the same fact as another, together."""
        facts: dict[ClaimId, list[ClaimId]] = {}
        for c in self.claims.values():
            if c.repeat_of in self.claims:
                first = c.repeat_of
                while (earlier := self.claims[first].repeat_of) in self.claims and earlier != first:
                    first = earlier
                facts.setdefault(first, [first]).append(c.id)
        return list(facts.values())

    def taken(self, weigh: Weights) -> dict[ClaimId, Option]:
        """The place of each claim weighed by itself."""
        return {i: best(weighed, weigh).option for i, weighed in self.alone.items() if weighed}

    def together(self, taken: Mapping[ClaimId, Option]) -> dict[ClaimId, list[Weighed]]:
        """The places that may be each claim's, with features that tell what the other claims took."""
        often = Counter(id(o) for o in taken.values())
        order, out = list(self.alone), {}
        for k, i in enumerate(order):
            linked = {(tie, id(taken[j])) for j, tie in self.links.get(i, {}).items() if j in taken}
            before = id(taken[order[k - 1]]) if k and order[k - 1] in taken else 0
            after = id(taken[order[k + 1]]) if k + 1 < len(order) and order[k + 1] in taken else 0
            others = often - Counter([id(taken[i])] if i in taken else [])
            out[i] = [
                w.with_features(_of_others_taking(id(w.option), linked, before, after, others)) for w in self.alone[i]
            ]
        return out

    def weighed(self, claim: Claim) -> list[Weighed]:
        """The places that may be a claim's, in the order in which they are named, with their features."""
        at = self._sentence(claim.span)
        near = sorted(self.options, key=lambda o: min(abs(k - at) for k in o.sentences))[:MOST]
        options = [o for o in self.options if o in near] if len(self.options) > MOST else self.options
        options = [o for o in options if at in o.sentences or (self.country and o.place.country == self.country)]
        own = [o for o in options if at in o.sentences]
        tied = self.links.get(claim.id, {}).items()
        linked = {(tie, k) for i, tie in tied if i in self.claims and (k := self._sentence(self.claims[i].span)) != at}
        return [Weighed(option=o, features=self._features(claim, at, o, own, options, linked)) for o in options]

    def _features(
        self, claim: Claim, at: int, o: Option, own: Sequence[Option], options: Sequence[Option], linked: set[Tied]
    ) -> frozenset[str]:
        kind = "side" if o.directed else o.kind.value
        size = kind if o.directed else "wide" if kind in _WIDE else "fine"
        here = at in o.sentences
        where = "own" if here else _distance(o.sentences, at, self.text)
        out = {
            f"{'own' if here else 'other'}+{size}",
            f"{where}+{size}",
            f"kind_{kind}",
            f"{'own' if here else 'other'}+kind_{kind}",
        }
        if here:
            out.update(self._of_own(claim, o, own))
        else:
            out.update(self._of_others(at, o, own))
            out.add(f"{self._paragraph(at, o)}+{size}")
            out.add(f"{claim.scope.value}+other+{size}")
        if at in self.heads:
            out.add(f"claim_in_head+{where}+{size}")
        out.update(
            f"named_in_{part}+{size}"
            for part, held in (("head", self.heads), ("lead", self.lead))
            if held & set(o.sentences)
        )
        out.add(f"named_{min(len(o.mentions), 3)}_times+{size}")
        if o is self.first:
            out.add("first_fine")
        if o is self.most and len(o.mentions) > 1:
            out.add("most_named_fine")
        if any(_within(p.place, o.place) for p in options if p is not o):
            out.add("holds_another")
        out.update(f"in_sentence_of_{tie}+{size}" for tie, k in linked if k in o.sentences)
        if not here and any(k in self.told_by for k in o.sentences):
            out.add("with_another_claim")
        if claim.scope in (Scope.PERIOD, Scope.WAR):
            out.add(f"{claim.scope.value}+{size}")
            out.add(f"{claim.scope.value}+kind_{kind}+{'own' if here else 'other'}")
        out.update(f"{f}+{'own' if here else 'other'}+{size}" for f in self._of_telling(claim, o))
        if o.place.point is None:
            out.add("not_on_the_map")
        if o.place.country != self.country:
            out.add(f"abroad+{'own' if here else 'other'}")
        out.update(f"said_{w}" for w in self._said(o, at if here else None))
        return frozenset(out)

    def _of_telling(self, claim: Claim, o: Option) -> set[str]:
        """How the report tells of a place: with harm, or in a denial."""
        out = set[str]()
        said = frozenset[str]().union(*(self._told_of(k) for k in o.sentences))
        if "harm" not in said:
            out.add("no_harm_told")
        if claim.modality is Modality.DENIED:
            out.add("denied+in_a_denial" if "denial" in said else "denied+in_no_denial")
        return out

    def _told_of(self, k: int) -> frozenset[str]:
        """Whether a sentence tells of harm or weapons, and whether it is a denial."""
        if k not in self.told_of:
            sentence = self.text.sentences[k] if self.text.sentences else None
            lower = {t.lower for t in sentence.tokens} if sentence else set()
            out = {"harm"} if k in self.told_by or not lower.isdisjoint(_of_harm()) else set[str]()
            if not lower.isdisjoint(_of_denial()):
                out.add("denial")
            self.told_of[k] = frozenset(out)
        return self.told_of[k]

    def _of_own(self, claim: Claim, o: Option, own: Sequence[Option]) -> set[str]:
        """What tells the places of the claim's own sentence apart."""
        mine = next((m for m in o.mentions if claim.context.holds(m.span)), o.mentions[0])
        after = mine.span.start >= claim.span.end
        side = [p for p in own if p is not o]
        out = {"own_after" if after else "own_before", "own_alone" if not side else "own_among_others"}
        ranked = [m.span for m in claim.where]
        rank = ranked.index(mine.span) if mine.span in ranked else 9
        out.add(f"own_rank_{min(rank, 3)}")
        gap = mine.span.start - claim.span.end if after else claim.span.start - mine.span.end
        out.add(f"own_gap_{next((w for edge, w in ((30, '30'), (80, '80'), (160, '160')) if gap < edge), 'far')}")
        if any(_within(p.place, o.place) for p in side):
            out.add("own_holds_another")
        if any(_within(o.place, p.place) for p in side):
            out.add("own_within_another")
        return out

    def _of_others(self, at: int, o: Option, own: Sequence[Option]) -> set[str]:
        """What ties a place named elsewhere to those of the claim's own sentence."""
        out = set[str]()
        if not own:
            out.add("own_names_none")
        else:
            finest = "wide" if all(p.kind.value in _WIDE for p in own) else "fine"
            held = [p for p in own if _within(o.place, p.place)]
            if held:
                closest = min(_ORDER.index(p.kind.value) for p in held)
                out |= {f"within_own_{finest}", f"within_own_{_ORDER[closest]}"}
            elif any(_within(p.place, o.place) for p in own):
                out.add(f"holds_own_{finest}")
            else:
                out.add(f"apart_from_own_{finest}")
                if any(_close(o.place, p.place) for p in own):
                    out.add("close_to_own")
        if self._unnamed(at) & {o.kind}:
            out.add("sentence_says_such_a_place")
        between = [k for k in self.told_by if min(at, o.sentences[0]) < k < max(at, o.sentences[0])]
        if between and at not in self.heads:
            out.add("a_claim_between")
        return out

    def _said(self, o: Option, at: int | None) -> set[str]:
        """The word before a mention, in the claim's sentence if it is there; "based" if that follows."""
        mentions = [m for m, k in zip(o.mentions, o.sentences, strict=True) if at is None or k == at][:3]
        out = set[str]()
        for m in mentions:
            before = self.text.canonical[max(0, m.span.start - NEAR_WORDS) : m.span.start].lower().split()[-2:]
            word = next((w for w in reversed(before) if w not in _SKIPPED), "")
            out.add(_PREPOSITIONS.get(word, "otherwise"))
            following = self.text.canonical[m.span.end : m.span.end + 12].lower().split()[:1]
            if following and following[0] in _SPEAKING:
                out.add("speaking")
            if self.text.canonical[m.span.end : m.span.end + 7].lower().lstrip("- ").startswith("based"):
                out.add("based")
        return out

    def _paragraph(self, at: int, o: Option) -> str:
        """Whether the nearest mention stands in the claim's paragraph, or in one before or after it."""
        nearest = min(o.sentences, key=lambda k: (abs(k - at), -k))
        here, there = (self.text.sentences[k].paragraph for k in (at, nearest))
        return "same_paragraph" if here == there else "paragraph_before" if there < here else "paragraph_after"

    def _unnamed(self, at: int) -> frozenset[Precision]:
        """The kinds of place that a sentence tells of without a name: "a village", "the same neighbourhood"."""
        if at not in self.unnamed:
            tokens = self.text.sentences[at].tokens if self.text.sentences else ()
            said = (kind for t, u in pairwise(tokens) if t.lower in _ARTICLES and (kind := kind_of(u.lower)))
            further = (
                kind
                for t, _, u in zip(tokens, tokens[1:], tokens[2:], strict=False)
                if t.lower in _ARTICLES and (kind := kind_of(u.lower))
            )
            self.unnamed[at] = frozenset((*said, *further))
        return self.unnamed[at]

    def _sentence(self, span: Span) -> int:
        return max(0, bisect_right(self.starts, span.start) - 1)


_ARTICLES = frozenset({"a", "an", "the", "one", "same", "another", "this", "that"})
CLOSE = 40.0
"""Kilometres between a town and the city near which it is said to lie."""

_ORDER = [p.value for p in Precision]
_SKIPPED = frozenset(
    {
        "the",
        "nearby",
        "besieged",
        "rebel-held",
        "syrian",
        "iraqi",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
    }
)
_SPEAKING = frozenset({"said", "says", "told", "reported", "announced", "confirmed", "denied", "says."})
_PREPOSITIONS = {
    "in": "in", "at": "in", "inside": "in", "within": "in", "near": "near", "outside": "near", "around": "near",
    "from": "from", "to": "to", "towards": "to", "into": "to", "of": "of", "on": "on", "over": "on", "hit": "on",
    "targeting": "on", "struck": "on", "bombed": "on", "against": "on", "between": "between", "and": "and", ",": "and",
}  # fmt: skip


def best(weighed: Sequence[Weighed], weigh: Weights) -> Weighed:
    """What weighs most, the first of equals."""
    scores = [round(score(w, weigh), 6) for w in weighed]
    return weighed[scores.index(max(scores))]


def _agreed(
    told: Sequence[ClaimId], weighed: Mapping[ClaimId, Sequence[Weighed]], weigh: Weights
) -> dict[ClaimId, Weighed]:
    """The place of one fact: what its claims together weigh most, those whose sentence names a place before others."""
    total: dict[int, float] = defaultdict(float)
    naming = [i for i in told if any("own_alone" in w.features or "own_among_others" in w.features for w in weighed[i])]
    for i in naming or told:
        for w in weighed[i]:
            total[id(w.option)] += score(w, weigh)
    common = [id(w.option) for w in weighed[told[0]]] if told else []
    common = [o for o in common if all(any(id(w.option) == o for w in weighed[i]) for i in told)]
    if len(told) < 2 or not common:
        return {}
    agreed = max(common, key=lambda o: round(total[o], 6))
    return {i: next(w for w in weighed[i] if id(w.option) == agreed) for i in told}


def score(weighed: Weighed, weigh: Weights) -> float:
    """The sum of the weights of what speaks for a place."""
    return round(sum([weigh.get(f, 0.0) for f in weighed.features]), 9)  # rounded: sets have no order


def _of_others_taking(option: int, linked: set[Tied], before: int, after: int, others: Counter[int]) -> frozenset[str]:
    """What the other claims' places say of a place."""
    out = set[str]()
    out.update(f"{tie}_claim_takes_it" for tie, other in linked if other == option)
    if option == before:
        out.add("claim_before_takes_it")
    if option == after:
        out.add("claim_after_takes_it")
    if others[option] == max(others.values(), default=0) > 0:
        out.add("most_claims_take_it")
    elif others[option]:
        out.add("a_claim_takes_it")
    return frozenset(out)


@cache
def weights() -> Tables:
    """The learnt weights of features of a claim's place."""
    record = json.loads((files("recount.resolve") / "weights" / "where.json").read_text(encoding="utf-8"))
    return Tables(alone=record["alone"], together=record["together"])


def _options(named: Sequence[Named], sentence: Callable[[Span], int]) -> list[Option]:
    """The places, each once, in the order of their first mentions."""
    found: dict[str, Option] = {}
    for one in named:
        key = one.place.keys[0]
        option = found.get(key)
        if option is None:
            found[key] = Option(
                place=one.place,
                kind=one.kind,
                directed=one.directed,
                refusal=one.refusal,
                mentions=[one.mention],
                sentences=[sentence(one.mention.span)],
            )
            continue
        option.mentions.append(one.mention)
        option.sentences.append(sentence(one.mention.span))
        if option.place.point is None and one.place.point is not None:
            option.place, option.kind, option.refusal = one.place, one.kind, one.refusal
    return list(found.values())


@cache
def _of_harm() -> frozenset[str]:
    """Words of weapons and attacks."""
    table = lexicon("en", "weapons")
    said = [*(w for row in table["entry"] for w in row["words"]), *table["attacks"]["words"]]
    return frozenset(w for w in said if " " not in w)


@cache
def _of_denial() -> frozenset[str]:
    """Words of those who deny."""
    return frozenset(w for w in lexicon("en", "reporting")["denied"] if " " not in w)


def _holds(outer: Option, inner: Option) -> bool:
    return outer is inner or outer.place.keys == inner.place.keys or _within(inner.place, outer.place)


def _names_one(weighed: Sequence[Weighed]) -> bool:
    """Whether the claim's own sentence names a place."""
    return any(not w.features.isdisjoint({"own_alone", "own_among_others"}) for w in weighed)


def _common(places: Sequence[Place]) -> tuple[str, ...]:
    """The names of what holds all the places; empty where nothing does."""
    first = places[0]
    at = next((k for k in range(1, len(first.keys)) if all(first.keys[k] in p.keys[1:] for p in places)), None)
    return first.names[at:] if at is not None else ()


def _links(claims: Sequence[Claim]) -> dict[ClaimId, dict[ClaimId, str]]:
    """For each claim those that are tied to it, and how: the same fact, a rival figure, its whole, a part of it."""
    found: dict[ClaimId, dict[ClaimId, str]] = {}
    for c in claims:
        ties = ((c.repeat_of, "same", "same"), (c.rivals, "rival", "rival"), (c.part_of, "whole", "part"))
        for other, it_is, this_is in ties:
            if other is not None:
                found.setdefault(c.id, {})[other] = it_is
                found.setdefault(other, {})[c.id] = this_is
    return found


def _distance(sentences: Sequence[int], at: int, text: Text) -> str:
    """How far the nearest mention stands from the claim's sentence, and on which side."""
    nearest = min(sentences, key=lambda k: (abs(k - at), -k))
    steps = abs(nearest - at)
    side = "after" if nearest > at else "before"
    return f"{side}_{next((w for edge, w in ((2, '1'), (3, '2'), (6, '5')) if steps < edge), 'far')}"


def _close(a: Place, b: Place) -> bool:
    if a.point is None or b.point is None or b.point.precision in (Precision.REGION, Precision.COUNTRY):
        return False
    return distance(a.point.latitude, a.point.longitude, b.point.latitude, b.point.longitude) < CLOSE


def _within(inner: Place, outer: Place) -> bool:
    return outer.keys[0] in inner.keys[1:] and inner.keys[0] != outer.keys[0]
