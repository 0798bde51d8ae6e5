"""Days in a column: ISO 8601, or numbers whose order the column itself must show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from recount.sources.said import day_of

_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")


def day_comes_first(values: Iterable[str]) -> bool | None:
    """Whether days stand before months (14/10/2016) in these values; ``None`` where none of them shows it."""
    for value in values:
        found = _NUMBERS.match(value.strip())
        if found and int(found[1]) > 12 >= int(found[2]):
            return True
        if found and int(found[2]) > 12 >= int(found[1]):
            return False
    return None


def day_in(value: str, *, day_first: bool | None) -> date | None:
    """The day of one value; ``None`` where it is none, or where day and month can't be told apart."""
    found = _NUMBERS.match(value.strip())
    if found is None:
        return day_of(value.strip()) or _spelled(value.strip())
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    if "." in found[0]:  # only days are written first with dots
        day_first = True
    if day_first is None and first != second:
        return None
    day, month = (first, second) if day_first else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _spelled(value: str) -> date | None:
    for form in ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y"):
        try:
            return datetime.strptime(value, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
