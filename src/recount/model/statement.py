"""Statement: what a report says besides casualties: attacks, talks, denials, allegations, sieges, aid."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recount.model.actor import Actor
from recount.model.claim import Mention
from recount.model.ids import ReportId, StatementId
from recount.model.place import Place
from recount.model.reason import Reason, Refusal
from recount.model.text import Span
from recount.model.when import When


class StatementModality(StrEnum):
    """How the words put it; unlike a claim, a statement may be planned."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    DENIED = "denied"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something a report states, in words and spans only."""

    id: StatementId
    report: ReportId
    span: Span
    text: str
    context: Span
    kind: str
    """A concept of ``ontology/events``: attack, denial, meeting, …"""

    who: tuple[Mention, ...] = ()
    what: str = ""
    when: Mention | None = None
    where: tuple[Mention, ...] = ()
    means: str | None = None
    infrastructure: tuple[str, ...] = ()
    by: tuple[Mention, ...] = ()
    source: Mention | None = None
    via: tuple[Mention, ...] = ()
    modality: StatementModality = StatementModality.ASSERTED
    new: bool = False
    """Whether the outlet marks it as new ("NEW:", "UPDATE:")."""

    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundedStatement:
    """A statement with its words turned into days, places and actors."""

    statement: Statement
    published: str | None
    outlet: str | None
    given_id: str
    when: When | None = None
    where: Place | None = None
    who: tuple[Actor, ...] = ()
    by: tuple[Actor, ...] = ()
    source: Actor | None = None
    via: tuple[Actor, ...] = ()
    refusals: tuple[Refusal, ...] = ()
