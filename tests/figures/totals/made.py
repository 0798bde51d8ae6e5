"""Small records made by hand for the tests of totals: incidents, and stated totals that contain some of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from recount.figures import reconcile
from recount.figures.totals import total
from recount.model import (
    Asked,
    ClaimId,
    Figure,
    Findings,
    GroundedClaim,
    Incident,
    IncidentId,
    Period,
    PeriodId,
    Total,
)


@dataclass(slots=True)
class Made:
    """A record in the making."""

    incidents: list[Incident] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)
    claims: dict[ClaimId, GroundedClaim] = field(default_factory=dict)

    def incident(self, *claims: GroundedClaim) -> IncidentId:
        """An incident that these claims tell of, with the day and place of the first."""
        number = len(self.incidents)
        self._keep(claims)
        made = Incident(
            id=IncidentId(f"incident:{number:03d}"),
            label=f"Incident {number}",
            when=claims[0].when,
            where=claims[0].where,
            means="airstrike",
            by=(),
            claims=tuple(sorted(c.claim.id for c in claims)),
            reports=(),
        )
        self.incidents.append(made)
        return made.id

    def stated(self, *claims: GroundedClaim, contains: Sequence[IncidentId] = (), war: bool = False) -> PeriodId:
        """A total that these claims state, of which reports say that it contains these incidents."""
        number = len(self.periods)
        self._keep(claims)
        made = Period(
            id=PeriodId(f"period:{number:03d}"),
            label=f"Total {number}",
            harm=claims[0].claim.harm,
            when=claims[0].when,
            where=claims[0].where,
            claims=tuple(sorted(c.claim.id for c in claims)),
            contains=tuple(sorted(contains)),
            war=war,
        )
        self.periods.append(made)
        return made.id

    @property
    def findings(self) -> Findings:
        """The findings, with the figures that reconciling gives."""
        found = reconcile([*self.incidents, *self.periods], claims=self.claims)
        figures = tuple(x for x in found if isinstance(x, Figure))
        return Findings(incidents=tuple(self.incidents), periods=tuple(self.periods), figures=figures)

    def total(self, asked: Asked | None = None) -> Total:
        """The total over all, or over what is asked."""
        return total(asked or Asked(), self.findings, self.claims)

    def _keep(self, claims: Sequence[GroundedClaim]) -> None:
        self.claims |= {c.claim.id: c for c in claims}
