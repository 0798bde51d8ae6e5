"""Plain values for files: JSON that UTF-8 can hold, and cells and lines that can do no harm."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import date
from enum import Enum

from recount.model import When

_ESCAPED = re.compile("[\x7f\x85\u2028\u2029\ud800-\udfff]")
"""What UTF-8 can't hold, and what some readers take for the end of a line."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def json_line(value: object) -> str:
    """The value as one line of JSON without a line break, in UTF-8 where it can hold it."""
    line = json.dumps(plain(value), ensure_ascii=False, separators=(", ", ": "))
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def plain(value: object) -> object:
    """The value as JSON has it: dataclasses as objects, days as ISO 8601, a time as ``{start, end}``."""
    if isinstance(value, When):
        return {"start": value.start.isoformat(), "end": value.end.isoformat()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return value


def legible(text: str) -> str:
    """The text with what UTF-8 or a reader can't hold shown as a replacement character."""
    return _CONTROL.sub("\ufffd", text)
