"""Reads a text of one's own as a report, in one call."""

from __future__ import annotations

from datetime import date

from recount.claims import extract
from recount.model import Claim, Extracted, Report, Text, Token
from recount.text import prepare
from recount.text.sentences import tokens

FRIDAY = date(2016, 10, 14)
"""The day on which the made-up reports are published."""


def text_of(body: str, *, title: str = "", published: date | None = FRIDAY, outlet: str | None = "The Courier") -> Text:
    """The body as a prepared report."""
    report = Report(given_id="made-up", title=title, text=body, published=published, outlet=outlet)
    return next(prepare([report]))


def read(body: str, *, title: str = "") -> Extracted:
    """What is found in the body."""
    return next(extract([text_of(body, title=title)]))


def claims(body: str, *, title: str = "") -> list[Claim]:
    """The claims found in the body."""
    return list(read(body, title=title).claims)


def tokens_of(sentence: str) -> list[Token]:
    """The tokens of one sentence."""
    return list(tokens(sentence, 0, len(sentence)))


def index_of(found: list[Claim], claim_id: str | None) -> int | None:
    """Where the claim of that id stands among those found."""
    return next((i for i, c in enumerate(found) if c.id == claim_id), None)
