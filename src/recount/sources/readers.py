"""Readers: which module reads which kind of input."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from recount.model import Failure, Received, Report
from recount.registry import Registry
from recount.sources.archives.budget import Budget
from recount.sources.limits import Limits
from recount.sources.noted import Noted


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An input within an archive, a mail or another input, open till the next is asked for."""

    received: Received
    stream: BinaryIO


Reader = Callable[[BinaryIO, Received, Limits], Iterator[Report | Failure | Noted | Member]]
"""Reads the reports of an open input; raises `SkipReport` where none of it can be read. What it gives as a `Member` is
read as an input of its own."""

READERS: Registry[Reader] = Registry(
    "input format",
    group="recount.readers",
    builtin={
        ".csv": "recount.sources.tables.comma:read_csv",
        ".docx": "recount.sources.documents.docx:read_docx",
        ".eml": "recount.sources.documents.mail:read_mail",
        ".html": "recount.sources.pages:read_page",
        ".mhtml": "recount.sources.documents.mhtml:read_mhtml",
        ".pdf": "recount.sources.documents.pdf:read_pdf",
        ".tsv": "recount.sources.tables.comma:read_csv",
        ".txt": "recount.sources.plain_text:read_plain_text",
        ".xlsx": "recount.sources.tables.workbook:read_xlsx",
        ".jsonl": "recount.sources.json_lines:read_json_lines",
    },
)
"""Kind → reader."""

STREAMED = frozenset({".csv", ".jsonl", ".tsv", ".xlsx"})
"""Kinds that hold many reports and are read in pieces, so that their size has no limit."""


Opener = Callable[[BinaryIO, Received, Budget], Iterator[Member | Failure]]
"""Opens the members of an archive, one after the other; raises `SkipReport` where it can't be read on."""

ARCHIVES: Registry[Opener] = Registry(
    "archive format",
    group="recount.archives",
    builtin={
        ".bz2": "recount.sources.archives.tarred:open_compressed",
        ".gz": "recount.sources.archives.tarred:open_compressed",
        ".tar": "recount.sources.archives.tarred:open_tar",
        ".wacz": "recount.sources.archives.zipped:open_wacz",
        ".warc": "recount.sources.archives.warc:open_warc",
        ".xz": "recount.sources.archives.tarred:open_compressed",
        ".zip": "recount.sources.archives.zipped:open_zip",
    },
)
"""Kind → what opens it."""
