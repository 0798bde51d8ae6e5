"""Dating: which expression of time tells when the harm was done, chosen among all near the figure.

The choice is by learnt weights (`choosing`) over what the words show: where the expression stands to the figure, what
kind it is, whether it dates an act of saying. Taking none is a candidate too: a day that is not told is not carried
from afar, and is never the day of publication.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from recount.claims.choosing import Candidate, Chooser
from recount.claims.discourse import Discourse, in_heading
from recount.claims.draft import Draft, Scanned
from recount.claims.syntax import distance
from recount.claims.timing import DAYS, of_the_event
from recount.lang.timewords import TimeWords
from recount.model import Harm, Mention, Span

WAR_TOLL = 5000
"""From this value on, a toll "since the conflict began" sums up the war."""

MOST_TIMES = 12
"""Expressions of one sentence that are weighed: more than any sentence of a report has, and it bounds the work."""

_KINDS = {
    **dict.fromkeys(DAYS, "day"),
    **dict.fromkeys(("run", "past", "recent", "bare", "since", "span"), "long"),
    **dict.fromkeys(("sinceevent", "warage"), "war"),
    **dict.fromkeys(("month", "my", "year", "season", "thisunit"), "loose"),
    **dict.fromkeys(("later", "ago"), "relative"),
}
"""What an expression is good for."""

_WHOLE = frozenset({"dmy", "iso", "dayspan", "my", "year", "month"})
"""Rules whose expressions may have days in a report that bears no date."""

STATES = frozenset({Harm.BESIEGED, Harm.AFFECTED, Harm.MISSING})
"""Harms that last: told without a time, they are so on the day of telling."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression as it stands in a sentence."""

    number: int
    time: TimeWords


def fill_time(discourse: Discourse, draft: Draft, chooser: Chooser) -> None:
    """Set the expression that the harm is tied to, with the reason where another sentence gives it."""
    chosen = chooser.choose("when", draft, list(time_candidates(discourse, draft)))
    happened = (
        None if chosen.value is not None and _is_firm(discourse, draft, chosen.value) else _happened(discourse, draft)
    )
    if happened is not None:
        draft.time, draft.own_time = happened.time, happened.number == draft.number
        draft.when = mention(discourse.text.canonical, happened.time)
        draft.because("time_of_the_event", "Another sentence tells when it happened.")
        return
    if chosen.value is None:
        return
    number, time = chosen.value.number, _told_next(discourse, chosen.value)
    draft.time, draft.own_time = time, number == draft.number
    draft.when = mention(discourse.text.canonical, time)
    if number in discourse.told_in(draft):
        draft.because("time_of_another_telling", "Another mention of the same figure gives the time.")
    elif not draft.own_time:
        draft.because("time_from_a_sentence_near", "Its own sentence gives no time that fits; one near it does.")
    elif "said" in chosen.features:
        draft.because("time_of_the_saying", "The sentence dates only what was said; no other time is told.")


def _is_firm(discourse: Discourse, draft: Draft, dated: Dated) -> bool:
    """Whether the figure's own sentence dates it, or where it is told again, and not only what was said of it."""
    own = dated.number == draft.number or dated.number in discourse.told_in(draft)
    return own and not _is_said(discourse.scanned[dated.number], dated.time)


def _happened(discourse: Discourse, draft: Draft) -> Dated | None:
    """The day on which a sentence near the figure says that it happened; the nearest, of two the one after."""
    if draft.harm not in _DONE:
        return None
    near = range(max(0, draft.number - HAPPENED), min(len(discourse.scanned), draft.number + HAPPENED + 1))
    for number in sorted(near, key=lambda n: (abs(n - draft.number), n < draft.number)):
        time = discourse.scanned[number].happened
        if time is not None:
            return Dated(number, time)
    return None


_DONE = frozenset({Harm.KILLED, Harm.INJURED, Harm.CASUALTIES})

HAPPENED = 8
"""Sentences before and after a figure in which the day of its event may be told by itself."""


