"""Votes: each reviewer's latest word on each thing that decisions judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from recount.model import Correction, Decision, DecisionId, DecisionKind

STANDING = "standing"
INCIDENT = "incident"
ORIGIN = "origin"

_JUDGES = {
    DecisionKind.ACCEPT: STANDING,
    DecisionKind.REJECT: STANDING,
    DecisionKind.SET_ASIDE: STANDING,
    DecisionKind.SAME: INCIDENT,
    DecisionKind.DIFFERENT: INCIDENT,
    DecisionKind.ELSEWHERE: INCIDENT,
    DecisionKind.SAME_ORIGIN: ORIGIN,
}

Topic = tuple[str, ...]
"""What is judged and of which claims: ``("standing", claim)``, ``("value", claim)``, ``("incident", a, b)``."""

Said = str | Correction


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One reviewer's latest word on one thing."""

    said: Said
    """The kind of the decision, or the correction."""

    decision: DecisionId


Votes = dict[Topic, dict[str, Vote]]
"""By what is judged, then by reviewer."""


def undone(log: Iterable[Decision]) -> dict[DecisionId, DecisionId]:
    """Decisions that are taken back, with the undo that does it. An undo that is itself taken back does nothing.

    The order of the log does not matter: an undo's identifier follows from the one that it names, so that chains end.
    """
    undos: dict[DecisionId, list[DecisionId]] = {}
    known = {d.id: d for d in log}
    for decision in known.values():
        if decision.kind is DecisionKind.UNDO and decision.undoes is not None:
            undos.setdefault(decision.undoes, []).append(decision.id)
    back: dict[DecisionId, DecisionId | None] = {}
    for start in undos:
        _settle(start, undos, back)
    return {id_: by for id_, by in back.items() if by is not None}


def _settle(
    start: DecisionId, undos: dict[DecisionId, list[DecisionId]], back: dict[DecisionId, DecisionId | None]
) -> None:
    """Find out whether a decision is taken back, after all the undos upon it. Without recursion: chains may be long."""
    stack, entered = [start], set()
    while stack:
        at = stack[-1]
        waiting = [u for u in undos.get(at, ()) if u not in back and u not in entered]
        if at not in back and waiting:
            entered.add(at)
            stack.extend(waiting)
            continue
        stack.pop()
        back.setdefault(at, min((u for u in undos.get(at, ()) if back.get(u) is None), default=None))


def in_force(log: Iterable[Decision]) -> list[Decision]:
    """The decisions that are not undone, each once, by time and then by place in the log. Undos are left out.

    By time, since the logs of two machines may have been joined in either order.
    """
    known = {d.id: d for d in log}
    back = undone(known.values())
    standing = [d for d in known.values() if d.id not in back and d.kind is not DecisionKind.UNDO]
    return sorted(standing, key=lambda d: d.at.removesuffix("Z").removesuffix("+00:00"))


def cast(decisions: Sequence[Decision]) -> Votes:
    """The votes of decisions in force, in their order: of one reviewer the last one counts.

    A decision that another one settles has no vote left on what both judge. A merge or split that another merge or
    split settles has none left at all: what it says of a third claim would else go on joining, or parting, the two.
    """
    settled = {(named, topic) for d in decisions if d.settles for topic in topics(d) for named in d.settles}
    whole = {named for d in decisions if _JUDGES.get(d.kind) == INCIDENT for named in d.settles}
    votes: Votes = {}
    for decision in decisions:
        said = decision.correction or decision.kind.value
        for topic in topics(decision):
            if (decision.id, topic) not in settled and not (topic[0] == INCIDENT and decision.id in whole):
                votes.setdefault(topic, {})[reviewer(decision)] = Vote(said=said, decision=decision.id)
    return votes


def reviewer(decision: Decision) -> str:
    """Who decided, however the name is capitalised."""
    return " ".join(decision.by.split()).casefold()


def topics(decision: Decision) -> Iterator[Topic]:
    """The things that a decision judges."""
    if decision.kind is DecisionKind.CORRECT:
        if decision.correction is not None:
            yield from ((decision.correction.field.value, claim) for claim in decision.claims)
        return
    judged = _JUDGES.get(decision.kind)
    if judged == STANDING:
        yield from ((judged, claim) for claim in decision.claims)
    elif judged is not None:
        yield from ((judged, *pair) for pair in _pairs(decision))


def _pairs(decision: Decision) -> Iterator[tuple[str, str]]:
    if decision.others:
        both = product(decision.claims, decision.others)
        yield from (((a, b) if a < b else (b, a)) for a, b in both if a != b)
    else:
        yield from combinations(sorted(set(decision.claims)), 2)
