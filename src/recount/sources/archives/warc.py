"""WARC archives: the pages that were fetched, streamed. What is no page is passed over without a word."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from typing import Any, BinaryIO

from recount.errors import SkipReport
from recount.model import Failure, Received
from recount.sources.archives.budget import Budget, bounded, damaged
from recount.sources.archives.names import printable
from recount.sources.limits import Limits
from recount.sources.readers import Member

READ = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
"""Media types of reports."""


def open_warc(stream: BinaryIO, received: Received, limits: Limits) -> Iterator[Member | Failure]:
    """The pages of a WARC archive, in its order: successful answers and resources of a kind that is read.

    Raises:
        SkipReport: no WARC archive; or it is cut off or damaged, after the members that stand before the damage.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    budget = Budget(limits)
    try:
        for record in ArchiveIterator(stream):
            if (page := _page(record, received)) is not None:
                budget.next_member()
                yield Member(received=page, stream=bounded(record.content_stream(), budget))
    except (ArchiveLoadFailed, EOFError, ValueError, OSError) as error:
        raise damaged(error) from None


def _page(record: Any, received: Received) -> Received | None:  # noqa: ANN401 - warcio declares no types
    """What is known of a record that holds a page; ``None`` for any other."""
    if record.rec_type not in ("response", "resource") or _length(record) <= 0:
        return None
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    headers = record.http_headers
    status = headers.get_statuscode() if headers is not None else "200"
    declared = (headers or record.rec_headers).get_header("Content-Type") or ""
    media_type, charset = _declared(declared)
    if status != "200" or media_type not in READ or not address.startswith(("http://", "https://")):
        return None
    url = printable(address.strip("<>"))
    return received.member(url).told(
        url=url,
        retrieved=record.rec_headers.get_header("WARC-Date"),
        media_type=media_type,
        charset=charset,
        last_modified=(headers.get_header("Last-Modified") or "") if headers is not None else "",
        status=200,
    )


def _length(record: Any) -> int:  # noqa: ANN401 - warcio declares no types
    try:
        return int(record.rec_headers.get_header("Content-Length") or 0)
    except ValueError:
        raise SkipReport("is cut off or damaged (a record without its length): fetch it again, or mend it") from None


def _declared(header: str) -> tuple[str, str]:
    """Media type and charset of a Content-Type."""
    if "charset" not in header.lower():
        return header.partition(";")[0].strip().lower(), ""
    message = Message()
    message["content-type"] = "".join(c for c in header if c.isprintable())
    return message.get_content_type(), message.get_content_charset() or ""
