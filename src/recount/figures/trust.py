"""Trust: whether a toll comes from one of the sources that a user ranked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from recount.figures.tolls import Toll
from recount.lang.names import fold_name
from recount.ontology import actor_entries


def rank(toll: Toll, trusted: Sequence[str]) -> int | None:
    """The place in the ranking, from 0, of the most trusted source that tells it; ``None`` where none does.

    A name stands for a source, for a body of the register by any of its names, or for the outlet that speaks itself.
    """
    keys = set(_keys(toll))
    return next((n for n, name in enumerate(trusted) if _meant(name) & keys), None)


def _keys(toll: Toll) -> Iterator[str]:
    for claim in toll.claims:
        told = [claim.source, *claim.others]
        yield from (actor.key for actor in told if actor is not None)
        yield from claim.origins
        if claim.source is None and claim.outlet:
            yield from _meant(claim.outlet)


@cache
def _meant(name: str) -> frozenset[str]:
    """The keys that a name may stand for."""
    said = name.strip().lower()
    known = {f"actor:{e.key}" for e in actor_entries() if said in e.names or said == e.name.lower() or said == e.key}
    return frozenset(known or {f"said:{fold_name(name)}"})
