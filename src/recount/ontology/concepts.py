"""Harms, weapons and events: what each word of the vocabulary means, and other organisations' codes for it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TypeVar

import msgspec

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmConcept:
    """One harm of ``ontology/harms``."""

    label: str
    definition: str
    sum_of: tuple[str, ...]
    """Harms it pools."""

    hit: str
    miss: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weapon:
    """One means of harm of ``ontology/weapons``."""

    label: str
    definition: str
    acled: str
    """ACLED's sub-event type that comes closest."""

    airwars: str
    """Airwars' strike type that comes closest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One kind of statement of ``ontology/events``."""

    label: str
    definition: str
    plover: str
    """PLOVER category; empty where none fits."""

    mode: str
    """PLOVER mode; empty where none fits."""


@cache
def harms() -> Mapping[str, HarmConcept]:
    """All harms by name."""
    return _read("harms", HarmConcept)


@cache
def weapons() -> Mapping[str, Weapon]:
    """All means of harm by name."""
    return _read("weapons", Weapon)


@cache
def events() -> Mapping[str, Event]:
    """All kinds of statement by name."""
    return _read("events", Event)


def event(kind: str) -> Event:
    """The event of that name.

    Raises:
        KeyError: no such kind.
    """
    return events()[kind]


def _read(folder: str, cls: type[T]) -> Mapping[str, T]:
    there = files("recount.ontology") / folder
    texts = {p.name.removesuffix(".toml"): p.read_text(encoding="utf-8") for p in there.iterdir()}
    return MappingProxyType({k: msgspec.convert(tomllib.loads(texts[k]), cls) for k in sorted(texts)})
