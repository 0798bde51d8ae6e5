"""Standing: which claims of one harm and group count for its figure, and why each other is set aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from recount.figures.tolls import Toll, toll_of
from recount.model import ClaimId, GroundedClaim, Modality, Reason, Use

_ADDED = Reason(
    rule="added", sentence="It counts other people than the figure before it in its report; the two add up."
)


@dataclass(slots=True, kw_only=True)
class Standing:
    """The tolls that stand, one for each origin, and what became of every claim."""

    tolls: list[Toll] = field(default_factory=list)
    uses: dict[ClaimId, Use] = field(default_factory=dict)
    notes: list[Reason] = field(default_factory=list)

    @property
    def origins(self) -> int:
        """Independent origins behind the tolls."""
        return len({o for toll in self.tolls for o in toll.origins})

    def aside(self, claims: Iterable[GroundedClaim], why: Reason) -> None:
        """Note that these claims are set aside."""
        self.uses.update({c.claim.id: Use(claim=c.claim.id, used=False, reason=why) for c in claims})


def stand(candidates: Sequence[GroundedClaim], ruled_out: Mapping[ClaimId, Reason]) -> Standing:
    """Of these claims about one harm and group, the latest toll of each origin. Order-free.

    Args:
        candidates: the claims.
        ruled_out: claims that a person rejected or set aside, and why.
    """
    found = Standing()
    usable: list[GroundedClaim] = []
    for claim in sorted(candidates, key=lambda c: c.claim.id):
        why = not_usable(claim, ruled_out)
        if why is None:
            usable.append(claim)
        else:
            found.aside([claim], why)
    tolls = _added_up(_without_vague_repeats(usable, found))
    tolls = _ranges(_latest_posts(tolls, found), found)
    found.tolls = _latest_of_each_origin(tolls, found)
    for toll in found.tolls:
        for claim in toll.claims:
            why = _why_used(claim) if claim is toll.first or not claim.claim.besides else _ADDED
            found.uses[claim.claim.id] = Use(claim=claim.claim.id, used=True, reason=why)
    return found


def not_usable(claim: GroundedClaim, ruled_out: Mapping[ClaimId, Reason]) -> Reason | None:
    """Why a claim can count for no figure, whatever else is told; ``None`` where it can."""
    if claim.claim.id in ruled_out:
        return ruled_out[claim.claim.id]
    if claim.copy_of is not None:
        return Reason(rule="copied", sentence="Its words are copied from an earlier report, whose claim counts.")
    if claim.claim.modality is Modality.DENIED:
        return Reason(rule="denied", sentence="It is told only to be denied.")
    if claim.claim.modality in (Modality.EXPECTED, Modality.HYPOTHETICAL):
        return Reason(rule="not_told_as_fact", sentence="It is expected or supposed, not told as having happened.")
    if claim.quantity is None or claim.claim.stated.value is None:
        return Reason(rule="no_number", sentence="Its words give no number.")
    if claim.claim.repeat_of is not None:
        return Reason(rule="repeated", sentence="The same report says it twice; it counts once.")
    return None


def _without_vague_repeats(usable: Sequence[GroundedClaim], found: Standing) -> list[GroundedClaim]:
    """A report's "dozens" gives way to the numbers that the same report goes on to give."""
    counted = {c.claim.report for c in usable if c.claim.stated.word is None}
    vague = [c for c in usable if c.claim.stated.word is not None and c.claim.report in counted]
    found.aside(vague, Reason(rule="vague_beside_a_number", sentence="A number word; its report also gives numbers."))
    return [c for c in usable if c.claim.id not in found.uses]


def _added_up(usable: Sequence[GroundedClaim]) -> list[Toll]:
    """Each claim as a toll; one that counts other people than another is added to that."""
    by_id = {c.claim.id: c for c in usable}
    chains: dict[ClaimId, list[GroundedClaim]] = {}
    for claim in sorted(usable, key=lambda c: (c.claim.span.start, c.claim.id)):
        first = claim
        while (
            before := by_id.get(first.claim.besides or first.claim.id, first)
        ).claim.span.start < first.claim.span.start:
            first = before
        chains.setdefault(first.claim.id, []).append(claim)
    return [toll_of(chain) for chain in chains.values()]


def _latest_posts(tolls: Sequence[Toll], found: Standing) -> list[Toll]:
    """Of a report whose toll moves as it is written (a live blog), what it told last.

    By the hour of the posts; without hours, what "initial reports" said gives way, and the lower numbers of a report
    that says the toll has risen are marked as outrun.
    """
    kept: list[Toll] = []
    by_report: dict[str, list[Toll]] = defaultdict(list)
    for toll in tolls:
        by_report[toll.first.claim.report].append(toll)
    for report in sorted(by_report):
        own = by_report[report]
        last = max(own, key=lambda t: (t.told_at, t.low, t.id))
        firm = [t for t in own if not t.first.claim.early and t.definite]
        risen = max((t.low for t in own if any(c.claim.running for c in t.claims) and t.definite), default=0)
        for toll in own:
            if toll.told_at and toll.told_at < last.told_at:
                found.aside(toll.claims, _later(toll, last))
            elif toll.first.claim.early and firm and toll.high < max(t.high for t in firm):
                said = "An early toll; the same report goes on to give a higher one."
                found.aside(toll.claims, Reason(rule="early", sentence=said))
            else:
                kept.append(replace(toll, outrun=toll.high < risen))
    return kept


def _later(toll: Toll, last: Toll) -> Reason:
    said = f"Replaced by {last.low} in a later post of the same report ({last.told_at})."
    return Reason(rule="later_post", sentence=said)


