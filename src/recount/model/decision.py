"""Decision: what a person judged. The log only grows; what follows from it is computed anew."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recount.model.ids import ClaimId, DecisionId, content_id


class DecisionKind(StrEnum):
    """What was decided."""

    REJECT = "reject"
    """The claims are not claims of harm, or misread: set them aside."""

    SAME = "same"
    """The claims speak of one incident."""

    DIFFERENT = "different"
    """The claims speak of different incidents."""

    UNDO = "undo"
    """Take back an earlier decision, named in `undoes`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One judgement: by whom, when, on which claims, and why."""

    id: DecisionId
    kind: DecisionKind
    claims: tuple[ClaimId, ...]
    by: str
    at: str
    """UTC, ISO 8601 with seconds."""

    why: str
    undoes: DecisionId | None = None


def make_decision(
    kind: DecisionKind,
    claims: tuple[ClaimId, ...],
    *,
    by: str,
    at: str,
    why: str,
    undoes: DecisionId | None = None,
) -> Decision:
    """A decision with its content-derived identifier."""
    made = DecisionId(content_id("decision", kind, *sorted(claims), by, at, why, undoes))
    return Decision(id=made, kind=kind, claims=tuple(sorted(claims)), by=by, at=at, why=why, undoes=undoes)
