"""Cursors: where a list goes on. Opaque to whoever pages, and stable while the record moves on.

A cursor holds the place of the last row shown, not its number: what was added or withdrawn meanwhile neither repeats
a row nor skips one. A place is what the list is sorted by, with the row's id behind it, so that no two are equal.
"""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from recount.errors import UsageError

T = TypeVar("T")

At = tuple[int | str, ...]
"""A row's place in its list, ascending, its id last. For the largest first, the number with its sign turned."""

MOST_DEEP = 8
"""Parts that a place may have."""


class BadCursor(UsageError):
    """A cursor that this list did not give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[T]):
    """Some rows of a sorted list."""

    rows: tuple[T, ...]
    first: int
    """How many rows come before the first of these."""

    total: int
    """Rows of the whole list."""

    next: str
    """The cursor of the rows after these; empty if there are none."""

    before: str | None
    """The cursor of as many rows before these, empty for the start of the list; ``None`` if there are none."""


def part_of(rows: Sequence[T], at: Callable[[T], At], *, order: str, cursor: str, limit: int) -> Part[T]:
    """The rows behind a cursor.

    Args:
        rows: the whole list, ascending by `at`.
        at: the place of a row.
        order: what the list is called: another list's cursor is refused.
        cursor: as `Part.next` gave it; empty for the start.
        limit: rows at most.

    Raises:
        BadCursor: no list of this order has given it.
    """
    first = 0
    if cursor:
        last = read_cursor(cursor, order)
        if rows and [type(one) for one in at(rows[0])] != [type(one) for one in last]:
            raise _bad()
        first = bisect_right(rows, last, key=at)
    shown = tuple(rows[first : first + limit])
    end = first + len(shown)
    return Part(
        rows=shown,
        first=first,
        total=len(rows),
        next=write_cursor(order, at(shown[-1])) if shown and end < len(rows) else "",
        before=_before(rows, at, order=order, start=first - limit) if first else None,
    )


def _before(rows: Sequence[T], at: Callable[[T], At], *, order: str, start: int) -> str:
    return write_cursor(order, at(rows[start - 1])) if start > 0 else ""


def write_cursor(order: str, at: At) -> str:
    """The cursor of the rows behind that place."""
    told = json.dumps([order, *at], ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(told.encode("utf-8", "surrogatepass")).decode().rstrip("=")


def read_cursor(cursor: str, order: str) -> At:
    """The place that a cursor of a list of that order stands for.

    Raises:
        BadCursor: it is none.
    """
    try:
        told = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        raise _bad() from None
    if not isinstance(told, list) or not 1 < len(told) <= MOST_DEEP or told[0] != order:
        raise _bad()
    if not all(type(one) in (int, str) for one in told[1:]):
        raise _bad()
    return tuple(told[1:])


def _bad() -> BadCursor:
    return BadCursor("This list can't go on there: the cursor is not one of its own. Start from the list's beginning.")
