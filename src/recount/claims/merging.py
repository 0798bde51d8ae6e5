"""Merging: one statement for each thing stated, however often a report comes back to it."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.draft import Scanned
from recount.claims.events import SPEECH, Event
from recount.claims.speakers import PRONOUNS, Speaker
from recount.lang.loader import lexicon
from recount.model import Span

LONGEST = 600
"""Code points of a run of sentences by one speaker that make one statement, at most."""

RETURNS = 4
"""Sentences within which a pronoun may stand for the last speaker."""

_SMALL = 4
"""Letters of a word that two tellings may share."""

_OPENING = frozenset({"“", '"', "”", "‘"})


def merged(events: list[Event], scanned: Sequence[Scanned]) -> list[Event]:
    """The events without repeats, in text order; those of one speaker in one run joined."""
    _name_speakers(events)
    told = _joined_runs([e for e in events if not _is_nobodys(e)], scanned)
    body = [e for e in told if not e.head]
    kept: list[Event] = []
    for event in body:
        if not any(_again(first, event) for first in kept if first.kind == event.kind):
            kept.append(event)
    heads: list[Event] = []
    for event in (e for e in told if e.head):
        if not _told_below(event, kept) and not any(_alike(event, h) for h in heads if h.kind == event.kind):
            heads.append(event)
    return sorted(_without_mentions([*heads, *kept]), key=lambda e: (e.number, e.first))


def _name_speakers(events: list[Event]) -> None:
    """Put the name of the last speaker where "he", "she", "it" or "they" says something."""
    last: Event | None = None
    for event in events:
        if event.speaker is None:
            continue
        if event.speaker.words in PRONOUNS:
            named = last is not None and event.number - last.until <= RETURNS and last.speaker is not None
            if named and last is not None and last.speaker is not None:
                s = event.speaker
                event.speaker = Speaker(first=s.first, last=s.last, words=last.speaker.words)
        else:
            last = event


def _is_nobodys(event: Event) -> bool:
    """Whether it is a saying whose "he" or "it" no earlier statement names."""
    return event.said and event.speaker is not None and event.speaker.words in PRONOUNS


def _joined_runs(events: list[Event], scanned: Sequence[Scanned]) -> list[Event]:
    """Sayings that go on with what the same speaker just stated belong to it; so do the quotations that follow."""
    out: list[Event] = []
    for event in events:
        before = out[-1] if out else None
        if before is not None and event.said and _goes_on(before, event, scanned):
            before.until = max(before.until, event.number) if _fits(before, event.number, scanned) else before.until
            continue
        out.append(event)
        if event.kind == "statement" and not event.head:
            _take_quotations(event, scanned)
    return out


def _goes_on(before: Event, event: Event, scanned: Sequence[Scanned]) -> bool:
    if before.kind not in SPEECH or event.number - before.until > 2 or before.speaker is None or event.speaker is None:
        return False
    if before.head != event.head or (before.number != event.number and event.scanned.said_at and before.said):
        return False
    return before.speaker.surname == event.speaker.surname


def _take_quotations(event: Event, scanned: Sequence[Scanned]) -> None:
    """Run on over sentences that open with a quotation mark, or lie within the quotation opened."""
    within = False
    for number in range(event.number + 1, len(scanned)):
        tokens = scanned[number].sentence.tokens
        opens = bool(tokens) and tokens[0].text in _OPENING
        if not (opens or within) or scanned[number].attributions or not _fits(event, number, scanned):
            return
        event.until = number
        within = not any(t.text in ("”", '"') for t in tokens[1:])


def _fits(event: Event, number: int, scanned: Sequence[Scanned]) -> bool:
    return scanned[number].sentence.span.end - event.scanned.sentence.span.start <= LONGEST


def span_of(event: Event, scanned: Sequence[Scanned]) -> Span:
    """Where its sentences stand."""
    return Span(start=event.scanned.sentence.span.start, end=scanned[event.until].sentence.span.end)


def _again(first: Event, event: Event) -> bool:
    """Whether a later sentence comes back to what one before stated."""
    if _alike(first, event):
        return True
    if event.kind == "attack":
        return _same_attack(first, event)
    if event.kind in SPEECH:
        return False
    places, before = _places(event), _places(first)
    apart = bool(places and before and not places & before) or _days_differ(first, event)
    return not apart and (not event.plain or bool(places & before) or event.number - first.until <= 1)


def _same_attack(first: Event, event: Event) -> bool:
    """Whether means, targets, places and day of the later telling add nothing that sets it apart."""
    if first.attack is None or event.attack is None or _days_differ(first, event) or not first.plain:
        return False
    if "unknown" != event.attack.means != first.attack.means or set(event.attack.targets) - set(first.attack.targets):
        return False
    places, before = _places(event), _places(first)
    return places <= before if places else _points_back(event)


def _points_back(event: Event) -> bool:
    """Whether it is told as known: "the strike", "these raids"."""
    attack = event.attack
    if attack is None:
        return False
    tokens = event.scanned.sentence.tokens[max(0, attack.first - 6) : attack.last]
    return any(t.lower in ("the", "these", "this", "those", "that") for t in tokens)


def _places(event: Event) -> set[str]:
    return {p.words.lower() for p in event.scanned.places if p.announced}


def _days_differ(first: Event, event: Event) -> bool:
    days = [{t.parts.get("name", t.rule).lower() for t in e.scanned.times} for e in (first, event)]
    return bool(days[0] and days[1] and not days[0] & days[1])


def _alike(first: Event, event: Event) -> bool:
    """Whether the two sentences are nearly the same words, as where a report repeats its headline."""
    a, b = _words(first.scanned), _words(event.scanned)
    return bool(a and b) and len(a & b) >= 0.75 * min(len(a), len(b))


def _words(scanned: Scanned) -> set[str]:
    return {t.lower.removesuffix("'s") for t in scanned.sentence.tokens if len(t.text) >= _SMALL}


def _told_below(head: Event, body: list[Event]) -> bool:
    """Whether the text below a heading states the same; what the heading marks as new is then new there."""
    below = [e for e in body if e.kind == head.kind]
    sharing = [e for e in below if len(_words(head.scanned) & _words(e.scanned)) >= 2]
    for event in sharing[:1]:
        event.new = event.new or head.new
    if head.kind == "attack":
        return bool(below) or not head.plain
    return bool(sharing) or (head.said and bool(below))


def _without_mentions(events: list[Event]) -> list[Event]:
    """Mentions go where the report states their kind, and all but the first where it does not."""
    stated = {e.kind for e in events if e.plain}
    mentioned: set[str] = set()
    out = []
    for event in sorted(events, key=lambda e: (e.head, e.number)):
        if event.plain:
            out.append(event)
        elif event.kind not in stated | mentioned and not event.head:
            mentioned.add(event.kind)
            out.append(event)
    return out


def marks_new(words: str) -> bool:
    """Whether an outlet marks the words as new: "NEW:", "UPDATE:"."""
    return any(mark in words for mark in lexicon("en", "segments")["marks"]["new"])
