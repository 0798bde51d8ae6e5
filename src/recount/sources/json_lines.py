"""JSON Lines: one object a line, one report each."""

from __future__ import annotations

import codecs
import json
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BufferedReader
from typing import Any, BinaryIO, NoReturn

from recount.errors import SkipReport
from recount.model import Failure, Received, Report
from recount.sources.decoding import decode, empty, too_large
from recount.sources.limits import Limits

FIELDS = frozenset({"id", "published", "outlet", "title", "text", "url", "language", "author", "retrieved", "modified"})
"""Fields that mean something; any other is kept as given under `extra` and never interpreted."""

LONGEST_ID = 200
DEEPEST = 100
"""Levels of nesting in fields that are kept as given. Python's own reader gives up near 1,000, and with it we would."""

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:$|[T ])")
# A string without an end reaches to the end of the line: no character is looked at twice.
_BRACKETS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z)|([\[{])|([\]}])', re.DOTALL)


def read_json_lines(stream: BinaryIO, received: Received, limits: Limits) -> Iterator[Report | Failure]:
    """The reports of a JSON Lines file; a line that can't be read comes as a `Failure` with its number. Streamed.

    Raises:
        SkipReport: the first line tells that no line can be read.
    """
    number, seen = 0, False
    while line := stream.readline(limits.max_bytes + 1):
        number += 1
        if not line.removeprefix(codecs.BOM_UTF8).strip():
            continue
        if not seen:
            _refuse_other_kinds(line, stream)
        seen = True
        try:
            if len(line) > limits.max_bytes:
                _skip_rest(stream, line)
                raise too_large(limits.max_bytes)
            yield replace(_report(decode(line), limits), part=f"line {number}")
        except SkipReport as error:
            yield Failure(report=f"{received.shown}:{number}", stage="sources", error=str(error))
    if not seen:
        raise empty()


def _refuse_other_kinds(first: bytes, rest: BinaryIO) -> None:
    """Say once, not for each line, that this is no JSON Lines."""
    foreign = not first.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")
    start = first + (rest.peek() if foreign and isinstance(rest, BufferedReader) else b"")
    if b"\x00" in start:
        decode(start)
    if first.strip() in {b"{", b"["} or first.lstrip().startswith(b"[{"):
        raise SkipReport("is one JSON document, not JSON Lines: put each report on a line (`jq -c '.[]' FILE`)")


def _skip_rest(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1_000_000)


def _report(line: str, limits: Limits) -> Report:
    row = _object(line)
    outlet = _words(row, "outlet")
    return Report(
        given_id=_id(row),
        title=_words(row, "title") or "",
        text=_text(row),
        published=_day(row, "published") or limits.published,
        outlet=limits.outlet if outlet is None else outlet,
        url=_words(row, "url"),
        language=_words(row, "language"),
        author=_words(row, "author"),
        retrieved=_words(row, "retrieved"),
        modified=_day(row, "modified"),
        extra=json.dumps({k: v for k, v in row.items() if k not in FIELDS}, ensure_ascii=False, sort_keys=True),
    )


def _object(line: str) -> dict[str, Any]:
    if _depth(line) > DEEPEST:
        raise SkipReport(f"is nested more than {DEEPEST} levels deep: no report is")
    try:
        row = json.loads(line, parse_constant=_refuse_constant, parse_float=_finite)
    except ValueError as error:
        raise SkipReport(f"is not JSON ({error}): mend or remove the line") from None
    if not isinstance(row, dict):
        raise SkipReport(f"is not an object with the fields of a report ({', '.join(sorted(FIELDS))})")
    try:
        json.dumps(row, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise SkipReport(
            "holds half of a surrogate pair (\\ud800 to \\udfff alone), which is no character: mend or remove the line"
        ) from None
    return row


def _depth(line: str) -> int:
    """How deep the brackets outside of strings nest; 0 where they are too few to nest deeply."""
    if line.count("[") + line.count("{") <= DEEPEST:
        return 0
    depth = deepest = 0
    for bracket in _BRACKETS.finditer(line):
        depth += 1 if bracket[1] else -1 if bracket[2] else 0
        deepest = max(deepest, depth)
    return deepest


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON's")


def _finite(digits: str) -> float:
    found = float(digits)
    if math.isinf(found):
        raise ValueError("a number is too large")
    return found


def _id(row: dict[str, Any]) -> str:
    found = row.get("id")
    if isinstance(found, int) and not isinstance(found, bool):
        found = str(found)
    if not isinstance(found, str) or not found.strip():
        raise SkipReport("lacks an `id`: give every report one, a text or a number")
    if len(found) > LONGEST_ID:
        raise SkipReport(f"has an `id` of more than {LONGEST_ID} characters: shorten it")
    return found


def _text(row: dict[str, Any]) -> str:
    text = _words(row, "text")
    if text is None or not text.strip():
        raise SkipReport("lacks a `text`: there is nothing to read")
    return text


def _words(row: dict[str, Any], name: str) -> str | None:
    found = row.get(name)
    if found is not None and not isinstance(found, str):
        raise SkipReport(f"has a `{name}` that is not text: put it in quotation marks")
    return found


def _day(row: dict[str, Any], name: str) -> date | None:
    """The day of `published` or `modified`; a time of day after it is not used."""
    given = _words(row, name)
    if given is None or not given.strip():
        return None
    found = _DAY.match(given.strip())
    try:
        return date.fromisoformat(found[1] if found else given.strip())
    except ValueError:
        raise SkipReport(f"has a `{name}` that is no date ({given[:40]!r}): write it as YYYY-MM-DD") from None
