"""Cards of claims: a claim with all that is known of it, and what may be corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recount.model import (
    Bound,
    DecisionKind,
    Field,
    GroundedClaim,
    Harm,
    Mention,
    Modality,
    Place,
    Scope,
    Victims,
)
from recount.ontology import weapons
from recount.publish import wording
from recount.publish.rows import verdict
from recount.review import IN_FORCE, NONE, Standing, told
from recount.server.pages.marking import chain_of, claim_words
from recount.server.record.state import State
from recount.server.shapes.reading import Card, Judged, Slot

NAMES = {
    Field.VALUE: "Number",
    Field.BOUND: "Bound",
    Field.HARM: "Harm",
    Field.VICTIMS: "Victims",
    Field.WHO: "Group",
    Field.WHEN: "When",
    Field.WHERE: "Where",
    Field.MEANS: "Means",
    Field.BY: "By (alleged)",
    Field.SOURCE: "Source",
    Field.MODALITY: "Said as",
    Field.BACKGROUND: "Background",
    Field.SCOPE: "Scope",
    Field.PART_OF: "Part of",
}
"""What a person calls each field."""

UNKNOWN = {
    Field.WHO: "no group named",
    Field.WHEN: "no day told",
    Field.WHERE: "no place told",
    Field.BY: "nobody accused here",
    Field.SOURCE: "the outlet itself",
    Field.PART_OF: "of no larger figure",
    Field.VALUE: "no number given",
}
"""What stands where a field says nothing."""


def card_of(
    claim: GroundedClaim, among: Sequence[GroundedClaim], canonical: str, state: State, log: Sequence[Standing]
) -> Card:
    """The claim's card.

    Args:
        claim: as it counts now.
        among: the report's claims, in the order of its text.
        canonical: the report's text.
        state: the record.
        log: the decisions that concern it.
    """
    at = next(n for n, one in enumerate(among) if one.claim.id == claim.claim.id)
    incident = state.index.incident_of.get(claim.claim.id)
    use = verdict(state.index.uses_of.get(claim.claim.id, ()))
    whole = state.claims.get(claim.claim.part_of) if claim.claim.part_of else None
    standing = [one for one in log if one.state in IN_FORCE]
    return Card(
        id=claim.claim.id,
        number=at + 1,
        harm=claim.claim.harm.value,
        title=f"{wording.stated(claim.claim.stated, signs=True)} {wording.HARMS[claim.claim.harm]}",
        bound=bound_words(claim.claim.stated.bound),
        sentence=claim.claim.context.of(canonical),
        text=claim.claim.text,
        slots=tuple(_slots(claim)),
        chain=chain_of(claim),
        own_voice=claim.source is None,
        origins=_origins(claim),
        incident=incident.id if incident else "",
        incident_label=incident.label if incident else "",
        used="" if use is None else f"{'Used' if use.used else 'Set aside'}: {use.reason.sentence}",
        whole=whole.claim.id if whole else "",
        whole_told=claim_words(whole) if whole else "",
        reasons=tuple(reason.sentence for reason in (*claim.claim.reasons, *claim.reasons)),
        refusals=tuple(refusal.sentence for refusal in claim.refusals),
        judged=tuple(judged(one) for one in log),
        accepted=any(one.decision.kind is DecisionKind.ACCEPT for one in standing),
        rejected=any(one.decision.kind is DecisionKind.REJECT for one in standing),
        previous=among[at - 1].claim.id if at else "",
        next=among[at + 1].claim.id if at + 1 < len(among) else "",
    )


def judged(one: Standing) -> Judged:
    """A decision in a few words."""
    decision = one.decision
    words = wording.words(decision.kind.value)
    if decision.correction is not None:
        to = decision.correction.to if decision.correction.to != NONE else "nothing"
        words = f"{NAMES[decision.correction.field]} → {wording.words(to)}"
    return Judged(id=decision.id, words=words, by=decision.by, at=decision.at, why=decision.why, state=one.state.value)


def bound_words(bound: Bound) -> str:
    """How a number is limited: "exactly", "at least"."""
    return "exactly" if bound is Bound.EXACT else wording.words(bound.value)


def _slots(claim: GroundedClaim) -> Iterator[Slot]:
    for field in Field:
        value = told(claim, field)
        yield Slot(
            field=field.value,
            name=NAMES[field],
            told=UNKNOWN.get(field, wording.words(value)) if value == NONE else _told(field, claim, value),
            words=_words(field, claim),
            value=value,
            choices=choices_of(field),
        )


def _told(field: Field, claim: GroundedClaim, value: str) -> str:
    if field is Field.WHEN:
        return wording.days(claim.when)
    if field is Field.WHERE:
        return _place(claim.where)
    if field is Field.PART_OF:
        return "a larger figure"
    if field is Field.VICTIMS and claim.claim.victims is Victims.UNSPECIFIED:
        return "status not told"
    return wording.words(value) if choices_of(field) else value


def _place(place: Place | None) -> str:
    if place is None:
        return UNKNOWN[Field.WHERE]
    return f"{', '.join(place.names)} – {wording.precision(place.point)}"


def _words(field: Field, claim: GroundedClaim) -> str:
    said = claim.claim
    mentions: dict[Field, tuple[Mention | None, ...]] = {
        Field.WHEN: (said.when,),
        Field.WHERE: said.where[:1],
        Field.BY: said.by,
        Field.SOURCE: (said.source,),
    }
    return "; ".join(mention.words for mention in mentions.get(field, ()) if mention)


def choices_of(field: Field) -> tuple[str, ...]:
    """What a field may say; empty where that is no closed list."""
    if field is Field.MEANS:
        return tuple(sorted(weapons()))
    if field is Field.BACKGROUND:
        return ("no", "yes")
    kinds = {
        Field.BOUND: Bound,
        Field.HARM: Harm,
        Field.VICTIMS: Victims,
        Field.MODALITY: Modality,
        Field.SCOPE: Scope,
    }
    return tuple(kinds[field]) if field in kinds else ()


def _origins(claim: GroundedClaim) -> str:
    """Whose counting it is, where lineage says another than the report does."""
    if claim.copy_of is not None:
        return "The same words stand in an earlier report: it is that one's counting."
    return ""
