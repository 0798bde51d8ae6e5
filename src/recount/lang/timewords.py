"""Time words: what dates an event, as claims point at it: an expression of time with the words that stretch it.

"since Tuesday", "from Monday to Wednesday", "in the past 24 hours", "in three days of raids that resumed Tuesday" are
each one; `recount.lang.timegrammar` knows the expressions within. `recount.resolve.times` gives them days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from recount.lang.timegrammar import Expression, find_expressions

LOOK_BACK = 90
"""Code points before an expression in which the words that stretch it are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """One dating: which rule knows it, its parts, and where it stands."""

    rule: str
    parts: dict[str, str] = field(default_factory=dict)
    start: int
    end: int
    """Code points into the text searched."""

    inner: tuple[Expression, ...] = ()
    """The expressions of time within: one, or the two ends of a span; none for a war without a year."""


def find_times(text: str, start: int = 0, end: int | None = None) -> list[TimeWords]:
    """All datings in `text[start:end]`, left to right, without overlap."""
    end = len(text) if end is None else end
    wars = list(_WAR_AGE.finditer(text, start, end))
    found = [TimeWords(rule="warage", parts={"years": m["years"]}, start=m.start(), end=m.end()) for m in wars]
    expressions = find_expressions(text, start, end)
    if wars:
        expressions = [e for e in expressions if not any(e.start < m.end() and m.start() < e.end for m in wars)]
    k, floor = 0, start
    while k < len(expressions):
        made = _made(text, expressions, k, floor)
        k += max(1, len(made.inner)) if made is not None else 1
        if made is not None:
            found.append(made)
            floor = made.end
    return sorted([*found, *_wars(text, start, end, found)], key=lambda t: t.start)


@lru_cache(maxsize=1024)
def times_in(words: str) -> tuple[TimeWords, ...]:
    """All datings in a few words. Kept: the claims of a report share theirs, and each is asked for more than once."""
    return tuple(find_times(words))


def _made(text: str, expressions: Sequence[Expression], k: int, floor: int) -> TimeWords | None:
    """The dating that begins with expression `k`, with its neighbours where they belong to it."""
    one = expressions[k]
    other = expressions[k + 1] if k + 1 < len(expressions) else None
    before = text[max(floor, one.start - LOOK_BACK) : one.start]
    if other is not None:
        joined = _span(text, before, one, other)
        if joined is not None:
            return joined
    if one.rule not in _SINGLE:
        return None
    if (since := _SINCE.search(before)) is not None and one.rule in _SINCE_OF:
        return _since(one, one.start - (len(before) - since.start()), _WARLIKE.search(since.group()) is not None)
    if one.rule in _SINCE_OF and (began := _BEGAN.search(before)) is not None:
        return _since(one, one.start - (len(before) - began.start()), _WARLIKE.search(began.group()) is not None)
    return _alone(text, before, one)


_SPAN = re.compile(r"\s?(?:to|and|or|through|until|till|-|–|—)\s?(?:on\s)?(?:the\s)?$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between)\s(?:the\s)?$", re.IGNORECASE)
_RUN = re.compile(r"\sof\s[^.;]{1,40}?\s(?:that|which)\s(?:had\s)?(?:resumed|began|started|opened)\s(?:on\s)?$")
_IN = re.compile(r"\b(?:in|over|during|for|within|after)\s(?:the\s)?$", re.IGNORECASE)
_PLAYS = re.compile(r"(?:,[^.;,]{1,60},)?\s(?:and|to|through|until)\s$")


def _span(text: str, before: str, one: Expression, other: Expression) -> TimeWords | None:
    """Such as "from Monday to Wednesday", "10 to 12 October", "three days of raids that resumed Tuesday"."""
    between = text[one.end : other.start]
    if len(between) > LOOK_BACK:
        return None
    if one.rule == "duration" and other.rule == "weekday" and _RUN.match(between) is not None:
        lead = _IN.search(before)
        start = one.start - (len(before) - lead.start()) if lead else one.start
        return TimeWords(rule="run", parts=_parts(other), start=start, end=other.end, inner=(one, other))
    kinds = {one.rule, other.rule}
    spans = kinds <= _DAYS_AND_MONTHS and _SPAN.match(between) is not None
    if not spans and not (kinds == {"weekday"} and _PLAYS.match(between)):
        return None
    lead = _FROM.search(before)
    if kinds == {"weekday"}:
        rule = "weekdayspan"
    elif kinds == {"date"}:
        rule = "dayspan"
    elif lead is not None and "-" not in between:
        rule = "span"
    else:
        return None
    start = one.start - (len(before) - lead.start()) if lead else one.start
    return TimeWords(rule=rule, parts=_parts(one) | _parts(other), start=start, end=other.end, inner=(one, other))


_DAYS_AND_MONTHS = frozenset({"date", "weekday", "month", "monthyear", "year", "deictic"})

