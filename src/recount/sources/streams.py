"""Streams: an open input, kept, and given to the reader for its kind; an archive, member by member."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, cast

from recount.errors import SkipReport
from recount.model import Failure, Received, Report
from recount.sources.archives.budget import Budget
from recount.sources.keeping import Keeper
from recount.sources.kinds import HEAD, kind_of, suffix_of
from recount.sources.limits import Limits
from recount.sources.noted import Noted
from recount.sources.peeking import peeked
from recount.sources.readers import ARCHIVES, READERS, STREAMED, Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A file of a folder or archive that no reader is for. Counted, not a failure."""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """A page that is as it was when it was last fetched. Counted, not a failure."""

    path: str


Found = Report | Failure | Passed | Noted | Unchanged
"""What reading gives, one thing at a time."""


def read_stream(
    stream: BinaryIO, received: Received, limits: Limits, *, keeper: Keeper, budget: Budget | None = None
) -> Iterator[Found]:
    """Every report of an open input. What can't be read comes as a `Failure`, in its place.

    Args:
        stream: the input.
        received: what is known of it.
        limits: how much is read of what.
        keeper: where originals are kept.
        budget: of the archive it lies in.
    """
    try:
        head, stream = peeked(stream, HEAD)
        kind = kind_of(received.name, head, received.media_type)
        if kind in ARCHIVES:
            yield from _read_archive(stream, received, limits, kind=cast("str", kind), keeper=keeper, budget=budget)
        elif kind in READERS:
            yield from _read_one(stream, received, limits, kind=cast("str", kind), keeper=keeper, budget=budget)
        else:
            yield Passed(path=received.shown)
    except SkipReport as error:
        yield failure(received, str(error))
    except OSError as error:
        yield failure(received, unreadable(error))


def is_read(name: str) -> bool:
    """Whether a file of that name is of a kind that is read."""
    kind = suffix_of(name)
    return kind in READERS or kind in ARCHIVES


def is_address(path: str) -> bool:
    """Whether an input is a web address and no path."""
    return path.lower().startswith(("http://", "https://"))


def failure(received: Received, error: str) -> Failure:
    """The failure of a whole input."""
    return Failure(report=received.shown, stage="sources", error=error)


def unreadable(error: OSError) -> str:
    """What to say of a file that the system does not give."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder: check the path"
    return f"can't be read ({error.strerror or error}): see whether you may read it"


def _read_one(
    stream: BinaryIO, received: Received, limits: Limits, *, kind: str, keeper: Keeper, budget: Budget | None
) -> Iterator[Found]:
    most = None if kind in STREAMED else limits.max_bytes
    with keeper.keep(stream, received, most=most) as (kept, digest):
        for found in READERS.get(kind)(kept, received, limits):
            if isinstance(found, Member):
                yield from _read_member(found, received, limits, keeper=keeper, budget=budget)
            else:
                yield replace(found, original=digest) if digest and isinstance(found, Report) else found


def _read_archive(
    stream: BinaryIO, received: Received, limits: Limits, *, kind: str, keeper: Keeper, budget: Budget | None
) -> Iterator[Found]:
    _refuse_too_deep(received, limits)
    budget = budget or Budget(limits, size=_size(stream))
    empty = True
    for member in ARCHIVES.get(kind)(stream, received, budget):
        empty = False
        if isinstance(member, Failure):
            yield member
        else:
            yield from read_stream(member.stream, member.received, limits, keeper=keeper, budget=budget)
    if empty:
        yield Noted(path=received.shown, sentence="nothing that is read was found in it")


def _read_member(
    member: Member, holder: Received, limits: Limits, *, keeper: Keeper, budget: Budget | None
) -> Iterator[Found]:
    """A member of what is no archive: its own reports were read, so that a depth reached costs only this one."""
    try:
        _refuse_too_deep(holder, limits)
    except SkipReport as error:
        yield failure(member.received, str(error))
    else:
        yield from read_stream(member.stream, member.received, limits, keeper=keeper, budget=budget)


def _refuse_too_deep(received: Received, limits: Limits) -> None:
    if received.depth >= limits.max_depth:
        raise SkipReport(f"lies {received.depth} archives deep: take it out, or raise RECOUNT_MAX_DEPTH")


def _size(stream: BinaryIO) -> int:
    """Bytes of a file; 0 of a stream that only goes forward."""
    if not stream.seekable():
        return 0
    at = stream.tell()
    size = stream.seek(0, os.SEEK_END)
    stream.seek(at)
    return size
