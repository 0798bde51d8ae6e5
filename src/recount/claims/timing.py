"""Timing: which expression of time a figure is tied to. Days come later, in `resolve`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from recount.claims.words import words
from recount.lang.loader import lexicon, word_set
from recount.lang.phrases import PhraseTable
from recount.lang.timewords import TimeWords, find_times
from recount.model import Sentence, Token

_ARTICLES = frozenset({"a", "an", "the", "another", "this", "that"})
_NOT_OF_EVENTS = frozenset({"daily"})


def sentence_times(canonical: str, sentence: Sentence) -> tuple[list[TimeWords], list[TimeWords]]:
    """Expressions of time in a sentence: those of events, and those that date the act of saying ("said Thursday")."""
    every = find_times(canonical, sentence.span.start, sentence.span.end)
    found = [t for t in every if not _dates_a_count(sentence.tokens, t) and not _dates_the_page(sentence.tokens, t)]
    said = [t for t in found if dates_the_saying(sentence.tokens, t) or _dates_proceedings(sentence.tokens, t)]
    return [t for t in found if t.rule not in _NOT_OF_EVENTS and t not in said], said


def nearest_time(times: Sequence[TimeWords], start: int, end: int) -> TimeWords | None:
    """The expression closest to code points `[start, end)`: one just after a figure wins over one before it."""
    return min(times, key=lambda t: t.start - end if t.start >= end else (start - t.end) * 1.5, default=None)


def _is_possessive(tokens: Sequence[Token], time: TimeWords) -> bool:
    """Whether the expression is a possessive: "Tuesday's airstrikes" dates the airstrikes."""
    k = bisect_right(tokens, time.end - 1, key=lambda t: t.start) - 1
    return k >= 0 and tokens[k].lower.endswith(("'s", "s'"))


def of_the_event(tokens: Sequence[Token], times: Sequence[TimeWords]) -> list[TimeWords]:
    """Those that date an event by name: "Tuesday's airstrikes"."""
    return [t for t in times if _is_possessive(tokens, t)]


def _dates_a_count(tokens: Sequence[Token], time: TimeWords) -> bool:
    """Whether the words date a reckoning and not the deaths: "in an estimate earlier this year"."""
    k = bisect_right(tokens, time.start, key=lambda t: t.start) - 1
    before = [t.lower for t in tokens[max(0, k - 2) : k]]
    if before and before[-1] in word_set("times", "reckonings", "links"):
        before.pop()
    return bool(before) and before[-1] in word_set("times", "reckonings")


def _dates_the_page(tokens: Sequence[Token], time: TimeWords) -> bool:
    """Whether the words date what a page says of itself: "Posted 3:57 AM, May 26", "Last updated on Sunday"."""
    k = bisect_right(tokens, time.start, key=lambda t: t.start) - 1
    before = [t.lower for t in tokens[max(0, k - _PAGE) : k]]
    opens = k - len(before) <= 1  # at the head of its line; a video posted on Tuesday is another matter
    return opens and bool(word_set("times", "postings") & set(before[:3]))


_PAGE = 12
"""Tokens between "posted" and the words for its day, at most: a weekday and a time of day stand between."""


def _dates_proceedings(tokens: Sequence[Token], time: TimeWords) -> bool:
    """Whether the words date a deed of police or courts: "was charged Tuesday", "an autopsy is planned for Friday"."""
    if time.rule not in ("weekday", "day", "dmy", "mdy"):
        return False
    k = bisect_right(tokens, time.start, key=lambda t: t.start) - 1
    for back in range(k - 1, max(-1, k - 5), -1):
        if tokens[back].text in ",;." or tokens[back].lower in ("after", "that", "in"):
            return False
        if tokens[back].lower in word_set("times", "proceedings"):
            return True
    return False


DAYS = frozenset({"weekday", "dmy", "iso", "day", "weekdayspan", "dayspan", "holiday", "clock"})
"""Rules whose expressions name a day, which the sentences around go on to tell of."""


def when_it_happened(tokens: Sequence[Token], times: Sequence[TimeWords]) -> TimeWords | None:
    """The day that a sentence tells of the event by itself: "the shooting happened around noon on Friday"."""
    found = next(_happening().find(tokens), None)
    if found is None or found.first == 0:
        return None
    before = {t.lower for t in tokens[max(0, found.first - _SUBJECT) : found.first]}
    after = [t for t in times if t.rule in DAYS and t.start >= tokens[found.first].start]
    return after[0] if after and before & word_set("times", "happening", "events") else None


_SUBJECT = 4
"""Tokens before the verb among which the event stands: "the fatal shooting reportedly happened"."""


@cache
def _happening() -> PhraseTable[bool]:
    return PhraseTable((verb, True) for verb in lexicon("en", "times")["happening"]["verbs"])


def dates_the_saying(tokens: Sequence[Token], time: TimeWords) -> bool:
    """Whether the words date a verb of saying: "said on Tuesday", "told reporters Thursday"."""
    if time.rule not in ("weekday", "day", "dmy", "mdy"):
        return False
    if _is_possessive(tokens, time):
        return False
    k = bisect_right(tokens, time.start, key=lambda t: t.start) - 1
    for back in range(k - 1, max(-1, k - 5), -1):
        if tokens[back].text in ",;." or tokens[back].lower == "that":
            return False
        if words().say.ending_at(tokens, back + 1) is not None:
            return not (back and tokens[back - 1].lower in _ARTICLES)  # "an alleged strike on Tuesday"
    return False
