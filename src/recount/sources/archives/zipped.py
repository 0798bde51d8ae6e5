"""ZIP archives, and WACZ, which are ZIP archives of WARC."""

from __future__ import annotations

import re
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

from recount.errors import SkipReport
from recount.model import Failure, Received
from recount.sources.archives.budget import DAMAGE, Budget, bounded, damaged
from recount.sources.archives.names import ENCRYPTED, IS_LINK, LEADS_OUT, is_hidden, leads_out, printable
from recount.sources.limits import Limits
from recount.sources.readers import Member

IN_MEMORY = 16_000_000
"""Bytes of an archive within an archive that are held in memory; a larger one goes to a temporary file."""

_WARC = re.compile(r"(?:^|/)archive/[^/]+\.warc(?:\.gz)?$")


def open_zip(stream: BinaryIO, received: Received, limits: Limits) -> Iterator[Member | Failure]:
    """The members of a ZIP archive, in the order of its directory.

    Raises:
        SkipReport: no ZIP archive, damaged, or over the limits.
    """
    yield from _members(stream, received, limits, only=None)


def open_wacz(stream: BinaryIO, received: Received, limits: Limits) -> Iterator[Member | Failure]:
    """The WARC files of a WACZ collection."""
    yield from _members(stream, received, limits, only=_WARC)


def _members(
    stream: BinaryIO, received: Received, limits: Limits, *, only: re.Pattern[str] | None
) -> Iterator[Member | Failure]:
    budget = Budget(limits)
    with seekable(stream, budget) as whole, _opened(whole) as archive:
        infos = archive.infolist()
        if len(infos) > limits.max_members:
            raise SkipReport(f"has more than {limits.max_members:,} members: take it apart")
        for info in infos:
            if info.is_dir() or is_hidden(info.filename) or (only and not only.search(info.filename)):
                continue
            budget.next_member()
            yield _member(archive, info, received, budget)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, received: Received, budget: Budget) -> Member | Failure:
    member = received.member(printable(info.filename))
    refused = _refused(info)
    if refused:
        return Failure(report=member.shown, stage="sources", error=refused)
    try:
        opened = archive.open(info)
    except (*DAMAGE, RuntimeError) as error:
        return Failure(report=member.shown, stage="sources", error=str(damaged(error)))
    return Member(received=member, stream=bounded(cast("BinaryIO", opened), budget))


def _refused(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 1:
        return ENCRYPTED
    if leads_out(info.filename):
        return LEADS_OUT
    return IS_LINK if stat.S_ISLNK(info.external_attr >> 16) else ""


def seekable(stream: BinaryIO, budget: Budget) -> IO[bytes]:
    """The stream, or a copy of it that can be read from its end, where the directory of a ZIP archive stands."""
    copy = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the caller closes it
    if stream.seekable():
        copy.close()
        return cast("IO[bytes]", _Unclosed(stream))
    while chunk := stream.read(1 << 20):
        budget.spend(len(chunk))
        copy.write(chunk)
    copy.seek(0)
    return cast("IO[bytes]", copy)


class _Unclosed:
    """A stream that stays open when its context ends: whoever opened it closes it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)

    def __enter__(self) -> BinaryIO:
        return self._stream

    def __exit__(self, *_: object) -> None:
        return None


def _opened(stream: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except (*DAMAGE, ValueError) as error:
        raise damaged(error) from None
