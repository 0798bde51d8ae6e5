"""Sorting: which claims of one harm count everybody, and which only some of those harmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recount.model import ClaimId, GroundedClaim, Reason, Scope, Victims

GROUPS = frozenset({"children", "women", "elderly", "medical", "aid_worker", "rescuer", "journalist", "prisoner"})
"""Victim groups that get a figure of their own within an incident."""

ALL = "all"
CIVILIANS = "civilians"
COMBATANTS = "combatants"

_BREAKDOWN = Reason(rule="breakdown", sentence="It breaks down another figure, which already counts these people.")
_SOME_OF_THEM = Reason(rule="some_of_them", sentence="It speaks of some of those told before; it is no count of all.")
_ONE_OF_THEM = Reason(rule="one_of_them", sentence="It tells of one victim; other claims count everybody.")
_ONE_GROUP = Reason(rule="one_group", sentence="It counts one group of those harmed; other claims count everybody.")
_FIGHTERS = Reason(rule="fighters_apart", sentence="It counts fighters, who are counted apart from civilians.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The claims on one harm by whom they count."""

    everybody: tuple[GroundedClaim, ...]
    """Claims that count everybody but fighters told apart; where there are only fighters, those."""

    some: Mapping[ClaimId, Reason]
    """Claims that count only some of those harmed, and why each is none of the above."""

    groups: Mapping[str, tuple[GroundedClaim, ...]]
    """The claims that count each group: children, women …, civilians, fighters."""


def sort(claims: Sequence[GroundedClaim], by_id: Mapping[ClaimId, GroundedClaim]) -> Sorted:
    """The claims of one incident on one harm by whom they count. Order-free.

    Args:
        claims: of the incident, on one harm.
        by_id: every claim, to look up what a part is part of.
    """
    some = {c.claim.id: why for c in claims if (why := _counts_some(c, claims, by_id)) is not None}
    for claim in claims:
        if claim.claim.id not in some and claim.claim.besides is not None:
            some.pop(claim.claim.besides, None)  # "Ann Lee and 11 members of her family": the two are all
    whole = [c for c in claims if c.claim.id not in some]
    fighters = [c for c in whole if is_combatant(c)]
    others = [c for c in whole if not is_combatant(c)]
    partial = any(not is_combatant(c) for c in claims if c.claim.id in some)
    everybody = others if others or partial else fighters
    if everybody is not fighters:
        some.update({c.claim.id: _FIGHTERS for c in fighters})
    return Sorted(everybody=tuple(everybody), some=some, groups=_groups(claims, everybody))


def _counts_some(
    claim: GroundedClaim, claims: Sequence[GroundedClaim], by_id: Mapping[ClaimId, GroundedClaim]
) -> Reason | None:
    """Why a claim counts only some of those harmed; ``None`` for one that counts everybody."""
    if _is_breakdown(claim, {c.claim.id for c in claims}, by_id):
        return _BREAKDOWN
    if is_one_victim(claim):
        return _ONE_OF_THEM
    if claim.claim.partial:
        return _SOME_OF_THEM
    if claim.claim.who and GROUPS.issuperset(claim.claim.who):
        return _ONE_GROUP
    return None


def _is_breakdown(claim: GroundedClaim, here: set[ClaimId], by_id: Mapping[ClaimId, GroundedClaim]) -> bool:
    """Whether it is part of a claim on the same event. A part with a day or place of its own is an event of its own."""
    whole = claim.claim.part_of
    if claim.claim.scope is not Scope.PART or whole is None:
        return False
    if whole in here:
        return True
    told = by_id.get(whole)
    return is_one_victim(claim) and told is not None and told.claim.scope not in (Scope.PERIOD, Scope.WAR)


def is_one_victim(claim: GroundedClaim) -> bool:
    """Whether it tells of one victim without a number, or by name: that says nothing of how many there were."""
    return claim.claim.stated.value == 1 and (claim.claim.partial or bool(claim.claim.persons))


def is_combatant(claim: GroundedClaim) -> bool:
    """Whether it counts fighters."""
    return claim.claim.victims is Victims.COMBATANT


def _groups(
    claims: Sequence[GroundedClaim], everybody: Sequence[GroundedClaim]
) -> dict[str, tuple[GroundedClaim, ...]]:
    found: dict[str, list[GroundedClaim]] = {}
    all_of = {c.claim.id for c in everybody}
    for claim in claims:
        for who in claim.claim.who:
            if who in GROUPS:
                found.setdefault(who, []).append(claim)
        if is_combatant(claim) and claim.claim.id not in all_of:
            found.setdefault(COMBATANTS, []).append(claim)
    civilians = [c for c in everybody if c.claim.victims is Victims.CIVILIAN]
    if civilians and len(civilians) < len(everybody):
        found[CIVILIANS] = civilians
    return {group: tuple(found[group]) for group in sorted(found)}
