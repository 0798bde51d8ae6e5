"""DOCX documents: their paragraphs, tables, text boxes and footnotes, and what their properties say."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO

from recount.errors import SkipReport
from recount.model import Failure, Received, Report, Said
from recount.sources.archives.budget import DAMAGE
from recount.sources.decoding import empty, too_large
from recount.sources.documents.office import refuse_bombs
from recount.sources.documents.wordprocessing import Paragraph, paragraphs_of
from recount.sources.limits import Limits
from recount.sources.said import saying, settle, whole


def read_docx(stream: BinaryIO, received: Received, limits: Limits) -> Iterator[Report | Failure]:
    """The report of a DOCX document. A first paragraph styled as a title or heading is its title.

    Raises:
        SkipReport: too large, encrypted, damaged, or without words.
    """
    data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise too_large(limits.max_bytes)
    refuse_bombs(io.BytesIO(data), limits)
    title, paragraphs, said = _open(data)
    if not paragraphs:
        raise empty()
    facts = settle(said, retrieved=received.retrieved)
    yield Report(
        given_id=received.given_id,
        title=title or facts.title,
        text=whole("\n\n".join(paragraphs)),
        published=limits.published,
        outlet=limits.outlet,
        author=facts.author,
        language=facts.language,
        url=received.url,
        retrieved=received.retrieved,
        said=facts.said,
    )


def _open(data: bytes) -> tuple[str, list[str], list[Said]]:
    """Title, paragraphs with the footnotes last, and what the properties say."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(io.BytesIO(data))
        names = {style.style_id: style.name or "" for style in document.styles}
        paragraphs = [*paragraphs_of(document.element.body), *_notes(document.part)]
        said = list(_said(document.core_properties))
    except (*DAMAGE, *_BROKEN, PackageNotFoundError, LxmlError) as error:
        raise SkipReport(f"is no DOCX document that can be read ({type(error).__name__}): save it anew") from None
    if paragraphs and names.get(paragraphs[0].style, "").lower().startswith(("title", "heading")):
        return " ".join(paragraphs[0].text.split()), [p.text for p in paragraphs[1:]], said
    return "", [p.text for p in paragraphs], said


_BROKEN = (KeyError, ValueError, AttributeError, TypeError, RecursionError)
"""What the library raises besides for documents that are not as they should be."""


def _notes(part: Any) -> Iterator[Paragraph]:  # noqa: ANN401 - the library declares no type for parts
    """Footnotes and endnotes, in their order."""
    from docx.oxml import parse_xml

    for relation in part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
            yield from paragraphs_of(parse_xml(relation.target_part.blob))


def _said(properties: object) -> Iterator[Said]:
    for name, field in (("title", "title"), ("author", "author"), ("language", "language")):
        yield saying(field, getattr(properties, name, ""), f"DOCX {name}")
    for name, field in (("created", "published"), ("modified", "modified")):
        found = getattr(properties, name, None)
        yield saying(field, found.date().isoformat() if isinstance(found, datetime) else "", f"DOCX {name}")
