"""Inputs: files, folders and standard input, each turned into reports by the reader for its kind."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

from recount.errors import SkipReport
from recount.model import Failure, Report, digest
from recount.registry import Registry
from recount.sources.folders import is_special, walk
from recount.sources.limits import Limits

Reader = Callable[[BinaryIO, str, Limits], Iterator[Report | Failure]]
"""Reads the reports of an open file that goes by a name; raises `SkipReport` where none of it can be read."""

READERS: Registry[Reader] = Registry(
    "input format",
    group="recount.readers",
    builtin={
        ".txt": "recount.sources.plain_text:read_plain_text",
        ".jsonl": "recount.sources.json_lines:read_json_lines",
    },
)
"""File suffix → reader."""

STDIN = "-"
_STDIN_NAME = "stdin"
_PEEKED = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A file of a folder that no reader is for. Counted, not a failure."""

    path: str


def read(paths: Iterable[str], *, limits: Limits) -> Iterator[Report | Failure | Passed]:
    """Every report of the inputs, in order; folders are walked by name. Lazy: one file is open at a time.

    What can't be read comes as a `Failure` that says why and what to do, in its place.
    """
    for path in paths:
        if path == STDIN:
            yield from _read_stdin(limits)
        else:
            yield from _read_path(Path(path), limits)


def count(paths: Iterable[str]) -> int | None:
    """How many inputs there are, for a progress bar; ``None`` where it can't be told before reading."""
    total = 0
    for path in paths:
        if path == STDIN:
            return None
        inside = walk(Path(path)) if os.path.isdir(path) else [Path(path)]  # noqa: PTH112 - this one never raises
        total += sum(_lines(file) if file.suffix.lower() == ".jsonl" else 1 for file in inside)
    return total


def shown(path: Path) -> str:
    """The path in characters that every output can hold, also where its name is no UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _read_path(path: Path, limits: Limits) -> Iterator[Report | Failure | Passed]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield _failure(path, _unreadable(error))
        return
    if stat.S_ISDIR(mode):
        yield from _read_folder(path, limits)
    elif path.suffix.lower() in READERS:
        yield from _read_file(path, limits)
    else:
        known = ", ".join(READERS.names())
        yield _failure(path, f"not a kind of file that is read ({known}): convert it, or give it the right suffix")


def _read_folder(folder: Path, limits: Limits) -> Iterator[Report | Failure | Passed]:
    blocked: list[OSError] = []
    for path in walk(folder, blocked.append):
        if path.suffix.lower() in READERS and not is_special(path):
            yield from _read_file(path, limits)
        else:
            yield Passed(path=shown(path))
    for error in blocked:
        yield _failure(Path(error.filename), _unreadable(error))


def _read_file(path: Path, limits: Limits) -> Iterator[Report | Failure]:
    try:
        with path.open("rb") as stream:
            yield from READERS.get(path.suffix.lower())(stream, shown(path), limits)
    except SkipReport as error:
        yield _failure(path, str(error))
    except OSError as error:
        yield _failure(path, _unreadable(error))


def _read_stdin(limits: Limits) -> Iterator[Report | Failure]:
    """JSON Lines if it starts with a brace, else one plain text."""
    if sys.stdin is None:
        yield Failure(report=_STDIN_NAME, stage="sources", error="standard input is closed: name a file instead of -")
        return
    stream = cast("BufferedReader", sys.stdin.buffer)
    start = stream.peek(_PEEKED).lstrip(b"\xef\xbb\xbf \t\r\n")
    json = start.startswith(b"{") or (start.startswith(b"[") and start[1:].lstrip().startswith(b"{"))
    try:
        for found in READERS.get(".jsonl" if json else ".txt")(stream, _STDIN_NAME, limits):
            yield _named_by_content(found) if isinstance(found, Report) and not json else found
    except SkipReport as error:
        yield Failure(report=_STDIN_NAME, stage="sources", error=str(error))


def _named_by_content(report: Report) -> Report:
    """The report under an id of its own: two texts that come without names are no versions of one report."""
    return replace(report, given_id=f"{_STDIN_NAME}-{digest(report.canonical)[:8]}")


def _lines(file: Path) -> int:
    found, last = 0, b"\n"
    try:
        if is_special(file):
            return 1
        with file.open("rb") as stream:
            for chunk in iter(lambda: stream.read(1 << 20), b""):
                found, last = found + chunk.count(b"\n"), chunk[-1:]
    except OSError:
        return 1
    return found + (last != b"\n")


def _unreadable(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder: check the path"
    return f"can't be read ({error.strerror or error}): see whether you may read it"


def _failure(path: Path, error: str) -> Failure:
    return Failure(report=shown(path), stage="sources", error=error)
