"""MHTML: pages that a browser saved as a single file, with where and when it saved them."""

from __future__ import annotations

import email
import io
from collections.abc import Iterator
from datetime import UTC
from email import policy
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from recount.errors import SkipReport
from recount.model import Failure, Received, Report
from recount.sources.archives.names import printable
from recount.sources.decoding import too_large
from recount.sources.limits import Limits
from recount.sources.pages import read_page


def read_mhtml(stream: BinaryIO, received: Received, limits: Limits) -> Iterator[Report | Failure]:
    """The report of a saved page. Pictures and style sheets that were saved with it are left aside.

    Raises:
        SkipReport: too large, no saved page, or no article in it.
    """
    data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise too_large(limits.max_bytes)
    try:
        message = email.message_from_bytes(data, policy=policy.compat32)
        page = next(part for part in message.walk() if part.get_content_type() == "text/html")
    except (StopIteration, RecursionError):
        raise SkipReport("holds no page: save it anew from the browser") from None
    content = page.get_payload(decode=True)
    known = received.told(
        url=_address(message, page) or received.url,
        retrieved=_saved_at(message) or received.retrieved,
        charset=page.get_content_charset() or "",
    )
    yield from read_page(io.BytesIO(content if isinstance(content, bytes) else b""), known, limits)


def _address(message: Message, page: Message) -> str | None:
    """The page's address; ``None`` where the file tells none on the web."""
    for given in (message["Snapshot-Content-Location"], page["Content-Location"]):
        if given and str(given).startswith(("http://", "https://")):
            return printable("".join(str(given).split()))
    return None


def _saved_at(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(str(message["Date"])).astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
