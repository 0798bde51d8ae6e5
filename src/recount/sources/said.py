"""What inputs say of their reports, and which of it is believed: the order of trust, with the rest kept beside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
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
    host: str | None = None
    """The host it was published on, which stands for the outlet where nothing names it."""

    said: tuple[Said, ...] = ()

    def outlet_or(self, given: str | None) -> str | None:
        """The outlet: as named, else as given by the user, else the host."""
        return self.outlet or given or self.host


def settle(said: Iterable[Said], *, retrieved: str | None = None) -> Facts:
    """The most trusted value of each field, and all that was said. Order-free but for sayings of one rank.

    A day is not believed where it lies before 1990, or more than a day after the report was retrieved, if that is
    known: it may be later by the clock of the outlet, but nobody fetches a report before it is published.
    """
    unique = list(dict.fromkeys(s for s in said if s.value))[:MOST_KEPT]
    latest = _day_after(retrieved)
    named = [s for s in unique if not (s.field == "outlet" and s.origin.startswith("host"))]
    return Facts(
        title=_best(unique, "title") or "",
        outlet=_best(named, "outlet"),
        author=_best(unique, "author"),
        published=_best_day(unique, "published", latest),
        modified=_best_day(unique, "modified", latest),
        language=_best(unique, "language"),
        url=_best(unique, "url"),
        host=next((s.value for s in unique if s not in named), None),
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
    if value.isascii() and value.isdigit() and len(value) in (10, 13):
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


def _best_day(said: Sequence[Said], field: str, latest: date) -> date | None:
    """The most trusted day; of one instant that is told in UTC and by the outlet's clock, the day on that clock."""
    dated = [(s, day) for s in said if s.field == field and (day := day_of(s.value)) and day <= latest]
    if not dated:
        return None
    best, day = min(dated, key=lambda pair: _trust(pair[0]))
    at = _instant(best.value)
    local = (other for s, other in dated if at is not None and _instant(s.value) == at and not _is_utc(s.value))
    return next(local, day) if _is_utc(best.value) else day


def _instant(value: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _is_utc(value: str) -> bool:
    found = _instant(value)
    return found is not None and not found.utcoffset()


def _day_after(retrieved: str | None) -> date:
    day = day_of(retrieved) if retrieved else None
    return day + timedelta(days=1) if day and day < date.max else date.max


def _trust(said: Said) -> int:
    return next((n for n, start in enumerate(_ORDER) if said.origin.startswith(start)), len(_ORDER))
