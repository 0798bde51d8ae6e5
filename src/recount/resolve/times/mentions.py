"""Mentions: the days of an expression where it stands in a report, counted from what the report told before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache

from recount.lang.loader import lexicon
from recount.lang.timegrammar import find_expressions
from recount.lang.timewords import find_times, times_in
from recount.model import Mention, Text, When
from recount.resolve.times import Anchor, resolve_time

LOOK_BACK = 600
"""Code points before an expression in which the year of its passage, or the day told before it, is looked for."""


def resolve_mention(text: Text, mention: Mention, *, before: When | None, coming: bool = False) -> When | None:
    """The days of a mention; ``None`` where they can't be told.

    Args:
        text: the report.
        mention: an expression of time in it.
        before: the event told last, for "a day later"; the day named last before the mention where there is none.
        coming: whether it dates something to come.
    """
    found = times_in(mention.words)
    if not found:
        return None
    anchor = Anchor(published=text.published, before=before, coming=coming)
    if found[0].rule == "sinceevent" and not found[0].inner:
        return _start_of_war(text)
    if found[0].rule == "later":
        told = _day_before(text, mention, anchor)
        return resolve_time(mention.words, Anchor(published=text.published, before=told or before, coming=coming))
    if found[0].rule in ("month", "dmy", "dayspan", "season") and "year" not in found[0].parts:
        year = _year_of_passage(text, mention) if text.published is not None else _year_of_dates(text.canonical)
        return resolve_time(mention.words, Anchor(published=text.published, before=before, coming=coming, year=year))
    if found[0].rule == "weekday" and text.published is None:
        return _same_weekday(text, mention, found[0].parts.get("name", ""))
    return resolve_time(mention.words, anchor)


def _head(text: Text, mention: Mention, *, paragraph: bool) -> str:
    """The words before a mention, in its paragraph or at all."""
    start = max(0, mention.span.start - LOOK_BACK)
    if paragraph:
        at = bisect_right(text.segments, mention.span.start, key=lambda s: s.span.start)
        start = max(start, text.segments[at - 1].span.start if at else 0)
    return text.canonical[start : mention.span.start]


def _day_before(text: Text, mention: Mention, anchor: Anchor) -> When | None:
    """The day named last before a mention."""
    head = _head(text, mention, paragraph=False)
    for time in reversed(find_times(head)):
        if time.rule in _DAYS:
            return resolve_time(head[time.start : time.end], anchor)
    return None


_DAYS = frozenset({"weekday", "dmy", "iso", "day", "weekdayspan", "dayspan"})


def _year_of_passage(text: Text, mention: Mention) -> int | None:
    """The year that a sentence before it in its paragraph opens with, where it lies before the year of the report."""
    head, published = _head(text, mention, paragraph=True), text.published
    for expression in reversed(find_expressions(head)):
        year = expression.first("year")
        if year is not None and published is not None and _SETS_THE_TIME.search(head[: expression.start]):
            return int(year) if published.year - MEMORY < int(year) < published.year else None
    return None


@lru_cache(maxsize=4)
def _year_of_dates(canonical: str) -> int | None:
    """The year that most whole dates of a report name which bears none itself; ``None`` where none leads."""
    whole = (e for e in find_expressions(canonical) if e.rule in ("date", "monthyear", "partof"))
    years = Counter(int(y) for e in whole if (y := e.first("year")) is not None)
    (first, most), (_, next_most) = [*years.most_common(2), (0, 0), (0, 0)][:2]
    return first if most > next_most else None


def _same_weekday(text: Text, mention: Mention, weekday: str) -> When | None:
    """In a report that bears no date, the day of the whole date named last before a weekday, where it falls on it."""
    head = _head(text, mention, paragraph=False)
    for time in reversed(find_times(head)):
        if time.rule in ("dmy", "iso") and (time.rule == "iso" or "year" in time.parts):
            when = resolve_time(head[time.start : time.end], Anchor(published=None))
            number = lexicon("en", "times")["weekdays"].get(weekday)
            return when if when is not None and when.start.weekday() == number else None
    return None


_SETS_THE_TIME = re.compile(r"(?:^|[.!?…]\s|\n)(?:In|By|During|Early\sin|Late\sin|Back\sin)\s(?:\w+\s(?:of\s)?)?$")

MEMORY = 60
"""Years back that a report tells of: four digits that lie further back are a number."""


def _start_of_war(text: Text) -> When | None:
    """The days since the war that the report dates: "the conflict, which began in March 2011"."""
    anchor = Anchor(published=text.published)
    found = (resolve_time(words, anchor) for words in _starts_of_wars(text.canonical))
    return next((when for when in found if when is not None), None)


@lru_cache(maxsize=4)
def _starts_of_wars(canonical: str) -> tuple[str, ...]:
    """The words that date a war. A report is asked once for all mentions of "since the war began"."""
    dated = [t for t in find_times(canonical) if t.rule == "sinceevent" and t.inner]
    return tuple(canonical[t.start : t.end] for t in dated)