_SINCE = re.compile(
    r"\bsince\s(?:(?:[\w'’-]+\s){0,8}?(?:ended|began|started|collapsed|resumed|expired|intervened|erupted|fell|broke"
    r"|launched|beginning|start|outbreak|onset|invasion|coup|conflict|war|uprising|revolt|crisis|operation|escalated)\s"
    r"(?:out\s|up\s|over\s|of\s(?:[\w'’-]+\s){1,6}?|with\s(?:[\w'’-]+\s){1,8}?)?(?:in\s\w+\s)?(?:on\s|in\s)?(?:the\s)?"
    r")?$",
    re.IGNORECASE,
)
_BEGAN = re.compile(
    r"\b(?:(?:war|conflict|uprising|revolution|rebellion|crisis|revolt)(?:\sin\s\w+)?,?(?:\s(?:that|which))?|that|which)"
    r"\s(?:had\s|has\s)?(?:begun|began|started|erupted|flared|resumed|broke\sout|was\slaunched)\s(?:up\s|in\s\w+\s)?"
    r"(?:on\s|in\s)?(?:early\s|late\s)?$",
    re.IGNORECASE,
)
"""What began on a day and has gone on since: "the fighting that began on Thursday", "the war, which began in 2011"."""

_WAR = re.compile(
    r"\bsince\s(?:the\s)?(?:[a-z-]+\s){0,3}?(?:war|conflict|uprising|revolution|rebellion|crisis|revolt)\b"
    r"(?:\s(?:began|started|erupted|broke\sout))?",
    re.IGNORECASE,
)
_WAR_AGE = re.compile(
    r"\b(?P<years>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)[-‐‑ ]years?(?:[- ]old|[- ]long)?\s"
    r"(?:[\w-]+\s){0,2}?(?:war|conflict|rebellion|uprising|revolt|siege|militancy)\b",
    re.IGNORECASE,
)
_WARLIKE = re.compile(r"\b(?:war|conflict|uprising|revolution|rebellion|crisis|revolt)\b", re.IGNORECASE)
_SINCE_OF = frozenset({"date", "month", "monthyear", "year", "weekday", "deictic", "season", "iso", "named"})


def _since(one: Expression, start: int, a_war: bool) -> TimeWords:
    parts = _parts(one)
    if one.rule == "year":
        parts["onlyyear"] = parts["year"]
    return TimeWords(rule="sinceevent" if a_war else "since", parts=parts, start=start, end=one.end, inner=(one,))


def _wars(text: str, start: int, end: int, found: Sequence[TimeWords]) -> Iterator[TimeWords]:
    """Wars without a date of their own: "since the conflict began"."""
    for match in _WAR.finditer(text, start, end):
        if not any(t.start < match.end() and match.start() < t.end for t in found):
            yield TimeWords(rule="sinceevent", start=match.start(), end=match.end())


def _alone(text: str, before: str, one: Expression) -> TimeWords | None:
    """An expression that stands alone, under the name of what it does."""
    lead = _IN.search(before)
    rule = _SINGLE[one.rule]
    if one.rule == "duration":
        if lead is None or one.first("units") in _NOT_DAYS or not one.has("units", "many", "hours"):
            return None
    elif one.rule == "offset":
        rule = "ago" if one.has("ago") else "later"
    elif one.rule == "named":
        rule = "past" if lead is not None and one.has("the") and one.has("last") and one.has("units") else _named(one)
    elif one.rule == "span":
        rule = "recent" if not one.has("numbers", "small", "number", "few", "a") and not one.has("units") else "past"
        if one.has("next"):
            return None
    elif _no_date(text, one, led=lead is not None):
        return None
    start = one.start
    if lead is not None and rule in ("past", "recent", "bare", "month", "my", "year"):
        start -= len(before) - lead.start()
    return TimeWords(rule=rule, parts=_parts(one), start=start, end=one.end, inner=(one,))


def _no_date(text: str, one: Expression, *, led: bool) -> bool:
    """An hour without its day, or four digits that nothing says are a year of an event."""
    if one.rule == "clock":
        return not one.has("weekdays", "deictic", "months")
    sole = len(one.words) == 1 and len(text) > len(one.words[0].text)
    return one.rule == "year" and sole and not led and one.before not in _LEADS


_LEADS = frozenset({"of", "by", "until", "since", "from"})
"""Words after which four digits date an event."""

_NOT_DAYS = frozenset({"second", "minute", "hour"})


def _named(one: Expression) -> str:
    """Whether "the next day" is counted from an event told, or "last week" from the day of publication."""
    units = one.every("units")
    if units and units[-1] == "day" and one.has("next", "last", "that"):
        return "later"
    return "thisunit"


_SINGLE = {
    "iso": "iso",
    "date": "dmy",
    "partof": "dmy",
    "clock": "clock",
    "monthyear": "my",
    "month": "month",
    "weekday": "weekday",
    "noon": "weekday",
    "dayoffset": "weekday",
    "deictic": "day",
    "partday": "day",
    "offset": "ago",
    "same": "later",
    "named": "thisunit",
    "span": "past",
    "duration": "bare",
    "year": "year",
    "season": "season",
    "set": "daily",
    "each": "daily",
    "holiday": "holiday",
    "ofthat": "thisunit",
}
"""Rules of the grammar whose expressions may date an event, with the rule of the dating."""


def _parts(one: Expression) -> dict[str, str]:
    """The parts that others ask for, by name."""
    named = {
        "name": one.first("weekdays") or one.first("months"),
        "month": one.first("months"),
        "day": one.first("small") or one.first("ordinal"),
        "year": one.first("year"),
        "unit": one.first("units") or one.first("many"),
        "word": one.first("deictic"),
    }
    return {k: v for k, v in named.items() if v}
