"""The brief as PDF: the page that `as_html` writes, set on A4. Needs the extra ``recount[pdf]``."""

from __future__ import annotations

import logging
from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from types import ModuleType
from unicodedata import bidirectional
from xml.etree.ElementTree import Element

from recount.errors import UsageError
from recount.publish.as_html import write_html
from recount.publish.formats import Printed


def press(page: str) -> bytes:
    """The page as a PDF with page numbers, bookmarks and links. Equal pages give equal bytes on one machine.

    Arabic is shaped and runs from right to left. Nothing is fetched, whatever the page may say.

    Raises:
        UsageError: WeasyPrint, or a library of the system that it needs, is not installed.
    """
    weasyprint = _weasyprint()
    styled = page.replace("</head>", f"<style>{_pages()}</style></head>", 1)
    # The page is its own: data: is all that it could hold, and file: and http: are as good as closed.
    nowhere = weasyprint.URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    document = weasyprint.HTML(string=styled, url_fetcher=nowhere)
    _give_directions(document.etree_element)
    made: bytes = document.write_pdf()
    return made


PDF = Printed(write=write_html, press=press)
"""What `formats` registers."""


def _give_directions(page: Element) -> None:
    """Say which way each text of unknown script runs: WeasyPrint takes ``dir="auto"`` for left to right."""
    for element in page.iter():
        if element.get("dir") == "auto":
            strong = (bidirectional(character) for character in "".join(element.itertext()))
            first = next((kind for kind in strong if kind in ("L", "R", "AL")), "L")
            element.set("dir", "ltr" if first == "L" else "rtl")


def _weasyprint() -> ModuleType:
    try:
        found = import_module("weasyprint")
    except ImportError as error:
        raise UsageError(
            f"PDF needs the extra: pip install 'recount[pdf]' ({error.name or error} is missing)"
        ) from None
    except OSError as error:
        raise UsageError(
            "PDF needs Pango, which is no part of Python: on Debian, sudo apt-get install libpango-1.0-0"
            f" libpangoft2-1.0-0 libharfbuzz-subset0 ({error})"
        ) from None
    # It tells of every property of the brief's style that paper has no use for.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    return found


@lru_cache(maxsize=1)
def _pages() -> str:
    return files("recount.publish").joinpath("templates", "pages.css").read_text(encoding="utf-8")
