"""Decision: what a person judged. The log only grows; what follows from it is computed anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from recount.model.actor import Actor
from recount.model.claim import GroundedClaim
from recount.model.codec import to_json
from recount.model.ids import ClaimId, DecisionId, content_id
from recount.model.place import Place


class DecisionKind(StrEnum):
    """What was decided."""

    ACCEPT = "accept"
    """The claims are claims of harm and count."""

    REJECT = "reject"
    """The claims are not claims of harm, or misread: they belong to no incident."""

    SET_ASIDE = "set_aside"
    """The claims are read rightly, but do not count for a figure."""

    CORRECT = "correct"
    """One field of the claims was misread; `correction` says what the words mean."""

    SAME = "same"
    """Merge: the claims speak of one incident."""

    DIFFERENT = "different"
    """Split: the claims speak of different incidents; with `others`, each of them from each of those."""

    SAME_ORIGIN = "same_origin"
    """The claims go back to one counting, whoever is named: they are one origin."""

    ELSEWHERE = "elsewhere"
    """The claims speak of different places, though their names are alike."""

    ADD = "add"
    """The words are a claim that the reading missed; `added` is it. Taken back, it is no claim of the record."""

    UNDO = "undo"
    """Take back an earlier decision, named in `undoes`. An undo can be undone."""


class Field(StrEnum):
    """What of a claim can be corrected, in the order in which corrections are applied."""

    VALUE = "value"
    BOUND = "bound"
    HARM = "harm"
    VICTIMS = "victims"
    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    MEANS = "means"
    BY = "by"
    SOURCE = "source"
    MODALITY = "modality"
    BACKGROUND = "background"
    SCOPE = "scope"
    PART_OF = "part_of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What one field of a claim should say."""

    field: Field
    to: str
    """In the one spelling that `recount.review.corrections` gives it: ``160``, ``2016-10-11 to 2016-10-13``."""

    place: Place | None = None
    """Of `where`, as it was found in the gazetteer when it was decided."""

    actors: tuple[Actor, ...] = ()
    """Of `by` and `source`, likewise."""

    origins: tuple[str, ...] = ()
    """Of `source`: whose counting it then is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One judgement: by whom, when, on which claims, and why."""

    id: DecisionId
    kind: DecisionKind
    claims: tuple[ClaimId, ...]
    by: str
    at: str
    """UTC, ISO 8601, to the second or finer."""

    why: str
    undoes: DecisionId | None = None
    others: tuple[ClaimId, ...] = ()
    """Of a split, and of different places: what each of `claims` is kept apart from, in place of one another."""

    correction: Correction | None = None
    settles: tuple[DecisionId, ...] = ()
    """Decisions that disagreed, which this one replaces wherever it judges the same thing."""

    added: GroundedClaim | None = None
    """Of an addition: the claim, as it is to be read."""


def make_decision(
    kind: DecisionKind,
    claims: tuple[ClaimId, ...],
    *,
    by: str,
    at: str,
    why: str,
    undoes: DecisionId | None = None,
    others: tuple[ClaimId, ...] = (),
    correction: Correction | None = None,
    settles: tuple[DecisionId, ...] = (),
    added: GroundedClaim | None = None,
) -> Decision:
    """A decision with its content-derived identifier."""
    made = Decision(
        id=DecisionId(""),
        kind=kind,
        claims=tuple(sorted(claims)),
        by=by,
        at=at,
        why=why,
        undoes=undoes,
        others=tuple(sorted(others)),
        correction=correction,
        settles=tuple(sorted(settles)),
        added=added,
    )
    return identified(made)


def identified(decision: Decision) -> Decision:
    """The decision under the identifier that its content gives: one that is not its own shows a damaged line."""
    said = (decision.others, decision.correction, decision.settles)
    # Left out where there is nothing, so that decisions of earlier versions keep their identifiers.
    more = (to_json(said),) if any(said) else ()
    if decision.added is not None:
        more = (*more, to_json(decision.added))
    parts = (decision.kind, *decision.claims, decision.by, decision.at, decision.why, decision.undoes, *more)
    found = DecisionId(content_id("decision", *parts))
    return replace(decision, id=found)
