"""Tables: any list, and any one thing of a list, as a plain page shows it. Made from what programs get."""

from __future__ import annotations

from dataclasses import dataclass

from recount.model import Span
from recount.publish.brief_claims import Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in one place of a table."""

    words: str
    address: str = ""
    """Where the words lead, on the desk; empty for nowhere."""

    style: str = ""
    """``killed`` …: the harm of a number; ``soft``; empty."""

    more: str = ""
    """A line below, in smaller letters."""

    leads: str = ""
    """Where that line leads."""

    quote: Quote | None = None
    """A sentence of a report in place of the words."""

    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The head of a column."""

    words: str
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """One field by which a list is narrowed."""

    name: str
    """As in the address."""

    words: str
    kind: str = "text"
    """``text``, ``date``, ``choice``, or ``id``: an identifier, which nobody types and links bring along."""

    choices: tuple[tuple[str, str], ...] = ()
    """Values with their words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list as a page."""

    title: str
    lead: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str
    """What would stand here, and what fills it."""

    sieves: tuple[Sieve, ...] = ()
    first: int | None = None
    """How many come before these, where that is known."""

    total: int | None = None
    next: str = ""
    before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One thing as a page."""

    title: str
    kind: str
    """What it is: ``Claim``."""

    list: str
    """Address of the list that it is from."""

    quote: Cell
    rows: tuple[tuple[str, Cell], ...]
    """What is known of it, each with its name."""

    links: tuple[tuple[str, str], ...]
    """Address and words."""


def quoted(sentence: str, context: Span, span: Span) -> Quote:
    """A sentence with the words of a span marked; both spans count into the same text."""
    start, end = span.start - context.start, span.end - context.start
    before, marked, after = sentence[:start], sentence[start:end], sentence[end:]
    return Quote(before=before, marked=marked, after=after)
