"""Timeline: all expressions of time of a text, each with its value, counted from what was told before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from recount.lang.timegrammar import Expression, find_expressions
from recount.resolve.times.point import Point
from recount.resolve.times.setting import Setting, Tense
from recount.resolve.times.values import value_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """An expression with its TIMEX3 value; empty where it can't be told."""

    start: int
    end: int
    rule: str
    value: str


def timeline(text: str, published: date | None, *, narrative: bool | None = None) -> list[Timex]:
    """The expressions of a text in order, each with its value.

    Args:
        text: any text.
        published: the day it is dated.
        narrative: whether it runs at its own time, as a history does; told from its own years unless given.
    """
    found = find_expressions(text)
    if narrative is None:
        narrative = is_narrative(found, published)
    return list(_valued(text, found, Setting(published=published, narrative=narrative)))


def is_narrative(found: Sequence[Expression], published: date | None) -> bool:
    """Whether years long past outnumber days counted from publication: a history, no news."""
    years = [int(y) for e in found if (y := e.first("year")) is not None]
    far = sum(published is None or y < published.year - 1 for y in years)
    near = sum(e.rule in ("weekday", "deictic") or e.has("ago") for e in found)
    return far >= 4 and far > 2 * near


def _valued(text: str, found: Sequence[Expression], setting: Setting) -> Iterator[Timex]:
    for e in found:
        here = replace(setting, tense=tense_at(text, e) if e.rule in _BY_TENSE else Tense.UNTOLD)
        value = value_of(e, here)
        yield Timex(start=e.start, end=e.end, rule=e.rule, value=value)
        setting = _after(setting, e, value)


_BY_TENSE = frozenset({"date", "month", "weekday", "quarter", "season", "holiday", "clock", "noon", "partof"})

_POINT = re.compile(r"(BC)?(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?$")
_QUARTER = re.compile(r"(\d{4})-Q(\d)$")


def _after(setting: Setting, e: Expression, value: str) -> Setting:
    """The setting of what follows."""
    if (quarter := _QUARTER.match(value)) is not None:
        return replace(setting, quarter=(int(quarter[1]), int(quarter[2])))
    if (found := _POINT.match(value)) is None:
        return setting
    year = -int(found[2]) if found[1] else int(found[2])
    month, day = (int(x) if x else None for x in (found[3], found[4]))
    return replace(setting, told=Point(year, month, day))


_CUE = re.compile(
    r"\b(?P<coming>will|shall|won['’]t|would|to\sbe|is\sto|are\sto|plans?|planned|scheduled|expects?|expected|due"
    r"|going\sto|intends?|slated|set\sto|can|may|must|should|could|until|by|ahead)\b|['’]ll\b"
    r"|\b(?P<past>was|were|had|did|has|have|been|said|told|[a-z]{2,}ed|rose|fell|began|took|came|went|made|held|left)\b"
)
_WINDOW = 90


def tense_at(text: str, e: Expression) -> Tense:
    """The tense of the nearest cue in the sentence: words before weigh as much as words after at two thirds the way."""
    before, after = text[max(0, e.start - _WINDOW) : e.start], text[e.end : e.end + _WINDOW]
    before = re.split(r"[.!?;]\s|\n", before)[-1]
    after = re.split(r"[.!?;]\s|\n", after)[0]
    near: tuple[float, Tense] | None = None
    for cue in _CUE.finditer(before):
        near = (len(before) - cue.end(), Tense.PAST if cue["past"] else Tense.COMING)
    if (cue := _CUE.search(after)) is not None and (near is None or cue.start() * 1.5 < near[0]):
        near = (cue.start(), Tense.PAST if cue["past"] else Tense.COMING)
    return Tense.UNTOLD if near is None else near[1]
