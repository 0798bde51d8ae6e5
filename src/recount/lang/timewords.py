"""Time words: expressions of time in a text, recognised and taken apart, not yet turned into days.

Claims point at them; `recount.resolve.times` gives them days. Every pattern is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from recount.lang.loader import lexicon

_NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|several|few|couple of)"
)
_UNIT = r"(?:hours?|days?|weeks?|months?|years?)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_NOT_LONG_AGO = r"(?!,?\s(?:0\d|1[0-8])\d\d\b)"
"""A day of another century is no day of this year: "12 October 1850"."""

_PART = r"(?:\s(?:morning|afternoon|evening|night|noon))?"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """One expression: which rule knows it, its parts, and where it stands."""

    rule: str
    parts: dict[str, str]
    start: int
    end: int
    """Code points into the text searched."""


def find_times(text: str, start: int = 0, end: int | None = None) -> list[TimeWords]:
    """All expressions of time in `text[start:end]`, left to right, without overlap."""
    found = []
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        rule = match.lastgroup or ""
        parts = {k[len(rule) + 1 :]: v for k, v in match.groupdict().items() if v and k.startswith(rule + "_")}
        found.append(TimeWords(rule=rule, parts=parts, start=match.start(rule), end=match.end(rule)))
    return found


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = lexicon("en", "times")
    month = f"(?:{_names(words['months'], _MONTHS_AND_WORDS)})\\b{_SHORT}"
    weekday = f"(?:{_names(words['weekdays'], _DAYS_AND_WORDS)})\\b"
    rules = [(name, body.replace("<M>", month).replace("<W>", weekday)) for name, body in _RULES]
    return re.compile("|".join(rf"\b(?P<{name}>{body})" for name, body in rules), re.IGNORECASE)


_SHORT = r"(?:(?<=\b[a-z]{3})\.|(?<=\bsept)\.)?(?<!\bmay\.)"
"""The full stop of "Oct.": after a whole month it is the sentence's."""

_MONTHS_AND_WORDS = frozenset({"may", "march", "mar"})
_DAYS_AND_WORDS = frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun"})
"""Names that are everyday words as well ("they may", "he sat", "the sun"): they count only with a capital."""


def _names(names: Iterable[str], capital: frozenset[str]) -> str:
    """The names as one alternation, the longest first."""
    ranked = sorted(names, key=len, reverse=True)
    return "|".join(f"(?-i:{n.capitalize()}|{n.upper()})" if n in capital else n for n in ranked)


_RULES = [
    ("run", rf"(?:in|over|during|after)\s(?P<run_count>{_NUMBER})\sdays\sof\s[^.;]{{1,40}}?\s(?:that|which)\s(?:had\s)?"
            r"(?:resumed|began|started|opened)\s(?:on\s)?(?P<run_weekday><W>)"),
    ("sinceevent", r"since\s(?:the\s)?(?:[a-z-]+\s){0,3}?(?:war|conflict|uprising|revolution|rebellion|crisis|revolt)\b"
                   rf"(?:\s(?:in\s\w+\s)?(?:began|started|erupted|broke\sout))?"
                   rf"(?:\sin\s(?:(?P<sinceevent_month><M>)\s)?(?P<sinceevent_year>{_YEAR}))?"),
    ("warage", r"(?P<warage_years>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)[-‐‑ ]years?"
               r"(?:[- ]old|[- ]long)?\s(?:[\w-]+\s){0,2}?"
               r"(?:war|conflict|rebellion|uprising|revolt|siege|militancy)\b"),
    ("since", r"since\s(?:(?:[\w'’-]+\s){1,6}?"
              r"(?:ended|began|started|collapsed|resumed|expired|intervened|erupted|fell)\s(?:on\s|in\s)?)?"
              rf"(?:(?P<since_part>early|mid|late|the\s(?:start|beginning|end)\sof)[\s-])?"
              rf"(?:(?P<since_dayfirst>{_DAY})\s)?"
              rf"(?:(?P<since_month><M>)(?:\s(?P<since_day>\d{{1,2}})(?!\d))?(?:,?\s(?P<since_year>{_YEAR}))?"
              rf"|(?P<since_onlyyear>{_YEAR})|(?P<since_weekday><W>)|(?P<since_word>yesterday))"),
    ("dayspan", rf"(?P<dayspan_first>{_DAY})\s?(?:-|–|to|and)\s?(?P<dayspan_last>{_DAY})\s(?P<dayspan_month><M>)"
                rf"(?:,?\s(?P<dayspan_year>{_YEAR}))?"),
    ("dmy", rf"(?P<dmy_day>{_DAY})\s(?:of\s)?(?P<dmy_month><M>)(?:,?\s(?P<dmy_year>{_YEAR}))?{_NOT_LONG_AGO}"),
    ("mdy", rf"(?P<mdy_month><M>)\s(?P<mdy_day>{_DAY})\b(?:,?\s(?P<mdy_year>{_YEAR}))?{_NOT_LONG_AGO}"),
    ("iso", rf"(?P<iso_year>{_YEAR})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)\b"),
    ("my", rf"(?:in\s|last\s)?(?P<my_month><M>)(?:,|\sof)?\s(?P<my_year>{_YEAR})"),
    ("weekdayspan", r"(?:from\s|between\s)?(?P<weekdayspan_first><W>)(?:,[^.;,]{1,60},)?"
                    r"\s(?:and|to|through|until)\s(?P<weekdayspan_last><W>)"),
    ("weekday", rf"(?:(?P<weekday_mod>last|next|this|coming|early\son|late\son|early|late)\s)?(?P<weekday_name><W>)"
                rf"(?P<weekday_part>{_PART})"),
    ("later", rf"(?:(?P<later_count>{_NUMBER})\s(?P<later_unit>days?|weeks?)\s(?P<later_way>later|earlier|before|after)"
              r"|the\s(?P<later_next>next|following|previous|same)\sday)\b"),
    ("ago", rf"(?P<ago_count>{_NUMBER})\s(?P<ago_unit>{_UNIT})\sago\b"),
    ("past", rf"(?:in|over|during|for|within)\s(?:the\s)?(?:past|last|previous)\s(?:(?P<past_count>{_NUMBER})\s)?"
             rf"(?P<past_unit>{_UNIT})\b"),
    ("recent", r"(?:in|over)\s(?:the\s)?(?:recent|last\sfew|past\sfew)\s(?P<recent_unit>days|weeks|months|years)\b"),
    ("thisunit", r"(?:(?:earlier|later)\s)?(?:in\s|during\s)?(?P<thisunit_which>this|last|next|(?<=er\sin\s)the)\s"
                 r"(?P<thisunit_unit>week|weekend|month|year)\b(?!\s?-)"),
    ("day", r"(?P<day_word>today|tonight|yesterday|tomorrow|overnight|last\snight|this\smorning|this\safternoon"
            r"|this\sevening|at\sdawn)\b"),
    ("bare", r"(?:in|during|over|for)\s(?P<bare_count>two|three|four|five|six|seven|\d{1,2})"
             r"\s(?P<bare_unit>days|weeks)\b"),
    ("daily", r"(?:daily|every\sday)\b"),
    ("month", r"(?:in\s|last\s|early\s|late\s|mid-)(?P<month_name><M>)"),
    ("year", rf"(?:in\s|during\s)(?P<year_name>{_YEAR})\b(?![-/.,]\d)"),
]  # fmt: skip
"""Tried in this order at each place; the first that fits wins."""
