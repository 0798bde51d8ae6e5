"""What inputs say of their reports, and which of it is believed: the order of trust, with the rest kept beside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from recount.model import Said

LONGEST = 500
"""Characters kept of one thing said."""

EARLIEST = date(1990, 1, 1)
"""No page is older. An earlier day is an empty field's filling, such as 1970-01-01."""

MOST_KEPT = 40
"""Things said that are kept of one report."""

_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T\d|\b)")
_ORDER = (
    "JSON-LD",
    "meta",
    "time element",
    "link",
    "heading",
    "header",
    "column",
    "HTML",
    "address",
    "HTTP header",
    "host",
)
"""Whom to believe, best first, by how the origin's name starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is taken of what was said, and all that was said."""

    title: str = ""
    outlet: str | None = None
    author: str | None = None
    published: date | None = None
    modified: date | None = None
    language: str | None = None
    url: str | None = None
    said: tuple[Said, ...] = ()


def settle(said: Iterable[Said]) -> Facts:
    """The most trusted value of each field. A day before 1990 is no day. Order-free among one origin's sayings."""
    unique = list(dict.fromkeys(s for s in said if s.value))[:MOST_KEPT]
    return Facts(
        title=_best(unique, "title") or "",
        outlet=_best(unique, "outlet"),
        author=_best(unique, "author"),
        published=_best_day(unique, "published"),
        modified=_best_day(unique, "modified"),
        language=_best(unique, "language"),
        url=_best(unique, "url"),
        said=tuple(unique),
    )


def days_apart(facts: Facts) -> int:
    """Days between the earliest and the latest day of publication that was said; 0 where all agree."""
    days = [day for s in facts.said if s.field == "published" and (day := day_of(s.value))]
    return (max(days) - min(days)).days if days else 0


def whole(words: str) -> str:
    """Words without what is no character: halves of surrogate pairs and NUL become U+FFFD. All else stays as it is."""
    return _NO_CHARACTER.sub("\ufffd", words)


def saying(field: str, value: object, origin: str) -> Said:
    """One thing said, its white space folded and its length bounded. Empty where it is no text."""
    words = " ".join(whole(value[: 10 * LONGEST]).split()) if isinstance(value, str) else ""
    return Said(field=field, value=words[:LONGEST], origin=origin)


def day_of(value: str) -> date | None:
    """The day of a time as machines write it: ISO 8601, RFC 2822 (mails, feeds), or a compact ``20161014``.

    It is the day on the clock of whoever wrote it: the offset is not taken off. Words of people ("14 October") are
    left alone: a page's machine-readable times are what is asked for here.
    """
    if found := _DAY.search(value) or _COMPACT.match(value):
        try:
            day = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return None
        return day if day >= EARLIEST else None
    if value.isdigit() and len(value) in (10, 13):
        return _plausible(datetime.fromtimestamp(int(value[:10]), UTC).date())
    try:
        return _plausible(parsedate_to_datetime(value).date())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _plausible(day: date) -> date | None:
    return day if day >= EARLIEST else None


def _best(said: Sequence[Said], field: str) -> str | None:
    found = sorted((s for s in said if s.field == field), key=_trust)
    return found[0].value if found else None


def _best_day(said: Sequence[Said], field: str) -> date | None:
    found = sorted((s for s in said if s.field == field and day_of(s.value)), key=_trust)
    return day_of(found[0].value) if found else None


def _trust(said: Said) -> int:
    return next((n for n, start in enumerate(_ORDER) if said.origin.startswith(start)), len(_ORDER))
