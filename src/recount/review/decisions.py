"""What follows from the decision log: a pure function of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from recount.model import ClaimId, Correction, Decision, DecisionId, DecisionKind, GroundedClaim
from recount.ontology import Policy
from recount.review.corrections import correct
from recount.review.votes import INCIDENT, ORIGIN, STANDING, Said, Topic, Vote, Votes, cast, in_force

Pair = tuple[ClaimId, ClaimId]
"""Two claims, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Something on which reviewers disagree. Until a decision settles it, none of theirs counts."""

    about: str
    """``standing``, ``incident``, or the field that they correct differently."""

    claims: tuple[ClaimId, ...]
    decisions: tuple[DecisionId, ...]
    """Of each reviewer the latest, sorted: what a decision that settles it has to name."""

    taken: str
    """What holds meanwhile, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """The decisions that count, in the form that grouping and reconciling ask for."""

    rejected: frozenset[ClaimId] = frozenset()
    accepted: frozenset[ClaimId] = frozenset()
    set_aside: frozenset[ClaimId] = frozenset()
    same: frozenset[Pair] = frozenset()
    """Pairs of claims said to speak of one incident; each pair sorted."""

    different: frozenset[Pair] = frozenset()
    """Pairs of claims said to speak of different incidents; each pair sorted."""

    same_origin: frozenset[Pair] = frozenset()
    """Pairs of claims said to go back to one counting; each pair sorted."""

    elsewhere: frozenset[Pair] = frozenset()
    """Pairs of claims said to speak of different places; each pair sorted."""

    corrections: Mapping[ClaimId, tuple[Correction, ...]] = field(default_factory=dict)
    """By claim, in the order of the fields' names."""

    disputes: tuple[Dispute, ...] = ()

    def corrected(self, claim: GroundedClaim, policy: Policy) -> GroundedClaim:
        """The claim as reviewers corrected it, its interval under the policy; the claim itself where nobody did."""
        own = self.corrections.get(claim.claim.id)
        return correct(claim, own, policy) if own else claim


def apply(decisions: Iterable[Decision]) -> Judgements:
    """What counts of the log.

    A decision that was undone counts for nothing; so does undoing one that was undone. A reviewer's later word on a
    thing replaces the earlier one. Where reviewers disagree, the thing stands as if none of them had spoken, until a
    decision that names theirs settles it; only that a claim is rejected by one and set aside by another leaves it set
    aside, on which they agree. The order of different reviewers' decisions does not matter.
    """
    log = list(decisions)
    standing = in_force(log)
    found = _judge(cast(standing))
    taken_back = _added(log) - _added(standing)
    return replace(found, rejected=found.rejected | taken_back) if taken_back else found


def _added(decisions: Iterable[Decision]) -> frozenset[ClaimId]:
    """The claims that additions among these bring. One whose addition was taken back counts like a rejected one."""
    return frozenset(claim for d in decisions if d.kind is DecisionKind.ADD for claim in d.claims)


def _judge(votes: Votes) -> Judgements:
    standing: dict[str, set[ClaimId]] = {kind: set() for kind in ("accept", "reject", "set_aside")}
    corrections: dict[ClaimId, list[Correction]] = {}
    disputes: list[Dispute] = []
    for topic in sorted(votes):
        held = votes[topic]
        said = {vote.said for vote in held.values()}
        if topic[0] == STANDING:
            verdict = _verdict(said)
            if verdict is not None:
                standing[verdict].add(ClaimId(topic[1]))
            if len(said) > 1:
                disputes.append(_dispute(topic, held.values(), _MEANWHILE[verdict]))
        elif topic[0] not in (INCIDENT, ORIGIN):
            if len(said) == 1:
                corrections.setdefault(ClaimId(topic[1]), []).extend(c for c in said if isinstance(c, Correction))
            else:
                disputes.append(_dispute(topic, held.values(), "The claim says what was read in it."))
    pairs = {pair: {v.said for v in held.values()} for pair, held in _of(votes, INCIDENT)}
    torn = _torn(pairs)
    disputes += _torn_disputes([pair for pair in sorted(torn) if _apart(pairs[pair])], torn, votes)
    return Judgements(
        rejected=frozenset(standing["reject"]),
        accepted=frozenset(standing["accept"]),
        set_aside=frozenset(standing["set_aside"]),
        same=frozenset(p for p, said in pairs.items() if "same" in said and p not in torn),
        different=frozenset(p for p, said in pairs.items() if "different" in said and p not in torn),
        elsewhere=frozenset(p for p, said in pairs.items() if "elsewhere" in said and p not in torn),
        same_origin=frozenset(pair for pair, _ in _of(votes, ORIGIN)),
        corrections={claim: tuple(found) for claim, found in corrections.items()},
        disputes=tuple(disputes),
    )


