"""extract(): Text → Claim and Statement, in words and spans only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from recount.claims.accused import fill_accused
from recount.claims.affiliation import fill_who
from recount.claims.causes import fill_means
from recount.claims.choosing import Chooser
from recount.claims.confidence import confidence
from recount.claims.datelines import dateline_places
from recount.claims.dating import fill_time
from recount.claims.discourse import Discourse
from recount.claims.draft import Draft, Scanned, drafts, scan
from recount.claims.extractors import EXTRACTORS, RULES, Extractor, open_extractor
from recount.claims.fates import settle
from recount.claims.foreign import in_another_language
from recount.claims.parts import fill_part_of
from recount.claims.persons import fill_persons
from recount.claims.relations import relate
from recount.claims.scope import fill_scope
from recount.claims.sequel import fill_sequel
from recount.claims.slots import fill_modality, fill_places
from recount.claims.sourcing import fill_source
from recount.claims.standing import fill_victims
from recount.claims.statements import find_statements
from recount.model import Claim, ClaimId, Extracted, Mention, Text, content_id

if TYPE_CHECKING:
    from recount.config import Settings

__all__ = ["EXTRACTORS", "RULES", "Extractor", "extract", "open_extractor"]


def extract(texts: Iterable[Text], *, chooser: Chooser | None = None) -> Iterator[Extracted]:
    """The claims and statements of each text, in text order. Lazy; a pure function of each text.

    Args:
        texts: prepared reports.
        chooser: takes one of several readings of a slot; by the shipped weights unless given.
    """
    chooser = chooser or Chooser()
    for text in texts:
        if text.other_language is not None:
            yield in_another_language(text)
            continue
        scanned = scan(text)
        found = drafts(scanned)
        settle(found, scanned)
        discourse = Discourse(text=text, scanned=scanned, drafts=found)
        for draft in found:
            fill_time(discourse, draft, chooser)
            fill_places(draft, scanned)
            fill_victims(discourse, draft, chooser)
            fill_who(discourse, draft)
            fill_source(discourse, draft, chooser)
            fill_means(discourse, draft, chooser)
            fill_accused(discourse, draft, chooser)
            fill_modality(draft)
            fill_persons(text, draft)
        for i in range(len(found)):
            fill_part_of(discourse, found, i, chooser)
        for draft in found:
            fill_scope(discourse, draft, chooser)
        relate(found)
        fill_sequel(text, found)
        yield Extracted(
            text=text,
            claims=_frozen(text, found, discourse),
            statements=tuple(find_statements(text, scanned)),
            places=(*dateline_places(text), *_places(scanned)),
        )


def _places(scanned: list[Scanned]) -> Iterator[Mention]:
    """Names that are said to be places, wherever they stand: a headline's "Azaz" is one if the text has "in Azaz"."""
    known = {p.words.lower() for s in scanned for p in s.places if p.announced}
    for sentence in scanned:
        for p in sentence.places:
            if p.announced or p.words.lower() in known:
                yield Mention(span=p.span, words=p.words)


def by_rules(settings: Settings) -> Extractor:
    """The extractor ``rules``: `extract` with the shipped weights. No setting changes it."""
    return extract


def _frozen(text: Text, found: list[Draft], discourse: Discourse) -> tuple[Claim, ...]:
    ids = [claim_id(text, d) for d in found]

    def at(index: int | None) -> ClaimId | None:
        return None if index is None else ids[index]

    return tuple(
        Claim(
            id=ids[i],
            report=text.report.id,
            span=d.span,
            text=d.span.of(text.canonical),
            context=d.scanned.sentence.span,
            stated=d.stated,
            harm=d.harm,
            victims=d.victims,
            who=d.who,
            when=d.when,
            where=tuple(d.where),
            means=d.means,
            by=tuple(d.by),
            source=d.source,
            via=tuple(d.via),
            scope=d.scope,
            part_of=at(d.part_of),
            repeat_of=at(d.repeat_of),
            rivals=at(d.rivals),
            modality=d.modality,
            background=d.background,
            persons=tuple(d.persons),
            partial=d.partial,
            besides=at(d.besides),
            running=d.running,
            early=d.early,
            told_at=d.told_at,
            confidence=confidence(discourse, d),
            reasons=tuple(d.reasons),
        )
        for i, d in enumerate(found)
    )


def claim_id(text: Text, draft: Draft) -> ClaimId:
    """The identifier of a claim: its report, its place in it and its harm."""
    return ClaimId(content_id("claim", text.report.id, draft.span.start, draft.span.end, draft.harm))
