"""Tracing: whose counting each claim is, kept up to date by looking only at what new reports and decisions touch."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from recount.incidents.chains import Chains
from recount.incidents.leads import (
    Fact,
    cited_facts,
    copied_in,
    may_be_cited,
    order,
    own_facts,
    sentence_key,
)
from recount.model import ClaimId, Copy, GroundedClaim, ReportId

Pairs = Collection[tuple[ClaimId, ClaimId]]
Partners = dict[ClaimId, set[ClaimId]]


class Tracing:
    """The claims it was given with their origins, and with the claims that they are copies of.

    A claim leads to another where it copies its words, repeats its sentence, or cites the outlet that made it. Each is
    followed to its end; what leads in a circle ends with the earliest. All that lead to one claim have its origins.
    """

    def __init__(self) -> None:
        self.claims: dict[ClaimId, GroundedClaim] = {}
        """As they were given."""

        self._by_report: dict[ReportId, list[ClaimId]] = {}
        self._earlier: dict[ReportId, tuple[ReportId, ...]] = {}
        """For each report those that it shares text with and that came before it."""

        self._later: dict[ReportId, set[ReportId]] = {}
        self._sentences: dict[tuple[object, ...], list[ClaimId]] = {}
        self._told: dict[Fact, list[ClaimId]] = {}
        """Claims by whom they may be cited as, and what they count; in order."""

        self._asking: dict[Fact, list[ClaimId]] = {}
        """Claims that cite somebody for that."""

        self._copied: dict[ClaimId, ClaimId] = {}
        self._repeated: dict[ClaimId, ClaimId] = {}
        self._cited: dict[ClaimId, ClaimId] = {}
        self._links: dict[ClaimId, list[ClaimId]] = {}
        """What goes together in a report (part, repeat, rival), both ways."""

        self._all = Chains(self._order)
        self._whole = Chains(self._order)
        self._same: set[tuple[ClaimId, ClaimId]] = set()
        self._apart: Partners = {}
        self._joined: dict[ClaimId, ClaimId] = {}
        """Of the ends that a person judged to be of one origin, the one that counts."""

    def shares_text(self, report: ReportId) -> bool:
        """Whether the report shares much of its text with another."""
        return report in self._earlier or bool(self._later.get(report))

    def traced(self, id_: ClaimId) -> GroundedClaim:
        """The claim with its origins set anew."""
        claim = self.claims[id_]
        end, first = self._all.end(id_), self._whole.end(id_)
        origins = self.claims[self._joined.get(end, end)].origins
        copy_of = None if first == id_ else first
        unchanged = claim.origins == origins and claim.copy_of == copy_of
        return claim if unchanged else replace(claim, origins=origins, copy_of=copy_of)

    def update(
        self,
        *,
        claims: Iterable[GroundedClaim] = (),
        gone: Iterable[ClaimId] = (),
        copies: Iterable[Copy] | None = None,
        same: Pairs = (),
        unsaid: Pairs = (),
        apart: Pairs = (),
        rejoined: Pairs = (),
    ) -> set[ClaimId]:
        """Take in what has changed; answers the claims that may be traced otherwise now, with those put in or gone.

        Args:
            claims: new ones, and such as say something else than before.
            gone: claims that are no more.
            copies: all reports that share text; as before unless given.
            same: further pairs of claims that a person judged to have one origin.
            unsaid: pairs of which that is said no longer.
            apart: further pairs of claims that a person judged to be of different incidents: neither is a copy of the
                other.
            rejoined: pairs of which that is said no longer.
        """
        put = {c.claim.id: c for c in claims}
        out = {id_ for id_ in {*put, *gone} if id_ in self.claims}
        old = {id_: self.claims[id_] for id_ in out}
        reports = {c.claim.report for c in (*old.values(), *put.values())}
        sentences = {key for c in (*old.values(), *put.values()) if (key := sentence_key(c)) is not None}
        linked = self._linked([*out, *put])
        for id_ in out:
            self._take_out(id_)
        again = self._citing(old.values())
        new: dict[Fact, list[GroundedClaim]] = defaultdict(list)
        for claim in put.values():
            for fact in own_facts(claim):
                if fact in self._asking:
                    new[fact].append(claim)
        for claim in sorted(put.values(), key=order):
            self._put_in(claim)
        linked |= self._linked(put)
        reports |= self._relate(copies)
        parted = self._part(apart, rejoined)
        reports |= {self.claims[id_].claim.report for id_ in parted if id_ in self.claims}

        changed = {*out, *put, *parted}
        copied = self._copy(reports)
        changed |= copied
        changed |= self._repeat(sentences)
        changed |= self._cite(again | put.keys(), new)
        for id_ in changed:
            self._all.lead(id_, self._lead(id_))
        self._keep_whole(copied | linked | changed)
        ends, firsts = self._all.settle(), self._whole.settle()
        moved = ends | firsts | changed
        voices = {id_ for id_, c in put.items() if id_ not in old or old[id_].origins != c.origins}
        moved |= self._all.reaching(voices)
        if same or unsaid or (self._same and (ends or voices or out - put.keys())):
            self._same = (self._same - set(unsaid)) | set(same)
            moved |= self._join()
        if self._joined:
            sounding = {end for end, final in self._joined.items() if final in voices}
            moved |= self._all.reaching(sounding)
        return moved

    def _order(self, id_: ClaimId) -> tuple[str, str, int, str]:
        return order(self.claims[id_])

    def _put_in(self, claim: GroundedClaim) -> None:
        id_ = claim.claim.id
        self.claims[id_] = claim
        self._by_report.setdefault(claim.claim.report, []).append(id_)
        if (key := sentence_key(claim)) is not None:
            self._sentences.setdefault(key, []).append(id_)
        for fact in own_facts(claim):
            told = self._told.setdefault(fact, [])
            if told and self._order(told[-1]) > order(claim):
                insort(told, id_, key=self._order)
            else:
                told.append(id_)
        for fact in cited_facts(claim):
            self._asking.setdefault(fact, []).append(id_)
        for other in _links(claim):
            self._links.setdefault(id_, []).append(other)
            self._links.setdefault(other, []).append(id_)

    def _take_out(self, id_: ClaimId) -> None:
        claim = self.claims[id_]
        _drop(self._by_report, claim.claim.report, id_)
        if (key := sentence_key(claim)) is not None:
            _drop(self._sentences, key, id_)
        for fact in own_facts(claim):
            told = self._told[fact]
            at = bisect_left(told, order(claim), key=self._order)
            del told[at]
            if not told:
                del self._told[fact]
        for fact in cited_facts(claim):
            _drop(self._asking, fact, id_)
        for other in _links(claim):
            _drop(self._links, id_, other)
            _drop(self._links, other, id_)
        for leads in (self._copied, self._repeated, self._cited):
            leads.pop(id_, None)
        del self.claims[id_]

    def _relate(self, copies: Iterable[Copy] | None) -> set[ReportId]:
        """Take in which reports share text; answers those of which it is said otherwise now."""
        if copies is None:
            return set()
        now: dict[ReportId, list[ReportId]] = defaultdict(list)
        for copy in copies:
            now[copy.report].append(copy.of)
        moved = {report for report in {*now, *self._earlier} if tuple(now.get(report, ())) != self._earlier.get(report)}
        for report in moved:
            for of in self._earlier.pop(report, ()):
                self._later[of].discard(report)
            if report in now:
                self._earlier[report] = tuple(now[report])
                for of in now[report]:
                    self._later.setdefault(of, set()).add(report)
        return moved

    def _part(self, apart: Pairs, rejoined: Pairs) -> set[ClaimId]:
        """Take in which claims are of different incidents; answers those of which it is said otherwise now."""
        for pair in rejoined:
            for a, b in (pair, pair[::-1]):
                self._apart.get(a, set()).discard(b)
        for pair in apart:
            for a, b in (pair, pair[::-1]):
                self._apart.setdefault(a, set()).add(b)
        return {id_ for pair in (*apart, *rejoined) for id_ in pair}

    def _copy(self, reports: Collection[ReportId]) -> set[ClaimId]:
        """Look again for what copies in these reports, and in those that came after them, lead to."""
        touched = {later for report in reports for later in self._later.get(report, ())}
        touched |= {report for report in reports if report in self._earlier}
        moved: set[ClaimId] = set()
        for report in touched:
            own = [self.claims[id_] for id_ in self._by_report.get(report, ())]
            before = [self.claims[id_] for of in self._earlier.get(report, ()) for id_ in self._by_report.get(of, ())]
            leads = copied_in(own, before, self._apart)
            moved |= _set(self._copied, (c.claim.id for c in own), leads)
        gone = [id_ for report in reports for id_ in self._by_report.get(report, ()) if report not in self._earlier]
        return moved | _set(self._copied, gone, {})

    def _repeat(self, sentences: Iterable[tuple[object, ...]]) -> set[ClaimId]:
        """Look again for which claim was first to stand in each of these sentences."""
        moved: set[ClaimId] = set()
        for key in sentences:
            having = self._sentences.get(key, ())
            if len(having) < 2:
                moved |= _set(self._repeated, having, {})
                continue
            first = min(having, key=self._order)
            home = self.claims[first].claim.report
            leads = {id_: first for id_ in having if self.claims[id_].claim.report != home}
            moved |= _set(self._repeated, having, leads)
        return moved

    def _citing(self, claims: Iterable[GroundedClaim]) -> set[ClaimId]:
        """The claims that cite one of these."""
        cited = {c.claim.id for c in claims}
        asking = {fact for c in claims for fact in own_facts(c) if fact in self._asking}
        return {id_ for fact in asking for id_ in self._asking[fact] if self._cited.get(id_) in cited}

    def _cite(self, again: Iterable[ClaimId], new: Mapping[Fact, list[GroundedClaim]]) -> set[ClaimId]:
        """Look again for what these cite, and for whether others cite one of the new claims."""
        moved: set[ClaimId] = set()
        looked = set(again)
        for fact, claims in new.items():
            for id_ in self._asking.get(fact, ()):
                if id_ not in looked:
                    moved |= self._cite_new(id_, claims)
        for id_ in looked & self.claims.keys():
            by = self.claims[id_]
            told = (c for fact in cited_facts(by) for c in self._told.get(fact, ()))
            found = next((c for c in told if may_be_cited(self.claims[c], by)), None)
            moved |= _set(self._cited, (id_,), {} if found is None else {id_: found})
        return moved

    def _cite_new(self, id_: ClaimId, new: Iterable[GroundedClaim]) -> set[ClaimId]:
        by, moved = self.claims[id_], set()
        for claim in new:
            before = self._cited.get(id_)
            if (before is None or order(claim) < self._order(before)) and may_be_cited(claim, by):
                self._cited[id_] = claim.claim.id
                moved = {id_}
        return moved

    def _lead(self, id_: ClaimId) -> ClaimId | None:
        """Where a claim leads: to what it copies, else to its sentence's first claim, else to what it cites."""
        if id_ not in self.claims:
            return None
        if id_ in self._copied:
            return self._copied[id_]
        found = self._repeated.get(id_) or self._cited.get(id_)
        return None if found is None or found in self._apart.get(id_, ()) else found

    def _keep_whole(self, claims: Iterable[ClaimId]) -> None:
        """See which of these are copies. What goes together in a report (part, repeat, rival) is a copy only whole.

        An account that an outlet copied in part and went on itself is grouped by itself: else its parts would lose
        their whole.
        """
        seen: set[ClaimId] = set()
        for start in claims:
            if start in seen:
                continue
            together = self._linked([start])
            seen |= together
            own = any(id_ in self.claims and id_ not in self._copied for id_ in together)
            for id_ in together:
                self._whole.lead(id_, None if own else self._copied.get(id_))

    def _linked(self, claims: Iterable[ClaimId]) -> set[ClaimId]:
        """These, and all that go together with them."""
        found = set(claims)
        fringe = [id_ for id_ in found if id_ in self._links]
        while fringe:
            for other in self._links.get(fringe.pop(), ()):
                if other not in found:
                    found.add(other)
                    fringe.append(other)
        return found

    def _join(self) -> set[ClaimId]:
        """Let the ends that a person judged to be of one origin end with the earliest; answers whom that moves."""
        pairs = [(self._all.end(a), self._all.end(b)) for a, b in self._same if a in self.claims and b in self.claims]
        now: dict[ClaimId, ClaimId] = {}
        for ends in _components(pairs):
            first = min(self._all.reaching(ends), key=self._order)
            now.update(dict.fromkeys(ends, self._all.end(first)))
        before, self._joined = self._joined, now
        return self._all.reaching(e for e in {*before, *now} if before.get(e, e) != now.get(e, e))


