"""Parties: whom an incident's claims accuse, and which of those accept it or deny it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from recount.model import (
    Actor,
    ClaimId,
    GroundedClaim,
    GroundedStatement,
    Incident,
    IncidentId,
    Modality,
    StatementModality,
    Victims,
)
from recount.ontology import actor_entries

NEAR = 600
"""Code points between what a party says and the claims of the incident that it is taken to speak of, at most."""

TOLD = frozenset({Modality.ASSERTED, Modality.ALLEGED})
"""How claims put what they say has happened."""

_HARM_TO_CIVILIANS = frozenset({Victims.CIVILIAN, Victims.MIXED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What accused parties themselves say of one incident."""

    declared: tuple[Actor, ...] = ()
    """Those that say they acted there, whomever it hit."""

    accepted: tuple[Actor, ...] = ()
    """Those that say civilians were harmed by it."""

    denied: tuple[Actor, ...] = ()


def side_of(actor: Actor) -> str:
    """Whose side an actor is on; the actor itself where the register has none."""
    return _sides().get(actor.key) or actor.key


def accused_by(claim: GroundedClaim) -> frozenset[str]:
    """The sides that a claim accuses of harm to others than fighters."""
    if claim.claim.victims is Victims.COMBATANT or claim.claim.modality not in TOLD:
        return frozenset()
    return frozenset(side_of(a) for a in claim.by)


def competing(claims: Sequence[GroundedClaim]) -> bool:
    """Whether two origins accuse different sides: not where one of them also names the other's."""
    told: dict[frozenset[str], set[tuple[str, ...]]] = {}
    for claim in claims:
        if accused := accused_by(claim):
            told.setdefault(accused, set()).add(tuple(sorted(claim.origins)))
    return any(
        one.isdisjoint(other) and len(told[one] | told[other]) > 1
        for one, other in combinations(sorted(told, key=sorted), 2)
    )


def answers(claims: Sequence[GroundedClaim], said: Iterable[GroundedStatement] = ()) -> Answers:
    """What the parties that the incident's claims accuse say of it, in its claims and in what is `said` besides."""
    accused = {side_of(a) for c in claims for a in c.by}
    own = [(c, a) for c in claims for a in (c.source, *c.others) if a is not None and side_of(a) in accused]
    declared = [a for c, a in own if c.claim.modality is Modality.ASSERTED and _by_itself(c, a)]
    accepted = [
        a
        for c, a in own
        if c.claim.modality is Modality.ASSERTED and _by_itself(c, a) and c.claim.victims in _HARM_TO_CIVILIANS
    ]
    denied = [a for c, a in own if c.claim.modality is Modality.DENIED]
    for statement in said:
        speakers = [a for a in (statement.source, *statement.who) if a is not None and side_of(a) in accused]
        if _is_denial(statement):
            denied += speakers[:1]
        elif statement.statement.kind == "attack" and statement.source is not None:
            declared += [a for a in speakers[:1] if side_of(a) in {side_of(b) for b in statement.by}]
    return Answers(declared=_unique(declared), accepted=_unique(accepted), denied=_unique(denied))


def statements_of(
    incidents: Sequence[Incident], claims: Mapping[ClaimId, GroundedClaim], statements: Iterable[GroundedStatement]
) -> dict[IncidentId, list[GroundedStatement]]:
    """The denials and declarations that speak of each incident: of those the report tells, the nearest one.

    A statement goes to the incident whose claims accuse its speaker's side and stand nearest to it in the report, none
    further than `NEAR`; to no incident otherwise.
    """
    told: dict[str, list[tuple[GroundedClaim, IncidentId]]] = {}
    for incident in incidents:
        for claim in (claims[c] for c in incident.claims if c in claims):
            told.setdefault(claim.claim.report, []).append((claim, incident.id))
    found: dict[IncidentId, list[GroundedStatement]] = {}
    for statement in statements:
        home = said_in(statement, told.get(statement.statement.report, ()))
        if home is not None:
            found.setdefault(home, []).append(statement)
    return found


def may_answer(statement: GroundedStatement) -> bool:
    """Whether it is of a kind by which a party answers what it is accused of."""
    return statement.statement.kind in ("denial", "attack")


def said_in(statement: GroundedStatement, told: Iterable[tuple[GroundedClaim, IncidentId]]) -> IncidentId | None:
    """The incident that a denial or declaration speaks of; ``None`` where it speaks of none.

    Args:
        statement: what is said.
        told: the claims of its report, each with its incident.
    """
    if not may_answer(statement):
        return None
    sides = {side_of(a) for a in (statement.source, *statement.who) if a is not None}
    near = [(_apart(c, statement), incident) for c, incident in told if sides & {side_of(a) for a in c.by}]
    distance, home = min(near, default=(NEAR + 1, IncidentId("")))
    return home if distance <= NEAR else None


def _apart(claim: GroundedClaim, statement: GroundedStatement) -> int:
    ours, theirs = claim.claim.context, statement.statement.span
    return max(0, theirs.start - ours.end, ours.start - theirs.end)


def _by_itself(claim: GroundedClaim, source: Actor) -> bool:
    """Whether the source says that its own side did it, and no other."""
    sides = {side_of(a) for a in claim.by}
    return sides == {side_of(source)}


def _is_denial(statement: GroundedStatement) -> bool:
    return statement.statement.kind == "denial" or statement.statement.modality is StatementModality.DENIED


def _unique(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    by_key = {a.key: a for a in actors}
    return tuple(by_key[key] for key in sorted(by_key))


@cache
def _sides() -> dict[str, str]:
    return {f"actor:{e.key}": e.side for e in actor_entries() if e.side}
