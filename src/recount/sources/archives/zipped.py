"""ZIP archives, and WACZ, which are ZIP archives of WARC."""

from __future__ import annotations

import re
import stat
import struct
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO, cast

from recount.errors import SkipReport
from recount.model import Failure, Received
from recount.sources.archives.budget import DAMAGE, Budget, counted, damaged
from recount.sources.archives.names import (
    ENCRYPTED,
    IS_LINK,
    IS_SPECIAL,
    LEADS_OUT,
    is_hidden,
    leads_out,
    printable,
)
from recount.sources.readers import Member

IN_MEMORY = 16_000_000
"""Bytes of an archive within an archive that are held in memory; a larger one goes to a temporary file."""

LONGEST_ENTRY = 300
"""Bytes that a member takes in the directory, on the average, at most: 46 and its name."""

LONGEST_END = 70_000
"""Bytes at the end of an archive within which the place of its directory is told: the longest comment has 65,535."""

IN_THE_LONG_END = 0xFFFFFFFF
"""Says that the directory's size stands in the other record."""

_WARC = re.compile(r"(?:^|/)archive/[^/]+\.warc(?:\.gz)?$")
_READ = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})
_UTF_8 = 0x800
_END, _END_64 = re.compile(rb"PK\x05\x06"), re.compile(rb"PK\x06\x06")


def open_zip(stream: BinaryIO, received: Received, budget: Budget) -> Iterator[Member | Failure]:
    """The members of a ZIP archive, in the order of its directory.

    Raises:
        SkipReport: no ZIP archive, cut off, damaged, or over the limits.
    """
    yield from _members(stream, received, budget, only=None)


def open_wacz(stream: BinaryIO, received: Received, budget: Budget) -> Iterator[Member | Failure]:
    """The WARC files of a WACZ collection.

    Raises:
        SkipReport: as for a ZIP archive.
    """
    yield from _members(stream, received, budget, only=_WARC)


def _members(
    stream: BinaryIO, received: Received, budget: Budget, *, only: re.Pattern[str] | None
) -> Iterator[Member | Failure]:
    with seekable(stream) as whole, _opened(whole, budget) as archive:
        for info in archive.infolist():
            if not info.is_dir() and not is_hidden(info.filename) and (not only or only.search(info.filename)):
                yield _member(archive, info, received, budget)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, received: Received, budget: Budget) -> Member | Failure:
    member = received.member(printable(_name(info)))
    refused = _refused(info)
    if refused:
        return Failure(report=member.shown, stage="sources", error=refused)
    try:
        opened = archive.open(info)
    except (*DAMAGE, RuntimeError) as error:
        return Failure(report=member.shown, stage="sources", error=str(damaged(error)))
    return Member(received=member, stream=counted(cast("BinaryIO", opened), budget))


def _name(info: zipfile.ZipInfo) -> str:
    """The name. Some tools write UTF-8 and don't say so; then `zipfile` takes it for the first PC's character set."""
    if info.flag_bits & _UTF_8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _refused(info: zipfile.ZipInfo) -> str:
    mode = info.external_attr >> 16
    if info.flag_bits & 1:
        return ENCRYPTED
    if leads_out(info.filename):
        return LEADS_OUT
    if stat.S_ISLNK(mode):
        return IS_LINK
    if stat.S_IFMT(mode) and not stat.S_ISREG(mode):
        return IS_SPECIAL
    # LZMA in a ZIP archive may ask for 4 GB of memory, and `zipfile` sets no bound.
    return "" if info.compress_type in _READ else _OTHER_METHOD


@contextmanager
def seekable(stream: BinaryIO, budget: Budget | None = None) -> Iterator[IO[bytes]]:
    """The stream, or a copy of it that can be read from its end, where the directory of a ZIP archive stands.

    Args:
        stream: stays open.
        budget: what is copied is taken off it; none is needed where the bytes were counted already.
    """
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as copy:
        while chunk := stream.read(1 << 20):
            if budget is not None:
                budget.spend(len(chunk))
            copy.write(chunk)
        copy.seek(0)
        yield cast("IO[bytes]", copy)


def _opened(stream: IO[bytes], budget: Budget) -> zipfile.ZipFile:
    if _directory(stream) > budget.max_members * LONGEST_ENTRY:
        raise _too_many(budget.max_members)
    try:
        archive = zipfile.ZipFile(stream)
    except (*DAMAGE, ValueError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise damaged(error) from None
    if len(archive.infolist()) > budget.max_members:
        raise _too_many(budget.max_members)
    return archive


def _directory(stream: IO[bytes]) -> int:
    """Bytes of the archive's directory, as far as that can be told. `zipfile` reads all of it into memory, unasked."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - LONGEST_END))
    tail = stream.read()
    stream.seek(0)
    # A comment may hold what looks like another end, to mislead whoever looks for one only.
    short = [struct.unpack_from("<L", tail, m.start() + 12)[0] for m in _END.finditer(tail[:-12])]
    long = [struct.unpack_from("<Q", tail, m.start() + 40)[0] for m in _END_64.finditer(tail[:-44])]
    return max((found for found in (*short, *long) if found != IN_THE_LONG_END), default=0)


def _too_many(most: int) -> SkipReport:
    return SkipReport(f"has more than {most:,} members: take it apart, or raise RECOUNT_MAX_MEMBERS")


_OTHER_METHOD = "is packed in a way that is not read (only deflate, bzip2 and unpacked are): pack it anew"
