"""Origins: the independent voices behind each incident, and why each of them is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from recount.incidents.lineage import outlet_keys
from recount.model import ClaimId, Figure, GroundedClaim, How, Incident, Modality, Origin, Period, Reason
from recount.ontology import actor_entries

_EVERYONE = "all"

MOST_NAMED = 3
"""Outlets named in a sentence; the others are counted."""


def find_origins(
    found: Iterable[Incident | Period], *, claims: Mapping[ClaimId, GroundedClaim], figures: Iterable[Figure]
) -> Iterator[Origin]:
    """The origins of each incident, those that most reports carry first. A pure function of traced claims.

    They are the origins of the claims that stand in its figures of everyone harmed, as many as its grade goes by; where
    it has no figure, of all its claims, denials aside. What goes back to them is listed, whether it stands or not.
    """
    names = _Names(claims.values())
    standing: dict[str, set[str]] = defaultdict(set)
    for figure in figures:
        if figure.group == _EVERYONE:
            used = (claims[use.claim] for use in figure.uses if use.used)
            standing[figure.incident].update(key for claim in used for key in claim.origins)
    for thing in found:
        if isinstance(thing, Incident):
            by_key = _by_key(claims[k] for k in thing.claims if k in claims)
            keys = standing.get(thing.id, by_key.keys())
            made = (_origin(thing, key, by_key[key], names) for key in keys)
            yield from sorted(made, key=lambda o: (-len(o.reports), o.key))


def _by_key(claims: Iterable[GroundedClaim]) -> dict[str, list[GroundedClaim]]:
    found: dict[str, list[GroundedClaim]] = defaultdict(list)
    for claim in claims:
        if claim.claim.modality is not Modality.DENIED:
            for key in claim.origins:
                found[key].append(claim)
    return found


class _Names:
    """What the keys of origins are called, by all claims of the record."""

    def __init__(self, claims: Iterable[GroundedClaim]) -> None:
        self._outlets: dict[str, str] = {}
        self._actors: dict[str, str] = {}
        for claim in claims:
            for key in outlet_keys(claim.outlet):
                self._outlets[key] = min(self._outlets.get(key, claim.outlet or ""), claim.outlet or "")
            for actor in (claim.source, *claim.others, *claim.via):
                if actor is not None:
                    self._actors[actor.key] = min(self._actors.get(actor.key, actor.name), actor.name)

    def of(self, key: str) -> str:
        """The name of that origin; the words of its key where no claim has a better one."""
        if key.startswith("report:"):
            return key.removeprefix("report:")
        source, _, carrier = key.partition("@")
        if carrier:
            return f"{self.of(source)}, quoted by {self.of(carrier)}"
        return _registered().get(key) or self._outlets.get(key) or self._actors.get(key) or key.partition(":")[2]


@cache
def _registered() -> dict[str, str]:
    return {f"actor:{entry.key}": entry.name for entry in actor_entries()}


def _origin(incident: Incident, key: str, carried: Sequence[GroundedClaim], names: _Names) -> Origin:
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
