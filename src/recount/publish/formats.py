"""The formats a release can be written in. A new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from recount.errors import UsageError
from recount.model import Release
from recount.registry import Registry


class What(StrEnum):
    """What of a release is written."""

    CLAIMS = "claims"
    INCIDENTS = "incidents"
    BRIEF = "brief"


Exporter = Callable[[Release, What], Iterator[str]]
"""Writes the claims or the incidents of a release, piece by piece, ending in a line break."""

TextWriter = Callable[[Release], Iterator[str]]
"""Writes a whole brief, piece by piece, ending in a line break."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A form of brief that is no text: printed of one, which can be searched before for what must not be in it."""

    write: TextWriter
    press: Callable[[str], bytes]
    """Makes the file of that text."""


BriefWriter = TextWriter | Printed

EXPORTERS: Registry[Exporter] = Registry(
    "export format",
    group="recount.exporters",
    builtin={
        "csv": "recount.publish.as_csv:write_csv",
        "geojson": "recount.publish.as_geojson:write_geojson",
        "jsonl": "recount.publish.as_jsonl:write_jsonl",
    },
)
BRIEFS: Registry[BriefWriter] = Registry(
    "brief format",
    group="recount.briefs",
    builtin={
        "html": "recount.publish.as_html:write_html",
        "md": "recount.publish.as_markdown:write_markdown",
        "pdf": "recount.publish.as_pdf:PDF",
    },
)


def write(release: Release, *, form: str, what: str) -> Iterator[str]:
    """The release in that form: ``claims`` or ``incidents`` by an exporter, ``brief`` by a brief writer.

    The pieces join to text that UTF-8 can hold. Line ends are part of it: write them untranslated. Of a form that is no
    text they are the text it is printed of: search it, then let `file_of` print it.

    Raises:
        UsageError: no such form, or nothing of that name to write.
    """
    if what not in set(What):
        raise UsageError(f"nothing called {what!r} can be written: choose one of {', '.join(What)}")
    if what == What.BRIEF:
        writer = BRIEFS.get(form)
        return writer.write(release) if isinstance(writer, Printed) else writer(release)
    return EXPORTERS.get(form)(release, What(what))


def file_of(text: str, *, form: str, what: str) -> bytes:
    """The file of a whole text that `write` wrote in that form: itself, or what is printed of it.

    Raises:
        UsageError: what the form needs is not installed.
    """
    if (printer := printer_of(form, what)) is not None:
        return printer.press(text)
    return text.encode("utf-8")


def printer_of(form: str, what: str) -> Printed | None:
    """How that form is printed; ``None`` where it is text."""
    writer = BRIEFS.get(form) if what == What.BRIEF else None
    return writer if isinstance(writer, Printed) else None
