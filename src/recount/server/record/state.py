"""State: the record as it stood at one moment, with what is needed to look things up.

The next state after a decision shares everything with the one before but what the decision touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from recount.model import (
    ClaimId,
    Extent,
    Figure,
    Findings,
    Graded,
    GroundedClaim,
    Incident,
    Origin,
    Period,
    PeriodId,
    ReportHead,
    ReportId,
    SnapshotHead,
    Unaccounted,
)
from recount.publish.rows import Index, index_of
from recount.review import About, Questions, Waiting
from recount.review.patched import patched
from recount.server.http.problems import NotFound
from recount.server.tables import Tables

Claims = Mapping[ClaimId, GroundedClaim]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """The reports of a state."""

    every: tuple[ReportHead, ...]
    """Every version of every report, by given id and version."""

    latest: Mapping[str, ReportHead]
    """The latest version of each report, by given id."""

    outlets: tuple[str, ...]
    """The outlets, by name."""


def heads_of(heads: Iterable[ReportHead]) -> Heads:
    """The reports, looked up."""
    every = tuple(heads)
    return Heads(
        every=every,
        latest={head.given_id: head for head in every},
        outlets=tuple(sorted({head.outlet for head in every if head.outlet})),
    )


class State:
    """The record as it stood at one moment. Never changed once made, but that its tables may be those of one before.

    Args:
        extent: how far the record reached.
        snapshot: the latest snapshot.
        claims: of the latest version of every report, corrected and with their origins followed back.
        reports: the reports.
        index: the findings by what they belong to.
        incidents: by id.
        periods: the totals by id.
        unaccounted: what each leaves over, by its id.
        by_report: the claims of each report, in the order of its text.
        asked: what the record asks a person.
        about: the log by what it is about.
    """

    def __init__(
        self,
        *,
        extent: Extent,
        snapshot: SnapshotHead | None,
        claims: Claims,
        reports: Heads,
        index: Index,
        incidents: Mapping[str, Incident],
        periods: Mapping[PeriodId, Period],
        unaccounted: Mapping[PeriodId, Unaccounted],
        by_report: Mapping[ReportId, tuple[GroundedClaim, ...]],
        asked: Questions,
        about: About,
    ) -> None:
        self.extent, self.snapshot = extent, snapshot
        self.claims, self.reports = claims, reports
        self.index, self.incidents = index, incidents
        self.periods, self.unaccounted = periods, unaccounted
        self.by_report = by_report
        self.asked, self.about = asked, about
        self.tables = Tables(self)

    @property
    def heads(self) -> tuple[ReportHead, ...]:
        """Every version of every report, by given id and version."""
        return self.reports.every

    @property
    def latest(self) -> Mapping[str, ReportHead]:
        """The latest version of each report, by given id."""
        return self.reports.latest

    @cached_property
    def findings(self) -> Findings:
        """All findings, in their order."""
        incidents = (self.incidents[i] for i in sorted(self.incidents))
        return self.part(incidents, (self.periods[p] for p in sorted(self.periods)))

    @cached_property
    def questions(self) -> Waiting:
        """What waits for a person and nobody has answered yet, the weightiest first."""
        return self.about.open(
            self.asked,
            incident_of=self.index.incident_of,
            incidents=self.incidents,
            figures_of=lambda incident: self.index.figures_of.get(incident, ()),
        )

    def incident(self, key: str) -> Incident:
        """The incident of that id.

        Raises:
            NotFound: there is none.
        """
        found = self.incidents.get(key)
        if found is None:
            raise NotFound(f"There is no incident {key!r} now. It may have been merged or split: see the incidents.")
        return found

    def part(self, incidents: Iterable[Incident], periods: Iterable[Period] = ()) -> Findings:
        """The findings about these incidents and totals alone."""
        kept, totals = tuple(incidents), tuple(periods)
        ids = [one.id for one in kept]
        figures: list[Figure] = [f for i in ids for f in self.index.figures_of.get(i, ())]
        grades: list[Graded] = [g for i in ids if (g := self.index.grade_of.get(i))]
        origins: list[Origin] = [o for i in ids for o in self.index.origins_of.get(i, ())]
        return Findings(
            incidents=kept,
            periods=totals,
            figures=tuple(figures),
            grades=tuple(grades),
            unaccounted=tuple(left for p in totals if (left := self.unaccounted.get(p.id))),
            origins=tuple(origins),
        )

    def after(
        self,
        changed: Findings,
        *,
        touched: Iterable[str],
        told: Callable[[ClaimId], GroundedClaim | None],
        judged: Iterable[ClaimId],
        about: About,
        extent: Extent,
        snapshot: SnapshotHead | None,
    ) -> State:
        """The state after decisions, which shares with this one all that they did not touch.

        Args:
            changed: all that is found about what was touched now.
            touched: the incidents and totals that are new, changed or gone.
            told: gives a claim as it is now, nothing for one that is none any more.
            judged: claims that decisions named since, or that they brought.
            about: the log as it is now.
            extent: how far the record reaches now.
            snapshot: the latest snapshot.
        """
        gone = set(touched)
        before = [self.incidents[i] for i in gone if i in self.incidents]
        old_totals = [self.periods[PeriodId(i)] for i in gone if PeriodId(i) in self.periods]
        stirred = {c for incident in (*before, *changed.incidents) for c in incident.claims} | set(judged)
        stirred |= {c for period in (*old_totals, *changed.periods) for c in period.claims}
        now = {c: claim for c in stirred if (claim := told(c)) is not None}
        claims = patched(self.claims, stirred, now)
        index = _reindexed(self.index, self.part(before), changed)
        found: dict[str, Incident] = {incident.id: incident for incident in changed.incidents}
        return State(
            extent=extent,
            snapshot=snapshot,
            claims=claims,
            reports=self.reports,
            index=index,
            incidents=patched(self.incidents, gone, found),
            periods=patched(self.periods, gone, {p.id: p for p in changed.periods}),
            unaccounted=patched(self.unaccounted, gone, {u.period: u for u in changed.unaccounted}),
            by_report=_resaid(self.by_report, stirred, claims, self.claims),
            asked=self.asked.after(changed, gone=before, claims=now.values(), stirred=stirred),
            about=about,
        )


def state_of(
    findings: Findings,
    claims: Claims,
    *,
    extent: Extent,
    snapshot: SnapshotHead | None,
    heads: Iterable[ReportHead],
    about: About,
) -> State:
    """The state of a record, from all that is known of it."""
    found: defaultdict[ReportId, list[GroundedClaim]] = defaultdict(list)
    for claim in claims.values():
        found[claim.claim.report].append(claim)
    return State(
        extent=extent,
        snapshot=snapshot,
        claims=claims,
        reports=heads_of(heads),
        index=index_of(findings),
        incidents={incident.id: incident for incident in findings.incidents},
        periods={period.id: period for period in findings.periods},
        unaccounted={left.period: left for left in findings.unaccounted},
        by_report={report: tuple(sorted(told, key=_in_text)) for report, told in found.items()},
        asked=Questions(findings, claims.values()),
        about=about,
    )


def _reindexed(index: Index, gone: Findings, came: Findings) -> Index:
    old, new = index_of(gone), index_of(came)
    ids = [incident.id for incident in gone.incidents]
    return Index(
        incident_of=patched(index.incident_of, old.incident_of, new.incident_of),
        uses_of=patched(index.uses_of, old.uses_of, new.uses_of),
        figures_of=patched(index.figures_of, ids, new.figures_of),
        grade_of=patched(index.grade_of, ids, new.grade_of),
        origins_of=patched(index.origins_of, ids, new.origins_of),
    )


def _resaid(
    held: Mapping[ReportId, tuple[GroundedClaim, ...]], stirred: Iterable[ClaimId], claims: Claims, before: Claims
) -> Mapping[ReportId, tuple[GroundedClaim, ...]]:
    """The claims by report, with those that may have changed as they are now."""
    of_report: defaultdict[ReportId, set[ClaimId]] = defaultdict(set)
    for id_ in stirred:
        claim = claims.get(id_) or before.get(id_)
        if claim is not None:
            of_report[claim.claim.report].add(id_)
    told = {r: {c.claim.id for c in held.get(r, ())} | ids for r, ids in of_report.items()}
    again = {r: tuple(sorted((claims[c] for c in ids if c in claims), key=_in_text)) for r, ids in told.items()}
    return patched(held, (), again)


def _in_text(claim: GroundedClaim) -> tuple[int, int, str]:
    return claim.claim.span.start, claim.claim.span.end, claim.claim.id