def partners(pairs: Iterable[tuple[ClaimId, ClaimId]]) -> Partners:
    """For each claim those that a pair names with it."""
    found: Partners = {}
    for a, b in pairs:
        found.setdefault(a, set()).add(b)
        found.setdefault(b, set()).add(a)
    return found


def _links(claim: GroundedClaim) -> list[ClaimId]:
    own = claim.claim
    return [other for other in (own.part_of, own.repeat_of, own.rivals) if other is not None]


def _drop(index: dict, key: object, id_: ClaimId) -> None:  # type: ignore[type-arg]
    held = index[key]
    held.remove(id_)
    if not held:
        del index[key]


def _set(leads: dict[ClaimId, ClaimId], of: Iterable[ClaimId], now: Mapping[ClaimId, ClaimId]) -> set[ClaimId]:
    """Let these lead so, and nowhere else; answers those that led elsewhere before."""
    moved = set()
    for id_ in of:
        if leads.get(id_) != now.get(id_):
            moved.add(id_)
            if id_ in now:
                leads[id_] = now[id_]
            else:
                del leads[id_]
    return moved


def _components(pairs: Iterable[tuple[ClaimId, ClaimId]]) -> list[set[ClaimId]]:
    near = partners(pairs)
    found, seen = [], set[ClaimId]()
    for start in near:
        if start in seen:
            continue
        reached, fringe = {start}, [start]
        while fringe:
            new = near[fringe.pop()] - reached
            reached |= new
            fringe += new
        seen |= reached
        found.append(reached)
    return found
