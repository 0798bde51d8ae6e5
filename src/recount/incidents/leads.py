"""Leads: what a claim goes back to by itself: a copy's original, a sentence told before, an outlet that it cites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from recount.lang.names import fold_name
from recount.model import ClaimId, GroundedClaim
from recount.ontology import actor_entries

LONG = 60
"""Code points from which a sentence that two reports share shows one hand: shorter ones ("Five people were killed in
Aleppo on Tuesday.") are written twice by chance."""

Fact = tuple[str, object, object]
"""Who tells it, the harm and the number."""


def order(claim: GroundedClaim) -> tuple[str, str, int, str]:
    """Orders the earliest first."""
    return claim.published or "9999", claim.given_id, claim.claim.span.start, claim.claim.id


def copied_in(
    claims: Iterable[GroundedClaim], before: Iterable[GroundedClaim], apart: Mapping[ClaimId, Collection[ClaimId]]
) -> dict[ClaimId, ClaimId]:
    """The claims of one report, each with the same claim of the earliest report that its report shares text with.

    Args:
        claims: of the report.
        before: of the earlier reports that it shares text with.
        apart: for each claim those of which a person said that they are of another incident.
    """
    originals: dict[object, list[GroundedClaim]] = defaultdict(list)
    for original in sorted(before, key=order):
        originals[_figure(original)].append(original)
    leads: dict[ClaimId, ClaimId] = {}
    for claim in claims:
        alike = originals.get(_figure(claim), ())
        found = next((o for o in alike if _same_words(claim, o) or _same_fact(claim, o)), None)
        if found is not None and found.claim.id not in apart.get(claim.claim.id, ()):
            leads[claim.claim.id] = found.claim.id
    return leads


def sentence_key(claim: GroundedClaim) -> tuple[object, ...] | None:
    """What two claims have in common whose long sentence is one, of the same days; ``None`` for a short sentence."""
    if claim.sentence and claim.claim.context.end - claim.claim.context.start >= LONG:
        return claim.sentence, claim.when, *_figure(claim)
    return None


def own_facts(claim: GroundedClaim) -> list[Fact]:
    """As what a claim may be cited: its outlet's, by each of its keys."""
    return [(key, claim.claim.harm, claim.claim.stated.value) for key in outlet_keys(claim.outlet)]


def cited_facts(claim: GroundedClaim) -> list[Fact]:
    """What a claim cites, if an outlet of the record is its only source: one fact, or none."""
    if claim.source is None or claim.others:
        return []
    return [(claim.source.key, claim.claim.harm, claim.claim.stated.value)]


def may_be_cited(cited: GroundedClaim, by: GroundedClaim) -> bool:
    """Whether it is of another report, no later, and of days and a place that may be the same."""
    if cited.claim.report == by.claim.report or (cited.published or "") > (by.published or "9999"):
        return False
    if cited.when is not None and by.when is not None and not cited.when.overlaps(by.when):
        return False
    if cited.where is None or by.where is None:
        return True
    return cited.where.keys[0] in by.where.keys or by.where.keys[0] in cited.where.keys


@cache
def outlet_keys(outlet: str | None) -> tuple[str, ...]:
    """The keys by which an outlet stands among origins: its own name's, and that of the register if it has it."""
    if not outlet:
        return ()
    folded = fold_name(outlet)
    known = _register().get(folded)
    return (f"said:{folded}", f"actor:{known}") if known else (f"said:{folded}",)


@cache
def _register() -> dict[str, str]:
    names: dict[str, str] = {}
    for actor in actor_entries():
        for alias in (actor.name, *actor.names):
            names.setdefault(fold_name(alias), actor.key)
    return names


def _figure(claim: GroundedClaim) -> tuple[object, ...]:
    return claim.claim.harm, claim.claim.stated, claim.claim.victims


def _same_words(a: GroundedClaim, b: GroundedClaim) -> bool:
    """Whether two claims of one figure stand in one sentence."""
    return bool(a.sentence) and a.sentence == b.sentence


def _same_fact(a: GroundedClaim, b: GroundedClaim) -> bool:
    """Whether two claims of one figure, in texts that share much, say the same in sentences that differ a little."""
    one_source = (a.source.key if a.source else None) == (b.source.key if b.source else None)
    return one_source and a.claim.scope is b.claim.scope and a.when == b.when and _one_place(a, b)


def _one_place(a: GroundedClaim, b: GroundedClaim) -> bool:
    return (a.where.keys if a.where else None) == (b.where.keys if b.where else None)
