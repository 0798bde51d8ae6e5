"""Grouping: the incidents of a record, kept up to date by looking only at what new reports touch."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from recount.incidents.blocks import Blocks
from recount.incidents.clusters import Cluster, cluster
from recount.incidents.matcher import Weights, compare, weights
from recount.incidents.tellings import Telling, find_tellings
from recount.model import ClaimId, GroundedClaim, ReportId

Pairs = Collection[tuple[ClaimId, ClaimId]]


class Grouping:
    """The clusters of all claims it was given. Adding and removing gives the same as starting anew with what is left.

    Work is done when the clusters are asked for: new tellings are compared with those of their blocks, and only the
    clusters that they touch are made again.

    Args:
        rejected: claims that are left out.
        same: pairs of claims that a person said are of one incident.
        different: pairs of claims that a person said are of different incidents.
        elsewhere: pairs of claims that a person said are not of one place; they can't be of one incident either.
        weigh: the weights by which tellings are compared; those that come with Recount unless given.
    """

    def __init__(
        self,
        *,
        rejected: Collection[ClaimId] = (),
        same: Pairs = (),
        different: Pairs = (),
        elsewhere: Pairs = (),
        weigh: Weights | None = None,
    ) -> None:
        self._weigh = weigh or weights()
        self._rejected = frozenset(rejected)
        self._same = _partners(same)
        self._apart = _partners([*different, *elsewhere])
        self._claims: dict[ReportId, dict[ClaimId, GroundedClaim]] = {}
        self._by_report: dict[ReportId, list[Telling]] = {}
        self._tellings: dict[str, Telling] = {}
        self._home: dict[ClaimId, str] = {}
        self._blocks = Blocks()
        self._edges: dict[str, dict[str, float]] = {}
        """Pairs taken for one event, both ways, with their scores."""

        self._cluster: dict[str, Cluster] = {}
        """For each telling its cluster, as of the last settling."""

        self._open: set[str] = set()
        """Tellings whose partners are to be looked for."""

        self._loose: set[str] = set()
        """Tellings whose cluster may be another now."""

        self._broken: dict[Cluster, None] = {}
        """Clusters that have lost a telling."""

        self.touched = 0
        """Tellings clustered again at the last settling."""

        self.gone: list[Cluster] = []
        """Clusters that the last settling let go, whether or not an equal one was made in their place."""

    def add(self, claims: Iterable[GroundedClaim]) -> None:
        """Take in claims, of new reports or of such that it holds already. One that it holds changes nothing."""
        stirred: set[ReportId] = set()
        for claim in claims:
            own = self._claims.setdefault(claim.claim.report, {})
            if claim.claim.id not in self._rejected and own.get(claim.claim.id) != claim:
                own[claim.claim.id] = claim
                stirred.add(claim.claim.report)
        for report in sorted(stirred):
            self._put_out(report)
            self._tell(report)

    def put(self, report: ReportId, claims: Iterable[GroundedClaim]) -> None:
        """Let these be all claims of a report. The same as before change nothing."""
        own = {c.claim.id: c for c in claims if c.claim.id not in self._rejected}
        if own == self._claims.get(report, {}):
            return
        self._put_out(report)
        if own:
            self._claims[report] = own
            self._tell(report)
        else:
            del self._claims[report]

    def remove(self, report: ReportId) -> None:
        """Take out a report's claims. One that it does not hold changes nothing."""
        self._put_out(report)
        self._claims.pop(report, None)

    def judge(self, *, same: Pairs = (), unsaid: Pairs = (), apart: Pairs = (), rejoined: Pairs = ()) -> None:
        """Take in what people say of pairs of claims, beyond what they said before.

        Args:
            same: pairs that they say are of one incident.
            unsaid: pairs of which they said so, and say it no longer.
            apart: pairs that they say are of different incidents, or places.
            rejoined: pairs of which they said so, and say it no longer.
        """
        _unsay(self._same, unsaid)
        _unsay(self._apart, rejoined)
        _say(self._same, same)
        _say(self._apart, apart)
        named = {id_ for pair in (*same, *unsaid, *apart, *rejoined) for id_ in pair}
        for report in sorted({self._tellings[self._home[id_]].report for id_ in named if id_ in self._home}):
            self._put_out(ReportId(report))
            self._tell(ReportId(report))

    def clusters(self) -> Iterator[Cluster]:
        """All clusters, by their smallest keys."""
        self.settle()
        yield from sorted(dict.fromkeys(self._cluster.values()), key=lambda c: c.tellings[0].key)

    def settle(self) -> list[Cluster]:
        """Bring the clusters up to date; answers those that were made again."""
        for key in sorted(self._open):
            self._compare(self._tellings[key])
        self._open = set()
        inner = self._with_mates(self._loose & self._tellings.keys())
        self._loose = set()
        made = self._settled(inner)
        gone = self._broken | {self._cluster[key]: None for key in sorted(inner) if key in self._cluster}
        self.gone, self._broken = list(gone), {}
        self.touched = len(inner)
        for one in made:
            self._cluster.update((t.key, one) for t in one.tellings)
        return made

    def _settled(self, inner: set[str]) -> list[Cluster]:
        """The clusters of these tellings, to which those are added that flow together with them.

        What stands outside stays as it is: it was made without them. Only clusters next to them are made again beside
        them, to see that none joins now; one that does comes in, and so on. That gives what clustering everything
        would: an edge's fate depends on the two clusters that it meets, and on nothing else.
        """
        while True:
            near = {o for key in inner for o in (*self._edges[key], *self._tied(self._tellings[key]))} - inner
            outer = self._with_mates(near)
            made = [c for members in self._components(inner, outer) for c in self._clustered(members, inner)]
            joined = {t.key for c in made if any(t.key in inner for t in c.tellings) for t in c.tellings} - inner
            if not joined:
                return [c for c in made if c.tellings[0].key in inner]
            inner |= self._with_mates(joined)

    def _with_mates(self, keys: Iterable[str]) -> set[str]:
        """These tellings, and those that are of one cluster with them."""
        found: set[str] = set()
        for key in keys:
            if key in found:
                continue
            found.add(key)
            if (own := self._cluster.get(key)) is not None:
                found.update(t.key for t in own.tellings if self._cluster.get(t.key) is own)
        return found

    def _tell(self, report: ReportId) -> None:
        ordered = sorted(self._claims[report].values(), key=_in_text_order)
        self._put_in(report, find_tellings(ordered, apart=self._apart))

    def _put_in(self, report: ReportId, tellings: Iterable[Telling]) -> None:
        for telling in tellings:
            self._by_report.setdefault(report, []).append(telling)
            self._tellings[telling.key] = telling
            self._edges[telling.key] = {}
            self._home.update(dict.fromkeys((c.claim.id for c in telling.claims), telling.key))
            self._open |= self._blocks.add(telling)
            self._open.add(telling.key)
            self._loose.add(telling.key)
            self._loose.update(self._tied(telling))

    def _put_out(self, report: ReportId) -> None:
        for telling in self._by_report.pop(report, ()):
            self._open |= self._blocks.remove(telling)
            self._loose.update(self._tied(telling))
            for other in self._edges.pop(telling.key):
                del self._edges[other][telling.key]
                self._loose.add(other)
            self._break(telling.key)
            for claim in telling.claims:
                del self._home[claim.claim.id]
            del self._tellings[telling.key]
            self._open.discard(telling.key)
            self._loose.discard(telling.key)

    def _break(self, key: str) -> None:
        """Let go of the cluster of a telling: its other members may be of others now."""
        if (own := self._cluster.pop(key, None)) is not None:
            self._broken[own] = None
            self._loose.update(t.key for t in own.tellings if self._cluster.get(t.key) is own)

    def _compare(self, telling: Telling) -> None:
        mine = self._edges[telling.key]
        partners = self._blocks.partners(telling)
        for other in mine.keys() - partners:
            del mine[other], self._edges[other][telling.key]
            self._loose.update((telling.key, other))
        foes = self._foes(telling)
        for other in partners - mine.keys():
            if other in self._open and other < telling.key:
                continue  # compared when it was that one's turn
            theirs = self._tellings[other]
            if theirs.report == telling.report or other in foes:
                continue
            comparison = compare(telling, theirs, self._weigh)
            if comparison.one_event:
                mine[other] = self._edges[other][telling.key] = comparison.score
                self._loose.update((telling.key, other))

    def _components(self, inner: set[str], outer: set[str]) -> list[list[str]]:
        """What of these hangs together by pairs of which one at least is an inner one, each sorted."""
        out: list[list[str]] = []
        seen: set[str] = set()
        for first in sorted(inner):
            if first in seen:
                continue
            members, fringe = {first}, [first]
            while fringe:
                key = fringe.pop()
                if key in inner:
                    near = self._edges[key].keys() | self._tied(self._tellings[key])
                else:
                    near = self._with_mates([key]) | (self._edges[key].keys() & inner)
                fringe += near - members
                members |= near
            seen |= members
            out.append(sorted(members))
        return out

    def _clustered(self, members: list[str], inner: set[str]) -> list[Cluster]:
        inside = [self._tellings[key] for key in members]

        def counts(a: str, b: str) -> bool:
            return a in inner or b in inner or self._cluster.get(a) is self._cluster.get(b)

        here = set(members)
        edges = [(s, a, b) for a in members for b, s in self._edges[a].items() if a < b and b in here and counts(a, b)]
        tied = {(min(t.key, k), max(t.key, k)) for t in inside for k in self._tied(t) if k in here and counts(t.key, k)}
        foes = {t.key: f for t in inside if (f := self._foes(t))}
        return cluster(inside, edges=edges, tied=tied, foes=foes, weigh=self._weigh)

    def _tied(self, telling: Telling) -> set[str]:
        """Other tellings of which a person said that they are of the same incident."""
        return self._others(telling, self._same)

    def _foes(self, telling: Telling) -> set[str]:
        return self._others(telling, self._apart)

    def _others(self, telling: Telling, said: dict[ClaimId, set[ClaimId]]) -> set[str]:
        if not said:
            return set()
        found = {self._home[o] for c in telling.claims for o in said.get(c.claim.id, ()) if o in self._home}
        return found - {telling.key}


def _partners(pairs: Pairs) -> dict[ClaimId, set[ClaimId]]:
    out: dict[ClaimId, set[ClaimId]] = {}
    _say(out, pairs)
    return out


def _say(said: dict[ClaimId, set[ClaimId]], pairs: Pairs) -> None:
    for a, b in (*pairs, *((b, a) for a, b in pairs)):
        said.setdefault(a, set()).add(b)


def _unsay(said: dict[ClaimId, set[ClaimId]], pairs: Pairs) -> None:
    for a, b in (*pairs, *((b, a) for a, b in pairs)):
        said[a].discard(b)
        if not said[a]:
            del said[a]


def _in_text_order(claim: GroundedClaim) -> tuple[int, int, ClaimId]:
    return claim.claim.span.start, claim.claim.span.end, claim.claim.id
