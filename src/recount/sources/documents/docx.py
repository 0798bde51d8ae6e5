"""DOCX documents: their paragraphs and tables, and what their properties say."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from recount.errors import SkipReport
from recount.model import Failure, Received, Report, Said
from recount.sources.archives.budget import DAMAGE, damaged
from recount.sources.decoding import empty, too_large
from recount.sources.limits import Limits
from recount.sources.said import saying, settle

MOST_UNPACKED = 20
"""Times its own limit that a document may unpack to. Text in XML packs to a tenth."""


def read_docx(stream: BinaryIO, received: Received, limits: Limits) -> Iterator[Report | Failure]:
    """The report of a DOCX document. A first paragraph styled as a title or heading is its title.

    Raises:
        SkipReport: too large, encrypted, damaged, or without words.
    """
    data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise too_large(limits.max_bytes)
    refuse_bombs(data, limits)
    title, paragraphs, said = _open(data)
    if not paragraphs:
        raise empty()
    facts = settle(said)
    yield Report(
        given_id=received.given_id,
        title=title or facts.title,
        text="\n\n".join(paragraphs),
        published=limits.published,
        outlet=limits.outlet,
        author=facts.author,
        language=facts.language,
        url=received.url,
        retrieved=received.retrieved,
        said=facts.said,
    )


def refuse_bombs(data: bytes, limits: Limits) -> None:
    """See that an office document, which is a ZIP archive, does not unpack to what no document does.

    Raises:
        SkipReport: it does, or it is damaged or encrypted.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SkipReport("is encrypted, or of the kind before 2007: save a copy without a password, as .docx or .xlsx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except (*DAMAGE, ValueError) as error:
        raise damaged(error) from None
    if size > limits.max_bytes * MOST_UNPACKED:
        raise too_large(limits.max_bytes)


def _open(data: bytes) -> tuple[str, list[str], list[Said]]:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table
    from lxml.etree import LxmlError

    try:
        document = docx.Document(io.BytesIO(data))
        blocks = list(document.iter_inner_content())
        said = list(_said(document.core_properties))
    except (*DAMAGE, PackageNotFoundError, LxmlError, KeyError, ValueError, AttributeError) as error:
        raise SkipReport(f"is no DOCX document that can be read ({type(error).__name__}): save it anew") from None
    title = ""
    paragraphs: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            words, style = "\n".join(_row(row) for row in block.rows), ""
        else:
            words, style = block.text.strip(), (block.style.name or "" if block.style else "")
        if not title and not paragraphs and words and style.startswith(("Title", "Heading")):
            title = " ".join(words.split())
        elif words.strip():
            paragraphs.append(words)
    return title, paragraphs, said


def _row(row: object) -> str:
    cells: list[str] = []
    for cell in row.cells:  # type: ignore[attr-defined]
        words = " ".join(cell.text.split())
        if not cells or cells[-1] != words:  # a cell that spans columns is given once for each
            cells.append(words)
    return " | ".join(cells)


def _said(properties: object) -> Iterator[Said]:
    for name, field in (("title", "title"), ("author", "author"), ("language", "language")):
        yield saying(field, getattr(properties, name, ""), f"DOCX {name}")
    for name, field in (("created", "published"), ("modified", "modified")):
        found = getattr(properties, name, None)
        yield saying(field, found.date().isoformat() if isinstance(found, datetime) else "", f"DOCX {name}")
