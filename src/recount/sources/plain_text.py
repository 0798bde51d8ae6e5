"""Plain text: one file, one report. A first line followed by an empty line is its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from recount.model import Failure, Report
from recount.sources.decoding import decode, too_large
from recount.sources.limits import Limits

_TITLE = re.compile(r"\A([^\r\n]*\S[^\r\n]*)(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")


def read_plain_text(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Report | Failure]:
    """The report of a text file. Its id is the file's stem.

    Raises:
        SkipReport: it can't be read as text, or is too large.
    """
    data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise too_large(len(data), limits.max_bytes)
    words = decode(data)
    found = _TITLE.match(words)
    title, text = (found[1], words[found.end() :]) if found else ("", words)
    yield Report(given_id=Path(name).stem, title=title, text=text, published=limits.published, outlet=limits.outlet)
