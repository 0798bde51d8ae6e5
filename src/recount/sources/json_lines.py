"""JSON Lines: one object a line, one report each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from recount.errors import SkipReport
from recount.model import Failure, Report
from recount.sources.decoding import decode, too_large
from recount.sources.limits import Limits

FIELDS = frozenset({"id", "published", "outlet", "title", "text", "url", "language", "author", "retrieved"})
"""Fields that mean something; any other is kept as given under `extra` and never interpreted."""

LONGEST_ID = 200
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:$|[T ])")


def read_json_lines(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Report | Failure]:
    """The reports of a JSON Lines file; a line that can't be read comes as a `Failure` with its number. Streamed."""
    number, seen = 0, False
    while line := stream.readline(limits.max_bytes + 1):
        number += 1
        if not line.strip():
            continue
        seen = True
        try:
            if len(line) > limits.max_bytes:
                _skip_rest(stream, line)
                raise too_large(len(line), limits.max_bytes)
            yield _report(decode(line), limits)
        except SkipReport as error:
            yield Failure(report=f"{name}:{number}", stage="sources", error=str(error))
    if not seen:
        raise SkipReport("is empty: there is nothing to read")


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
        published=_day(row) or limits.published,
        outlet=limits.outlet if outlet is None else outlet,
        url=_words(row, "url"),
        language=_words(row, "language"),
        author=_words(row, "author"),
        retrieved=_words(row, "retrieved"),
        extra=json.dumps({k: v for k, v in row.items() if k not in FIELDS}, ensure_ascii=False, sort_keys=True),
    )


def _object(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except RecursionError:
        raise SkipReport("is nested too deeply to be a report") from None
    except ValueError as error:
        raise SkipReport(f"is not JSON ({error}): mend or remove the line") from None
    if not isinstance(row, dict):
        raise SkipReport(f"is not an object with the fields of a report ({', '.join(sorted(FIELDS))})")
    try:
        line.encode("utf-8")
        json.dumps(row, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise SkipReport("holds half of a surrogate pair (\\ud800 to \\udfff alone), which is no character") from None
    return row


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


def _day(row: dict[str, Any]) -> date | None:
    """The day of `published`; a time of day after it is not used."""
    given = _words(row, "published")
    if given is None or not given.strip():
        return None
    found = _DAY.match(given.strip())
    try:
        return date.fromisoformat(found[1]) if found else date.fromisoformat(given.strip())
    except ValueError:
        raise SkipReport(f"has a `published` that is no date ({given[:40]!r}): write it as YYYY-MM-DD") from None
