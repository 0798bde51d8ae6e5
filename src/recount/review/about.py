"""About: the log by what it is about: which decisions concern a claim, and which questions they have answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from recount.model import ClaimId, Decision, DecisionKind, Figure, Incident, IncidentId
from recount.review.questions import Question, Questions, Waiting
from recount.review.states import Standing, State

JUDGING = frozenset({DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.SET_ASIDE, DecisionKind.CORRECT})
"""Judgements on one claim: whoever gave one has looked at it."""

APART = frozenset({DecisionKind.DIFFERENT, DecisionKind.ELSEWHERE})
IN_FORCE = frozenset({State.COUNTS, State.DISPUTED})


class About:
    """The log, looked up by claim or decision. Never changed once made.

    Args:
        log: every decision with what became of it, oldest first.
        carried: the same decisions on the claims that stand now, where a report's later version took their place.
    """

    def __init__(self, log: Iterable[Standing] = (), carried: Iterable[Decision] = ()) -> None:
        self.log = tuple(log)
        now = {decision.id: decision for decision in carried}
        found: defaultdict[str, list[Standing]] = defaultdict(list)
        for one in self.log:
            moved = now.get(one.decision.id, one.decision)
            for thing in touched(one.decision) | touched(moved):
                found[thing].append(one)
        self._found = dict(found)
        self._on = {one.decision.id: touched(now.get(one.decision.id, one.decision)) for one in self.log}

    @property
    def things(self) -> Iterable[str]:
        """The claims and decisions that it is about."""
        return self._found.keys()

    def of(self, thing: str) -> Sequence[Standing]:
        """The decisions on that claim, or on that decision, oldest first."""
        return self._found.get(thing, ())

    def is_judged(self, claim: str) -> bool:
        """Whether somebody accepted, rejected, set aside or corrected the claim, and it counts."""
        return any(one.state in IN_FORCE and one.decision.kind in JUDGING for one in self.of(claim))

    def are_apart(self, one: Incident, other: Incident) -> bool:
        """Whether somebody judged that these are two."""
        theirs: set[str] = set(other.claims)
        told = (s for claim in one.claims for s in self.of(claim) if s.state in IN_FORCE and s.decision.kind in APART)
        return any(theirs & self._on[s.decision.id] for s in told)

    def open(
        self,
        asked: Questions,
        *,
        incident_of: Mapping[ClaimId, Incident],
        incidents: Mapping[str, Incident],
        figures_of: Callable[[IncidentId], Sequence[Figure]],
    ) -> Waiting:
        """The questions that nobody has answered yet, in their order.

        One about a claim is answered once somebody judged the claim; one about an incident once all claims that its
        figures stand on are; whether two incidents are one, once somebody parted them.

        Args:
            asked: what the record asks a person.
            incident_of: the incident of each claim.
            incidents: by identifier.
            figures_of: gives the figures of an incident.
        """
        looked_at = {*self._found, *(i.id for c in self._found if (i := incident_of.get(ClaimId(c))))}

        def answered(question: Question) -> bool:
            if question.other:
                return self.are_apart(incidents[question.about], incidents[question.other])
            if question.about not in incidents:
                return self.is_judged(question.about)
            uses = {u.claim for f in figures_of(IncidentId(question.about)) for u in f.uses if u.used}
            return bool(uses) and all(self.is_judged(claim) for claim in uses)

        return Waiting(asked, (q for about in looked_at for q in asked.of(about) if answered(q)))


def touched(decision: Decision) -> set[str]:
    """The claims that a decision names, and the decision that it takes back."""
    return {*decision.claims, *decision.others, *((decision.undoes,) if decision.undoes is not None else ())}
