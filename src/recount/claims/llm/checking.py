"""Checking: rows of a model's answer → claims that the report's own words bear, and why the others were dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from recount.claims.draft import Scanned
from recount.claims.llm.accusing import Accusers
from recount.claims.llm.answers import Row
from recount.claims.llm.locating import Finder, Located
from recount.model import Claim, ClaimId, Harm, Mention, Reason, Scope, Text, Victims, content_id

UNMEASURED = 0.5
"""Confidence of a claim that a model pointed at: how often such claims are right depends on the model."""

_FOUND = Reason(
    rule="found_in_the_report",
    sentence="A language model pointed at it; its words and its number were then found in the report.",
)
_OUTRANKED = Reason(
    rule="words_outrank_the_model", sentence="Who was harmed is as the quoted words say; the model said otherwise."
)


def claims_of(text: Text, scanned: Sequence[Scanned], rows: Sequence[Row]) -> tuple[tuple[Claim, ...], list[str]]:
    """The claims, in text order, and the kinds of refusal of all that was dropped."""
    dropped = list[str]()
    finder = Finder(text, scanned, asked=Counter((row.context, row.text) for row in rows))
    found = _located(finder, rows, dropped)
    _drop_parts_of_nothing(found, dropped)
    ids = {at: _id(text, one) for at, one in found.items()}
    accusers = Accusers(text, scanned)
    claims = [_claim(finder, accusers, one, found, ids, dropped) for one in found.values()]
    return tuple(sorted(claims, key=lambda c: (c.span.start, c.span.end, c.harm))), dropped


def _located(finder: Finder, rows: Sequence[Row], dropped: list[str]) -> dict[int, Located]:
    """By position in the model's list, the rows whose words and number are in the report, each fact once."""
    found: dict[int, Located] = {}
    seen: set[ClaimId] = set()
    for row in rows:
        one = finder.locate(row)
        if isinstance(one, str):
            dropped.append(one)
        elif _id(finder.text, one) in seen:
            dropped.append("llm_twice")
        else:
            seen.add(_id(finder.text, one))
            found[row.at] = one
    return found


def _drop_parts_of_nothing(found: dict[int, Located], dropped: list[str]) -> None:
    """Drop parts whose whole was not kept, and parts of those: taken by itself a part would be read as a toll."""
    while lost := [at for at, one in found.items() if _is_part(one.row) and not _has_whole(found, one)]:
        for at in lost:
            del found[at]
            dropped.append("llm_no_whole")


def _is_part(row: Row) -> bool:
    return row.scope is Scope.PART or row.part_of is not None


def _has_whole(found: dict[int, Located], part: Located) -> bool:
    """Whether its chain of wholes ends in a figure that is part of none, none of them smaller than what it holds."""
    seen = {part.row.at}
    while _is_part(part.row):
        whole = found.get(-1 if part.row.part_of is None else part.row.part_of)
        if whole is None or whole.row.at in seen or not _can_hold(whole, part):
            return False
        seen.add(whole.row.at)
        part = whole
    return True


def _can_hold(whole: Located, part: Located) -> bool:
    if part.row.harm is not whole.row.harm and whole.row.harm is not Harm.CASUALTIES:
        return False
    most, value = whole.phrase.stated.value_max or whole.phrase.stated.value, part.phrase.stated.value
    sure = whole.phrase.stated.word is None and part.phrase.stated.word is None
    return not sure or most is None or value is None or value <= most


def _claim(
    finder: Finder,
    accusers: Accusers,
    one: Located,
    found: dict[int, Located],
    ids: dict[int, ClaimId],
    dropped: list[str],
) -> Claim:
    row, text = one.row, finder.text
    source = _mentions(finder, one, [row.source] if row.source else [], dropped)
    when = _mentions(finder, one, [row.when_text] if row.when_text else [], dropped)
    stated_of = one.phrase.victims
    said = row.victims if stated_of is Victims.UNSPECIFIED else stated_of
    return Claim(
        id=ids[row.at],
        report=text.report.id,
        span=one.span,
        text=one.span.of(text.canonical),
        context=finder.scanned[one.number].sentence.span,
        stated=one.phrase.stated,
        harm=row.harm,
        victims=said,
        who=tuple(dict.fromkeys((*one.phrase.who, *row.who))),
        when=when[0] if when else None,
        where=_own_first(finder, one, _mentions(finder, one, row.where, dropped)),
        means=row.means,
        by=_accused(accusers, one, dropped),
        source=source[0] if source else None,
        via=_mentions(finder, one, row.via, dropped),
        scope=Scope.PART if _is_part(row) else row.scope,
        part_of=None if row.part_of is None else ids[row.part_of],
        repeat_of=_tied(one, row.repeat_of, found, ids, dropped, same=True),
        rivals=_tied(one, row.rivals, found, ids, dropped, same=False),
        modality=row.modality,
        background=row.background,
        confidence=UNMEASURED,
        reasons=(_FOUND,) if row.victims in (said, Victims.UNSPECIFIED) else (_FOUND, _OUTRANKED),
    )


def _mentions(finder: Finder, one: Located, words: Iterable[str], dropped: list[str]) -> tuple[Mention, ...]:
    found = [finder.mention(entry, one.number) for entry in words]
    dropped.extend("llm_slot" for mention in found if mention is None)
    return tuple(mention for mention in found if mention is not None)


def _own_first(finder: Finder, one: Located, places: Sequence[Mention]) -> tuple[Mention, ...]:
    """Places of its own sentence before those of others; else as the model has them, the smallest first."""
    own = finder.scanned[one.number].sentence.span
    return tuple(sorted(places, key=lambda m: not own.holds(m.span)))


def _accused(accusers: Accusers, one: Located, dropped: list[str]) -> tuple[Mention, ...]:
    found = [accusers.accused(one, name) for name in one.row.by]
    dropped.extend("llm_accused" for mention in found if mention is None)
    return tuple({m.words: m for m in found if m is not None}.values())


def _tied(
    one: Located,
    at: int | None,
    found: dict[int, Located],
    ids: dict[int, ClaimId],
    dropped: list[str],
    *,
    same: bool,
) -> ClaimId | None:
    """The earlier claim of the same harm, with the same number or with another, that the row points at."""
    if at is None:
        return None
    other = found.get(at)
    fits = other is not None and other.row.harm is one.row.harm and other.span.start < one.span.start
    if other is None or not fits or (other.phrase.stated.value == one.phrase.stated.value) is not same:
        dropped.append("llm_link")
        return None
    return ids[at]


def _id(text: Text, one: Located) -> ClaimId:
    """As the rules name the same claim."""
    return ClaimId(content_id("claim", text.report.id, one.span.start, one.span.end, one.row.harm))