def _ranges(tolls: Sequence[Toll], found: Standing) -> list[Toll]:
    """Where one origin gives a range in one report, that range: its other numbers there that lie within go aside.

    "At least 24" and "up to 36" make a range as "between 24 and 36" does; so do "at least 16" and, further on, "18".
    """
    kept: list[Toll] = []
    told: dict[tuple[str, tuple[str, ...]], list[Toll]] = defaultdict(list)
    for toll in tolls:
        told[toll.first.claim.report, toll.origins].append(toll)
    for key in sorted(told):
        own = told[key]
        range_ = _range(own)
        for toll in own:
            if range_ is None or not range_.low <= toll.low <= toll.high <= range_.high:
                kept.append(toll)
            elif toll.first not in range_.claims:
                said = f"The same report gives a range that holds it: {range_.low} to {range_.high}."
                found.aside(toll.claims, Reason(rule="within_the_range", sentence=said))
        if range_ is not None:
            kept.append(range_)
    return kept


def _range(own: Sequence[Toll]) -> Toll | None:
    """The range that an origin gives in one report, in one figure or in two; ``None`` where it gives none."""
    stated = [t for t in own if t.definite and t.low < t.high and not t.open_high]
    if stated:
        return min(stated, key=lambda t: (t.first.claim.span.start, t.id))
    lows = [t for t in own if t.definite and t.open_high and len(t.claims) == 1]
    highs = [t for t in own if t.definite and not t.open_high and len(t.claims) == 1]
    pairs = [(a, b) for a in lows for b in highs if a.low < b.high and not a.outrun]
    if not pairs:
        return None
    low, high = min(pairs, key=lambda p: (p[0].first.claim.span.start, -p[1].high, p[1].first.claim.span.start))
    return replace(
        low,
        claims=(low.first, high.first),
        high=high.high,
        number=low.low if high.open_low else high.low,
        open_high=False,
        least=low.least,
        most=high.most,
    )


def _latest_of_each_origin(tolls: Sequence[Toll], found: Standing) -> list[Toll]:
    """A source's later toll replaces its earlier one; copies of one origin count once."""
    copies = _first_copies(tolls)
    by_origin: dict[tuple[str, ...], list[Toll]] = defaultdict(list)
    for toll in tolls:
        by_origin[tuple(sorted(copies.get(_wording(toll), toll).origins))].append(toll)
    kept = []
    for origin in sorted(by_origin):
        ranked = sorted(by_origin[origin], key=_recency, reverse=True)
        kept.append(ranked[0])
        for toll in ranked[1:]:
            found.aside(toll.claims, _replaced(toll, ranked[0]))
        before = [t for t in ranked[1:] if _is_lowered(t, ranked[0])]
        if before:
            found.notes.append(_lowered(max(before, key=lambda t: (t.published, t.id)), ranked[0]))
    return kept


def independent(claims: Iterable[GroundedClaim]) -> set[str]:
    """The origins behind claims; a text copied word for word has that of the first copy."""
    tolls = [toll_of([c]) for c in claims]
    copies = _first_copies(tolls)
    return {o for t in tolls for o in copies[_wording(t)].origins}


def _wording(toll: Toll) -> tuple[str, object]:
    """What two copies of one text have in common; the claim itself where its sentence is not known."""
    return (toll.first.sentence or toll.id), toll.first.claim.stated


def _first_copies(tolls: Sequence[Toll]) -> dict[tuple[str, object], Toll]:
    """Of each sentence that several texts have word for word, the first copy: the others take its origins."""
    first: dict[tuple[str, object], Toll] = {}
    for toll in sorted(tolls, key=lambda t: (t.published or "9999", t.origins, t.id)):
        first.setdefault(_wording(toll), toll)
    return first


def _recency(toll: Toll) -> tuple[str, str, bool, int, bool, int, bool, int, str]:
    """Later first; of one day a number before a vague word, then the larger, then the one told first.

    Of two that are alike in all that, "2" goes before "at most 2": else a copy, by its identifier, would decide.
    """
    firm = not toll.open_low, -toll.first.claim.span.start, not toll.open_high, -toll.high
    return toll.published, toll.told_at, toll.definite, toll.low, *firm, toll.id


def _is_lowered(before: Toll, now: Toll) -> bool:
    """Whether an origin took its own figure back: nothing that its earlier words allow is as low as its later ones."""
    return before.published < now.published and now.most is not None and before.least > now.most


def _lowered(before: Toll, now: Toll) -> Reason:
    said = f"An origin lowered its own figure from {before.low} to {now.low}."
    return Reason(rule="lowered_by_its_source", sentence=said)


def _replaced(toll: Toll, by: Toll) -> Reason:
    given = by.first.given_id
    if toll.first.claim.stated == by.first.claim.stated and len(toll.claims) == len(by.claims):
        return Reason(rule="same_origin", sentence=f"The same origin as {given}, which gives the same figure.")
    if _is_lowered(toll, by):
        said = f"Corrected downwards by the same origin: later {by.low} ({given})."
        return Reason(rule="lowered_by_its_source", sentence=said)
    if toll.published < by.published:
        return Reason(rule="replaced", sentence=f"Replaced by the same origin's later {by.low} ({given}).")
    return Reason(rule="replaced", sentence=f"The same origin gives {by.low} on the same day ({given}).")


def _why_used(claim: GroundedClaim) -> Reason:
    if claim.claim.modality is Modality.ALLEGED:
        return Reason(rule="latest_of_its_origin", sentence="The latest figure of its origin, told with a reservation.")
    return Reason(rule="latest_of_its_origin", sentence="The latest figure of its origin.")
