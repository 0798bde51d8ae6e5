"""Findings as lines, each with the incident or period it is about, and the digest of them all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from recount.model import Figure, Findings, Graded, Incident, Origin, Period, Unaccounted
from recount.store.lines import decode, encode, json_digest

KINDS: dict[str, type[Any]] = {
    "incidents": Incident,
    "periods": Period,
    "figures": Figure,
    "grades": Graded,
    "unaccounted": Unaccounted,
    "origins": Origin,
}
"""Each field of `Findings`, with what it holds."""

SECOND = "2-"
"""How the digest of a snapshot begins that is not the SHA-256 of its findings' JSON, as the first ones were."""

_BYTES = 256
_WHOLE = 1 << (8 * _BYTES)

Spot = tuple[str, str, int]
"""Kind, the incident or period, and the place among those of that kind about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Findings as lines of JSON."""

    lines: dict[Spot, str]
    in_order: bool
    """Whether they stand by what they are about, as all that is derived does. Else a line's place is that in its kind.
    """

    @property
    def sum(self) -> int:
        """What all lines add up to."""
        return added(self.lines.items())

    @property
    def digest(self) -> str:
        """The digest of the findings. Equal findings have equal digests."""
        return digest_of(self.sum, in_order=self.in_order)


def lay(findings: Findings) -> Laid:
    """The findings as lines.

    Raises:
        RecordError: half of a surrogate pair stands in them.
    """
    in_order = all(_is_in_order([about(one) for one in getattr(findings, kind)]) for kind in KINDS)
    return Laid(lines=dict(_lines(findings, in_order=in_order)), in_order=in_order)


def gather(rows: Iterable[tuple[str, str, int, str]], what: str, *, in_order: bool) -> Findings:
    """The findings of rows (kind, key, place, line) that stand by key, kind and place."""
    found: dict[str, list[tuple[int, Any]]] = {kind: [] for kind in KINDS}
    for kind, _, at, line in rows:
        found[kind].append((at, decode(KINDS[kind], line, what)))
    if not in_order:
        for placed in found.values():
            placed.sort(key=lambda one: one[0])
    return Findings(**{kind: tuple(thing for _, thing in placed) for kind, placed in found.items()})


def about(thing: Incident | Period | Figure | Graded | Unaccounted | Origin) -> str:
    """The incident or period it is about."""
    match thing:
        case Incident() | Period():
            return thing.id
        case Unaccounted():
            return thing.period
        case _:
            return thing.incident


def added(lines: Iterable[tuple[Spot, str]]) -> int:
    """What lines add up to, in whatever order: their SHAKE-256, 2,048 bits each, modulo 2^2048.

    So that one incident's change costs its own lines and not those of the record. An incremental hash after Bellare and
    Micciancio, *A New Paradigm for Collision-Free Hashing* (1997).
    """
    total = 0
    for (kind, key, at), line in lines:
        made = hashlib.shake_256(f"{kind}\n{key}\n{at}\n{line}".encode()).digest(_BYTES)
        total += int.from_bytes(made, "big")
    return total % _WHOLE


def less(total: int, other: int) -> int:
    """What is left of a sum without another."""
    return (total - other) % _WHOLE


def digest_of(total: int, *, in_order: bool) -> str:
    """The digest of findings whose lines add up to that."""
    order = b"in order\n" if in_order else b"as given\n"
    return SECOND + hashlib.sha256(order + total.to_bytes(_BYTES, "big")).hexdigest()


def is_digest_of(digest: str, laid: Laid, findings: Findings) -> bool:
    """Whether it is the digest of these findings, also one that an earlier version of Recount made."""
    return digest == (laid.digest if digest.startswith(SECOND) else json_digest(findings))


def as_hex(total: int) -> str:
    """A sum as it is kept."""
    return f"{total:0{2 * _BYTES}x}"


def _lines(findings: Findings, *, in_order: bool) -> Iterator[tuple[Spot, str]]:
    for kind in KINDS:
        key_before, at = None, -1
        for place, thing in enumerate(getattr(findings, kind)):
            key = about(thing)
            at = at + 1 if key == key_before else 0
            key_before = key
            yield (kind, key, at if in_order else place), encode(thing, f"what was found ({kind})")


def _is_in_order(keys: list[str]) -> bool:
    return all(a <= b for a, b in pairwise(keys))
