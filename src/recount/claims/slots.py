"""Slots: time, places, means, accused, source and modality of each draft, from its sentence and those before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from recount.claims.attribution import SPEAKING_PRONOUNS
from recount.claims.draft import Draft, Scanned
from recount.claims.means import accused, nearest_means
from recount.claims.timing import nearest_time, of_the_event
from recount.lang.loader import lexicon
from recount.lang.phrases import PhraseTable
from recount.lang.timewords import TimeWords
from recount.model import Harm, Mention, Modality, SegmentKind, Span, Text, Victims

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


def fill_means(draft: Draft, scanned: list[Scanned]) -> None:
    """Means and accused: of its sentence, else of the sentences before in its paragraph."""
    q, tokens = draft.link.quantity, draft.scanned.sentence.tokens
    trigger = draft.link.trigger
    around = (min(q.first, trigger.first), max(q.last, trigger.last)) if trigger else (q.first, q.last)
    active = trigger is not None and trigger.last <= q.first and "active" in trigger.ways
    subject = [m for m in draft.scanned.means if active and trigger is not None and m.last <= trigger.first]
    clause = max((k.quantity.last for k in draft.scanned.links if k.quantity.last <= q.first), default=0)
    own = [m for m in subject if m.first >= clause]
    found = (own or subject)[0] if subject else nearest_means(draft.scanned.means, *around)
    if draft.harm is Harm.BESIEGED:
        draft.means, draft.own_means = "siege", True
    elif found is not None:
        draft.means, draft.own_means = found.concept, True
    else:
        _carry_means(draft, scanned)
    parties = accused(tokens, (trigger.first, trigger.last) if trigger else None, (q.first, q.last), active=active)
    draft.by = [_token_mention(draft, p.first, p.last, p.name) for p in parties]
    if draft.means == "unknown" and draft.by and draft.victims is Victims.COMBATANT:
        draft.means = "clash"
        draft.because("fighters_killed_by_a_party", "Fighters killed by a party, no weapon named: fighting.")


def _carry_means(draft: Draft, scanned: list[Scanned]) -> None:
    for before in reversed(scanned[max(0, draft.number - 3) : draft.number]):
        if before.means and before.sentence.paragraph >= draft.paragraph - 1:
            draft.means = before.means[-1].concept
            draft.because("means_from_a_sentence_before", "A sentence before names the means.")
            return


def fill_source(draft: Draft, scanned: list[Scanned]) -> None:
    """Who is quoted for the figure: the source its sentence names, or the speaker of the quotation it stands in."""
    q = draft.link.quantity
    trigger = draft.link.trigger
    harm = range(trigger.first, trigger.last) if trigger else range(0)
    named = draft.scanned.attributions
    usable = [a for a in named if not (a.first < q.last and q.first < a.last) and a.cue not in harm]
    best = min(usable, key=lambda a: min(abs(a.cue - q.first), abs(a.cue - q.last)), default=None)
    cited = next((a for a in usable if draft.scanned.sentence.tokens[a.cue].lower in _CITING), None)
    if best is not None and cited is not None and cited is not best:
        draft.source = _token_mention(draft, cited.first, cited.last, cited.words)
        draft.via = [_token_mention(draft, a, b, None) for a, b in (*cited.via, (best.first, best.last))]
        return
    if best is not None:
        words = _antecedent(best.words, draft.number, scanned) if best.definite else best.words
        if not words:
            return
        draft.source = _token_mention(draft, best.first, best.last, words)
        draft.via = [_token_mention(draft, a, b, None) for a, b in best.via]
        return
    speaker = _speaker_of_open_quote(draft, scanned)
    if speaker is not None:
        draft.source = speaker
        draft.because("speaker_of_the_quotation", "It stands in a quotation whose speaker was named before.")


_CITING = frozenset({"citing", "quoting"})


def _antecedent(words: str, number: int, scanned: list[Scanned]) -> str:
    """The fuller name that "the activist" stands for: the last source before with that word in it."""
    head = words.lower().split()[-1]
    if head in SPEAKING_PRONOUNS:
        near = (a for before in reversed(scanned[max(0, number - 2) : number]) for a in reversed(before.attributions))
        return next((a.words for a in near if a.words not in SPEAKING_PRONOUNS), "")
    for before in reversed(scanned[max(0, number - MOST_NEAR) : number]):
        for a in reversed(before.attributions):
            if not a.definite and head in a.words.lower().split():
                return a.words
    return words


def _speaker_of_open_quote(draft: Draft, scanned: list[Scanned]) -> Mention | None:
    """The speaker named in the paragraph before, if this paragraph goes on with the quotation."""
    tokens = draft.scanned.sentence.tokens
    near = scanned[max(0, draft.number - MOST_NEAR) : draft.number + 1]
    first = next((s for s in near if s.sentence.paragraph == draft.paragraph), draft.scanned)
    if first.sentence.tokens[0].text not in ("“", '"') and tokens[0].text not in ("“", '"'):
        return None
    for before in reversed(scanned[max(0, draft.number - 4) : draft.number]):
        if before.attributions and before.sentence.paragraph >= draft.paragraph - 2:
            a = before.attributions[-1]
            span = Span(start=before.sentence.tokens[a.first].start, end=before.sentence.tokens[a.last - 1].end)
            return Mention(span=span, words=a.words)
    return None


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


def _token_mention(draft: Draft, first: int, last: int, words: str | None) -> Mention:
    tokens = draft.scanned.sentence.tokens
    span = Span(start=tokens[first].start, end=tokens[last - 1].end)
    return Mention(span=span, words=words or " ".join(t.text for t in tokens[first:last]))
