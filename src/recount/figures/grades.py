"""Grades: how well harm to civilians is established, after Airwars' five, as rules that say why."""

from __future__ import annotations

from collections.abc import Sequence

from recount.model import Actor, Grade, Graded, GroundedClaim, Incident, Modality, Reason, Victims
from recount.ontology import actor_entries

_AIR_OR_GROUND = frozenset({"airstrike", "shelling", "missile", "chemical", "clash", "siege"})
"""Means that only a belligerent has."""


def grade(incident: Incident, standing: Sequence[GroundedClaim], origins: int) -> Graded:
    """The grade of one incident. The first rule that fits decides.

    Args:
        incident: the incident.
        standing: its claims that stand, of every harm.
        origins: independent origins behind them.
    """
    if standing and all(c.claim.victims is Victims.COMBATANT for c in standing):
        said = "Every standing claim says that those harmed were fighters."
        return _graded(incident, Grade.DISCOUNTED, said, "A claim that civilians were harmed.")
    if any(_accepts(c) for c in standing):
        said = "A party that is accused of it itself reports the harm."
        return _graded(incident, Grade.CONFIRMED, said, "Nothing: this is the highest grade.")
    sides = _accused_sides(standing)
    if len(sides) > 1:
        said = "Different origins accuse different sides."
        return _graded(incident, Grade.CONTESTED, said, "One side accepting responsibility, or the others withdrawing.")
    known = bool(incident.by) or incident.means in _AIR_OR_GROUND
    if origins >= 2 and known:
        said = f"{origins} independent origins report it, and the means or the accused point to a belligerent."
        return _graded(incident, Grade.FAIR, said, "A belligerent accepting responsibility would make it confirmed.")
    if origins >= 2:
        said = f"{origins} independent origins report it, but neither means nor accused point to a belligerent."
        return _graded(incident, Grade.WEAK, said, "A claim that says by what means or by whom.")
    said = "One origin only." if origins == 1 else "No standing claim gives a number."
    return _graded(incident, Grade.WEAK, said, "A second, independent origin would make it fair.")


def _graded(incident: Incident, found: Grade, said: str, raise_by: str) -> Graded:
    reason = Reason(rule=f"grade_{found.value}", sentence=said)
    return Graded(incident=incident.id, grade=found, reason=reason, raise_by=raise_by)


def _accepts(claim: GroundedClaim) -> bool:
    """Whether an accused party is itself the source, of harm to others than fighters."""
    if claim.source is None or claim.claim.victims is Victims.COMBATANT or claim.claim.modality is Modality.DENIED:
        return False
    side = _side(claim.source)
    return bool(side) and claim.source.key in {a.key for a in claim.by}


def _accused_sides(claims: Sequence[GroundedClaim]) -> set[str]:
    return {_side(a) or a.key for c in claims if c.claim.victims is not Victims.COMBATANT for a in c.by}


def _side(actor: Actor) -> str:
    return next((e.side for e in actor_entries() if f"actor:{e.key}" == actor.key), "")
