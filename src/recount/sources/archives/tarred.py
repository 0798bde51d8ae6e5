"""TAR archives, plain or compressed, read in one pass; and single compressed files."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from recount.model import Failure, Received
from recount.sources.archives.budget import DAMAGE, Budget, bounded, damaged
from recount.sources.archives.names import IS_LINK, LEADS_OUT, is_hidden, leads_out, printable
from recount.sources.limits import Limits
from recount.sources.readers import Member


def open_tar(stream: BinaryIO, received: Received, limits: Limits) -> Iterator[Member | Failure]:
    """The files of a TAR archive, in its order.

    Raises:
        SkipReport: no TAR archive, damaged, or over the limits.
    """
    budget = Budget(limits)
    try:
        with tarfile.open(fileobj=bounded(stream, Budget(limits)), mode="r|*") as archive:
            for info in archive:
                if info.isdir() or is_hidden(info.name):
                    continue
                budget.next_member()
                yield _member(archive, info, received, budget)
    except (*DAMAGE, OSError) as error:
        raise damaged(error) from None


def _member(archive: tarfile.TarFile, info: tarfile.TarInfo, received: Received, budget: Budget) -> Member | Failure:
    member = received.member(printable(info.name))
    opened = archive.extractfile(info) if info.isreg() else None
    if opened is None:
        return Failure(
            report=member.shown, stage="sources", error=IS_LINK if info.issym() or info.islnk() else _SPECIAL
        )
    if leads_out(info.name):
        return Failure(report=member.shown, stage="sources", error=LEADS_OUT)
    return Member(received=member, stream=bounded(cast("BinaryIO", opened), budget))


def open_compressed(stream: BinaryIO, received: Received, limits: Limits) -> Iterator[Member | Failure]:
    """The one file that was compressed: ``reports.jsonl`` of ``reports.jsonl.gz``."""
    name = PurePosixPath(received.name.replace("\\", "/"))
    opened = _DECOMPRESSORS[name.suffix.lower()](stream)
    yield Member(received=received.member(name.stem), stream=bounded(cast("BinaryIO", opened), Budget(limits)))


_DECOMPRESSORS: dict[str, Callable[[BinaryIO], object]] = {
    ".gz": lambda stream: gzip.GzipFile(fileobj=stream),
    ".bz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
}
_SPECIAL = "is no file but a device or a pipe: it was not read"