_MEANWHILE = {
    None: "The claim counts as if nobody had judged it.",
    "set_aside": "The claim is set aside, on which they agree.",
}


def _verdict(said: Iterable[Said]) -> str | None:
    kinds = {str(kind) for kind in said}
    if len(kinds) == 1:
        return kinds.pop()
    return "set_aside" if kinds == {"reject", "set_aside"} else None


def _of(votes: Votes, kind: str) -> Iterator[tuple[Pair, Mapping[str, Vote]]]:
    for topic, held in votes.items():
        if topic[0] == kind:
            yield (ClaimId(topic[1]), ClaimId(topic[2])), held


def _apart(said: Iterable[Said]) -> bool:
    return any(kind in (DecisionKind.DIFFERENT, DecisionKind.ELSEWHERE) for kind in said)


def _torn(pairs: Mapping[Pair, set[Said]]) -> dict[Pair, int]:
    """Pairs that merges join, be it over others, and that somebody keeps apart, with all merges that join them.

    Taking only the pair itself out would leave it joined over a third claim.
    """
    home = _components(pair for pair, said in pairs.items() if "same" in said)
    contradicted = {home[a] for (a, b), said in pairs.items() if _apart(said) and a in home and home[a] == home.get(b)}
    return {(a, b): home[a] for a, b in pairs if home.get(a) in contradicted and home.get(a) == home.get(b)}


def _components(pairs: Iterable[Pair]) -> dict[ClaimId, int]:
    """Claims joined by pairs, each with the number of its component."""
    near: dict[ClaimId, list[ClaimId]] = {}
    for a, b in pairs:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    home: dict[ClaimId, int] = {}
    for number, start in enumerate(near):
        waiting = [start] if start not in home else []
        while waiting:
            at = waiting.pop()
            if at not in home:
                home[at] = number
                waiting.extend(near[at])
    return home


def _torn_disputes(parted: Iterable[Pair], torn: Mapping[Pair, int], votes: Votes) -> list[Dispute]:
    """The pairs kept apart, with the merges against them; those that the same decisions are about are one dispute."""
    joins: dict[int, set[DecisionId]] = {}
    for pair, component in torn.items():
        said_same = (v.decision for v in votes[(INCIDENT, *pair)].values() if v.said == DecisionKind.SAME)
        joins.setdefault(component, set()).update(said_same)
    found: dict[tuple[DecisionId, ...], set[ClaimId]] = {}
    for pair in parted:
        held = {vote.decision: vote.said for vote in votes[(INCIDENT, *pair)].values()}
        over_others = () if DecisionKind.SAME in held.values() else joins[torn[pair]]
        found.setdefault(tuple(sorted({*held, *over_others})), set()).update(pair)
    taken = "Grouping decides, as if nobody had joined or parted them."
    return [
        Dispute(about=INCIDENT, claims=tuple(sorted(claims)), decisions=decisions, taken=taken)
        for decisions, claims in sorted(found.items())
    ]


def _dispute(topic: Topic, held: Iterable[Vote], taken: str) -> Dispute:
    return Dispute(
        about=topic[0],
        claims=tuple(ClaimId(claim) for claim in topic[1:]),
        decisions=tuple(sorted({vote.decision for vote in held})),
        taken=taken,
    )
