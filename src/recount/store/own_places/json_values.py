"""Objects of a JSON text one by one: of JSON Lines, of an array, or the features of a collection, however long."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from recount.errors import InputError

CHUNK = 1 << 16
LARGEST = 64_000_000
"""Characters of one object. The outline of the largest country has a third of it."""

_NUMBER_GOES_ON = 4

_SPACE = re.compile(r"[\s\x1e]*")


def objects(text: IO[str], path: Path) -> Iterator[dict[str, Any]]:
    """Every object, and of a FeatureCollection every feature. Holds no more than one of them in memory.

    Raises:
        InputError: it is no JSON, is cut off, or an object is larger than any place.
    """
    return _Reader(text, path).objects()


class _Reader:
    def __init__(self, text: IO[str], path: Path) -> None:
        self._text, self._path = text, path
        self._decode = json.JSONDecoder().raw_decode
        self._buffer, self._at, self._before = "", 0, 0
        self._ended = False

    def objects(self) -> Iterator[dict[str, Any]]:
        while self._next():
            if self._take("["):
                yield from self._items()
            elif self._peek("{"):
                yield from self._object()
            else:
                raise self._wrong("an object was expected")
            self._take(",")

    def _items(self) -> Iterator[dict[str, Any]]:
        while not self._take("]"):
            found = self._value()
            if not isinstance(found, dict):
                raise self._wrong("an object was expected")
            yield found
            if not self._take(",") and not self._peek("]"):
                raise self._wrong("a comma or ] was expected")

    def _object(self) -> Iterator[dict[str, Any]]:
        """The object that begins here, or the features inside it. Its other members are read one at a time."""
        self._take("{")
        members: dict[str, Any] = {}
        features = False
        while not self._take("}"):
            key = self._value()
            if not isinstance(key, str) or not self._take(":"):
                raise self._wrong("a name and a colon were expected")
            if key == "features" and self._take("["):
                features = True
                yield from self._items()
            else:
                members[key] = self._value()
            if not self._take(",") and not self._peek("}"):
                raise self._wrong("a comma or } was expected")
        if not features:
            yield members

    def _value(self) -> Any:  # noqa: ANN401 - whatever stands there
        """One whole value; more text is asked for, twice as much each time, until it is whole."""
        self._next()
        wanted = CHUNK
        while True:
            try:
                found, end = self._decode(self._buffer, self._at)
            except (json.JSONDecodeError, RecursionError) as error:
                if isinstance(error, RecursionError):
                    raise self._wrong("it is nested too deeply") from error
                if self._ended or _is_fault(error, len(self._buffer)):
                    raise self._wrong("it is cut off" if self._ended and self._is_last(error) else error.msg) from error
            except ValueError as error:
                raise self._wrong(str(error)) from error
            else:
                # A number may go on in the text to come: by "5", by ".5", by "e-5".
                if end + _NUMBER_GOES_ON <= len(self._buffer) or not isinstance(found, int | float) or self._ended:
                    self._at = end
                    return found
            if len(self._buffer) - self._at > LARGEST:
                raise self._wrong(f"one object has over {LARGEST:,} characters")
            self._fill(wanted)
            wanted *= 2

    def _is_last(self, error: json.JSONDecodeError) -> bool:
        return error.pos >= len(self._buffer) - 1 or "Unterminated" in error.msg

    def _next(self) -> bool:
        """Whether there is more than white space."""
        while True:
            found = _SPACE.match(self._buffer, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._buffer):
                return True
            if self._ended:
                return False
            self._fill(CHUNK)

    def _peek(self, sign: str) -> bool:
        return self._next() and self._buffer[self._at] == sign

    def _take(self, sign: str) -> bool:
        if not self._next():
            if sign in "]}":
                raise self._wrong("it is cut off")
            return False
        taken = self._buffer[self._at] == sign
        self._at += taken
        return taken

    def _fill(self, most: int) -> None:
        found = self._text.read(most)
        self._ended = not found
        self._before += self._at
        self._buffer, self._at = self._buffer[self._at :] + found, 0

    def _wrong(self, why: str) -> InputError:
        if self._ended and self._at >= len(self._buffer):
            why = "it is cut off"
        at = self._before + self._at
        return InputError(f"{self._path}: no JSON of places at character {at:,}: {why}. Export or download it again")


def _is_fault(error: json.JSONDecodeError, length: int) -> bool:
    """Whether more text can't mend it: what is wrong stands well before the end of what is at hand."""
    return error.pos < length - 16 and "Unterminated" not in error.msg
