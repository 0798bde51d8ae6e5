"""Plain text: one file, one report. A first line followed by an empty line is its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from recount.model import Failure, Received, Report
from recount.sources.decoding import decode, too_large
from recount.sources.limits import Limits

# Both patterns take every character once: a line of ten megabytes costs no more than ten of one.
_FIRST_LINE = re.compile(r"[^\r\n]+")
_GAP = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")


def read_plain_text(stream: BinaryIO, received: Received, limits: Limits) -> Iterator[Report | Failure]:
    """The report of a text file. Its id is the file's name without its suffix.

    Raises:
        SkipReport: it can't be read as text, or is too large.
    """
    data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise too_large(limits.max_bytes)
    title, text = split_title(decode(data))
    yield Report(given_id=received.given_id, title=title, text=text, published=limits.published, outlet=limits.outlet)


def split_title(words: str) -> tuple[str, str]:
    """The title, empty if there is none, and the text, both exactly as given."""
    first = _FIRST_LINE.match(words)
    gap = _GAP.match(words, first.end()) if first and not first[0].isspace() else None
    return (words[: gap.start()], words[gap.end() :]) if gap else ("", words)
