"""Spans: how many people of one kind an incident harmed, as the bounds of its standing claims allow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recount.figures.sorting import COMBATANTS
from recount.figures.totals.groups import CHILDREN, CIVILIANS, POOLED, Kind
from recount.model import EVERYONE, ClaimId, Figure, Findings, GroundedClaim, Harm, IncidentId, Scope, Victims

MOST_PEOPLE = 10**12
"""Eight times all the people who ever lived. A larger number is no number of people, and nothing is limited by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Fewest, as stated, most; and whose word that is."""

    low: int
    best: int
    high: int | None
    claims: tuple[ClaimId, ...] = ()
    """Standing claims behind it, sorted."""

    open: tuple[ClaimId, ...] = ()
    """Those that leave the upper end open."""


NOBODY = Span(low=0, best=0, high=0)


class Spans:
    """The spans of a record's incidents, worked out when asked for."""

    def __init__(self, findings: Findings, claims: Mapping[ClaimId, GroundedClaim]) -> None:
        self._claims = claims
        self._figures: dict[Harm, dict[IncidentId, dict[str, Figure]]] = {harm: defaultdict(dict) for harm in Harm}
        for figure in findings.figures:
            self._figures[figure.harm][figure.incident][figure.group] = figure
        self._found: dict[Kind, dict[IncidentId, Span | None]] = defaultdict(dict)

    def of(self, incident: IncidentId, kind: Kind) -> Span | None:
        """The incident's span; ``None`` where it has no figure that says anything of that harm."""
        found = self._found[kind]
        if incident not in found:
            found[incident] = self._span(incident, kind)
        return found[incident]

    def among(self, incidents: Iterable[IncidentId], kind: Kind) -> dict[IncidentId, Span]:
        """The spans of those incidents that have one."""
        found = self._found[kind]
        told: dict[IncidentId, Span] = {}
        for incident in incidents:
            if incident not in found:
                found[incident] = self._span(incident, kind)
            span = found[incident]
            if span is not None:
                told[incident] = span
        return told

    def _span(self, incident: IncidentId, kind: Kind) -> Span | None:
        own = self._of_harm(incident, kind)
        if kind.harm is Harm.CASUALTIES:
            return _pooled([self._of_harm(incident, Kind(harm=h, group=kind.group)) for h in sorted(POOLED)], own)
        if own is None:
            pooled = self._of_harm(incident, Kind(harm=Harm.CASUALTIES, group=kind.group))
            if pooled is not None and kind.harm in POOLED:
                return Span(low=0, best=0, high=pooled.high, claims=pooled.claims, open=pooled.open)
        return own

    def _of_harm(self, incident: IncidentId, kind: Kind) -> Span | None:
        figures = self._figures[kind.harm].get(incident)
        if figures is None:
            return None
        everyone = self._read(figures.get(EVERYONE))
        if everyone is None:
            return self._read(figures.get(kind.group))
        if kind.group == EVERYONE:
            return self._with_fighters(everyone, figures.get(COMBATANTS))
        counted = {self._claims[c].claim.victims for c in everyone.claims if c in self._claims}
        if kind.group == CIVILIANS:
            return self._civilians(everyone, counted, self._read(figures.get(CHILDREN)))
        if kind.group == COMBATANTS and COMBATANTS not in figures:
            return everyone if counted == {Victims.COMBATANT} else _some(everyone, counted, Victims.CIVILIAN)
        return self._read(figures.get(kind.group)) or _some(everyone, counted, None)

    def _with_fighters(self, everyone: Span, fighters: Figure | None) -> Span:
        """Fighters are counted apart; whether among the others or beside them is not said, so only the top adds them.

        A breakdown ("ten, six of them fighters") is among them.
        """
        beside = self._read(fighters)
        if beside is None:
            return everyone
        if all(self._claims[c].claim.scope is Scope.PART for c in beside.claims if c in self._claims):
            return everyone
        high = None if everyone.high is None or beside.high is None else everyone.high + beside.high
        return Span(
            low=everyone.low,
            best=everyone.best,
            high=high,
            claims=everyone.claims,
            open=_merged(everyone.open, beside.open),
        )

    def _civilians(self, everyone: Span, counted: set[Victims], children: Span | None) -> Span:
        low = children.low if children else 0
        best = children.best if children else 0
        said = [c for c in everyone.claims if c in self._claims and self._claims[c].claim.victims is Victims.CIVILIAN]
        lows = [q.low for c in said if (q := self._claims[c].quantity) is not None]
        if counted == {Victims.CIVILIAN}:
            best = everyone.best
        top = 0 if counted == {Victims.COMBATANT} else everyone.high
        low = max(low, min(lows, default=0))
        high = None if top is None else max(low, top)
        return Span(low=low, best=max(best, low), high=high, claims=everyone.claims, open=everyone.open)

    def _read(self, figure: Figure | None) -> Span | None:
        if figure is None or figure.best > MOST_PEOPLE:
            return None
        used = [(u.claim, self._claims.get(u.claim)) for u in figure.uses if u.used]
        ranges = [(i, c.quantity) for i, c in used if c is not None and c.quantity is not None]
        if not ranges:
            high = None if figure.open_high else figure.high
            return Span(low=0 if figure.open_low else figure.low, best=figure.best, high=high)
        opened = tuple(sorted(i for i, q in ranges if q.high is None or q.high > MOST_PEOPLE))
        tops = [q.high for _, q in ranges if q.high is not None]
        low = min(q.low for _, q in ranges)
        return Span(
            low=min(low, figure.best),
            best=figure.best,
            high=None if opened else max(*tops, figure.best),
            claims=tuple(sorted(i for i, _ in ranges)),
            open=opened,
        )


def _some(everyone: Span, counted: set[Victims], other: Victims | None) -> Span:
    """A group of whom nothing is said: nobody up to everybody; nobody if all are said to be of another."""
    if other is not None and counted == {other}:
        return NOBODY
    return Span(low=0, best=0, high=everyone.high, claims=everyone.claims, open=everyone.open)


def _pooled(parts: Sequence[Span | None], pooled: Span | None) -> Span | None:
    """Killed and injured together, beside what is said of both as one: the widest that either allows."""
    told = [p for p in parts if p is not None]
    every = [*told, *([pooled] if pooled else [])]
    if not every:
        return None
    tops = [p.high for p in every]
    summed = sum(p.high or 0 for p in told)
    least = sum(p.low for p in told)
    if pooled is not None:
        # Where both are told as well, the pooled figure is a rival of their sum; else it counts what they leave out.
        least = min(least, pooled.low) if len(told) == len(parts) else max(least, pooled.low)
    return Span(
        low=least,
        best=max(sum(p.best for p in told), pooled.best if pooled else 0),
        high=None if None in tops else max(summed, (pooled.high or 0) if pooled else 0),
        claims=_merged(*(p.claims for p in every)),
        open=_merged(*(p.open for p in every)),
    )


def _merged(*claims: Sequence[ClaimId]) -> tuple[ClaimId, ...]:
    return tuple(sorted({c for some in claims for c in some}))
