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
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from recount.model import Claim, ClaimId, Scope, Text
from recount.resolve.options import Named, Option, holds, names_of_common, options_of
from recount.resolve.telling import Telling, Tied

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Weights of the features of places."""

    alone: Weights
    """For a claim weighed by itself."""

    together: Weights
    """For a claim in the light of what the other claims took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A place that may be a claim's, and what speaks for it."""

    option: Option
    features: frozenset[str]

    def with_features(self, more: frozenset[str]) -> Weighed:
        """The same with more that speaks for it."""
        if not more:
            return self
        own = "own" if "own+fine" in self.features or "own+side" in self.features else "other"
        return Weighed(option=self.option, features=self.features | more | {f"{f}+{own}" for f in more})


class Choosing:
    """The places of one report, to choose from for each of its claims."""

    def __init__(self, text: Text, named: Sequence[Named], claims: Sequence[Claim], country: str | None) -> None:
        """Weigh every place for every claim, each by itself.

        Args:
            text: the report.
            named: the names that mean a place, in text order.
            claims: of the report, in text order.
            country: what it is about: a place named outside a claim's sentence is its place only if it lies there.
        """
        self.claims = {c.id: c for c in claims}
        starts = [s.span.start for s in text.sentences]
        options = options_of(named, lambda span: max(0, bisect_right(starts, span.start) - 1))
        self.at = {c.id: max(0, bisect_right(starts, c.span.start) - 1) for c in claims}
        """The sentence of each claim."""
        self.links = _links(claims)
        self.over_several: dict[ClaimId, tuple[str, ...]] = {}
        """Claims whose parts lie apart, as found by `choose`, with the names of what holds them all."""
        telling = Telling(text, options, set(self.at.values()), country)
        self.alone = {c.id: self._weighed(c, telling) for c in claims}

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
                sentences.setdefault(self.at[i], []).append(i)
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
        if not parts or any(all(holds(o, p) for p in taken) for o in taken):
            return
        told = [i for i in told if i in chosen]
        if any(_names_one(weighed[i]) or all(holds(chosen[i].option, p) for p in taken) for i in told):
            return
        for i in told:
            holding = [w for w in weighed[i] if all(holds(w.option, p) for p in taken)]
            if holding:
                chosen[i] = best(holding, weigh)
            else:
                self.over_several[i] = names_of_common([o.place for o in taken])

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
        often = _Takings(taken.values())
        order, out = list(self.alone), {}
        for k, i in enumerate(order):
            linked = {(tie, id(taken[j])) for j, tie in self.links.get(i, {}).items() if j in taken}
            before = id(taken[order[k - 1]]) if k and order[k - 1] in taken else 0
            after = id(taken[order[k + 1]]) if k + 1 < len(order) and order[k + 1] in taken else 0
            own = id(taken[i]) if i in taken else 0
            out[i] = [
                w.with_features(_of_others_taking(id(w.option), linked, before, after) | often.said(id(w.option), own))
                for w in self.alone[i]
            ]
        return out

    def _weighed(self, claim: Claim, telling: Telling) -> list[Weighed]:
        """The places that may be a claim's, in the order in which they are named, with their features."""
        at, tied = self.at[claim.id], self.links.get(claim.id, {}).items()
        linked = {(tie, k) for i, tie in tied if i in self.claims and (k := self.at[i]) != at}
        return [Weighed(option=o, features=telling.features(claim, at, o, linked)) for o in telling.options(at)]


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


def _of_others_taking(option: int, linked: set[Tied], before: int, after: int) -> frozenset[str]:
    """What the places of the claims beside it, or tied to it, say of a place."""
    out = {f"{tie}_claim_takes_it" for tie, other in linked if other == option}
    if option == before:
        out.add("claim_before_takes_it")
    if option == after:
        out.add("claim_after_takes_it")
    return frozenset(out)


class _Takings:
    """How many claims take each place."""

    def __init__(self, taken: Iterable[Option]) -> None:
        self.often = Counter(id(o) for o in taken)
        (self.first, self.most), (_, self.second) = [*self.often.most_common(2), (0, 0), (0, 0)][:2]

    def said(self, option: int, own: int) -> frozenset[str]:
        """What the others say of a place to a claim that takes `own`."""
        others = self.often[option] - (option == own)
        most = max(self.most - 1, self.second) if own == self.first else self.most
        return _MOST if others == most > 0 else _SOME if others else _NONE


_MOST, _SOME, _NONE = frozenset({"most_claims_take_it"}), frozenset({"a_claim_takes_it"}), frozenset[str]()


@cache
def weights() -> Tables:
    """The learnt weights of features of a claim's place."""
    record = json.loads((files("recount.resolve") / "weights" / "where.json").read_text(encoding="utf-8"))
    return Tables(alone=record["alone"], together=record["together"])


def _names_one(weighed: Sequence[Weighed]) -> bool:
    """Whether the claim's own sentence names a place."""
    return any(not w.features.isdisjoint({"own_alone", "own_among_others"}) for w in weighed)


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