def _told_next(discourse: Discourse, dated: Dated) -> TimeWords:
    """The days of "in three days", where the next sentence tells them: "from Tuesday … to Thursday"."""
    number, scanned = dated.number, discourse.scanned
    if dated.time.rule != "bare" or number + 1 >= len(scanned):
        return dated.time
    here, after = scanned[number].sentence, scanned[number + 1]
    spans = (
        t for t in after.times if t.rule in ("weekdayspan", "dayspan") and after.sentence.paragraph == here.paragraph
    )
    return next(spans, dated.time)


def mention(canonical: str, time: TimeWords) -> Mention:
    """The expression with its place."""
    span = Span(start=time.start, end=time.end)
    return Mention(span=span, words=span.of(canonical))


def time_candidates(discourse: Discourse, draft: Draft) -> Iterator[Candidate[Dated | None]]:
    """No time, and each expression near the figure or where it is told again."""
    found: list[Candidate[Dated | None]] = []
    for number in [draft.number] if draft.harm in STATES else discourse.around(draft):
        for time in _told_in(draft, discourse.scanned[number]):
            seen = frozenset(_features(discourse, draft, number, time))
            found.append(Candidate(Dated(number, time), seen))
    yield Candidate(None, frozenset(_of_none(draft, found)))
    yield from found


def _told_in(draft: Draft, scanned: Scanned) -> list[TimeWords]:
    """The expressions of a sentence in text order; of a sentence that is full of them the nearest."""
    every = [*scanned.times, *scanned.said_at]
    if len(every) > MOST_TIMES:
        every = sorted(every, key=lambda t: _gap(draft, t))[:MOST_TIMES]
    return sorted(every, key=lambda t: t.start)


def _of_none(draft: Draft, found: list[Candidate[Dated | None]]) -> Iterator[str]:
    """What speaks for a time that is not told."""
    yield "none"
    yield f"none+{draft.harm}"
    if draft.harm in STATES:
        yield "none+state"
    if in_heading(draft):
        yield "none+in_a_heading"
    kinds = {k for c in found for k in c.features}
    for name in ("own", "own+said", "own+day", "telling", "same_paragraph", "before+day", "told_of_its_event"):
        if name not in kinds:
            yield f"none+no_{name}"
    if draft.value >= WAR_TOLL:
        yield "none+thousands"


def _features(discourse: Discourse, draft: Draft, number: int, time: TimeWords) -> Iterator[str]:
    scanned = discourse.scanned[number]
    where, kind = discourse.stands(draft, number), _KINDS.get(time.rule, "other")
    said = _is_said(scanned, time)
    yield where
    yield f"is_{time.rule}"
    yield f"{where}+{'said' if said else kind}"
    yield from _of_figure(draft, kind, where)
    if said:
        yield "said"
    if where != "own" and scanned.sentence.paragraph == draft.paragraph:
        yield "same_paragraph"
    if where != "own" and number < draft.number and not said:
        yield f"before+{kind}"
    if where not in ("own", "telling") and scanned.links:
        yield "beside_another_figure" if number < draft.number else "beside_a_later_figure"
    if discourse.text.published is None and time.rule not in _WHOLE and "year" not in time.parts:
        yield "needs_a_date"
    if _looks_back(discourse, time):
        yield "years_back"
        if where not in ("own", "telling"):
            yield "years_back_elsewhere"
    yield from _of_others(discourse, draft, number, time)
    if number == draft.number:
        yield from _against_figure(draft, time)
    else:
        others = [t for t in scanned.times if t is not time]
        if not others and not said:
            yield f"{where}+alone"
        elif not said:
            yield f"{where}+{'last' if time is scanned.times[-1] else 'not_last'}"


def _of_figure(draft: Draft, kind: str, where: str) -> Iterator[str]:
    """What kind of expression a lasting harm and a toll of thousands meet."""
    if draft.harm in STATES:
        yield f"state+{kind}"
        yield f"state+{where}"
    if draft.value >= WAR_TOLL:
        yield f"thousands+{kind}"


