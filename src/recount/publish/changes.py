"""changes(): what is new, raised, lowered, withdrawn, merged or split against the snapshot before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from recount.model import Figure, Findings, Grade, Harm, Incident, IncidentId, PeriodId, Release


class ChangeKind(StrEnum):
    """What happened to a figure since the snapshot before."""

    RAISED = "raised"
    LOWERED = "lowered"
    RANGE = "range changed"
    ADDED = "added"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One figure then and now."""

    incident: IncidentId
    """The incident as it is called now; as it was called where it is gone."""

    label: str
    kind: ChangeKind
    harm: Harm
    group: str
    before: Figure | None
    after: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regraded:
    """An incident whose grade is not what it was."""

    incident: IncidentId
    before: Grade
    after: Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """An incident that holds claims of several earlier ones."""

    into: Incident
    of: tuple[Incident, ...]
    """The earlier ones, those that gave most of its claims first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """An earlier incident whose claims now lie in several."""

    of: Incident
    into: tuple[Incident, ...]
    """Those that have most of its claims first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a reader of the snapshot before has not seen. All empty for a record's first snapshot."""

    first: bool
    """Whether there is nothing to compare with. Then nothing counts as new."""

    new: frozenset[IncidentId]
    """Incidents that share no claim with any earlier one."""

    new_periods: frozenset[PeriodId]
    """Totals that share no claim with any earlier one."""

    moves: tuple[Move, ...]
    """Figures of earlier incidents that moved, in the order of the findings; what is gone comes last."""

    regraded: tuple[Regraded, ...]
    gone: tuple[Incident, ...]
    """Earlier incidents of which no claim is left in any incident."""

    merged: tuple[Merged, ...] = ()
    split: tuple[Split, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        moved = self.moves or self.regraded or self.gone
        return bool(self.new or self.new_periods or moved or self.merged or self.split)


def changes(release: Release) -> Changes:
    """The changes of a release's snapshot against the one before it."""
    if release.before is None:
        return Changes(first=True, new=frozenset(), new_periods=frozenset(), moves=(), regraded=(), gone=())
    return compare(release.before.findings, release.snapshot.findings)


def compare(then: Findings, now: Findings) -> Changes:
    """What changed between two findings.

    Incidents are paired by the claims they share, most shared first, since an incident's identifier changes with its
    claims. Of two incidents that one earlier incident split into, the one that kept more of its claims carries its
    figures on; the other is neither new nor moved.
    """
    shared = _shared(then, now)
    pairs = _pairs(shared)
    earlier = {claim for incident in then.incidents for claim in incident.claims}
    later = {claim for incident in now.incidents for claim in incident.claims}
    gone = tuple(incident for incident in then.incidents if later.isdisjoint(incident.claims))
    return Changes(
        first=False,
        new=frozenset(incident.id for incident in now.incidents if earlier.isdisjoint(incident.claims)),
        new_periods=_new_periods(then, now),
        moves=(*_moves(then, now, pairs), *_withdrawn(then, gone)),
        regraded=tuple(_regraded(then, now, pairs)),
        gone=gone,
        merged=tuple(_merged(then, now, shared)),
        split=tuple(_split(then, now, shared)),
    )


Shared = Counter[tuple[IncidentId, IncidentId]]
"""How many claims an earlier and a later incident have in common."""


def _shared(then: Findings, now: Findings) -> Shared:
    holder = {claim: incident.id for incident in then.incidents for claim in incident.claims}
    return Counter(
        (holder[claim], incident.id) for incident in now.incidents for claim in incident.claims if claim in holder
    )


def _merged(then: Findings, now: Findings, shared: Shared) -> Iterator[Merged]:
    earlier = {incident.id: incident for incident in then.incidents}
    parts: dict[IncidentId, list[tuple[int, IncidentId]]] = {}
    for (old, new), n in shared.items():
        parts.setdefault(new, []).append((-n, old))
    for incident in now.incidents:
        if len(of := parts.get(incident.id, ())) > 1:
            yield Merged(into=incident, of=tuple(earlier[old] for _, old in sorted(of)))


def _split(then: Findings, now: Findings, shared: Shared) -> Iterator[Split]:
    later = {incident.id: incident for incident in now.incidents}
    parts: dict[IncidentId, list[tuple[int, IncidentId]]] = {}
    for (old, new), n in shared.items():
        parts.setdefault(old, []).append((-n, new))
    for incident in then.incidents:
        if len(into := parts.get(incident.id, ())) > 1:
            yield Split(of=incident, into=tuple(later[new] for _, new in sorted(into)))


def _pairs(shared: Shared) -> dict[IncidentId, IncidentId]:
    """Earlier incidents by the later ones that carry them on, one to one."""
    pairs: dict[IncidentId, IncidentId] = {}
    for (old, new), _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
        if new not in pairs and old not in pairs.values():
            pairs[new] = old
    return pairs


def _moves(then: Findings, now: Findings, pairs: dict[IncidentId, IncidentId]) -> Iterator[Move]:
    old, new = _figures(then), _figures(now)
    for incident in now.incidents:
        before = old.get(pairs.get(incident.id, IncidentId("")), {})
        after = new.get(incident.id, {})
        for key in [*after, *(key for key in before if key not in after)] if incident.id in pairs else ():
            kind = _kind(before.get(key), after.get(key))
            if kind is not None:
                yield _move(incident, kind, before.get(key), after.get(key))


def _withdrawn(then: Findings, gone: tuple[Incident, ...]) -> Iterator[Move]:
    old = _figures(then)
    for incident in gone:
        for figure in old.get(incident.id, {}).values():
            yield _move(incident, ChangeKind.WITHDRAWN, figure, None)


def _move(incident: Incident, kind: ChangeKind, before: Figure | None, after: Figure | None) -> Move:
    figure = after or before
    assert figure is not None  # noqa: S101 - a move has at least one side
    return Move(
        incident=incident.id,
        label=incident.label,
        kind=kind,
        harm=figure.harm,
        group=figure.group,
        before=before,
        after=after,
    )


def _kind(before: Figure | None, after: Figure | None) -> ChangeKind | None:
    if before is None or after is None:
        return ChangeKind.ADDED if before is None else ChangeKind.WITHDRAWN
    if after.best != before.best:
        return ChangeKind.RAISED if after.best > before.best else ChangeKind.LOWERED
    return None if _range(before) == _range(after) else ChangeKind.RANGE


def _range(figure: Figure) -> tuple[int, int, bool, bool]:
    return figure.low, figure.high, figure.open_low, figure.open_high


def _regraded(then: Findings, now: Findings, pairs: dict[IncidentId, IncidentId]) -> Iterator[Regraded]:
    old = {graded.incident: graded.grade for graded in then.grades}
    for graded in now.grades:
        before = old.get(pairs.get(graded.incident, IncidentId("")))
        if before is not None and before is not graded.grade:
            yield Regraded(incident=graded.incident, before=before, after=graded.grade)


def _new_periods(then: Findings, now: Findings) -> frozenset[PeriodId]:
    earlier = {claim for period in then.periods for claim in period.claims}
    return frozenset(period.id for period in now.periods if earlier.isdisjoint(period.claims))


def _figures(findings: Findings) -> dict[IncidentId, dict[tuple[Harm, str], Figure]]:
    found: dict[IncidentId, dict[tuple[Harm, str], Figure]] = {}
    for figure in findings.figures:
        found.setdefault(figure.incident, {})[figure.harm, figure.group] = figure
    return found
