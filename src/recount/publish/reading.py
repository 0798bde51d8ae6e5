"""The line that `recount extract` prints for one report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from recount.model import (
    Actor,
    ClaimId,
    GroundedClaim,
    GroundedStatement,
    Mention,
    Person,
    Place,
    Reading,
    Reason,
    Refusal,
    Report,
)
from recount.publish.plain import json_line

Codes = Mapping[str, tuple[str | None, str | None]]
"""PLOVER category and mode by kind of statement."""


def reading_line(report: Report, reading: Reading, *, codes: Codes | None = None, published: date | None = None) -> str:
    """All that was read in one report, as one JSON object on one line without a line break.

    Names and values are those of the gold; `part_of`, `repeat_of` and `rivals` are indices into the line's own claims.

    Args:
        report: the report, which the offsets count into.
        reading: what was read in it.
        codes: PLOVER category and mode by kind of statement.
        published: the day the text is dated, where the reading does not tell.
    """
    line: dict[str, object] = {
        "id": report.given_id,
        "report": report.id,
        "published": _published(report, reading, published),
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "claims": _claims(reading.claims, report.canonical),
        "statements": [_statement(one, report.canonical, codes or {}) for one in reading.statements],
    }
    if report.said:
        line["said"] = [{"field": s.field, "value": s.value, "origin": s.origin} for s in report.said]
    extra = json.loads(report.extra)
    return json_line({**line, "extra": extra} if extra else line)


def _published(report: Report, reading: Reading, published: date | None) -> str | None:
    dated = reading.published or published or report.published
    return dated.isoformat() if dated else None


def _claims(claims: Sequence[GroundedClaim], canonical: str) -> list[dict[str, object]]:
    index = {grounded.claim.id: at for at, grounded in enumerate(claims)}
    return [claim_fields(grounded, canonical=canonical, index=index) for grounded in claims]


def claim_fields(grounded: GroundedClaim, *, canonical: str, index: Mapping[ClaimId, int]) -> dict[str, object]:
    """One claim of a report, under the names that the gold gives.

    Args:
        grounded: the claim.
        canonical: the report's text.
        index: where claims of the report stand in the list; a link to any other is left out.
    """
    claim = grounded.claim
    return {
        "id": claim.id,
        "start": claim.span.start,
        "end": claim.span.end,
        "text": claim.text,
        "context": claim.context.of(canonical),
        "value": claim.stated.value,
        "value_max": claim.stated.value_max,
        "bound": claim.stated.bound,
        "low": grounded.quantity.low if grounded.quantity else None,
        "high": grounded.quantity.high if grounded.quantity else None,
        "harm": claim.harm,
        "victims": claim.victims,
        "who": claim.who,
        "when": grounded.when,
        "when_text": claim.when.words if claim.when else None,
        "where": _where(grounded.where, claim.where),
        "means": claim.means,
        "by": _names(grounded.by, claim.by),
        "source": _source((grounded.source, *grounded.others), claim.source),
        "via": _names(grounded.via, claim.via),
        "scope": claim.scope,
        **{name: _at(index, getattr(claim, name)) for name in ("part_of", "repeat_of", "rivals")},
        "modality": claim.modality,
        "background": claim.background,
        "persons": [_person(person) for person in claim.persons],
        "confidence": claim.confidence,
        "reasons": _sentences((*claim.reasons, *grounded.reasons, *grounded.refusals)),
    }


def _statement(grounded: GroundedStatement, canonical: str, codes: Codes) -> dict[str, object]:
    statement = grounded.statement
    plover, mode = codes.get(statement.kind, (None, None))
    return {
        "start": statement.span.start,
        "end": statement.span.end,
        "text": statement.text,
        "context": statement.context.of(canonical),
        "kind": statement.kind,
        "plover": plover,
        "mode": mode,
        "who": _names(grounded.who, statement.who),
        "what": statement.what,
        "when": grounded.when,
        "where": _where(grounded.where, statement.where),
        "means": statement.means,
        "infrastructure": statement.infrastructure,
        "by": _names(grounded.by, statement.by),
        "source": _source((grounded.source,), statement.source),
        "via": _names(grounded.via, statement.via),
        "modality": statement.modality,
        "new": statement.new,
        "reasons": _sentences((*statement.reasons, *grounded.refusals)),
    }


def _person(person: Person) -> dict[str, object]:
    start, end = person.span.start, person.span.end
    return {"name": person.name, "age": person.age, "sex": person.sex, "start": start, "end": end}


def _names(actors: Sequence[Actor], mentions: Sequence[Mention]) -> list[str]:
    return [actor.name for actor in actors] or [mention.words for mention in mentions]


def _source(actors: Sequence[Actor | None], mention: Mention | None) -> str | None:
    """Two equal sources are joined as the gold joins them."""
    named = [actor.name for actor in actors if actor is not None]
    return "; ".join(named) or (mention.words if mention else None)


def _where(place: Place | None, mentions: Sequence[Mention]) -> list[str]:
    return list(place.names) if place else [mention.words for mention in mentions]


def _at(index: Mapping[ClaimId, int], other: ClaimId | None) -> int | None:
    return index.get(other) if other is not None else None


def _sentences(reasons: Iterable[Reason | Refusal]) -> list[str]:
    return [reason.sentence for reason in reasons]
