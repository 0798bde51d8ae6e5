"""Slots: time, places, means, accused, source and modality of each draft, from its sentence and those before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from recount.claims.draft import Draft, Scanned
from recount.claims.timing import nearest_time, of_the_event
from recount.lang.loader import lexicon
from recount.lang.phrases import PhraseTable
from recount.lang.timewords import TimeWords
from recount.model import Harm, Mention, Modality, SegmentKind, Span, Text

WAR_TOLL = 5000
"""From this value on, a toll "since the conflict began" sums up the war."""

MOST_NEAR = 40
"""Drafts, and sentences, looked back over at most: enough for any report, and it bounds the work for made-up ones."""

CARRIED_TIMES = 4
"""Sentences back, or from a heading on, in which the day of an event is looked for."""

CARRIED_PLACES = 10
"""Places of earlier sentences kept with a claim, nearest first, to say what contains its own."""

_STATES = frozenset({Harm.BESIEGED, Harm.AFFECTED, Harm.MISSING})
"""Harms that last: told without a time, they are so on the day of telling."""


def fill_time(text: Text, draft: Draft, scanned: list[Scanned], drafts: list[Draft]) -> None:
    """The expression the harm is tied to: its clause, its sentence, else the sentence before in its paragraph."""
    times = draft.scanned.times
    if draft.scanned.sentence.kind is not SegmentKind.TITLE or times:
        whole_war = [t for t in times if t.rule in ("sinceevent", "warage") and draft.value >= WAR_TOLL]
        named = of_the_event(draft.scanned.sentence.tokens, times)
        fitting = whole_war or named or _in_clause(text, draft, times) or times
        found = nearest_time(fitting, draft.span.start, draft.span.end)
        if found is not None:
            _take_time(text, draft, _span_told_next(draft, found, scanned) or found, own=True)
            return
    if draft.harm in _STATES:
        if draft.scanned.said_at:
            _take_time(text, draft, draft.scanned.said_at[0], own=True)
        return
    for other in _around(draft, scanned):
        of_claims = [d.time for d in _drafts_of(other, drafts, draft) if d.own_time and d.time is not None]
        same_paragraph = other.sentence.paragraph == draft.paragraph
        told = [t for t in of_claims or other.times if t.rule in _DAYS or same_paragraph]
        if told:
            _take_time(text, draft, told[-1 if other.sentence.span.start < draft.span.start else 0], own=False)
            draft.because(
                "time_from_a_sentence_near", "Its own sentence gives no time; the nearest one that does is taken."
            )
            return


def _drafts_of(scanned: Scanned, drafts: list[Draft], draft: Draft) -> list[Draft]:
    """The drafts of a sentence at most a few before this one's; `drafts` are in text order."""
    at = bisect_left(drafts, draft.number, key=lambda d: d.number)
    found = []
    for other in reversed(drafts[max(0, at - MOST_NEAR) : at]):
        if draft.number - other.number > CARRIED_TIMES:
            break
        if other.scanned is scanned:
            found.append(other)
    return found[::-1]


def _span_told_next(draft: Draft, found: TimeWords, scanned: list[Scanned]) -> TimeWords | None:
    """The days of "in three days", where the next sentence tells them: "from Tuesday … to Thursday"."""
    if found.rule != "bare" or draft.number + 1 >= len(scanned):
        return None
    after = scanned[draft.number + 1]
    if after.sentence.paragraph != draft.paragraph:
        return None
    return next((t for t in after.times if t.rule in ("weekdayspan", "dayspan")), None)


_DAYS = frozenset({"weekday", "dmy", "mdy", "iso", "day", "weekdayspan", "dayspan"})
"""Rules whose expressions name a day, which the sentences around go on to tell of."""


def _around(draft: Draft, scanned: list[Scanned]) -> Iterator[Scanned]:
    """Sentences before, nearest first, in the same or the last paragraph; for a heading the sentences after it."""
    heading = draft.scanned.sentence.kind in (SegmentKind.TITLE, SegmentKind.HEADING, SegmentKind.HIGHLIGHTS)
    if heading:
        yield from scanned[draft.number + 1 : draft.number + 1 + CARRIED_TIMES]
        return
    for before in reversed(scanned[max(0, draft.number - CARRIED_TIMES) : draft.number]):
        if before.sentence.paragraph >= draft.paragraph - 1:
            yield before


def _in_clause(text: Text, draft: Draft, times: list[TimeWords]) -> list[TimeWords]:
    """Times nearer to this figure than to any other of the sentence."""
    others = [link.quantity for link in draft.scanned.links]
    tokens = draft.scanned.sentence.tokens
    later = [tokens[q.first].start for q in others if tokens[q.first].start > draft.span.end]
    edge = min(later, default=draft.scanned.sentence.span.end)
    return [t for t in times if draft.span.end <= t.start < edge]


def _take_time(text: Text, draft: Draft, time: TimeWords, *, own: bool) -> None:
    span = Span(start=time.start, end=time.end)
    draft.time, draft.own_time = time, own
    draft.when = Mention(span=span, words=span.of(text.canonical))


def fill_places(draft: Draft, scanned: list[Scanned]) -> None:
    """Names of places: those of its sentence first, then those of the sentences before, nearest first."""
    tokens = draft.scanned.sentence.tokens
    q = draft.link.quantity
    later = [link.quantity.first for link in draft.scanned.links if link.quantity.first >= q.last]
    edge = min(later, default=len(tokens)) if draft.part_of is None else len(tokens)
    own = [p for p in draft.scanned.places if p.announced]
    ranked = sorted(own, key=lambda p: (not q.last <= p.first < edge, p.first < q.first, abs(p.first - q.last)))
    draft.where = [Mention(span=p.span, words=p.words) for p in ranked]
    draft.own_places = len(ranked)
    for before in reversed(scanned[max(0, draft.number - MOST_NEAR) : draft.number]):
        if len(draft.where) >= draft.own_places + CARRIED_PLACES:
            break
        draft.where.extend(Mention(span=p.span, words=p.words) for p in before.places if p.announced)


def fill_modality(draft: Draft) -> None:
    """Whether the words assert, allege, deny, expect or suppose the harm."""
    tokens, q = draft.scanned.sentence.tokens, draft.link.quantity
    for match in _hedges().find(tokens):
        near = abs(match.first - q.first) <= 12
        if near and not any(t.text in ";:" for t in tokens[min(match.first, q.first) : max(match.last, q.last)]):
            draft.modality = match.meaning
            if match.meaning is not Modality.ALLEGED:
                return


@cache
def _hedges() -> PhraseTable[Modality]:
    table = lexicon("en", "reporting")
    names = (Modality.HYPOTHETICAL, Modality.EXPECTED, Modality.DENIED, Modality.ALLEGED)
    return PhraseTable((phrase, name) for name in names for phrase in table[name.value])