def _of_others(discourse: Discourse, draft: Draft, number: int, time: TimeWords) -> Iterator[str]:
    """What the figures before it took."""
    k = discourse.index[id(draft)]
    before = discourse.drafts[k - 1] if k else None
    if before is not None and before.time is time:
        yield "of_the_figure_before"
        if before.number == draft.number:
            yield "of_the_figure_before_here"
    if any(d.time is time and d.number == number and d.own_time for d in discourse.drafts[max(0, k - 8) : k]):
        yield "told_of_its_event"
    for other in discourse.facts(draft):
        if discourse.index[id(other)] < k and other.time is not None and _same_words(other.time, time):
            yield "of_the_same_figure"
            return


def _same_words(a: TimeWords, b: TimeWords) -> bool:
    return a is b or (a.rule == b.rule and a.parts == b.parts and a.parts != {})


def _looks_back(discourse: Discourse, time: TimeWords) -> bool:
    """Whether it names a year before the report's."""
    year, published = time.parts.get("year", ""), discourse.text.published
    return year.isdigit() and published is not None and int(year) < published.year and time.rule != "sinceevent"


def _against_figure(draft: Draft, time: TimeWords) -> Iterator[str]:
    """How an expression of its sentence stands to the figure and its harm word."""
    tokens, scanned = draft.scanned.sentence.tokens, draft.scanned
    after = time.start >= draft.span.end
    yield "right" if after else "left"
    everything, gap = _told_in(draft, scanned), _gap(draft, time)
    if all(gap <= _gap(draft, t) for t in everything):
        yield "nearest"
    events = [t for t in everything if not _is_said(scanned, t)]
    if not _is_said(scanned, time) and all(gap <= _gap(draft, t) for t in events):
        yield "nearest_of_events"
    yield from _of_clause(draft, time)
    figures = [tokens[link.quantity.first].start for link in scanned.links if link.quantity is not draft.link.quantity]
    low, high = sorted((draft.span.start, time.start))
    if any(low < f < high for f in figures):
        yield f"figure_between_{'right' if after else 'left'}"
    between = tokens[_at(draft, low) : _at(draft, high)]
    if any(t.text in ",;:" for t in between):
        yield "comma_between"
    if any(t.lower in ("and", "while", "but", "after", "when", "as", "where") for t in between):
        yield f"clause_between_{'right' if after else 'left'}"
    if of_the_event(tokens, [time]):
        yield "of_an_event"
    if time.start == scanned.sentence.span.start or tokens[0].end + 1 >= time.start:
        yield "opens_the_sentence"
    parse, trigger = scanned.sentence.parse, draft.link.trigger
    if parse is not None:
        head = trigger.first if trigger else draft.link.quantity.last - 1
        yield f"steps_{min(6, distance(parse, head, max(0, _at(draft, time.end - 1))))}"
    if len(everything) == 1:
        yield "sole"


def _of_clause(draft: Draft, time: TimeWords) -> Iterator[str]:
    """Whether it stands between this figure and the next, or between another figure and this one."""
    tokens = draft.scanned.sentence.tokens
    starts = [tokens[link.quantity.first].start for link in draft.scanned.links]
    last = max((s for s in starts if s <= time.start), default=None)
    if last is None or len(starts) == 1:
        return
    yield "in_its_clause" if draft.span.start <= last <= draft.span.end else "in_the_clause_of_another"


def _at(draft: Draft, place: int) -> int:
    """The token at a code point of its sentence."""
    return max(0, bisect_right(draft.scanned.sentence.tokens, place, key=lambda t: t.start) - 1)


def _gap(draft: Draft, time: TimeWords) -> float:
    return time.start - draft.span.end if time.start >= draft.span.end else (draft.span.start - time.end) * 1.5


def _is_said(scanned: Scanned, time: TimeWords) -> bool:
    """Whether the expression dates an act of saying."""
    return any(t is time for t in scanned.said_at)
