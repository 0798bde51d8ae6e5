"""TAR archives, plain or packed, read in one pass; and single packed files."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, NoReturn, cast

from recount.errors import SkipReport
from recount.model import Failure, Received
from recount.sources.archives.budget import DAMAGE, Budget, counted, damaged
from recount.sources.archives.names import IS_LINK, IS_SPECIAL, LEADS_OUT, is_hidden, leads_out, printable
from recount.sources.archives.unpacking import unpacked
from recount.sources.readers import Member

LONGEST_HEADER = 1_000_000
"""Bytes of a header that describes the next member. `tarfile` reads it whole; a name has a few hundred."""

_LONG = frozenset(
    {
        tarfile.XHDTYPE,
        tarfile.XGLTYPE,
        tarfile.SOLARIS_XHDTYPE,
        tarfile.GNUTYPE_LONGNAME,
        tarfile.GNUTYPE_LONGLINK,
    }
)


def open_tar(stream: BinaryIO, received: Received, budget: Budget) -> Iterator[Member | Failure]:
    """The files of a TAR archive, in its order.

    Raises:
        SkipReport: no TAR archive; or it is cut off or damaged, or over the limits, after the members before.
    """
    plain, _ = unpacked(stream, budget)
    try:
        with tarfile.open(fileobj=plain, mode="r|", tarinfo=_Header) as archive:
            while (info := archive.next()) is not None:
                # The list of all members before is of no use in one pass, and would grow to a gigabyte with a million.
                archive.members.clear()  # type: ignore[attr-defined]
                if not info.isdir() and not is_hidden(info.name):
                    yield _member(archive, info, received)
    except DAMAGE as error:
        raise damaged(error) from None


def open_compressed(stream: BinaryIO, received: Received, budget: Budget) -> Iterator[Member | Failure]:
    """The one file that was packed: ``reports.jsonl`` of ``reports.jsonl.gz``.

    Raises:
        SkipReport: packed otherwise than its name says.
    """
    name = PurePosixPath(received.name.replace("\\", "/"))
    plain, raw = unpacked(stream, budget)
    if raw is None:
        raise SkipReport(f"is not packed as its name says ({name.suffix}): give it the suffix of what it is")
    yield Member(received=received.unpacked(name.stem), stream=plain)


def _member(archive: tarfile.TarFile, info: tarfile.TarInfo, received: Received) -> Member | Failure:
    member = received.member(printable(info.name))
    opened = archive.extractfile(info) if info.isreg() else None
    if opened is None:
        refused = IS_LINK if info.issym() or info.islnk() else IS_SPECIAL
        return Failure(report=member.shown, stage="sources", error=refused)
    if leads_out(info.name):
        return Failure(report=member.shown, stage="sources", error=LEADS_OUT)
    return Member(received=member, stream=counted(cast("BinaryIO", opened), None))


class _Header(tarfile.TarInfo):
    """A member's header. `tarfile` takes a bad one behind the first member for the end, without a word; we don't."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Header:
        """The header in those 512 bytes.

        Raises:
            SkipReport: it is none, or describes a member that we don't read.
        """
        try:
            info = super().frombuf(buf, encoding, errors)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
            raise
        except tarfile.HeaderError as error:
            raise damaged(error) from None
        if info.type == tarfile.GNUTYPE_SPARSE:
            _refuse_sparse()
        if info.type in _LONG and info.size > LONGEST_HEADER:
            raise SkipReport(f"has a header of more than {LONGEST_HEADER / 1e6:g} MB, as those of attacks do")
        return info

    def _proc_gnusparse_10(self, *_: object) -> NoReturn:
        """Refuse: a hostile map of holes would be read into memory whole."""
        _refuse_sparse()

    _proc_gnusparse_00 = _proc_gnusparse_01 = _proc_gnusparse_10


def _refuse_sparse() -> NoReturn:
    raise SkipReport("holds a file with holes (sparse), which can't be read safely: pack it without `--sparse`")
