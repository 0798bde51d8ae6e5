"""Lines of a page that are nothing but its day: "Posted on Monday, 14 October 2016, 10:15"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from recount.lang.loader import lexicon
from recount.model import Said
from recount.sources.pages.blocks import Block
from recount.sources.said import saying

LONGEST = 80
"""Characters of such a line."""


def day_lines(blocks: Iterable[Block]) -> Iterator[Said]:
    """The day that lines of the page give, if all such lines give the same: a page that lists stories gives many."""
    days = {day: block.text for block in blocks if len(block.text) <= LONGEST and (day := _day(block.text))}
    if len(days) == 1:
        (day,) = days
        yield saying("published", day.isoformat(), "line of the page")


def _day(line: str) -> date | None:
    found = _pattern().fullmatch(line)
    if found is None:
        return None
    month = lexicon("en", "times")["months"][(found["month"] or found["month_first"]).lower()]
    try:
        return date(int(found["year"]), month, int(found["day"] or found["day_after"]))
    except ValueError:
        return None


@cache
def _pattern() -> re.Pattern[str]:
    times = lexicon("en", "times")
    months, weekdays = ("|".join(sorted(times[name], key=len, reverse=True)) for name in ("months", "weekdays"))
    return re.compile(
        r"(?:(?:published|posted|issued|dated)(?: on)?:? ?)?"
        rf"(?:(?:{weekdays})\.?,? )?"
        rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{months})\.?,?"
        rf"|(?P<month_first>{months})\.? (?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?,?)"
        r" (?P<year>(?:19|20)\d\d)"
        r"(?:[,.]? ?(?:-|–|at|\|)? ?\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,5}\)?)?)?",
        re.IGNORECASE | re.ASCII,
    )
