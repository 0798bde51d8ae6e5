"""Model objects as lines of JSON, with the record's own errors."""

from __future__ import annotations

import hashlib
from typing import TypeVar

from recount.errors import RecordError
from recount.model import Findings, from_json, to_json

T = TypeVar("T")


def encode(thing: object, what: str) -> str:
    """The line of JSON that `decode` reads.

    Raises:
        RecordError: half of a surrogate pair stands in it, which neither UTF-8 nor JSON's readers can hold.
    """
    try:
        return to_json(thing)
    except UnicodeEncodeError:
        raise RecordError(
            f"{what} holds half of a character (a lone surrogate), which no record can keep: nothing of this step "
            "was kept; mend the input and try again"
        ) from None


def decode(cls: type[T], line: str, what: str) -> T:
    """The thing that `encode` wrote.

    Raises:
        RecordError: the record holds something else.
    """
    try:
        return from_json(cls, line)
    except ValueError as error:
        raise RecordError(f"{what} can't be read: the record is damaged, restore a copy of it") from error


def json_digest(findings: Findings) -> str:
    """SHA-256 of the findings' JSON, in hexadecimal. Equal findings have equal digests."""
    return hashlib.sha256(encode(findings, "what was found").encode()).hexdigest()
