"""Derivation: all that follows from claims and decisions, kept: what is new costs what it touches, not the record."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from recount.figures import DEFAULT, REJECTED, SET_ASIDE, Whole, make_by, reckon
from recount.incidents import Grouping, make_incident
from recount.incidents.clusters import Cluster
from recount.incidents.lineage import APART, SAME, AtFirsts, with_those
from recount.incidents.origins import Names, origins_of
from recount.model import (
    ClaimId,
    Decision,
    DecisionId,
    Figure,
    Findings,
    Fingerprint,
    Graded,
    GroundedClaim,
    GroundedStatement,
    Harm,
    Incident,
    IncidentId,
    Origin,
    Reason,
    ReportId,
)
from recount.ontology import Policy
from recount.pipeline.collecting import uncollected
from recount.pipeline.judged import Changed, JudgedClaims, Stirred
from recount.pipeline.spoken import Spoken
from recount.pipeline.totals import Total, Totals
from recount.review import Dispute, Judgements

NOTHING = Findings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found about one incident."""

    incident: Incident
    figures: tuple[Figure, ...]
    graded: Graded
    origins: tuple[Origin, ...]
    wholes: Mapping[Harm, Whole]


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What an update changed, by identifiers of incidents and periods."""

    new: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    """Of which anything is found otherwise: claims, figures, grade, origins, what is left over."""

    gone: frozenset[str] = frozenset()
    before: Findings = NOTHING
    """What was found about those changed or gone, in the order of findings."""

    after: Findings = NOTHING
    """What is found about those new or changed."""

    @property
    def touched(self) -> frozenset[str]:
        """All of them."""
        return self.new | self.changed | self.gone

    @property
    def any(self) -> bool:
        """Whether anything is found otherwise."""
        return bool(self.new or self.changed or self.gone)


class Derivation:
    """The findings of all that it was given, in any order and in any portions: the same as of all of it at once.

    Args:
        policy: how number words become ranges.
        estimator: what chooses low, best and high.
        trusted: sources in order, the most trusted first, for the estimator that asks for them.

    Raises:
        UsageError: no such estimator.
    """

    def __init__(self, *, policy: Policy, estimator: str = DEFAULT, trusted: Sequence[str] = ()) -> None:
        self._judged = JudgedClaims(policy)
        self._ruled_out: dict[ClaimId, Reason] = {}
        self._making = make_by(
            self._judged.told, ruled_out=self._ruled_out, estimator=estimator, trusted=tuple(trusted)
        )
        self._grouping = Grouping()
        self._pairs = AtFirsts()
        self._copies: dict[ClaimId, list[ClaimId]] = {}
        self._parts: dict[ClaimId, list[ClaimId]] = {}
        self._names = Names()
        self._spoken = Spoken()
        self._totals = Totals()
        self._incidents: dict[Cluster, Incident] = {}
        self._bases: dict[IncidentId, Incident] = {}
        """Incidents without the copies of their claims."""

        self._homes: dict[ClaimId, IncidentId] = {}
        """The incident that each claim was grouped into."""

        self._found: dict[IncidentId, Found] = {}
        self._voices: dict[str, set[IncidentId]] = {}
        """By what the keys of origins are made of, the incidents that have such an origin."""

        self._ids: list[IncidentId] = []
        self._findings: Findings | None = None

    def update(
        self,
        *,
        claims: Iterable[GroundedClaim] = (),
        gone: Iterable[ReportId] = (),
        prints: Iterable[Fingerprint] = (),
        statements: Iterable[GroundedStatement] = (),
        decisions: Iterable[Decision] = (),
        earlier: Iterable[GroundedClaim] = (),
    ) -> Update:
        """Take in what is new, and bring up to date what it touches. What is held already changes nothing.

        Args:
            claims: of new reports, or of new versions of reports.
            gone: reports that are none of the record's latest versions any more.
            prints: of new reports, by which copies of one text are told.
            statements: what new reports say besides: a party that is accused may deny it.
            decisions: appended to the log.
            earlier: claims of other versions that those decisions name.
        """
        with uncollected():
            out = set(gone)
            stirred = self._judged.update(claims=claims, gone=out, prints=prints, decisions=decisions, earlier=earlier)
            speaking = self._spoken.remove(out) | self._spoken.put(statements)
            return self._renew(stirred, speaking)

    @property
    def findings(self) -> Findings:
        """All findings, in their fixed order. Put together when asked for, once for each update."""
        if self._findings is None:
            self._findings = _findings((self._found[i] for i in self._ids), self._totals.found.values())
        return self._findings

    @property
    def claims(self) -> Mapping[ClaimId, GroundedClaim]:
        """Every claim as the whole record has it: corrected, with its origins. Not to be changed."""
        return self._judged.told

    @property
    def rejected(self) -> frozenset[ClaimId]:
        """Claims that count for nothing."""
        return frozenset(self._judged.rejected)

    @property
    def log(self) -> Sequence[Decision]:
        """The log as it was given. Not to be changed."""
        return self._judged.log.log

    @property
    def carried(self) -> Sequence[Decision]:
        """The same decisions on the claims that stand now in the place of those of earlier versions."""
        return self._judged.log.carried

    def sharing_text(self, reports: Iterable[ReportId]) -> set[ReportId]:
        """Those of the reports that share much of their text with another."""
        return self._judged.sharing_text(reports)

    def judgements(self) -> Judgements:
        """What counts of the log, with what reviewers disagree about. Computed now, from the whole log."""
        return self._judged.judgements()

    def disputes_of(self, decisions: Iterable[DecisionId]) -> list[Dispute]:
        """What reviewers disagree about that these decisions are part of."""
        return self._judged.log.disputes_of(set(decisions))

    def find(self, id_: str) -> Found | None:
        """What was found about an incident."""
        return self._found.get(IncidentId(id_))

    def findings_of(self, ids: Iterable[str]) -> Findings:
        """What is found about these incidents and periods, in the order of findings."""
        wanted = sorted(set(ids))
        found = (one for id_ in wanted if (one := self.find(id_)) is not None)
        return _findings(found, [total for id_ in wanted if (total := self._totals.find(id_)) is not None])

    def incident_of(self, claim: ClaimId) -> Incident | None:
        """The incident that a claim, or a copy, is of."""
        told = self.claims.get(claim)
        home = None if told is None else self._home(told)
        return None if home is None else self._found[home].incident

    def incidents_like(self, start: str, most: int = 20) -> list[Incident]:
        """Incidents whose identifiers start with those characters, sorted; at most so many."""
        ids = self._ids
        at = bisect_left(ids, start)
        return [self._found[i].incident for i in islice(ids, at, at + most) if i.startswith(start)]

    def _renew(self, stirred: Stirred, speaking: set[ReportId]) -> Update:
        changed = stirred.changed
        touched = self._incidents_with(changed, stirred.ruled)
        for id_ in stirred.ruled:
            self._rule(id_)
        renamed = self._index(changed)
        for id_ in changed.keys() | stirred.ruled:
            told = self.claims.get(id_)
            self._totals.put(id_, told if told is not None and self._is_grouped(told) else None)
        self._totals.touch(c.copy_of for pair in changed.values() for c in pair if c is not None and c.copy_of)
        self._totals.touch(c.copy_of for i in stirred.ruled if (c := self.claims.get(i)) is not None and c.copy_of)
        self._judge_pairs(stirred)
        for report in {c.claim.report for pair in changed.values() for c in pair if c is not None} | {
            self.claims[id_].claim.report for id_ in stirred.ruled if id_ in self.claims
        }:
            own = (self.claims[id_] for id_ in self._judged.reports.get(report, ()))
            self._grouping.put(report, (c for c in own if self._is_grouped(c)))
        touched |= self._regroup()
        touched |= self._incidents_with(changed, stirred.ruled)
        touched |= {i for key in renamed for i in self._voices.get(key, ())}
        finals = {id_: self._with_copies(self._bases[id_]) for id_ in touched if id_ in self._bases}
        touched |= self._listen(touched, finals, changed, speaking)
        return self._reckon(touched, finals)

    def _incidents_with(self, changed: Changed, ruled: Iterable[ClaimId]) -> set[IncidentId]:
        """The incidents that these claims are of, or what is part of them: their figures may be otherwise."""
        ids = {*changed, *ruled}
        ids.update(c.copy_of for pair in changed.values() for c in pair if c is not None and c.copy_of is not None)
        ids.update(part for id_ in changed for part in self._parts.get(id_, ()))
        firsts = (c.copy_of for id_ in ids if (c := self.claims.get(id_)) is not None and c.copy_of is not None)
        return {home for id_ in (*ids, *firsts) if (home := self._homes.get(id_)) is not None}

    def _rule(self, id_: ClaimId) -> None:
        self._ruled_out.pop(id_, None)
        if id_ in self._judged.rejected:
            self._ruled_out[id_] = REJECTED
        elif id_ in self._judged.set_aside:
            self._ruled_out[id_] = SET_ASIDE

    def _is_grouped(self, claim: GroundedClaim) -> bool:
        return claim.copy_of is None and claim.claim.id not in self._judged.rejected

    def _index(self, changed: Changed) -> set[str]:
        """Keep in mind whose copies, parts and names these claims are; answers the names that are others now."""
        renamed: set[str] = set()
        for id_, (before, now) in changed.items():
            _move(self._copies, id_, before.copy_of if before else None, now.copy_of if now else None)
            _move(self._parts, id_, before.claim.part_of if before else None, now.claim.part_of if now else None)
            if before is None or now is None or _named(before) != _named(now):
                renamed |= self._names.remove(before) if before is not None else set()
                renamed |= self._names.add(now) if now is not None else set()
        return renamed

    def _judge_pairs(self, stirred: Stirred) -> None:
        """Let the grouping know what is said of pairs, with the original in the place of each copy."""
        again = {i for i, (a, b) in stirred.changed.items() if (a and a.copy_of) != (b and b.copy_of)}
        said = [one for one in stirred.said if one[0] != "same_origin"]
        unsaid = [one for one in stirred.unsaid if one[0] != "same_origin"]
        if not (again or said or unsaid):
            return
        new, gone = self._pairs.update(said=said, unsaid=unsaid, again=again, first=self._first)
        self._grouping.judge(
            same=[(a, b) for how, a, b in new if how == SAME],
            unsaid=[(a, b) for how, a, b in gone if how == SAME],
            apart=[(a, b) for how, a, b in new if how == APART],
            rejoined=[(a, b) for how, a, b in gone if how == APART],
        )

    def _first(self, id_: ClaimId) -> ClaimId:
        claim = self.claims.get(id_)
        return id_ if claim is None or claim.copy_of is None else claim.copy_of

    def _regroup(self) -> set[IncidentId]:
        """Bring the incidents up to date; answers those that were let go or made anew."""
        made, touched = self._grouping.settle(), set[IncidentId]()
        as_before = {tuple(map(id, c.tellings)): c for c in self._grouping.gone}
        fresh = []
        for cluster in made:
            before = as_before.get(tuple(map(id, cluster.tellings)))
            if before is not None and before.reasons == cluster.reasons:
                self._incidents[cluster] = self._incidents.pop(before)
            else:
                fresh.append(cluster)
        moved: list[GroundedClaim] = []
        for cluster in self._grouping.gone:
            if (incident := self._incidents.pop(cluster, None)) is not None:
                touched.add(incident.id)
                del self._bases[incident.id]
                for id_ in incident.claims:
                    del self._homes[id_]
                moved += (c for t in cluster.tellings for c in t.claims)
        for cluster in fresh:
            incident = self._incidents[cluster] = make_incident(cluster)
            touched.add(incident.id)
            self._bases[incident.id] = incident
            self._homes.update(dict.fromkeys(incident.claims, incident.id))
            moved += (c for t in cluster.tellings for c in t.claims)
        self._totals.touch(c.claim.part_of for c in moved if c.claim.part_of is not None)
        return touched

    def _with_copies(self, base: Incident) -> Incident:
        return with_those(base, [c for id_ in base.claims for c in self._counting_copies(id_)])

    def _counting_copies(self, id_: ClaimId) -> list[GroundedClaim]:
        return [self.claims[c] for c in self._copies.get(id_, ()) if c not in self._judged.rejected]

    def _home(self, claim: GroundedClaim) -> IncidentId | None:
        if claim.copy_of is None:
            return self._homes.get(claim.claim.id)
        return None if claim.claim.id in self._judged.rejected else self._homes.get(claim.copy_of)

    def _listen(
        self,
        touched: Iterable[IncidentId],
        finals: Mapping[IncidentId, Incident],
        changed: Changed,
        speaking: set[ReportId],
    ) -> set[IncidentId]:
        """Hear anew what the reports of these incidents and claims say; answers the incidents it is said of."""
        reports = speaking | {c.claim.report for pair in changed.values() for c in pair if c is not None}
        for id_ in touched:
            known = (self._found[id_].incident if id_ in self._found else None, finals.get(id_))
            ids = {c for incident in known if incident is not None for c in incident.claims}
            reports.update(self.claims[c].claim.report for c in ids if c in self.claims)
        return self._spoken.settle(reports, self._told_in)

    def _told_in(self, report: ReportId) -> list[tuple[GroundedClaim, IncidentId]]:
        own = (self.claims[id_] for id_ in self._judged.reports.get(report, ()))
        return [(claim, home) for claim in own if (home := self._home(claim)) is not None]

    def _reckon(self, touched: Iterable[IncidentId], finals: Mapping[IncidentId, Incident]) -> Update:
        then: dict[IncidentId, Found] = {}
        now: dict[IncidentId, Found] = {}
        for id_ in touched:
            before = self._found.pop(id_, None)
            after = None
            if id_ in self._bases:
                after = self._found[id_] = self._find(finals.get(id_) or self._with_copies(self._bases[id_]))
            if before != after:
                then |= {} if before is None else {id_: before}
                now |= {} if after is None else {id_: after}
                self._hear(before, after)
        totals = self._totals.settle(
            incidents={*then, *now},
            claims=self.claims,
            parts=self._parts,
            homes=self._homes,
            copies=self._counting_copies,
            wholes=self._wholes,
        )
        if then.keys() != now.keys():
            went = then.keys() - now.keys()
            self._ids = sorted([*(i for i in self._ids if i not in went), *(now.keys() - then.keys())])
        if then or now or totals:
            self._findings = None
        return _update(then, now, totals)

    def _find(self, incident: Incident) -> Found:
        reckoned = reckon(incident, self._making, self._spoken.of(incident.id))
        origins = origins_of(incident, claims=self.claims, figures=reckoned.figures, names=self._names)
        return Found(
            incident=incident,
            figures=reckoned.figures,
            graded=reckoned.graded,
            origins=tuple(origins),
            wholes=reckoned.wholes,
        )

    def _hear(self, before: Found | None, after: Found | None) -> None:
        for found, put in ((before, False), (after, True)):
            for origin in found.origins if found else ():
                for key in {origin.key, *origin.key.split("@")}:
                    having = self._voices.setdefault(key, set())
                    (having.add if put else having.discard)(origin.incident)

    def _wholes(self, id_: IncidentId) -> Mapping[Harm, Whole]:
        return self._found[id_].wholes if id_ in self._found else {}


def _move(index: dict[ClaimId, list[ClaimId]], id_: ClaimId, before: ClaimId | None, now: ClaimId | None) -> None:
    """Keep a claim under another one than before."""
    if before != now:
        if before is not None:
            index[before].remove(id_)
            if not index[before]:
                del index[before]
        if now is not None:
            index.setdefault(now, []).append(id_)


def _named(claim: GroundedClaim) -> tuple[object, ...]:
    return claim.outlet, claim.source, claim.others, claim.via


def _findings(found: Iterable[Found], totals: Iterable[Total]) -> Findings:
    held = list(found)
    periods = sorted(totals, key=lambda total: total[0].id)
    return Findings(
        incidents=tuple(one.incident for one in held),
        periods=tuple(period for period, _ in periods),
        figures=tuple(figure for one in held for figure in one.figures),
        grades=tuple(one.graded for one in held),
        unaccounted=tuple(left for _, left in periods if left is not None),
        origins=tuple(origin for one in held for origin in one.origins),
    )


def _update(
    then: Mapping[IncidentId, Found],
    now: Mapping[IncidentId, Found],
    totals: Sequence[tuple[Total | None, Total | None]],
) -> Update:
    periods_then = {before[0].id: before for before, _ in totals if before is not None}
    periods_now = {after[0].id: after for _, after in totals if after is not None}
    same = {id_ for id_ in periods_then.keys() & periods_now.keys() if periods_then[id_] == periods_now[id_]}
    old = {str(id_) for id_ in (*then, *(periods_then.keys() - same))}
    new = {str(id_) for id_ in (*now, *(periods_now.keys() - same))}
    return Update(
        new=frozenset(new - old),
        changed=frozenset(new & old),
        gone=frozenset(old - new),
        before=_findings((then[i] for i in sorted(then)), (t for i, t in periods_then.items() if i not in same)),
        after=_findings((now[i] for i in sorted(now)), (t for i, t in periods_now.items() if i not in same)),
    )
