"""JSON round trip for every model class, by msgspec: ``from_json(cls, to_json(x)) == x``."""

from __future__ import annotations

from typing import TypeVar

import msgspec

T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="deterministic")


def to_json(thing: object) -> str:
    """One line of JSON. Equal things give equal lines."""
    return _encoder.encode(thing).decode("utf-8")


def from_json(cls: type[T], line: str | bytes) -> T:
    """The thing that `to_json` wrote.

    Raises:
        ValueError: not JSON, or not of that class.
    """
    try:
        return msgspec.json.decode(line, type=cls)
    except msgspec.MsgspecError as error:
        raise ValueError(f"not a {cls.__name__}: {error}") from error
