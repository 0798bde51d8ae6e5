"""Resolution: weights of the places that a name may mean, fitted on names whose places are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recount.evaluate.geo import LOST, Gold, kilometres
from recount.resolve.gazetteer import Gazetteer
from recount.resolve.toponyms import Deciding, Toponym, ranked
from training.choosing.fitting import Example, fit
from training.places.corpora import Document

NEAR, FAR = 20.0, 161.0
"""Kilometres within which a place is the gold's: the nearer bound if any is within it."""

ROUNDS_OF_FITTING = 3
"""The features of a name hang on what the others mean, and so on the weights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One report's names and the gold of those that have a point."""

    document: Document
    deciding: Deciding
    gold: tuple[tuple[str, Gold], ...]
    """Each different name with the gold of its first mention."""


def known(documents: Iterable[Document], gazetteer: Gazetteer) -> list[Known]:
    """The documents with their names looked up."""
    out = []
    for document in documents:
        toponyms = [Toponym(span=g.span, words=g.span.of(document.text)) for g in document.gold if g.point]
        deciding = Deciding(toponyms, document.text, gazetteer)
        first: dict[str, Gold] = {}
        for name, gold in zip(deciding.names, (g for g in document.gold if g.point), strict=True):
            first.setdefault(name, gold)
        out.append(Known(document=document, deciding=deciding, gold=tuple(first.items())))
    return out


def fitted(cases: list[Known], *, penalty: float) -> dict[str, float]:
    """Weights that make the right places likely, in the light of each other."""
    weights: dict[str, float] = {}
    for turn in range(ROUNDS_OF_FITTING):
        examples = [e for case in cases for e in _examples(case, weights if turn else None)]
        weights = fit(examples, penalty=penalty, priors={})
    return weights


def _examples(case: Known, weights: Mapping[str, float] | None) -> Iterable[Example]:
    deciding = case.deciding
    shares, features = deciding.shares(weights or {})
    chosen = {n: ranked(deciding.meanings[n], shares[n], features[n]) for n in deciding.meanings}
    bent = deciding.bent_in_context(chosen, shares)
    for name, gold in case.gold:
        found, known = bent.get(name) or (deciding.meanings.get(name, []), features.get(name, []))
        distances = [kilometres(gold, m.place) for m in found]
        bound = NEAR if any(km <= NEAR for km in distances) else FAR
        yield Example(case.document.id, tuple(known), tuple(km <= bound for km in distances))


def distances(case: Known, weights: Mapping[str, float]) -> list[float]:
    """Kilometres of each name's likeliest place from its gold, of the names that GeoNames has."""
    placed = [g for g in case.document.gold if g.point]
    found = zip(placed, case.deciding.decided(weights), strict=True)
    return [LOST if r.place is None else kilometres(g, r.place) for g, r in found if g.geonames is not None]
