"""What became of each decision of a log: it counts, was undone, was replaced, was settled, or is disputed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from recount.model import Decision, DecisionId, DecisionKind
from recount.review.decisions import apply
from recount.review.votes import cast, in_force, undone


class State(StrEnum):
    """What a decision is worth now."""

    COUNTS = "counts"
    DISPUTED = "disputed"
    """Another reviewer says otherwise, and nobody has settled it."""

    REPLACED = "replaced"
    """The same reviewer, or a decision that settles it, says something later on everything it judges."""

    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One decision with what became of it."""

    decision: Decision
    state: State
    by: DecisionId | None = None
    """The undo that took it back."""


def states(decisions: Iterable[Decision]) -> list[Standing]:
    """Every decision of the log, in its order, with what became of it."""
    log = list(decisions)
    back = undone(log)
    votes = cast(in_force(log))
    counted = {vote.decision for held in votes.values() for vote in held.values()}
    disputed = {id_ for dispute in apply(log).disputes for id_ in dispute.decisions}
    return [Standing(decision=d, state=_state(d, back, counted, disputed), by=back.get(d.id)) for d in log]


def _state(
    decision: Decision, back: Iterable[DecisionId], counted: Iterable[DecisionId], disputed: Iterable[DecisionId]
) -> State:
    if decision.id in back:
        return State.UNDONE
    if decision.kind in (DecisionKind.UNDO, DecisionKind.ADD):
        return State.COUNTS
    if decision.id in disputed:
        return State.DISPUTED
    return State.COUNTS if decision.id in counted else State.REPLACED
