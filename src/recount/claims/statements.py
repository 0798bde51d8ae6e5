"""Statements: what a report tells besides casualties, with who, when, where, by what means and on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recount.claims.draft import Scanned
from recount.claims.events import Event, find_events
from recount.claims.means import accused
from recount.claims.merging import marks_new, merged, span_of
from recount.claims.placing import PlaceWords
from recount.claims.speakers import PRONOUNS, Speaker, nearest_speaker, officials_of
from recount.claims.timing import nearest_time
from recount.lang.timewords import TimeWords
from recount.model import Mention, SegmentKind, Span, Statement, StatementId, StatementModality, Text, Token, content_id

_COMING = frozenset(
    "will would shall to due scheduled planned set expected prepare prepares preparing next upcoming".split()
)
_DOUBTED = frozenset(
    "reportedly allegedly alleged purportedly purported suspected unconfirmed unverified believed".split()
)
_SUPPOSED = frozenset("if could might may would".split())
_MAY_BE_PLANNED = frozenset({"meeting", "agreement", "evacuation", "humanitarian", "siege"})
_DAYS = frozenset({"weekday", "dmy", "mdy", "iso", "day"})

_ASIDE = ("allegation", "call", "denial")
"""Kinds whose speaker is the source."""


def find_statements(text: Text, scanned: list[Scanned]) -> Iterator[Statement]:
    """The statements of a report, in text order, each once."""
    events = find_events(scanned, officials_of(scanned))
    for event in events:
        event.new = marks_new(event.scanned.sentence.span.of(text.canonical))
    ids: set[str] = set()
    for event in merged(events, scanned):
        made = _statement(text, scanned, event)
        if made.id not in ids:
            ids.add(made.id)
            yield made


def _statement(text: Text, scanned: list[Scanned], event: Event) -> Statement:
    tokens, canonical = event.scanned.sentence.tokens, text.canonical
    span = span_of(event, scanned)
    what = _what(event)
    time = _time(event, scanned)
    source, via = _source(event)
    attack = event.attack
    return Statement(
        id=StatementId(content_id("statement", text.report.id, tokens[event.first].start, event.kind)),
        report=text.report.id,
        span=span,
        text=span.of(canonical),
        context=span,
        kind=event.kind,
        who=tuple(_who(event)),
        what=what.of(canonical),
        when=None if time is None else _timed(canonical, time),
        where=tuple(Mention(span=p.span, words=p.words) for p in _places(event)),
        means=None if attack is None else attack.means,
        infrastructure=() if attack is None else attack.targets,
        by=tuple(_by(event)),
        source=source,
        via=via,
        modality=_modality(event),
        new=event.new,
    )


def _what(event: Event) -> Span:
    """The words that state it; for an attack from its number on: "At least 20 airstrikes also hit"."""
    tokens = event.scanned.sentence.tokens
    first = event.first
    if event.attack is not None:
        first = _with_count(event, first)
    return Span(start=tokens[first].start, end=tokens[event.last - 1].end)


def _with_count(event: Event, first: int) -> int:
    """The first token of the weapon before the verb, with its number and bound word."""
    weapon = next((m for m in reversed(event.scanned.means) if first - 4 <= m.last <= first), None)
    first = weapon.first if weapon else first
    tokens = event.scanned.sentence.tokens
    for back in range(first - 1, max(-1, first - 6), -1):
        if not _counts(tokens[back]):
            return back + 1
    return max(0, first - 5)


def _counts(token: Token) -> bool:
    return token.text[0].isdigit() or token.lower in _BOUNDS


_BOUNDS = frozenset(
    "at least more than over about around some nearly almost up to dozens scores hundreds several two three four five"
    " six seven eight nine ten twelve twenty of fresh new russian syrian".split()
)


def _time(event: Event, scanned: Sequence[Scanned]) -> TimeWords | None:
    """The expression nearest to the words; for an attack without one, the day the paragraph gave before."""
    one, tokens = event.scanned, event.scanned.sentence.tokens
    start, end = tokens[event.first].start, tokens[event.last - 1].end
    if event.kind == "statement" and one.said_at:
        return nearest_time(one.said_at, start, end)
    own = nearest_time(one.times, start, end) or (
        nearest_time(one.said_at, start, end) if event.kind != "attack" else None
    )
    if own is not None or event.attack is None or event.head:
        return own
    for before in reversed(scanned[max(0, event.number - 2) : event.number]):
        if before.sentence.paragraph == one.sentence.paragraph and before.sentence.kind is SegmentKind.BODY:
            days = [t for t in before.times if t.rule in _DAYS]
            if days:
                return days[-1]
    return None


def _timed(canonical: str, time: TimeWords) -> Mention:
    return Mention(span=Span(start=time.start, end=time.end), words=canonical[time.start : time.end])


def _places(event: Event) -> list[PlaceWords]:
    told = [p for p in event.scanned.places if p.announced]
    return sorted(told, key=lambda p: (p.first < event.first, abs(p.first - event.first)))


def _who(event: Event) -> Iterator[Mention]:
    """Who speaks, meets or agrees. Whoever attacks or is accused stands under `by`."""
    tokens = event.scanned.sentence.tokens
    if event.kind in ("statement", "denial") and event.speaker is not None and event.speaker.words not in PRONOUNS:
        yield _mention(tokens, event.speaker)
        return
    if event.kind in ("meeting", "agreement", "statement", "denial"):
        for p in event.scanned.parties:
            yield Mention(span=Span(start=tokens[p.first].start, end=tokens[p.last - 1].end), words=p.name)


def _by(event: Event) -> Iterator[Mention]:
    """Who is said to have done it: the parties tied to an attack, those after the word of an accusation."""
    tokens = event.scanned.sentence.tokens
    if event.attack is not None:
        found = accused(event.scanned, (event.first, event.last), (0, 0), active=True)
    elif event.kind == "allegation":
        speaker = event.speaker
        found = [p for p in event.scanned.parties if speaker is None or not speaker.first <= p.first < speaker.last]
    else:
        return
    for p in found:
        yield Mention(span=Span(start=tokens[p.first].start, end=tokens[p.last - 1].end), words=p.name)


def _source(event: Event) -> tuple[Mention | None, tuple[Mention, ...]]:
    """On whose word it stands: the speaker of an accusation, call or denial, else whoever the sentence quotes."""
    tokens = event.scanned.sentence.tokens
    speaker = event.speaker
    if event.kind in _ASIDE and speaker is not None and speaker.words not in PRONOUNS:
        return _mention(tokens, speaker), ()
    quoted = nearest_speaker(event.scanned, event.first)
    if quoted is None or quoted.words in PRONOUNS:
        return None, ()
    if event.kind == "statement" and (speaker is None or quoted.surname == speaker.surname):
        return None, ()
    return _mention(tokens, quoted), ()


def _mention(tokens: Sequence[Token], speaker: Speaker) -> Mention:
    return Mention(span=Span(start=tokens[speaker.first].start, end=tokens[speaker.last - 1].end), words=speaker.words)


def _modality(event: Event) -> StatementModality:
    if event.kind == "allegation":
        return StatementModality.ALLEGED
    if event.kind == "denial":
        return StatementModality.DENIED
    tokens = event.scanned.sentence.tokens
    around = {t.lower for t in tokens[max(0, event.first - 4) : event.last]}
    if event.kind in _MAY_BE_PLANNED and around & _COMING:
        return StatementModality.PLANNED
    if event.kind == "attack" and around & _DOUBTED:
        return StatementModality.ALLEGED
    if event.kind in _MAY_BE_PLANNED and around & _SUPPOSED:
        return StatementModality.HYPOTHETICAL
    return StatementModality.ASSERTED
