"""Registry: names to objects, so that built-ins and plug-ins come in by the same door."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import entry_points
from typing import Generic, TypeVar, cast

from recount.errors import UsageError

T = TypeVar("T")


class Registry(Generic[T]):
    """Objects by name, given as themselves or as an import path ``package.module:attribute``.

    Import paths are loaded when first asked for. Other distributions add names through the entry point group.
    """

    def __init__(self, noun: str, *, group: str, builtin: dict[str, T | str]) -> None:
        self.noun = noun
        self.group = group
        self._known: dict[str, T | str] = dict(builtin)
        self._plugins_read = False

    def names(self) -> list[str]:
        """All names, sorted."""
        self._read_plugins()
        return sorted(self._known)

    def get(self, name: str) -> T:
        """The object of that name.

        Raises:
            UsageError: no such name; the message lists the ones there are.
        """
        self._read_plugins()
        if name not in self._known:
            raise UsageError(f"unknown {self.noun} {name!r}: choose one of {', '.join(self.names())}")
        found = self._known[name]
        if isinstance(found, str):
            module, _, attribute = found.partition(":")
            found = cast("T", getattr(import_module(module), attribute))
            self._known[name] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.names())

    def _read_plugins(self) -> None:
        if not self._plugins_read:
            self._plugins_read = True
            for point in entry_points(group=self.group):
                self._known.setdefault(point.name, point.value)
