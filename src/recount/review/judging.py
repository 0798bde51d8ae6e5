"""Judging: what counts of a growing log on changing claims, by looking only at what a change touches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from recount.model import ClaimId, Decision, DecisionId, GroundedClaim
from recount.review.carrying import named, on, successors
from recount.review.decisions import Dispute, Judgements, apply

NOTHING = Judgements()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """What the judgements of one part of the log were, and what they are."""

    before: Judgements
    after: Judgements


class Judging:
    """The log on the claims of the latest versions. Gives what `carry` and `apply` give on all of it.

    Decisions that name a claim in common, or one another, are judged together and by themselves: nothing that others
    say matters to them.

    Args:
        current: the claims of the latest version of every report; kept up to date by whoever owns it.
        of_report: those of them that are of the report of that given id.
    """

    def __init__(
        self,
        current: Mapping[ClaimId, GroundedClaim],
        of_report: Callable[[str], Iterable[GroundedClaim]],
    ) -> None:
        self._current = current
        self._of_report = of_report
        self.log: list[Decision] = []
        """As it was given."""

        self._carried: list[Decision] = []
        self._known: set[DecisionId] = set()
        self._naming: dict[ClaimId, list[int]] = {}
        """By claim, the places in the log that name it."""

        self._about: dict[str, set[int]] = {}
        """By given id, the places in the log that name a claim of it."""

        self._given: dict[ClaimId, str] = {}
        self._earlier: dict[str, dict[ClaimId, GroundedClaim]] = {}
        """By given id, claims of other versions that the log names."""

        self._moved: dict[ClaimId, ClaimId] = {}
        self._home: dict[str, int] = {}
        """By claim or decision, the part of the log that is about it."""

        self._parts: dict[int, set[int]] = {}
        self._joined: dict[int, int] = {}
        """Parts that are parts no more, each with the one that took it in."""

        self._judged: dict[int, Judgements] = {}

    @property
    def carried(self) -> Sequence[Decision]:
        """The log on the claims that stand now. Not to be changed."""
        return self._carried

    def judgements(self) -> Judgements:
        """What counts of the whole log. Computed now."""
        return apply(self._carried)

    def disputes_of(self, ids: Collection[DecisionId]) -> list[Dispute]:
        """What reviewers disagree about that these decisions are part of."""
        parts = {self._part_of(f"log {id_}") for id_ in ids if f"log {id_}" in self._home}
        found = (d for part in sorted(parts) for d in self._judged[part].disputes)
        return [d for d in found if not set(d.decisions).isdisjoint(ids)]

    def names(self, id_: ClaimId) -> bool:
        """Whether the log names that claim."""
        return id_ in self._naming

    def update(
        self,
        *,
        decisions: Iterable[Decision] = (),
        earlier: Iterable[GroundedClaim] = (),
        came: Iterable[GroundedClaim] = (),
        left: Iterable[GroundedClaim] = (),
    ) -> list[Turned]:
        """Take in what is new; answers the parts of the log that it touches.

        Args:
            decisions: appended to the log; one that is in it is passed over.
            earlier: claims of other versions that they name.
            came: claims that are among the current ones since the last time.
            left: claims that no longer are.
        """
        again: set[int] = set()
        if self.log:
            again |= self._stirred([*came, *left])
        for claim in left:
            if claim.claim.id in self._naming:
                self._earlier.setdefault(claim.given_id, {})[claim.claim.id] = claim
        handed = {c.claim.id: c for c in earlier}
        new = range(len(self.log), len(self.log) + self._append(decisions))
        reports = {self._given[id_] for at in again for id_ in named(self.log[at]) if id_ in self._given}
        for at in new:
            reports |= self._learn(at, handed)
        self._move(reports)
        again |= {at for given in reports for at in self._about.get(given, ())}
        touched: dict[int, Judgements] = {}
        for at in sorted({*again, *new}):
            carried = on(self.log[at], self._current, self._moved)
            if at in new or carried != self._carried[at]:
                self._carried[at] = carried
                self._tie(at, touched)
        return [self._judge(part, before) for part, before in touched.items()]

    def _append(self, decisions: Iterable[Decision]) -> int:
        fresh = []
        for decision in decisions:
            if decision.id not in self._known:
                self._known.add(decision.id)
                fresh.append(decision)
        self.log += fresh
        self._carried += fresh
        return len(fresh)

    def _stirred(self, claims: Iterable[GroundedClaim]) -> set[int]:
        """The places in the log that these claims, come or gone, may put on other claims."""
        again: set[int] = set()
        for claim in claims:
            id_ = claim.claim.id
            again |= self._about.get(claim.given_id, set())
            if id_ in self._naming and id_ not in self._given:
                self._given[id_] = claim.given_id
                self._about.setdefault(claim.given_id, set()).update(self._naming[id_])
            again.update(self._naming.get(id_, ()))
        return again

    def _learn(self, at: int, handed: Mapping[ClaimId, GroundedClaim]) -> set[str]:
        """Take in which claims a decision names; answers the reports of such as are of another version."""
        others = set()
        for id_ in dict.fromkeys(named(self.log[at])):
            self._naming.setdefault(id_, []).append(at)
            claim = self._current.get(id_) or handed.get(id_)
            if claim is not None:
                self._given[id_] = claim.given_id
                if id_ not in self._current:
                    self._earlier.setdefault(claim.given_id, {})[id_] = claim
            if id_ in self._given:
                self._about.setdefault(self._given[id_], set()).add(at)
                if id_ not in self._current:
                    others.add(self._given[id_])
        return others

    def _move(self, reports: Iterable[str]) -> None:
        """See again which claim took the place of each earlier one of these reports."""
        for given in reports:
            known = self._earlier.get(given, {})
            for id_ in known:
                self._moved.pop(id_, None)
            gone = [c for id_, c in known.items() if id_ not in self._current]
            if gone:
                self._moved.update(successors(gone, self._of_report(given)))

    def _tie(self, at: int, touched: dict[int, Judgements]) -> None:
        """Put a decision into the part of the log that is about its claims, joining those that it brings together.

        Parts are never taken apart again, which costs time at most.
        """
        decision = self.log[at]
        others = (decision.id, *decision.settles, *((decision.undoes,) if decision.undoes else ()))
        keys = [*named(decision), *named(self._carried[at]), *(f"log {id_}" for id_ in others)]
        homes = {self._part_of(key) for key in keys if key in self._home}
        part = max(homes, key=lambda home: len(self._parts[home]), default=at)
        own = self._parts.setdefault(part, set())
        before = touched.get(part) or self._judged.get(part, NOTHING)
        for other in homes - {part}:
            held = self._judged.pop(other, NOTHING)
            before = _together(before, touched.pop(other, held))
            self._joined[other] = part
            own |= self._parts.pop(other)
        own.add(at)
        self._home.update(dict.fromkeys(keys, part))
        touched[part] = before

    def _part_of(self, key: str) -> int:
        part = self._home[key]
        while part in self._joined:
            part = self._joined[part]
        self._home[key] = part
        return part

    def _judge(self, part: int, before: Judgements) -> Turned:
        after = apply(self._carried[at] for at in sorted(self._parts[part]))
        self._judged[part] = after
        return Turned(before=before, after=after)


def _together(a: Judgements, b: Judgements) -> Judgements:
    return Judgements(
        rejected=a.rejected | b.rejected,
        accepted=a.accepted | b.accepted,
        set_aside=a.set_aside | b.set_aside,
        same=a.same | b.same,
        different=a.different | b.different,
        same_origin=a.same_origin | b.same_origin,
        elsewhere=a.elsewhere | b.elsewhere,
        corrections={**a.corrections, **b.corrections},
    )
