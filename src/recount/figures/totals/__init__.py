"""total(): how many people the claims of a record count over any place, days, harm and group of victims.

groups regions   what lies in what, certainly or perhaps
spans stated     what each incident and each stated total says
dated            the incidents by their days
laid             what of it bears on the question
lower cover      the fewest people that it can all mean together
upper            the most
remainders       what stated totals count beyond the recorded incidents
conflicts        what can't all hold
telling          why, in sentences
linear           the programmes, by HiGHS
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from recount.figures.sorting import COMBATANTS
from recount.figures.totals.conflicts import conflicts
from recount.figures.totals.dated import Dated
from recount.figures.totals.groups import VICTIMS, Kind, halves
from recount.figures.totals.laid import Laid, Near, lay
from recount.figures.totals.lower import Least, least
from recount.figures.totals.regions import Region
from recount.figures.totals.remainders import Remainders
from recount.figures.totals.spans import NOBODY, Spans
from recount.figures.totals.stated import Stated, stated_totals
from recount.figures.totals.telling import contradiction, lower_bindings, upper_bindings
from recount.figures.totals.upper import most
from recount.model import EVERYONE, Asked, ClaimId, End, Findings, GroundedClaim, Harm, PeriodId, Total

__all__ = ["VICTIMS", "Totals", "total"]


def total(
    asked: Asked,
    findings: Findings,
    claims: Mapping[ClaimId, GroundedClaim],
    *,
    set_aside: Collection[ClaimId] = (),
) -> Total:
    """The total asked for: `Totals` asked once."""
    return Totals(findings, claims, set_aside=set_aside).of(asked)


class Totals:
    """A record that totals are asked of, one after the other: what does not depend on the question is found once.

    Args:
        findings: of the whole record.
        claims: all of its claims.
        set_aside: claims that no longer count.
    """

    def __init__(
        self, findings: Findings, claims: Mapping[ClaimId, GroundedClaim], *, set_aside: Collection[ClaimId] = ()
    ) -> None:
        self._claims = claims
        self._spans, self._totals = Spans(findings, claims), stated_totals(findings, claims, set_aside)
        self._incidents = Dated(findings.incidents)
        self._near = Near((t.at, t.region) for t in self._totals)
        self._by_number = {t.at: t for t in self._totals}
        self._by_id = {i.id: i for i in self._incidents.every}
        self._conflicts = conflicts(self._totals, self._spans)
        self._loose = {m.total for c in self._conflicts for m in c.members if m.total is not None and m.end is End.HIGH}
        self._remainders = Remainders(self._totals, incidents=self._incidents, spans=self._spans, loose=self._loose)

    def prepare(self) -> None:
        """Find what every question about everyone rests on now, so that the first of them does not wait for it."""
        for harm in Harm:
            self._spans.among(self._by_id, Kind(harm=harm, group=EVERYONE))

    def of(self, asked: Asked) -> Total:
        """The total asked for, with what its ends rest on, all remainders within it and all contradictions near it.

        A pure function, order-free. ``low <= best <= high``; the range holds the number of people whom the claims
        count if every claim is true in the sense of ``docs/totals.md``.
        """
        kind, region = Kind(harm=asked.harm, group=asked.victims), Region(where=asked.where, when=asked.when)
        laid = self._laid(kind, region)
        divided = any(t.kind.inside(half) for half in halves(kind) or () for t in laid.totals)
        parts = [_sure(self._laid(half, region), laid) for half in (halves(kind) or ())] if divided else []
        lower = _least(laid, parts)
        stated = _least(laid, parts, as_stated=True)
        upper = most(laid, self._spans, loose=self._loose)
        bearing = {t.at for t in laid.every}
        high = None if upper.value is None else max(upper.value, lower.value)
        best = max(lower.value, stated.value)
        return Total(
            asked=asked,
            low=lower.value,
            best=best if high is None else min(best, high),
            high=high,
            counted=tuple(i.id for i in laid.inside),
            partly=tuple(i.id for i in laid.partly),
            periods=_periods(laid.totals),
            periods_partly=_periods(laid.totals_partly),
            bindings=(
                *lower_bindings(lower, self._by_number, incidents=self._by_id, spans=laid.spans, claims=self._claims),
                *upper_bindings(upper, self._by_number, incidents=self._by_id, spans=laid.spans, claims=self._claims),
            ),
            remainders=tuple(self._remainders.of(laid.totals)),
            contradictions=tuple(
                contradiction(c, self._by_number, incidents=self._by_id, spans=self._spans, claims=self._claims)
                for c in self._conflicts
                if any(m.total in bearing for m in c.members)
            ),
        )

    def _laid(self, kind: Kind, region: Region) -> Laid:
        return lay(kind, region, incidents=self._incidents, totals=self._totals, spans=self._spans, near=self._near)


def _sure(part: Laid, whole: Laid) -> Laid:
    """The part, without the fighters of incidents that others count without telling fighters apart.

    One side's "twelve fighters" is often the other side's "twelve civilians": they must not be added up.
    """
    if part.kind.group != COMBATANTS or part.kind.harm is not whole.kind.harm:
        return part
    own = {i: s if s.claims == whole.spans[i].claims else NOBODY for i, s in part.spans.items()}
    return replace(part, spans=own)


def _least(laid: Laid, parts: list[Laid], *, as_stated: bool = False) -> Least:
    """The lower end; of a kind made of two with no one in common, that of both together if it is more."""
    whole = least(laid, as_stated=as_stated)
    both = [least(part, as_stated=as_stated) for part in parts]
    if sum(b.value for b in both) <= whole.value:
        return whole
    return Least(
        value=sum(b.value for b in both),
        totals=tuple(sorted({at for b in both for at in b.totals})),
        incidents=tuple(dict.fromkeys(i for b in both for i in b.incidents)),
    )


def _periods(totals: tuple[Stated, ...]) -> tuple[PeriodId, ...]:
    return tuple(sorted(p for t in totals for p in t.periods))
