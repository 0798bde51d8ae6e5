"""Mails (EML): the letter, with who sent it when; what is attached is read as inputs of its own."""

from __future__ import annotations

import email
import io
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from typing import BinaryIO

from recount.errors import SkipReport
from recount.model import Failure, Received, Report, Said
from recount.sources.archives.names import printable
from recount.sources.decoding import empty, too_large
from recount.sources.limits import Limits
from recount.sources.said import saying, settle

_HEADERS = {"subject": "title", "from": "author", "date": "published", "content-language": "language"}


def read_mail(stream: BinaryIO, received: Received, limits: Limits) -> Iterator[Report | Failure]:
    """The letter of a mail: its plain text, else its HTML as a page is read. Its id is the file's stem.

    An attachment is told as a failure, so that none is lost without a word: save it beside the mail to have it read.

    Raises:
        SkipReport: too large, no mail, or without words.
    """
    data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise too_large(limits.max_bytes)
    message = email.message_from_bytes(data, policy=policy.default)
    if not any(header in message for header in ("from", "subject", "date")):
        raise SkipReport("is no mail: it lacks the lines From, Subject and Date")
    facts = settle(_said(message))
    text = _words(message, received, limits)
    if not text.strip():
        raise empty()
    yield Report(
        given_id=received.given_id,
        title=facts.title,
        text=text,
        published=facts.published or limits.published,
        outlet=limits.outlet,
        author=facts.author,
        language=facts.language,
        retrieved=received.retrieved,
        said=facts.said,
    )
    for part in message.iter_attachments():
        name = printable(part.get_filename() or part.get_content_type())
        told = "is attached to a mail: save it beside the mail to have it read"
        yield Failure(report=received.member(name).shown, stage="sources", error=told)


def _said(message: EmailMessage) -> Iterator[Said]:
    for header, field in _HEADERS.items():
        try:
            value = str(message.get(header, ""))
        except (ValueError, IndexError, AttributeError):  # the library trips over some malformed headers
            value = ""
        yield saying(field, value, f"header {header.capitalize()}")


def _words(message: EmailMessage, received: Received, limits: Limits) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    try:
        content = body.get_content()
    except (LookupError, ValueError):
        content = (body.get_payload(decode=True) or b"").decode("utf-8", "replace")  # type: ignore[union-attr]
    words = content if isinstance(content, str) else ""
    if body.get_content_type() != "text/html":
        return words.replace("\r\n", "\n").strip()
    from recount.sources.pages import read_page

    page = received.told(url=None, charset="utf-8")
    for found in read_page(io.BytesIO(words.encode("utf-8", "replace")), page, limits):
        if isinstance(found, Report):
            return found.text
    return ""
