"""PDF documents: their text layer. Pictures of text are not read, and said to be none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from recount.errors import SkipReport
from recount.model import Failure, Received, Report, Said
from recount.sources.decoding import too_large
from recount.sources.documents.columns import text_of
from recount.sources.documents.flowing import flowing
from recount.sources.documents.unpacking import unpacks_beyond
from recount.sources.limits import Limits
from recount.sources.noted import Noted
from recount.sources.said import saying, settle, whole

LIMIT = "RECOUNT_MAX_REPORT_MB"
MOST_PAGES = 2000
FEWEST_LETTERS = 20
"""A document with fewer letters a page, on average, is a scan: what stands there is a stamp or a page number."""

_INFO = {"Title": "title", "Author": "author", "CreationDate": "published", "ModDate": "modified"}
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def read_pdf(stream: BinaryIO, received: Received, limits: Limits) -> Iterator[Report | Failure | Noted]:
    """The report of a PDF document. Its id is the file's stem, or its address where it was fetched.

    Raises:
        SkipReport: too large, encrypted, damaged, without a text layer, or of too many pages.
    """
    data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise too_large(limits.max_bytes)
    if unpacks_beyond(data, limits.max_bytes):
        raise SkipReport(f"unpacks to more than {limits.max_bytes / 1e6:g} MB: print it anew, or raise {LIMIT}")
    pages, said = _open(data)
    silent = [n for n, page in enumerate(pages, start=1) if page.is_picture]
    if sum(page.letters for page in pages) < FEWEST_LETTERS * max(1, len(pages)):
        raise SkipReport(
            "has no text layer: it is a scan or a picture; run a text recogniser over it (`ocrmypdf FILE FILE`) first"
        )
    facts = settle(said, retrieved=received.retrieved)
    yield Report(
        given_id=received.given_id,
        title=facts.title if facts.title and facts.title.casefold() not in _NO_TITLES else "",
        text=flowing([page.text for page in pages]),
        # The day the file was made is no day of publication: it stands in `said` for a person to see.
        published=limits.published,
        outlet=limits.outlet,
        author=facts.author,
        url=received.url,
        retrieved=received.retrieved,
        said=facts.said,
    )
    if silent:
        told = f"pages that are pictures without a text layer were not read: {', '.join(map(str, silent[:20]))}"
        yield Noted(path=received.shown, sentence=told)


_NO_TITLES = frozenset({"untitled", "microsoft word", "document", "document1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    text: str
    has_image: bool

    @property
    def letters(self) -> int:
        return sum(map(str.isalpha, self.text))

    @property
    def is_picture(self) -> bool:
        return self.has_image and self.letters < FEWEST_LETTERS


def _open(data: bytes) -> tuple[list[_Page], list[Said]]:
    import pypdfium2
    from pypdfium2 import PdfiumError

    try:
        document = pypdfium2.PdfDocument(data)
        try:
            if len(document) > MOST_PAGES:
                raise SkipReport(f"has more than {MOST_PAGES} pages: split it into reports")
            pages = [_page(document[n]) for n in range(len(document))]
            return pages, list(_said(document.get_metadata_dict(skip_empty=True)))
        finally:
            document.close()
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise SkipReport("is encrypted: save a copy without a password first") from None
        raise SkipReport("is no PDF document that can be read: it is cut off or damaged; fetch it again") from None


def _page(page: Any) -> _Page:  # noqa: ANN401 - pypdfium2 declares no types
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    has_image = next(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=2), None) is not None
    return _Page(text=whole(text_of(page)), has_image=has_image)


def _said(metadata: dict[str, str]) -> Iterator[Said]:
    for key, field in _INFO.items():
        value = metadata.get(key, "")
        found = _DATE.match(value)
        yield saying(field, f"{found[1]}-{found[2]}-{found[3]}" if found else value, f"PDF {key}")
