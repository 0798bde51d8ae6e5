"""Origins: the independent voices behind each incident, and why each of them is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from recount.incidents.leads import outlet_keys
from recount.model import ClaimId, Figure, GroundedClaim, How, Incident, Modality, Origin, Period, Reason
from recount.ontology import actor_entries

MOST_NAMED = 3
"""Outlets named in a sentence; the others are counted."""


def find_origins(
    found: Iterable[Incident | Period], *, claims: Mapping[ClaimId, GroundedClaim], figures: Iterable[Figure]
) -> Iterator[Origin]:
    """The origins of each incident, those that most reports carry first. A pure function of traced claims.

    They are the origins of the claims that stand in its figures, as many as its grade goes by; where it has no figure,
    of all its claims, denials aside. What goes back to them is listed, whether it stands or not.
    """
    names = Names()
    for claim in claims.values():
        names.add(claim)
    made: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        made[figure.incident].append(figure)
    for thing in found:
        if isinstance(thing, Incident):
            yield from origins_of(thing, claims=claims, figures=made[thing.id], names=names)


def origins_of(
    incident: Incident, *, claims: Mapping[ClaimId, GroundedClaim], figures: Iterable[Figure], names: Names
) -> list[Origin]:
    """The origins of one incident, those that most reports carry first."""
    by_key = _by_key(claims[k] for k in incident.claims if k in claims)
    used = [claims[use.claim] for figure in figures for use in figure.uses if use.used]
    keys = {key for claim in used for key in claim.origins} if used else by_key.keys()
    made = (_origin(incident, key, by_key[key], names) for key in keys)
    return sorted(made, key=lambda o: (-len(o.reports), o.key))


def _by_key(claims: Iterable[GroundedClaim]) -> dict[str, list[GroundedClaim]]:
    found: dict[str, list[GroundedClaim]] = defaultdict(list)
    for claim in claims:
        if claim.claim.modality is not Modality.DENIED:
            for key in claim.origins:
                found[key].append(claim)
    return found


class Names:
    """What the keys of origins are called: of the names that claims have for it, the first by spelling."""

    def __init__(self) -> None:
        self._outlets: dict[str, dict[str, int]] = {}
        self._actors: dict[str, dict[str, int]] = {}
        self._first: dict[tuple[bool, str], str] = {}

    def add(self, claim: GroundedClaim) -> set[str]:
        """Take in the names that a claim has; answers the keys that are called otherwise now."""
        return {key for outlet, key, name in _names_in(claim) if self._put(outlet, key, name)}

    def remove(self, claim: GroundedClaim) -> set[str]:
        """Let go of the names that a claim had, which was taken in; answers likewise."""
        return {key for outlet, key, name in _names_in(claim) if self._take(outlet, key, name)}

    def _put(self, outlet: bool, key: str, name: str) -> bool:
        held = (self._outlets if outlet else self._actors).setdefault(key, {})
        held[name] = held.get(name, 0) + 1
        first = self._first.get((outlet, key))
        if first is None or name < first:
            self._first[outlet, key] = name
            return True
        return False

    def _take(self, outlet: bool, key: str, name: str) -> bool:
        by_key = self._outlets if outlet else self._actors
        held = by_key[key]
        held[name] -= 1
        if held[name]:
            return False
        del held[name]
        if not held:
            del by_key[key], self._first[outlet, key]
            return True
        if self._first[outlet, key] == name:
            self._first[outlet, key] = min(held)
            return True
        return False

    def of(self, key: str) -> str:
        """The name of that origin; the words of its key where no claim has a better one."""
        if key.startswith("report:"):
            return key.removeprefix("report:")
        source, _, carrier = key.partition("@")
        if carrier:
            return f"{self.of(source)}, quoted by {self.of(carrier)}"
        found = _registered().get(key) or self._first.get((True, key)) or self._first.get((False, key))
        return found or key.partition(":")[2]


def _names_in(claim: GroundedClaim) -> Iterator[tuple[bool, str, str]]:
    """Of outlets, or not; the key and the name."""
    for key in outlet_keys(claim.outlet):
        yield True, key, claim.outlet or ""
    for actor in (claim.source, *claim.others, *claim.via):
        if actor is not None:
            yield False, actor.key, actor.name


@cache
def _registered() -> dict[str, str]:
    return {f"actor:{entry.key}": entry.name for entry in actor_entries()}


def _origin(incident: Incident, key: str, carried: Sequence[GroundedClaim], names: Names) -> Origin:
    how = _how(key, carried)
    return Origin(
        incident=incident.id,
        key=key,
        label=_capital(names.of(key)),
        how=how,
        claims=tuple(sorted(c.claim.id for c in carried)),
        reports=tuple(sorted({c.given_id for c in carried})),
        reason=Reason(rule=f"origin_{how.value}", sentence=_sentence(how, key, carried)),
    )


def _how(key: str, carried: Sequence[GroundedClaim]) -> How:
    if key.startswith("report:"):
        return How.UNKNOWN
    if "@" in key:
        return How.UNNAMED
    if any(a is not None and a.key == key for c in carried for a in (c.source, *c.others)):
        return How.QUOTED
    if any(key in outlet_keys(c.outlet) for c in carried):
        return How.OWN
    return How.CREDITED


def _sentence(how: How, key: str, carried: Sequence[GroundedClaim]) -> str:
    """Such as "Quoted by Gazette and Tribune, in 3 reports; 1 of them copies the words of another."."""
    reports = len({c.given_id for c in carried})
    copies = len({c.given_id for c in carried if c.copy_of is not None})
    told = f"{_lead(how, key, carried)}, in {_count(reports, 'report')}"
    if copies:
        told += f"; {copies} of them {'copies' if copies == 1 else 'copy'} the words of another"
    return told + "."


def _lead(how: How, key: str, carried: Sequence[GroundedClaim]) -> str:
    own = key.partition("@")[2] or key
    others = sorted({c.outlet for c in carried if c.outlet and own not in outlet_keys(c.outlet)})
    too = f", carried by {_listed(others)} too" if others else ""
    match how:
        case How.OWN:
            return f"Told in its own voice{too}"
        case How.QUOTED:
            return f"Quoted by {_listed(others)}" if others else "Quoted"
        case How.UNNAMED:
            return f"A source without a name, one with whoever quotes it{too}"
        case How.CREDITED:
            return f"Credited by {_listed(others)}" if others else "Credited for the text"
        case How.UNKNOWN:
            return f"Told by a report of no known outlet{too}"


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _listed(names: Sequence[str]) -> str:
    shown, more = list(names[:MOST_NAMED]), len(names) - MOST_NAMED
    if more > 0:
        shown.append(f"{_count(more, 'more outlet')}")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"
