"""The reading room: one report with what was read in it."""

from __future__ import annotations

from dataclasses import dataclass

from recount.publish.passages import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of the text of which the same holds."""

    words: str
    start: int
    """Code points into the canonical text."""

    claim: str
    """The shortest claim whose words they are; empty where there is none."""

    harm: str
    mark: str
    """``source``, ``statement`` or empty: what else they are."""

    told: str
    """What hovering tells: the claim and its chain of sources."""

    first: bool
    """Whether the claim begins here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A segment of the text."""

    kind: str
    read: bool
    """Whether claims are looked for in it."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One field of a claim: what it was taken for, and by which words."""

    field: str
    name: str
    told: str
    """As a person reads it; what isn't known is said in words."""

    words: str
    """As the report has it, where that differs; else empty."""

    value: str
    """As a correction spells it."""

    choices: tuple[str, ...] = ()
    """What may be chosen; empty where anything may be typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A decision that concerns a claim."""

    id: str
    words: str
    by: str
    at: str
    why: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A claim, with all that is known of it."""

    id: str
    number: int
    """Its place among the report's claims, from 1."""

    harm: str
    title: str
    """"81 killed"."""

    bound: str
    """"exactly", "at least" …"""

    sentence: str
    text: str
    slots: tuple[Slot, ...]
    chain: tuple[str, ...]
    own_voice: bool
    origins: str
    """Whose counting it is, where that is not the source here; else empty."""

    incident: str
    incident_label: str
    used: str
    """What became of it in the figures, in a sentence; empty where no figure weighs it."""

    whole: str
    """The claim it is part of; empty if of none."""

    whole_told: str
    reasons: tuple[str, ...]
    refusals: tuple[str, ...]
    judged: tuple[Judged, ...]
    accepted: bool
    rejected: bool
    previous: str
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A claim on the rail beside the text, in percent of the text's length."""

    claim: str
    harm: str
    at: float
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Another report, or another version of this one."""

    id: str
    label: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Something else that the report states."""

    kind: str
    sentence: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A claim that is about to be added: the words chosen, and what it may say."""

    start: int
    end: int
    """Code points into the canonical text."""

    text: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report with what was read in it."""

    id: str
    given_id: str
    title: str
    outlet: str
    published: str
    dated: tuple[str, ...]
    """Each day that the report or its input gives, with where, if they disagree."""

    url: str
    """Of http or https alone; else empty."""

    version: int
    versions: tuple[Linked, ...]
    changed: tuple[Passage, ...]
    """What this version changed in the one before."""

    copies: tuple[Linked, ...]
    language: str
    """Why it was not read, where it was not; else empty."""

    claims: int
    reviewed: int
    paragraphs: tuple[Paragraph, ...]
    ticks: tuple[Tick, ...]
    card: Card | None
    draft: Draft | None
    """What is shown in place of a card where words were chosen for a new claim."""

    statements: tuple[Stated, ...]
    refusals: tuple[str, ...]
    original: str
    """Digest of the original; empty where none was kept."""

    beside: bool
    """Whether the original is shown beside the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One report of the list."""

    id: str
    given_id: str
    title: str
    outlet: str
    published: str
    version: int
    claims: int
    reviewed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An input that could not be read."""

    report: str
    stage: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """The reports of a record, the newest first."""

    rows: tuple[Row, ...]
    total: int
    outlets: tuple[str, ...]
    failures: tuple[Unread, ...]
    next: str
