"""Timeline: all expressions of time of a text, each with its value, counted from what was told before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from recount.lang.loader import lexicon
from recount.lang.timegrammar import Expression, find_expressions
from recount.resolve.times.point import Point
from recount.resolve.times.said import year_said
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
    if not narrative:
        found = [e for e in found if e.rule not in _OF_HISTORIES]
    return list(_valued(text, found, Setting(published=published, narrative=narrative)))


_OF_HISTORIES = frozenset({"former"})
"""Rules of words that place a story in time, but in news are titles: "the former president"."""


def is_narrative(found: Sequence[Expression], published: date | None) -> bool:
    """Whether years long past outnumber days counted from publication: a history, no news."""
    years = [int(y) for e in found if (y := e.first("year")) is not None]
    far = sum(published is None or y < published.year - 1 for y in years) + sum(e.has("era") for e in found)
    near = sum(e.rule in ("weekday", "deictic") or e.has("ago") for e in found)
    return far >= 6 and far > 3 * near


def _valued(text: str, found: Sequence[Expression], setting: Setting) -> Iterator[Timex]:
    for e, following in zip_longest(found, found[1:]):
        if following is not None and (year := _year_of_the_next(text, e, following)) is not None:
            here = replace(setting, told=Point(year), narrative=True)
        else:
            here = replace(setting, tense=tense_at(text, e) if e.rule in _BY_TENSE else Tense.UNTOLD)
        value = value_of(e, here)
        yield Timex(start=e.start, end=e.end, rule=e.rule, value=value)
        if e.rule not in _ASIDE or setting.told is None or _opens_sentence(text, e):
            setting = _after(setting, e, value)


_ASIDE = frozenset({"year", "decade", "shortyear"})
"""Rules whose expressions, within a sentence, often look aside: "a campaign planned for 1976"."""

_JOINED = re.compile(r"\s?(?:,? and|or|to|-|–|—|until|through|till)?\s?(?:in|on|the|early|late|mid-)?\s?$")


def _year_of_the_next(text: str, e: Expression, following: Expression) -> int | None:
    """The year of "March" in "March and April 1918": that of the expression it is joined to."""
    if e.rule not in ("month", "date", "season") or e.has("year", "era", "units") or not following.has("year", "era"):
        return None
    if following.rule not in ("monthyear", "date", "season") or following.start - e.end > 12:
        return None
    between = text[e.end : following.start]
    if not between.strip() or _JOINED.match(between) is None:
        return None
    year = year_said(following, Setting(published=None))
    months: dict[str, int] = lexicon("en", "times")["months"]
    first, second = (months.get(x.first("months") or "", 0) for x in (e, following))
    return None if year is None else year - (first > second > 0)


def _opens_sentence(text: str, e: Expression) -> bool:
    """Whether the expression stands at the start of its sentence, after a word or two."""
    return re.search(r"(?:^|[.!?:]\s|\n)[^.\n]{0,16}$", text[max(0, e.start - 20) : e.start]) is not None


_BY_TENSE = frozenset({"date", "month", "weekday", "quarter", "season", "holiday", "clock", "noon", "partof"})

_POINT = re.compile(r"(BC)?(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?$")
_QUARTER = re.compile(r"(\d{4})-Q(\d)$")


def _after(setting: Setting, e: Expression, value: str) -> Setting:
    """The setting of what follows."""
    if (quarter := _QUARTER.match(value)) is not None:
        if e.has("ago", "earlier") or e.rule == "samequarter":
            return setting  # the like of a quarter is not the quarter the report is about
        return replace(setting, quarter=(int(quarter[1]), int(quarter[2])))
    if (found := _POINT.match(value)) is None:
        return setting
    year = -int(found[2]) if found[1] else int(found[2])
    month, day = (int(x) if x else None for x in (found[3], found[4]))
    return replace(setting, told=Point(year, month, day))


_CUE = re.compile(
    r"\b(?P<coming>will|shall|won['’]t|to\sbe|is\sto|are\sto|plan(?:s|ned|ning)?|payable|effective|extended|expires?|as\ssoon|as\searly|postponed|scheduled|expects?|expected|due"
    r"|going\sto|intends?|slated|set\sto|upcoming|next)\b|['’]ll\b"
    r"|\b(?P<past>was|were|had|did|has|have|been|said|told|[a-z]{2,}ed|rose|fell|began|took|came|went|made|held|left"
    r"|would|could)\b"
)
_WINDOW = 90


def tense_at(text: str, e: Expression) -> Tense:
    """The tense of the nearest cue in the sentence; one after the expression counts as half as far again."""
    before, after = text[max(0, e.start - _WINDOW) : e.start], text[e.end : e.end + _WINDOW]
    before = re.split(r"[.!?;]\s|\n", before)[-1]
    after = re.split(r"[.!?;]\s|\n", after)[0]
    near: tuple[float, Tense] | None = None
    for cue in _CUE.finditer(before):
        near = (len(before) - cue.end(), Tense.PAST if cue["past"] else Tense.COMING)
    then = _CUE.search(after)
    if then is not None and (near is None or then.start() * 1.5 < near[0]):
        near = (then.start(), Tense.PAST if then["past"] else Tense.COMING)
    return Tense.UNTOLD if near is None else near[1]
