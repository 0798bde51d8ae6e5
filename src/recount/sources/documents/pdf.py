"""PDF documents: their text layer. Pictures of text are not read, and said to be none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from recount.errors import SkipReport
from recount.model import Failure, Received, Report, Said
from recount.sources.decoding import too_large
from recount.sources.limits import Limits
from recount.sources.said import saying, settle

MOST_PAGES = 2000
FEWEST_LETTERS = 20
"""A document with fewer letters a page, on average, is a scan: what stands there is a stamp or a page number."""

_INFO = {"Title": "title", "Author": "author", "CreationDate": "published", "ModDate": "modified"}
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_HYPHEN = re.compile(r"(?<=[a-z])(?:\ufffe|\u00ad|-)\n(?=[a-z])")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_LINE = re.compile(r"[ \t]*\n[ \t]*")


def read_pdf(stream: BinaryIO, received: Received, limits: Limits) -> Iterator[Report | Failure]:
    """The report of a PDF document. Its id is the file's stem, or its address where it was fetched.

    Raises:
        SkipReport: too large, encrypted, damaged, without a text layer, or of too many pages.
    """
    data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise too_large(limits.max_bytes)
    pages, said = _open(data)
    letters = sum(sum(c.isalpha() for c in page) for page in pages)
    if letters < FEWEST_LETTERS * max(1, len(pages)):
        raise SkipReport(
            "has no text layer: it is a scan or a picture; run a text recogniser over it (`ocrmypdf FILE FILE`) first"
        )
    facts = settle(said)
    yield Report(
        given_id=received.given_id,
        title=facts.title if facts.title and facts.title.casefold() not in _NO_TITLES else "",
        text="\n\n".join(filter(None, map(_flowing, pages))),
        # The day the file was made is no day of publication: it stands in `said` for a person to see.
        published=limits.published,
        outlet=limits.outlet,
        author=facts.author,
        url=received.url,
        retrieved=received.retrieved,
        said=facts.said,
    )


_NO_TITLES = frozenset({"untitled", "microsoft word", "document", "document1"})


def _open(data: bytes) -> tuple[list[str], list[Said]]:
    import pypdfium2
    from pypdfium2 import PdfiumError

    try:
        document = pypdfium2.PdfDocument(data)
        try:
            if len(document) > MOST_PAGES:
                raise SkipReport(f"has more than {MOST_PAGES} pages: split it into reports")
            pages = [_text(document[n]) for n in range(len(document))]
            return pages, list(_said(document.get_metadata_dict(skip_empty=True)))
        finally:
            document.close()
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise SkipReport("is encrypted: save a copy without a password first") from None
        raise SkipReport("is no PDF document that can be read: it is cut off or damaged; fetch it again") from None


def _text(page: object) -> str:
    text_page = page.get_textpage()  # type: ignore[attr-defined]
    try:
        return str(text_page.get_text_bounded())
    finally:
        text_page.close()
        page.close()  # type: ignore[attr-defined]


def _said(metadata: dict[str, str]) -> Iterator[Said]:
    for key, field in _INFO.items():
        value = metadata.get(key, "")
        found = _DATE.match(value)
        yield saying(field, f"{found[1]}-{found[2]}-{found[3]}" if found else value, f"PDF {key}")


def _flowing(page: str) -> str:
    """A page's text with its paragraphs whole: lines end where the sheet did, words are put together again."""
    page = _HYPHEN.sub("", page.replace("\r\n", "\n").replace("\r", "\n"))
    paragraphs = (_LINE.sub("\n", p).strip() for p in _PARAGRAPH.split(page))
    return "\n\n".join(filter(None, paragraphs))
