"""Office documents are ZIP archives: what must hold for one before a library opens it."""

from __future__ import annotations

import zipfile
from typing import IO

from recount.errors import SkipReport
from recount.sources.archives.budget import DAMAGE, damaged
from recount.sources.decoding import too_large
from recount.sources.limits import Limits

MOST_UNPACKED = 20
"""Times its own limit that what is held in memory may unpack to. Text in XML packs to a tenth."""


def refuse_bombs(document: IO[bytes], limits: Limits, *, streamed: str = "") -> None:
    """See that an office document does not unpack to what no document does. The stream stands at its start after.

    Args:
        document: can be read from its end.
        limits: how much a report may have.
        streamed: how the names of members begin that are read in pieces, and may be as large as an archive's.

    Raises:
        SkipReport: it does, or it is damaged or encrypted.
    """
    if document.read(4) == b"\xd0\xcf\x11\xe0":
        raise SkipReport("is encrypted, or of the kind before 2007: save a copy without a password, as .docx or .xlsx")
    try:
        with zipfile.ZipFile(document) as archive:
            infos = archive.infolist()
    except (*DAMAGE, ValueError) as error:
        raise damaged(error) from None
    in_pieces = [i for i in infos if streamed and i.filename.startswith(streamed)]
    size, whole = sum(i.file_size for i in infos), sum(i.file_size for i in infos if i not in in_pieces)
    if whole > limits.max_bytes * MOST_UNPACKED or size > limits.max_unpacked_bytes:
        raise too_large(limits.max_bytes)
    document.seek(0)
