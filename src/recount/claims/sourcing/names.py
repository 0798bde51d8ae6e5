"""Names: which names are of one source."""

from __future__ import annotations

from functools import cache

from recount.claims.attribution import SPEAKING_BODIES
from recount.claims.sourcing.said import Said
from recount.ontology import actor_entries


def merged(
    by_name: dict[str, list[tuple[Said, frozenset[str]]]],
) -> dict[str, list[tuple[Said, frozenset[str]]]]:
    """Names with one's words within the other's are one source: "activist", "activist in Idlib"."""
    out: dict[str, list[tuple[Said, frozenset[str]]]] = {}
    for name, found in by_name.items():
        parts = set(name.split())
        other = next((k for k in out if parts <= set(k.split()) or set(k.split()) <= parts), None)
        if other is None or ":" in name or ":" in other:
            out[name] = list(found)
        else:
            out[other].extend(found)
    return out


def key_of(said: Said) -> str:
    """What ties the names of one source together: the register's key of a known body, else its words."""
    known = body_keys().get(said.words.lower())
    if known is not None:
        return f"actor:{known}"
    return said.words.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ").replace(",", "")


@cache
def body_keys() -> dict[str, str]:
    """The keys of the register by each name of the bodies that report what others did."""
    return {
        name: actor.key
        for actor in actor_entries()
        if actor.kind in SPEAKING_BODIES
        for name in (actor.name.lower(), *actor.aliases)
    }
