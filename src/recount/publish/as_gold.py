"""Gold: reports with the claims that a person judged, in the form by which `recount evaluate claims` measures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from recount.model import ClaimId, GroundedClaim, Report, Span
from recount.publish.plain import json_line
from recount.publish.reading import claim_fields

SLOTS = (
    "text",
    "value",
    "bound",
    "harm",
    "victims",
    "who",
    "when",
    "where",
    "means",
    "by",
    "source",
    "via",
    "scope",
    "modality",
    "background",
)
"""Fields of a claim that are called the same in the gold."""

WIDEST = 200
"""Characters of a context, where so many tell the place in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A report whose claims a person judged."""

    report: Report
    published: str | None
    """The day the text is dated, ISO 8601."""

    claims: tuple[GroundedClaim, ...]
    """As corrected, in the order of the text, without those that were rejected."""

    unjudged: Collection[ClaimId] = ()
    """Those of them that nobody judged: neither finding nor missing them counts."""


def gold_line(one: Reviewed) -> str:
    """The report, whole, with its claims, as one JSON object on one line without a line break."""
    index = {grounded.claim.id: at for at, grounded in enumerate(one.claims)}
    return json_line(
        {
            "id": one.report.given_id,
            "published": one.published,
            "outlet": one.report.outlet,
            "title": one.report.title,
            "text": one.report.text,
            "claims": [_claim(grounded, one, index) for grounded in one.claims],
            "main_incident": [],
        }
    )


def _claim(grounded: GroundedClaim, one: Reviewed, index: dict[ClaimId, int]) -> dict[str, object]:
    canonical, claim = one.report.canonical, grounded.claim
    told = claim_fields(grounded, canonical=canonical, index=index)
    made: dict[str, object] = {name: told[name] for name in SLOTS}
    made |= {"context": context(canonical, claim.span, claim.context).of(canonical)}
    made |= {"of": told["part_of"], "repeat_of": told["repeat_of"]}
    more = {"value_max": told["value_max"], "rivals": told["rivals"], "optional": claim.id in one.unjudged or None}
    return made | {name: value for name, value in more.items() if value is not None}


def context(canonical: str, span: Span, sentence: Span) -> Span:
    """The stretch of text that tells where those words stand: it is the first of its kind, and they are first in it.

    The sentence, where it does and is not too long; else the words with as little around them as does.
    """
    if sentence.end - sentence.start <= WIDEST and sentence.holds(span) and _tells(canonical, span, sentence):
        return sentence
    for more in range(0, len(canonical), 10):
        for before, after in ((more, more), (0, more), (more, 0)):
            tried = Span(start=max(0, span.start - before), end=min(len(canonical), span.end + after))
            if _tells(canonical, span, tried):
                return tried
    return span


def _tells(canonical: str, span: Span, tried: Span) -> bool:
    around, words = tried.of(canonical), span.of(canonical)
    first = canonical.find(around) == tried.start and around.find(words) == span.start - tried.start
    return first and around.count(words) == 1
