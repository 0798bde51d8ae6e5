"""Patched: a large mapping with a few changes on top, made in no time however large it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

MOST = 5000
"""Changes beyond which they are put into a mapping of its own: 10 ms for half a million entries, now and then."""


class Patched(Mapping[K, V]):
    """What the base holds, but for what was changed or taken out since. Never changed once made."""

    __slots__ = ("_base", "_gone", "_over")

    def __init__(self, base: Mapping[K, V], over: dict[K, V], gone: frozenset[object]) -> None:
        self._base, self._over, self._gone = base, over, gone

    def __getitem__(self, key: K) -> V:
        if key in self._over:
            return self._over[key]
        if key in self._gone:
            raise KeyError(key)
        return self._base[key]

    def __contains__(self, key: object) -> bool:
        return key in self._over or (key not in self._gone and key in self._base)

    def __iter__(self) -> Iterator[K]:
        yield from (key for key in self._base if key not in self._gone and key not in self._over)
        yield from self._over

    def __len__(self) -> int:
        gone = sum(key in self._base for key in self._gone | self._over.keys())
        return len(self._base) - gone + len(self._over)

    def __repr__(self) -> str:
        return f"Patched({len(self._base)} with {len(self._over)} changed, {len(self._gone)} gone)"


def patched(held: Mapping[K, V], without: Iterable[object], added: Mapping[K, V]) -> Mapping[K, V]:
    """The mapping without some keys and with others. What it does not hold can't be taken out, and need not."""
    out = set(without) - added.keys()
    if isinstance(held, Patched):
        base, over, gone = held._base, {k: v for k, v in held._over.items() if k not in out}, held._gone
    else:
        base, over, gone = held, {}, frozenset[object]()
    made = Patched(base, {**over, **added}, (gone | out) - added.keys())
    return dict(made.items()) if len(made._over) + len(made._gone) > MOST else made
