"""The formats a release can be written in. A new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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

BriefWriter = Callable[[Release], Iterator[str]]
"""Writes a whole brief, piece by piece, ending in a line break."""

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
    },
)


def write(release: Release, *, form: str, what: str) -> Iterator[str]:
    """The release in that form: ``claims`` or ``incidents`` by an exporter, ``brief`` by a brief writer.

    The pieces join to text that UTF-8 can hold. Line ends are part of it: write them untranslated.

    Raises:
        UsageError: no such form, or nothing of that name to write.
    """
    if what not in set(What):
        raise UsageError(f"nothing called {what!r} can be written: choose one of {', '.join(What)}")
    if what == What.BRIEF:
        return BRIEFS.get(form)(release)
    return EXPORTERS.get(form)(release, What(what))
