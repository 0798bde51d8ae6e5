"""Claim: one figure, or one countable victim, said of people harmed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recount.model.actor import Actor
from recount.model.ids import ClaimId, ReportId
from recount.model.place import Place
from recount.model.quantity import Quantity, Stated
from recount.model.reason import Reason, Refusal
from recount.model.text import Span
from recount.model.when import When


class Harm(StrEnum):
    """What happened to the people counted. Definitions stand in ``ontology/harms``."""

    KILLED = "killed"
    INJURED = "injured"
    CASUALTIES = "casualties"
    MISSING = "missing"
    CAPTURED = "captured"
    DISPLACED = "displaced"
    BESIEGED = "besieged"
    AFFECTED = "affected"


class Victims(StrEnum):
    """Whether those harmed took part in the fighting."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    MIXED = "mixed"
    UNSPECIFIED = "unspecified"


class Scope(StrEnum):
    """What the figure adds up."""

    INCIDENT = "incident"
    PART = "part"
    PERIOD = "period"
    WAR = "war"


class Modality(StrEnum):
    """How the words put it."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    DENIED = "denied"
    EXPECTED = "expected"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of the report that fill a slot of a claim."""

    span: Span
    words: str
    """The words that count, cleaned of articles. Not always the slice: "the activist" may stand for one named above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A victim whom the words name."""

    name: str
    span: Span
    age: int | None = None
    """Years at the time of the harm."""

    sex: str | None = None
    """``female`` or ``male``, where the words say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one report says, in words and spans only. Never edited after extraction.

    ``canonical[span]`` always equals `text`, and lies within the sentence `context`.
    """

    id: ClaimId
    report: ReportId
    span: Span
    text: str
    context: Span
    stated: Stated
    harm: Harm
    victims: Victims = Victims.UNSPECIFIED
    who: tuple[str, ...] = ()
    when: Mention | None = None
    where: tuple[Mention, ...] = ()
    """Places the words tie to the harm, from the most specific up."""

    means: str = "unknown"
    """A concept of ``ontology/weapons``."""

    by: tuple[Mention, ...] = ()
    """Alleged perpetrators. Always *alleged by* `source`."""

    source: Mention | None = None
    """The person or body nearest the facts; ``None`` where the outlet speaks in its own voice."""

    via: tuple[Mention, ...] = ()
    """The chain from the source up to the outlet."""

    scope: Scope = Scope.INCIDENT
    part_of: ClaimId | None = None
    repeat_of: ClaimId | None = None
    rivals: ClaimId | None = None
    modality: Modality = Modality.ASSERTED
    background: bool = False
    persons: tuple[Person, ...] = ()
    partial: bool = False
    """Whether its words are no count of all: one victim without a number ("his wife", "Ann Lee"), "one of them"."""

    besides: ClaimId | None = None
    """An earlier figure of the report that counts other people of the same harm: "another 12 were killed"."""

    running: bool = False
    """Whether it is the latest state of a toll that moves: "the death toll has risen to nine"."""

    early: bool = False
    """Whether it is told as an early state of a toll: "initial reports put the toll at two"."""

    told_at: str | None = None
    """When the post of a live blog that it stands in was written, ``HH:MM``; ``None`` elsewhere."""

    confidence: float = 1.0
    """0 to 1. How often its construction was right on the training gold; not a calibrated probability."""

    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundedClaim:
    """A claim with its words turned into days, places and actors, or a refusal where they can't be."""

    claim: Claim
    published: str | None
    """The day the report is dated, ISO 8601; ``None`` for an undated report."""

    outlet: str | None
    given_id: str
    """The id the input gave the report."""

    quantity: Quantity | None
    """The interval of the stated number under the policy named in `policy`; ``None`` where no number is given."""

    policy: str
    when: When | None = None
    where: Place | None = None
    by: tuple[Actor, ...] = ()
    source: Actor | None = None
    others: tuple[Actor, ...] = ()
    """Further sources named beside the first: "according to state media and a monitoring group"."""

    via: tuple[Actor, ...] = ()
    origins: tuple[str, ...] = ()
    """Whose counting this is: keys of the sources, else of the agency credited, else of the outlet. Never empty."""

    sentence: str = ""
    """Digest of its sentence's words, case, signs and accents folded: equal in texts copied from one wire."""

    copy_of: ClaimId | None = None
    """The claim of an earlier report whose words it copies. Only where lineage was traced, never as it was read."""

    refusals: tuple[Refusal, ...] = ()
    reasons: tuple[Reason, ...] = ()

    details: tuple[str, ...] = ()
    """Words near it by which reports of one event know each other, as ``name:…``, ``street:…``, ``age:…``, ``word:…``.

    For comparing only: names of victims are among them, so they are never shown nor exported.
    """
