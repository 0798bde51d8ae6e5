"""Adding: words of a report that a person says are a claim, made into one as the reading would have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from recount.errors import UsageError
from recount.model import (
    Bound,
    Claim,
    ClaimId,
    Correction,
    Decision,
    DecisionKind,
    Extracted,
    Field,
    GroundedClaim,
    Harm,
    Reason,
    Report,
    Span,
    Stated,
    Text,
    content_id,
    make_decision,
)
from recount.ontology import Policy
from recount.resolve import Gazetteer, ground
from recount.review import check, clean
from recount.review.corrections import correct
from recount.text import prepare

WHY_ADDED = Reason(rule="added", sentence="A reviewer added it: the reading had missed it.")

MOST_WORDS = 400
"""Code points that the words of a claim may have. Longer is a passage, not a number of people."""

Looked = Callable[[Field, str, Sequence[GroundedClaim]], Correction]
"""What looks up a value that was typed: `Deciding.correction`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A claim that a person wants to add."""

    report: str
    start: int
    end: int
    """The words that count people, as code points of the canonical text."""

    by: str
    why: str
    fields: tuple[tuple[Field, str], ...]
    """What it says, each as a correction spells it. The number and the harm at least."""


def make_addition(
    addition: Addition,
    report: Report,
    *,
    looked: Looked,
    gazetteer: Gazetteer,
    policy: Policy,
    parser: str = "",
    at: str,
) -> Decision:
    """The decision that adds the claim.

    Args:
        addition: what a person wants to add.
        report: the latest version of its report.
        looked: what looks up places, days and names that were typed.
        gazetteer: where places are looked up.
        policy: how number words become ranges.
        parser: a spaCy pipeline in place of the shipped one.
        at: when; UTC, ISO 8601.

    Raises:
        UsageError: the words are none of the report, or a field says what it can't.
    """
    by, why = clean(addition.by, "who decided"), clean(addition.why, "the reason why")
    fields = dict(addition.fields)
    if len(fields) < len(addition.fields):
        raise UsageError("one field is given twice: give each once")
    if Field.HARM not in fields or Field.VALUE not in fields:
        raise UsageError("say what happened to how many people: a claim has a harm and a number")
    text = next(prepare([report], parser=parser))
    claim = _claim(addition, text, _harm(fields.pop(Field.HARM)))
    found = next(
        ground([Extracted(text=text, claims=(claim,), statements=())], gazetteer=gazetteer, policy=policy)
    ).claims[0]
    corrected = correct(found, [looked(field, words, [found]) for field, words in fields.items()], policy)
    added = replace(corrected, reasons=(WHY_ADDED,), details=())
    made = make_decision(DecisionKind.ADD, (claim.id,), by=by, at=at, why=why, added=added)
    check(made)
    return made


def _claim(addition: Addition, text: Text, harm: Harm) -> Claim:
    span, canonical = _span(addition, text.canonical), text.canonical
    return Claim(
        id=ClaimId(content_id("claim", text.report.id, span.start, span.end, harm)),
        report=text.report.id,
        span=span,
        text=span.of(canonical),
        context=_sentence(span, text),
        stated=Stated(value=None, bound=Bound.EXACT),
        harm=harm,
    )


def _span(addition: Addition, canonical: str) -> Span:
    """The chosen words without the white space at their ends."""
    start, end = addition.start, addition.end
    if not 0 <= start < end <= len(canonical):
        raise UsageError("those words are not in the report: choose them in its text again")
    chosen = canonical[start:end]
    start, end = start + len(chosen) - len(chosen.lstrip()), end - len(chosen) + len(chosen.rstrip())
    if start >= end:
        raise UsageError("no words are chosen: choose those that count the people")
    if end - start > MOST_WORDS:
        raise UsageError(f"these are {end - start} characters: choose only the words that count the people")
    return Span(start=start, end=end)


def _sentence(span: Span, text: Text) -> Span:
    """The sentence that holds the words; where none does, from the first to the last that they touch, or themselves."""
    touched = [s.span for s in text.sentences if s.span.overlaps(span)]
    starts, ends = [s.start for s in touched], [s.end for s in touched]
    return Span(start=min([*starts, span.start]), end=max([*ends, span.end]))


def _harm(words: str) -> Harm:
    try:
        return Harm(words)
    except ValueError:
        raise UsageError(f"{words!r} is no harm: choose of {', '.join(Harm)}") from None
