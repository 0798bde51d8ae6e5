"""The review queue: one question a screen."""

from __future__ import annotations

from dataclasses import dataclass

from recount.server.shapes.reading import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question of the list."""

    kind: str
    kind_words: str
    about: str
    label: str
    sentence: str
    weight: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that a name may mean."""

    name: str
    spelled: str
    """As a correction spells it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A claim in the balance of an incident's figure."""

    id: str
    number: str
    sentence: str
    text: str
    harm: str
    chain: tuple[str, ...]
    report: str
    published: str
    used: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of question, and how many of it wait."""

    kind: str
    words: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The question that is worth a person's minute first, and those after it."""

    kinds: tuple[Kind, ...]
    kind: str
    total: int
    at: int
    """Place of the question shown among them, from 1; 0 where there is none."""

    question: Asked | None
    why: str
    """Why it is asked, and what an answer may change."""

    card: Card | None
    """The claim it is about, if it is about one."""

    report: str
    """The report that the claim stands in."""

    candidates: tuple[Place, ...]
    """Places that the claim may mean."""

    incident: str
    """The incident it is about, if it is about one."""

    other: str
    """The second, where it asks whether two are one."""

    tolls: tuple[Toll, ...]
    """Where it is about an incident: its claims of that figure."""

    then: tuple[Asked, ...]
    """What comes after it."""

    previous: str
    next: str
    """Addresses."""
