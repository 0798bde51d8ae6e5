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

    Import paths are loaded when first asked for. Other distributions add names through the entry point group; they
    can't take the name of a built-in.
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
            UsageError: no such name, and the message lists the ones there are; or its module can't be loaded.
        """
        self._read_plugins()
        if name not in self._known:
            raise UsageError(f"unknown {self.noun} {name!r}: choose one of {', '.join(self.names())}")
        found = self._known[name]
        if isinstance(found, str):
            found = self._load(name, found)
            self._known[name] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.names())

    def __contains__(self, name: object) -> bool:
        self._read_plugins()
        return name in self._known

    def _load(self, name: str, path: str) -> T:
        module, _, attribute = path.partition(":")
        try:
            return cast("T", getattr(import_module(module), attribute))
        except (ImportError, AttributeError) as error:
            raise UsageError(
                f"the {self.noun} {name!r} can't be loaded from {path} ({error}): reinstall the package it comes from"
            ) from error

    def _read_plugins(self) -> None:
        if not self._plugins_read:
            self._plugins_read = True
            for point in entry_points(group=self.group):
                self._known.setdefault(point.name, point.value)
