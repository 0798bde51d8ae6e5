"""trace(): whose counting each claim is, once all reports are known: copies, quotations and decisions followed back.

A claim leads to another where it copies its words, repeats its sentence, or cites the outlet that made it. Each is
followed to its end; what leads in a circle ends with the earliest. All that lead to one claim have its origins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from recount.lang.names import fold_name
from recount.model import ClaimId, Copy, GroundedClaim, Incident, Period, ReportedIn, ReportId
from recount.ontology import actor_entries

Pairs = Collection[tuple[ClaimId, ClaimId]]
Leads = dict[ClaimId, ClaimId]
"""From a claim to the one that it goes back to."""

LONG = 60
"""Code points from which a sentence that two reports share shows one hand: shorter ones ("Five people were killed in
Aleppo on Tuesday.") are written twice by chance."""


def trace(
    claims: Iterable[GroundedClaim], *, copies: Iterable[Copy] = (), same: Pairs = (), different: Pairs = ()
) -> list[GroundedClaim]:
    """The claims with their origins set anew, and with the claims that they are copies of. Order-free, idempotent.

    Args:
        claims: each with the origins that its own report tells.
        copies: reports that share text.
        same: pairs of claims that a person judged to have one origin.
        different: pairs of claims that a person judged to be of different incidents: neither is a copy of the other.
    """
    ordered = sorted({c.claim.id: c for c in claims}.values(), key=_order)
    by_id = {c.claim.id: c for c in ordered}
    apart = {frozenset(pair) for pair in different}
    copied = _copied(ordered, copies, apart)
    leads = {a: b for a, b in (_cited(ordered) | _repeated(ordered)).items() if frozenset((a, b)) not in apart} | copied
    ends = _joined(_ends(leads, list(by_id)), same, list(by_id))
    firsts = _firsts(copied, ordered)
    return [_traced(c, by_id[ends[k]].origins, firsts.get(k)) for k, c in by_id.items()]


def _traced(claim: GroundedClaim, origins: tuple[str, ...], first: ClaimId | None) -> GroundedClaim:
    unchanged = claim.origins == origins and claim.copy_of == first
    return claim if unchanged else replace(claim, origins=origins, copy_of=first)


def at_firsts(pairs: Pairs, claims: Mapping[ClaimId, GroundedClaim]) -> set[tuple[ClaimId, ClaimId]]:
    """The pairs, with the original in the place of each copy: what is judged of a copy is judged of its words."""
    first = {k: c.copy_of for k, c in claims.items() if c.copy_of is not None}
    moved = ((first.get(a, a), first.get(b, b)) for a, b in pairs)
    return {(min(a, b), max(a, b)) for a, b in moved if a != b}


def with_copies(
    found: Iterable[Incident | Period], *, claims: Iterable[GroundedClaim], rejected: Collection[ClaimId] = ()
) -> Iterator[Incident | Period]:
    """The incidents and totals, each with the copies of its claims and the reports that carry them. Order kept.

    Copies are never grouped by themselves: "on Tuesday", copied a week later, would be another Tuesday.
    """
    copies: dict[ClaimId, list[GroundedClaim]] = defaultdict(list)
    for claim in claims:
        if claim.copy_of is not None and claim.claim.id not in rejected:
            copies[claim.copy_of].append(claim)
    for thing in found:
        more = [c for k in thing.claims for c in copies.get(k, ())]
        if not more:
            yield thing
            continue
        every = tuple(sorted({*thing.claims, *(c.claim.id for c in more)}))
        if isinstance(thing, Incident):
            yield replace(thing, claims=every, reports=_with_reports(thing.reports, more))
        else:
            yield replace(thing, claims=every)


def _with_reports(told: Sequence[ReportedIn], more: Iterable[GroundedClaim]) -> tuple[ReportedIn, ...]:
    shares: dict[str, set[ClaimId]] = {share.id: set(share.claims) for share in told}
    for claim in more:
        shares.setdefault(claim.given_id, set()).add(claim.claim.id)
    return tuple(ReportedIn(id=given, claims=tuple(sorted(shares[given]))) for given in sorted(shares))


def _order(claim: GroundedClaim) -> tuple[str, str, int, str]:
    return claim.published or "9999", claim.given_id, claim.claim.span.start, claim.claim.id


def _by_report(ordered: Iterable[GroundedClaim]) -> dict[ReportId, list[GroundedClaim]]:
    found: dict[ReportId, list[GroundedClaim]] = defaultdict(list)
    for claim in ordered:
        found[claim.claim.report].append(claim)
    return found


def _copied(ordered: Sequence[GroundedClaim], copies: Iterable[Copy], apart: Collection[frozenset[ClaimId]]) -> Leads:
    """Claims of copies, each with the same claim of the earliest report that its report shares text with."""
    by_report = _by_report(ordered)
    earlier: dict[ReportId, set[ReportId]] = defaultdict(set)
    for copy in copies:
        earlier[copy.report].add(copy.of)
    leads: Leads = {}
    for report in by_report.keys() & earlier.keys():
        originals: dict[object, list[GroundedClaim]] = defaultdict(list)
        for original in sorted((c for of in earlier[report] for c in by_report.get(of, ())), key=_order):
            originals[_figure(original)].append(original)
        for claim in by_report[report]:
            alike = originals.get(_figure(claim), ())
            found = next((o for o in alike if _same_words(claim, o) or _same_fact(claim, o)), None)
            if found is not None and frozenset((claim.claim.id, found.claim.id)) not in apart:
                leads[claim.claim.id] = found.claim.id
    return leads


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


def _firsts(copied: Leads, ordered: Sequence[GroundedClaim]) -> Leads:
    """For each copy the first of its words. What goes together in a report (part, repeat, rival) is a copy only whole.

    An account that an outlet copied in part and went on itself is grouped by itself: else its parts would lose their
    whole.
    """
    home: dict[ClaimId, ClaimId] = {}
    for claim in ordered:
        for linked in (claim.claim.part_of, claim.claim.repeat_of, claim.claim.rivals):
            if linked is not None:
                _join(home, claim.claim.id, linked)
    ids = {c.claim.id for c in ordered}
    own = {_root(home, k) for k in ids if k not in copied}
    whole = {a: b for a, b in copied.items() if _root(home, a) not in own}
    return {a: end for a, end in _ends(whole, [c.claim.id for c in ordered]).items() if a != end}


def _repeated(ordered: Sequence[GroundedClaim]) -> Leads:
    """Claims whose long sentence stands in an earlier report too, of the same days, whatever else the two share."""
    first: dict[tuple[object, ...], GroundedClaim] = {}
    leads: Leads = {}
    for claim in ordered:
        if claim.sentence and claim.claim.context.end - claim.claim.context.start >= LONG:
            before = first.setdefault((claim.sentence, claim.when, *_figure(claim)), claim)
            if before.claim.report != claim.claim.report:
                leads[claim.claim.id] = before.claim.id
    return leads


def _cited(ordered: Sequence[GroundedClaim]) -> Leads:
    """Claims whose only source is an outlet of the record, each with that outlet's own earliest claim of the same."""
    by_fact: dict[tuple[object, ...], list[GroundedClaim]] = defaultdict(list)
    for claim in ordered:
        for key in outlet_keys(claim.outlet):
            by_fact[(key, claim.claim.harm, claim.claim.stated.value)].append(claim)
    leads: Leads = {}
    for claim in ordered:
        if claim.source is None or claim.others:
            continue
        told = by_fact.get((claim.source.key, claim.claim.harm, claim.claim.stated.value), ())
        cited = next((c for c in told if _may_be_cited(c, claim)), None)
        if cited is not None:
            leads[claim.claim.id] = cited.claim.id
    return leads


def _may_be_cited(cited: GroundedClaim, by: GroundedClaim) -> bool:
    """Whether it is of another report, no later, and of days and a place that may be the same."""
    if cited.claim.report == by.claim.report or (cited.published or "") > (by.published or "9999"):
        return False
    if cited.when is not None and by.when is not None and not cited.when.overlaps(by.when):
        return False
    if cited.where is None or by.where is None:
        return True
    return cited.where.keys[0] in by.where.keys or by.where.keys[0] in cited.where.keys


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


def _ends(leads: Leads, ordered: Sequence[ClaimId]) -> dict[ClaimId, ClaimId]:
    """Where each claim leads to in the end; of a circle, to its earliest."""
    rank = {k: at for at, k in enumerate(ordered)}
    ends: dict[ClaimId, ClaimId] = {}
    for start in ordered:
        path: dict[ClaimId, None] = {}
        at = start
        while at in leads and at not in ends and at not in path:
            path[at] = None
            at = leads[at]
        if at in path:
            steps = list(path)
            end = min(steps[steps.index(at) :], key=rank.__getitem__)
        else:
            end = ends.get(at, at)
        ends |= dict.fromkeys([*path, start], end)
    return ends


def _joined(ends: Mapping[ClaimId, ClaimId], same: Pairs, ordered: Sequence[ClaimId]) -> dict[ClaimId, ClaimId]:
    """The ends, those that a person judged to be of one origin together: they end with the earliest."""
    home: dict[ClaimId, ClaimId] = {}
    for a, b in same:
        if a in ends and b in ends:
            _join(home, ends[a], ends[b])
    first: dict[ClaimId, ClaimId] = {}
    for k in ordered:
        first.setdefault(_root(home, ends[k]), ends[k])
    return {k: first[_root(home, ends[k])] for k in ordered}


def _join(home: dict[ClaimId, ClaimId], a: ClaimId, b: ClaimId) -> None:
    one, other = sorted((_root(home, a), _root(home, b)))
    home[other] = one


def _root(home: dict[ClaimId, ClaimId], at: ClaimId) -> ClaimId:
    while home.setdefault(at, at) != at:
        home[at] = home[home[at]]
        at = home[at]
    return at
