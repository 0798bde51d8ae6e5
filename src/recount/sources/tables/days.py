"""Days in a column: ISO 8601, or numbers whose order the column itself must show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from recount.sources.said import EARLIEST, day_of

_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")

_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")

MONTHS = 12


def day_comes_first(values: Iterable[str]) -> bool | None:
    """Whether days stand before months (14/10/2016) in these values.

    ``None`` where none of them shows it, and where some show one and some the other.
    """
    shown = set()
    for value in values:
        found = _NUMBERS.match(value.strip())
        if found and max(int(found[1]), int(found[2])) > MONTHS >= min(int(found[1]), int(found[2])):
            shown.add(int(found[1]) > MONTHS)
    return shown.pop() if len(shown) == 1 else None


def day_in(value: str, *, day_first: bool | None, epoch: date | None = None) -> date | None:
    """The day of one value; ``None`` where it is none, or where day and month can't be told apart.

    Args:
        value: a cell.
        day_first: whether days stand before months in its column, if that is known.
        epoch: day 0 of a workbook that counts days, as its cells do that are not shown as dates.
    """
    value = value.strip()
    found = _NUMBERS.match(value)
    if found is None:
        return _counted(value, epoch) or day_of(value) or _spelled(value)
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


def _counted(value: str, epoch: date | None) -> date | None:
    """The day that a workbook's number of five digits counts: 1990 to 2173."""
    if epoch is None or not _SERIAL.fullmatch(value):
        return None
    day = epoch + timedelta(days=int(value.partition(".")[0]))
    return day if day >= EARLIEST else None


def _spelled(value: str) -> date | None:
    for form in ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y"):
        try:
            return datetime.strptime(value, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
