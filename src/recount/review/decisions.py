"""What follows from the decision log: a pure function of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from recount.model import ClaimId, Decision, DecisionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """The decisions that stand, in the form that grouping and reconciling ask for."""

    rejected: frozenset[ClaimId] = frozenset()
    same: frozenset[tuple[ClaimId, ClaimId]] = frozenset()
    """Pairs of claims said to speak of one incident; each pair sorted."""

    different: frozenset[tuple[ClaimId, ClaimId]] = frozenset()
    """Pairs of claims said to speak of different incidents; each pair sorted."""


def apply(decisions: Iterable[Decision]) -> Judgements:
    """The judgements that stand. A decision that was undone counts for nothing; so does undoing one that was undone."""
    log = list(decisions)
    undone: set[str] = set()
    for decision in reversed(log):
        if decision.kind is DecisionKind.UNDO and decision.id not in undone and decision.undoes:
            undone.add(decision.undoes)
    standing = [d for d in log if d.id not in undone]
    return Judgements(
        rejected=frozenset(c for d in standing if d.kind is DecisionKind.REJECT for c in d.claims),
        same=frozenset(_pairs(standing, DecisionKind.SAME)),
        different=frozenset(_pairs(standing, DecisionKind.DIFFERENT)),
    )


def _pairs(decisions: Iterable[Decision], kind: DecisionKind) -> Iterable[tuple[ClaimId, ClaimId]]:
    return (pair for d in decisions if d.kind is kind for pair in combinations(sorted(d.claims), 2))
