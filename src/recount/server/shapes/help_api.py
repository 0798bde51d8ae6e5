"""The interface, told to people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Something that holds for every address."""

    name: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What one address answers to one method."""

    method: str
    path: str
    told: str
    parameters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Operations under one heading."""

    name: str
    told: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InterfaceHelp:
    """What there is, short."""

    address: str
    """Of the desk."""

    rules: tuple[Rule, ...]
    groups: tuple[Group, ...]
