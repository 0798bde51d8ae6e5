"""Groups and harms: which of them lie in which, and which have no one in common."""

from __future__ import annotations

from dataclasses import dataclass

from recount.figures.sorting import COMBATANTS, GROUPS
from recount.model import EVERYONE, GroundedClaim, Harm, Victims

CIVILIANS = "civilians"
CHILDREN = "children"
POOLED = frozenset({Harm.KILLED, Harm.INJURED})
"""What casualties add up."""

VICTIMS = (EVERYONE, CIVILIANS, COMBATANTS, *sorted(GROUPS))
"""Groups that a total may be asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """People of one group who suffered one harm."""

    harm: Harm
    group: str

    def inside(self, other: Kind) -> bool:
        """Whether everyone of this kind is of the other."""
        harm = self.harm is other.harm or (other.harm is Harm.CASUALTIES and self.harm in POOLED)
        return harm and _group_inside(self.group, other.group)

    def apart(self, other: Kind) -> bool:
        """Whether no one can be of both. Kinds of different harms are, save where one pools the other."""
        harms = {self.harm, other.harm}
        pooled = Harm.CASUALTIES in harms and bool(harms & POOLED)
        return (len(harms) > 1 and not pooled) or _groups_apart(self.group, other.group)


def kind_of(claim: GroundedClaim) -> Kind:
    """The kind of people that a claim counts: "60 children" are children, "women and children" are of no one group."""
    named = [who for who in claim.claim.who if who in GROUPS]
    by_victims = {Victims.CIVILIAN: CIVILIANS, Victims.COMBATANT: COMBATANTS}
    group = named[0] if len(named) == 1 else by_victims.get(claim.claim.victims, EVERYONE)
    return Kind(harm=claim.claim.harm, group=group)


def halves(kind: Kind) -> tuple[Kind, Kind] | None:
    """Two kinds that lie within this one and have no one in common: their fewest add up. ``None`` for most."""
    if kind.harm is Harm.CASUALTIES:
        return Kind(harm=Harm.KILLED, group=kind.group), Kind(harm=Harm.INJURED, group=kind.group)
    if kind.group == EVERYONE:
        return Kind(harm=kind.harm, group=CIVILIANS), Kind(harm=kind.harm, group=COMBATANTS)
    return None


def _group_inside(group: str, other: str) -> bool:
    return other in (group, EVERYONE) or (group == CHILDREN and other == CIVILIANS)


def _groups_apart(group: str, other: str) -> bool:
    return COMBATANTS in (group, other) and bool({CIVILIANS, CHILDREN} & {group, other})
