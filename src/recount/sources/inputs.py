"""Inputs: files, folders and standard input, each turned into reports by the reader for its kind."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import BufferedReader
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, cast

from recount.model import Failure, Method, Received, Report, digest
from recount.sources.folders import is_special, walk
from recount.sources.keeping import Keeper, KeepsNothing
from recount.sources.kinds import suffix_of
from recount.sources.limits import Limits
from recount.sources.readers import ARCHIVES, READERS
from recount.sources.streams import Found, Passed, failure, is_address, is_read, read_stream, unreadable

if TYPE_CHECKING:
    from recount.sources.web.pages import Web

STDIN = "-"
_STDIN_NAME = "stdin"
_PEEKED = 4096

MOST_COUNTED = 100_000
"""Files that are counted for a progress bar, which takes a second or two. Nobody waits longer for a bar."""

_OF_MANY = frozenset({".csv", ".tsv", ".xlsx"})
"""Kinds whose reports can't be counted without reading them."""


def read(
    paths: Iterable[str],
    *,
    limits: Limits,
    keeper: Keeper | None = None,
    web: Web | None = None,
    feeds_only: bool = False,
    opened: Callable[[str], None] = lambda path: None,
) -> Iterator[Found]:
    """Every report of the inputs, in order; folders are walked by name. Lazy: one file is open at a time.

    What can't be read comes as a `Failure` that says why and what to do, in its place.

    Args:
        paths: files, folders, web addresses, and ``-`` for standard input.
        limits: how much is read of what.
        keeper: where originals are kept; nowhere unless given.
        web: gives what is at a web address; without it addresses are refused.
        feeds_only: whether web addresses must be those of feeds.
        opened: told each file or address before it is opened.
    """
    keeper = keeper or KeepsNothing()
    for on_the_web, some in groupby(paths, key=is_address):
        if on_the_web:
            yield from _read_web(_told(some, opened), limits, keeper, web, feeds_only)
            continue
        for path in some:
            if path == STDIN:
                opened(_STDIN_NAME)
                yield from _read_stdin(limits, keeper)
            else:
                yield from _read_path(Path(path), limits, keeper, opened)


def _told(urls: Iterable[str], opened: Callable[[str], None]) -> Iterator[str]:
    for url in urls:
        opened(url)
        yield url


def count(paths: Iterable[str]) -> int | None:
    """How many inputs there are, for a progress bar; ``None`` where it can't be told before reading."""
    total = files = 0
    for path in paths:
        if path == STDIN:
            return None
        if is_address(path):
            return None  # a page, or a feed of hundreds
        for file in walk(Path(path)) if os.path.isdir(path) else [Path(path)]:  # noqa: PTH112 - this one never raises
            kind, files = suffix_of(file.name), files + 1
            if kind in ARCHIVES or kind in _OF_MANY or files > MOST_COUNTED:
                return None
            total += (_lines(file) if kind == ".jsonl" else 1) if kind in READERS else 0
    return total


def shown(path: Path) -> str:
    """The path in characters that every output can hold, also where its name is no UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _read_web(
    urls: Iterable[str], limits: Limits, keeper: Keeper, web: Web | None, feeds_only: bool
) -> Iterator[Found]:
    if web is None:
        for url in urls:
            yield failure(Received(name=url), "is a web address, which only `recount run` and `recount watch` fetch")
        return
    from recount.sources.web.inputs import Addresses

    yield from Addresses(limits, keeper=keeper, web=web, feeds_only=feeds_only).read(urls)


def _read_path(path: Path, limits: Limits, keeper: Keeper, opened: Callable[[str], None]) -> Iterator[Found]:
    received = _received(path, within=limits.within)
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield failure(received, unreadable(error))
        return
    if stat.S_ISDIR(mode):
        yield from _read_folder(path, limits, keeper, opened)
        return
    opened(received.name)
    for found in _read_file(received, path, limits, keeper):
        yield failure(received, _unknown_kind()) if found == Passed(path=received.name) else found


def _read_folder(folder: Path, limits: Limits, keeper: Keeper, opened: Callable[[str], None]) -> Iterator[Found]:
    blocked: list[OSError] = []
    for path in walk(folder, blocked.append):
        if is_read(path.name) and not is_special(path):
            opened(shown(path))
            yield from _read_file(_received(path, below=path.parent.relative_to(folder)), path, limits, keeper)
        else:
            yield Passed(path=shown(path))
    for error in blocked:
        yield failure(_received(Path(error.filename)), unreadable(error))


def _read_file(received: Received, path: Path, limits: Limits, keeper: Keeper) -> Iterator[Found]:
    try:
        with path.open("rb") as stream:
            yield from read_stream(stream, received, limits, keeper=keeper)
    except OSError as error:
        yield failure(received, unreadable(error))


def _read_stdin(limits: Limits, keeper: Keeper) -> Iterator[Found]:
    """JSON Lines if it starts with a brace, else what its bytes say, else one plain text."""
    if sys.stdin is None:
        yield Failure(report=_STDIN_NAME, stage="sources", error="standard input is closed: name a file instead of -")
        return
    stream = cast("BufferedReader", sys.stdin.buffer)
    start = stream.peek(_PEEKED).lstrip(b"\xef\xbb\xbf \t\r\n")
    json = start.startswith(b"{") or (start.startswith(b"[") and start[1:].lstrip().startswith(b"{"))
    received = Received(name=_STDIN_NAME, method=Method.STANDARD_INPUT, media_type="" if json else "text/plain")
    if json:
        received = received.told(media_type="application/x-ndjson")
    for found in read_stream(stream, received, limits, keeper=keeper):
        yield _named_by_content(found) if isinstance(found, Report) and found.given_id == _STDIN_NAME else found


def _named_by_content(report: Report) -> Report:
    """The report under an id of its own: two texts that come without names are no versions of one report."""
    return replace(report, given_id=f"{_STDIN_NAME}-{digest(report.canonical)[:8]}")


def _received(path: Path, *, below: Path = Path(), within: Path | None = None) -> Received:
    named = path.relative_to(within) if within is not None and path.is_relative_to(within) else path
    return Received(name=shown(named), below="/".join(shown(Path(part)) for part in below.parts))


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


def _unknown_kind() -> str:
    known = ", ".join(sorted({*READERS.names(), *ARCHIVES.names()}))
    return f"not a kind of file that is read ({known}): convert it, or give it the right suffix"
