"""Search over claims: those whose sentence holds the words that are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recount.lang.folding import fold_text
from recount.model import Among, ClaimHit, GroundedClaim, Place, ReportId, Term
from recount.store.base import EVERYWHERE, Store
from recount.store.search import holds, indexed_words, marks_in, parse_query

AT_ONCE = 100
"""Reports whose claims are looked at together."""


def search_claims(store: Store, words: str, *, among: Among = EVERYWHERE, place: str = "") -> Iterator[ClaimHit]:
    """The claims in whose sentence all the words stand: of the best report first, and in the order of its text. Lazy.

    Args:
        store: the record.
        words: as `Store.search` takes them.
        among: of which reports.
        place: words of a place's name, at which the claim is placed; case and accents do not count.

    Raises:
        UsageError: no word is given, or too many are.
    """
    terms = parse_query(words)
    offset = 0
    while hits := store.search(words, limit=AT_ONCE, offset=offset, among=among)[1]:
        offset += len(hits)
        ids = [ReportId(hit.report.id) for hit in hits]
        texts = {id_: report.canonical for id_, report in store.texts(ids).items()}
        claims: dict[ReportId, list[GroundedClaim]] = {id_: [] for id_ in ids}
        for claim in store.claims_of(ids):
            claims[claim.claim.report].append(claim)
        for id_ in ids:
            yield from _of_one(claims[id_], texts[id_], terms, place)


def _of_one(claims: Sequence[GroundedClaim], canonical: str, terms: Sequence[Term], place: str) -> Iterator[ClaimHit]:
    for claim in claims:
        sentence = claim.claim.context.of(canonical)
        if holds((indexed_words(sentence),), terms) and _is_at(claim.where, place):
            yield ClaimHit(claim=claim, sentence=sentence, marks=marks_in(sentence, terms))


def _is_at(where: Place | None, place: str) -> bool:
    wanted = fold_text(place)
    return not wanted or (where is not None and any(f" {wanted} " in f" {fold_text(name)} " for name in where.names))
