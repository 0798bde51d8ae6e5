"""Inputs: files, folders and standard input, each turned into reports by the reader for its kind."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from recount.errors import SkipReport
from recount.model import Failure, Report
from recount.registry import Registry
from recount.sources.limits import Limits

Reader = Callable[[BinaryIO, str, Limits], Iterator[Report | Failure]]

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
            yield from _read_stream(sys.stdin.buffer, "stdin", limits)
        else:
            yield from _read_path(Path(path), limits)


def _read_path(path: Path, limits: Limits) -> Iterator[Report | Failure | Passed]:
    if path.is_dir():
        for inner in sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p, path)):
            if inner.suffix.lower() in READERS.names():
                yield from _read_file(inner, limits)
            else:
                yield Passed(path=str(inner))
    elif path.suffix.lower() in READERS.names():
        yield from _read_file(path, limits)
    elif path.exists():
        known = ", ".join(READERS.names())
        yield _failure(path, f"not a kind of file that is read ({known}): convert it, or give it the right suffix")
    else:
        yield _failure(path, "there is no such file or folder: check the path")


def count(paths: Iterable[str]) -> int | None:
    """How many inputs there are, for a progress bar; ``None`` where it can't be told before reading."""
    total = 0
    for path in map(Path, paths):
        if str(path) == STDIN:
            return None
        inside = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file() and not _hidden(p, path)]
        for file in inside:
            total += _lines(file) if file.suffix.lower() == ".jsonl" else 1
    return total


def _lines(file: Path) -> int:
    try:
        with file.open("rb") as stream:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))
    except OSError:
        return 1


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def _read_file(path: Path, limits: Limits) -> Iterator[Report | Failure]:
    try:
        with path.open("rb") as stream:
            yield from READERS.get(path.suffix.lower())(stream, str(path), limits)
    except SkipReport as error:
        yield _failure(path, str(error))
    except OSError as error:
        yield _failure(path, f"can't be read: {error.strerror or error}")


def _read_stream(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Report | Failure]:
    """Standard input: JSON Lines if it starts with a brace, else one plain text."""
    peeked = stream.peek(64) if hasattr(stream, "peek") else b""
    suffix = ".jsonl" if peeked.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else ".txt"
    try:
        yield from READERS.get(suffix)(stream, name, limits)
    except SkipReport as error:
        yield Failure(report=name, stage="sources", error=str(error))


def _failure(path: Path, error: str) -> Failure:
    return Failure(report=str(path), stage="sources", error=error)
