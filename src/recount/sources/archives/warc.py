"""WARC archives: the pages that were fetched, streamed. What is no page is passed over without a word."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from typing import Any, BinaryIO
from urllib.parse import unquote

from recount.errors import SkipReport
from recount.model import Failure, Received
from recount.model.received import NESTED
from recount.sources.archives.budget import Budget, Spent
from recount.sources.archives.names import printable
from recount.sources.archives.payload import content_of
from recount.sources.archives.records import parse_http, records
from recount.sources.readers import Member

READ = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
"""Media types of reports."""

_KEPT, _PATH = "urn:sha256:", "Recount-Path"


def open_warc(stream: BinaryIO, received: Received, budget: Budget) -> Iterator[Member | Failure]:
    """The pages of a WARC archive, in its order: successful answers and resources of a kind that is read.

    Damage comes as a `Failure` in its place; what stands behind it is read where its beginning can be found.

    Raises:
        SkipReport: it unpacks to more than it may.
    """
    for record in records(stream, budget):
        if isinstance(record, SkipReport):
            yield _failure(received, record)
            continue
        page = None
        try:
            budget.spend(0)
            page = _page(record, received)
            if page is not None:
                yield Member(received=page, stream=content_of(record, budget))
        except Spent:
            raise
        except SkipReport as error:
            yield _failure(page or received, error)


def _failure(received: Received, error: SkipReport) -> Failure:
    return Failure(report=received.shown, stage="sources", error=str(error))


def _page(record: Any, received: Received) -> Received | None:  # noqa: ANN401 - warcio declares no types
    """What is known of a record that holds a page; ``None`` for any other.

    Raises:
        SkipReport: an answer without headers.
    """
    if record.rec_type not in ("response", "resource") or not record.length:
        return None
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if address.startswith(_KEPT):
        return _exported(record, received)
    if not address.startswith(("http://", "https://")):
        return None
    if record.rec_type == "response":
        parse_http(record)
    headers = record.http_headers
    declared = (headers or record.rec_headers).get_header("Content-Type") or ""
    media_type, charset = _declared(declared or record.rec_headers.get_header("WARC-Identified-Payload-Type") or "")
    if media_type not in READ or (headers is not None and headers.get_statuscode() != "200"):
        return None
    url = printable(address)
    return received.member(url).told(
        url=url,
        retrieved=record.rec_headers.get_header("WARC-Date"),
        media_type=media_type,
        charset=charset,
        last_modified=(headers.get_header("Last-Modified") or "") if headers is not None else "",
        status=200,
    )


def _exported(record: Any, received: Received) -> Received | None:  # noqa: ANN401 - warcio declares no types
    """What is known of an original that `recount export wacz` wrote and that came from a file."""
    path = record.rec_headers.get_header(_PATH)
    if not path:
        return None
    name = printable(unquote(path)).replace(NESTED, "/").lstrip("/")
    return received.member(name).told(retrieved=record.rec_headers.get_header("WARC-Date"))


def _declared(header: str) -> tuple[str, str]:
    """Media type and charset of a Content-Type."""
    if "charset" not in header.lower():
        return header.partition(";")[0].strip().lower(), ""
    message = Message()
    message["content-type"] = "".join(c for c in header if c.isprintable())
    return message.get_content_type(), message.get_content_charset() or ""
