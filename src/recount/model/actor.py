"""Actor: who speaks, who is accused, who counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """What sort of body an actor is."""

    STATE = "state"
    STATE_FORCES = "state_forces"
    REBEL_GROUP = "rebel_group"
    MILITIA = "militia"
    COALITION = "coalition"
    CIVIL_DEFENCE = "civil_defence"
    MONITOR = "monitor"
    MEDIA = "media"
    STATE_MEDIA = "state_media"
    AGENCY = "agency"
    UN_BODY = "un_body"
    MEDICAL = "medical"
    PRIVATE_PERSON = "private_person"
    OFFICIAL = "official"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person or body named in a report; `key` ties its spellings together."""

    name: str
    """As said, without articles: "Syrian Observatory for Human Rights"."""

    key: str
    """A register identifier such as ``actor:russia`` where the name is known, else ``said:<folded name>``."""

    kind: ActorKind = ActorKind.UNKNOWN
